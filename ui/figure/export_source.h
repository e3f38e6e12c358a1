// What is exported: some panels, and the session they belong to.
#pragma once

#include <QString>
#include <QStringList>
#include <functional>
#include <vector>

#include "core/lab/provenance.h"
#include "ui/figure/paper_figure.h"

namespace homeostat::ui {

/// Indices of titles.
using ChosenPanels = std::vector<std::size_t>;
/// GUI thread.
using DrawFigure = std::function<PaperFigure(const ChosenPanels&, const FigureStyle&)>;

struct ExportSource {
  QString name;        ///< of the files
  QStringList titles;  ///< of the panels there are
  DrawFigure draw;
  std::function<lab::ExportedSession(const ChosenPanels&)> session;
  bool is_live = true;         ///< what it shows goes on changing
  bool can_be_filmed = false;  ///< it has trials, one after the other
};

}  // namespace homeostat::ui
