#include "ui/panels/unit_error_panel.h"

#include "core/lab/spiking_setup.h"

namespace homeostat::ui {
namespace {

/// Where a silent network stands: the scale of the axis.
double error_of_silence(const View& view) {
  const lab::ParameterValues& p = view.experiment->parameters;
  return ei::silent_error(lab::setpoints(p), lab::network_sizes(p));
}

}  // namespace

UnitErrorPanel::UnitErrorPanel(QWidget* parent)
    : HistoryPanel(tr("mean squared error (Hz²)"),
                   {{[](const lab::TrialRow& row) { return row.network.mse_raw; },
                     [](const Theme& t) { return QPen(t.ghost, 1); },
                     {tr("raw"), [](const Theme& t) { return t.ink2; }}},
                    {[](const lab::TrialRow& row) { return row.network.mse_average; },
                     [](const Theme& t) { return QPen(t.accent, 2); },
                     {tr("avg"), [](const Theme& t) { return t.accent; }}}},
                   parent) {}

void UnitErrorPanel::show_more(const View& view) {
  subtitle_.clear();
  if (view.row.trial > 0)
    subtitle_ = tr("%1 Hz² averaged over trials").arg(view.row.network.mse_average, 0, 'f', 1);
}

double UnitErrorPanel::least_top(const View& view) const { return error_of_silence(view) / 10; }

double UnitErrorPanel::outlier_limit(const View& view) const { return 4 * error_of_silence(view); }

}  // namespace homeostat::ui
