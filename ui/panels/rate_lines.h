// The dotted lines of E_set and I_set, the same in every plot of rates.
#pragma once

#include "ui/plots/plot_view.h"

namespace homeostat::ui {

inline CurveItem& add_E_set_line(PlotView& plot) {
  return plot.add_curve([](const Theme& t) { return t.setpoint_pen(t.E); },
                        {"$E_set$", [](const Theme& t) { return t.E_text; }});
}

inline CurveItem& add_I_set_line(PlotView& plot) {
  return plot.add_curve([](const Theme& t) { return t.setpoint_pen(t.I); },
                        {"$I_set$", [](const Theme& t) { return t.I_text; }});
}

inline QPen E_pen(const Theme& t) { return QPen(t.E, 2); }
inline QPen I_pen(const Theme& t) { return QPen(t.I, 2); }
inline CurveLabel E_label() {
  return {"E", [](const Theme& t) { return t.E_text; }, true};
}
inline CurveLabel I_label() {
  return {"I", [](const Theme& t) { return t.I_text; }, true};
}

/// Of a legend below a plot: from the corner of the axes to the plot's foot.
inline constexpr QPointF rate_legend_offset(-32, 38);

/// An axis of rates reaches at least this far beyond the higher setpoint.
inline constexpr double setpoint_headroom = 1.5;

}  // namespace homeostat::ui
