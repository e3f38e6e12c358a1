#include "ui/panels/averages_panel.h"

#include <algorithm>

#include "ui/panels/rate_lines.h"

namespace homeostat::ui {

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
  const ei::Setpoints set = lab::setpoints(view.experiment->parameters);
  return std::max(set.E, set.I) * setpoint_headroom;
}

}  // namespace homeostat::ui
