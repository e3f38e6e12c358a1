// The plots of a panel, described at the size they have on paper.
#pragma once

#include <QPointF>
#include <QSize>
#include <set>
#include <string>
#include <vector>

#include "core/figure/plot.h"

namespace homeostat::ui {

class Panel;

struct PanelPlot {
  figure::Plot plot;
  QPointF corner_px;  ///< within the panel
};

struct PanelPlots {
  std::vector<PanelPlot> plots;
  QSizeF size_px;
};

/// `wanted` is the canvas in px; what the panel has beside its plots is left out. Curves named in
/// `in_legend` lose the labels at their ends, where that leaves a plot without any.
PanelPlots plots_of(Panel& panel, QSize wanted, const std::set<std::string>& in_legend = {});

/// Names of the curves that are labelled at their ends.
std::set<std::string> labelled_lines(const figure::Plot& plot);

}  // namespace homeostat::ui
