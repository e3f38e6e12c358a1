#include "ui/panels/unit_error_panel.h"

#include <algorithm>
#include <cmath>

#include "core/lab/spiking_setup.h"
#include "ui/plots/decade_axis_item.h"

namespace homeostat::ui {
namespace {

/// A network that never falls silent has some.
double error_of_silence(const View& view) {
  const lab::ParameterValues& p = view.experiment->parameters;
  return ei::silent_error(lab::setpoints(p), lab::network_sizes(p));
}

/// A gap in the curve where there is no error at all.
double logarithm(double error) { return error > 0 ? std::log10(error) : std::nan(""); }

QString readout(double logarithm) {
  const double error = std::pow(10.0, logarithm);
  return grouped_number(error, error < 100 ? 1 : 0);
}

}  // namespace

UnitErrorPanel::UnitErrorPanel(QWidget* parent)
    : HistoryPanel(tr("mean squared error (Hz\u00b2)"),
                   {{[](const lab::TrialRow& row) { return logarithm(row.network.mse_raw); },
                     [](const Theme& t) { return QPen(t.ghost, 1); },
                     {tr("raw"), [](const Theme& t) { return t.ink2; }}},
                    {[](const lab::TrialRow& row) { return logarithm(row.network.mse_average); },
                     [](const Theme& t) { return QPen(t.accent, 2); },
                     {tr("avg"), [](const Theme& t) { return t.accent; }}}},
                   parent) {
  new DecadeAxisItem(plot());  // the plot's own
  plot().set_y_readout(readout);
}

void UnitErrorPanel::show_more(const View& view) {
  subtitle_.clear();
  if (view.row.trial > 0)
    subtitle_ = tr("%1 Hz\u00b2 averaged over trials").arg(view.row.network.mse_average, 0, 'f', 1);
}

/// Whole decades, among them that of a silent network, where learning begins.
std::pair<double, double> UnitErrorPanel::y_range(const View& view) {
  double low = std::log10(error_of_silence(view)), high = low;
  for (std::size_t series = 0; series < 2; ++series) {
    low = std::min(low, history().lowest(series));
    high = std::max(high, history().highest(series));
  }
  return {std::floor(low), std::max(std::ceil(high), std::floor(low) + 1)};
}

}  // namespace homeostat::ui
