// A figure of panels over runs, without a window.
#pragma once

#include <memory>
#include <vector>

#include "core/lab/provenance.h"
#include "ui/figure/kept_run.h"
#include "ui/figure/paper_figure.h"
#include "ui/panels/panel.h"

namespace homeostat::ui {

struct PanelOfRun {
  std::string kind;  ///< of core/lab/panels.h
  KeptRun* run;
  std::int64_t trial = 0;  ///< that it shows, kept by the run; 0: the last
  QByteArray state{};      ///< as Panel::save_state writes it; empty: as it comes
};

/// A panel as the window would have it, never shown on a screen; its title is its windowTitle().
/// Throws InputError for one that cannot show the model.
std::unique_ptr<Panel> hidden_panel(const std::string& kind, lab::Model model);

/// Needs a QApplication; the offscreen platform will do. Throws InputError for a panel that cannot
/// show its run's model.
PaperFigure figure_of_runs(const QString& name, const std::vector<PanelOfRun>& panels,
                           const FigureStyle& style);

/// The session such a figure carries.
lab::ExportedSession session_of_runs(const std::string& name,
                                     const std::vector<PanelOfRun>& panels);

}  // namespace homeostat::ui
