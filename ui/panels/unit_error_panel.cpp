#include "ui/panels/unit_error_panel.h"

#include <algorithm>
#include <cmath>

#include "core/lab/spiking_setup.h"
#include "ui/plots/decade_axis_item.h"

namespace homeostat::ui {
namespace {

/// A hundredth of a Hz off: below it an error without noise falls for ever.
constexpr double lowest_shown = -4;

/// A network that never falls silent has some.
double error_of_silence(const View& view) {
  const lab::ParameterValues& p = view.experiment->parameters;
  return ei::silent_error(lab::setpoints(p), lab::network_sizes(p));
}

/// A gap in the curve where there is no error at all.
double logarithm(double error) { return error > 0 ? std::log10(error) : std::nan(""); }

QPen means_pen(const Theme& theme) {
  QPen pen(theme.ink, 1.75);
  pen.setDashPattern({2, 2});
  return pen;
}

QString grouped_error(double error) {
  if (error > 0 && error < 0.001) return QString::number(error, 'g', 2).replace("e-0", "e-");
  return grouped_number(error, error < 0.1 ? 4 : error < 100 ? 1 : 0);
}

QString readout(double logarithm) { return grouped_error(std::pow(10.0, logarithm)); }

}  // namespace

UnitErrorPanel::UnitErrorPanel(QWidget* parent)
    : HistoryPanel(tr("mean squared error (Hz\u00b2)"),
                   {{[](const lab::TrialRow& row) { return logarithm(row.network.mse_raw); },
                     [](const Theme& t) { return QPen(t.ghost, 1); },
                     {tr("raw"), [](const Theme& t) { return t.ink2; }}},
                    {[](const lab::TrialRow& row) { return logarithm(row.network.mse_average); },
                     [](const Theme& t) { return QPen(t.accent, 2); },
                     {tr("avg"), [](const Theme& t) { return t.accent; }}},
                    {[](const lab::TrialRow& row) { return logarithm(row.network.mse_means); },
                     means_pen,
                     {tr("means"), [](const Theme& t) { return t.ink; }}}},
                   parent) {
  plot().set_margins({58, 28, 52, 40});  // "100,000" and "means"
  new DecadeAxisItem(plot());            // the plot's own
  plot().set_y_readout(readout);
}

void UnitErrorPanel::show_more(const View& view) {
  if (view.row.trial == 0) return;
  const lab::NetworkSummary& network = view.row.network;
  set_subtitle(tr("%1 Hz\u00b2 averaged over trials").arg(grouped_error(network.mse_average)));
  if (view.experiment->model() == lab::Model::multi_unit)
    set_subtitle(tr("units %1, populations %2 Hz\u00b2")
                     .arg(grouped_error(network.mse_average), grouped_error(network.mse_means)));
}

/// Whole decades, among them that of a silent network, where learning begins.
std::pair<double, double> UnitErrorPanel::y_range(const View& view) {
  double low = std::log10(error_of_silence(view)), high = low;
  for (std::size_t series = 0; series < 3; ++series) {
    low = std::min(low, history().lowest(series));
    high = std::max(high, history().highest(series));
  }
  low = std::max(low, lowest_shown);
  return {std::floor(low), std::max(std::ceil(high), std::floor(low) + 1)};
}

}  // namespace homeostat::ui
