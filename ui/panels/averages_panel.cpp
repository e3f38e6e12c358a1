#include "ui/panels/averages_panel.h"

#include <algorithm>

#include "ui/panels/rate_lines.h"

namespace homeostat::ui {
namespace {

/// Times the larger setpoint: an average above it is a spike.
constexpr double spike_factor = 4;

double larger_setpoint(const View& view) {
  const ei::Setpoints set = lab::setpoints(view.experiment->parameters);
  return std::max(set.E, set.I);
}

}  // namespace

AveragesPanel::AveragesPanel(QWidget* parent)
    : HistoryPanel(tr("average rate (Hz)"),
                   {{[](const lab::TrialRow& row) { return row.average.E; }, E_pen, E_label()},
                    {[](const lab::TrialRow& row) { return row.average.I; }, I_pen, I_label()}},
                   parent),
      E_set_(add_E_set_line(plot())),
      I_set_(add_I_set_line(plot())) {}

void AveragesPanel::show_more(const View& view) {
  const ei::Setpoints set = lab::setpoints(view.experiment->parameters);
  E_set_.set_level(set.E);
  I_set_.set_level(set.I);
}

double AveragesPanel::least_top(const View& view) const {
  return larger_setpoint(view) * setpoint_headroom;
}

double AveragesPanel::outlier_limit(const View& view) const {
  return larger_setpoint(view) * spike_factor;
}

}  // namespace homeostat::ui
