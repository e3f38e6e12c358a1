#include "ui/panels/silent_units_panel.h"

#include <cmath>

#include "ui/panels/rate_lines.h"

namespace homeostat::ui {

SilentUnitsPanel::SilentUnitsPanel(QWidget* parent)
    : HistoryPanel(
          tr("silent units (%)"),
          {{[](const lab::TrialRow& row) { return 100 * row.network.silent.E; }, E_pen, E_label()},
           {[](const lab::TrialRow& row) { return 100 * row.network.silent.I; }, I_pen, I_label()}},
          parent) {}

void SilentUnitsPanel::show_more(const View& view) {
  if (view.row.trial == 0) return;
  const lab::ParameterValues& values = view.experiment->parameters;
  const ei::Rates share = view.row.network.silent;
  set_subtitle(tr("%1 E and %2 I below %3 Hz")
                   .arg(std::lround(share.E * values["N_E"]))
                   .arg(std::lround(share.I * values["N_I"]))
                   .arg(lab::silent_below_hz));
}

}  // namespace homeostat::ui
