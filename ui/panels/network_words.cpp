#include "ui/panels/network_words.h"

#include <algorithm>

#include "ui/controls/text.h"
#include "ui/panels/trial_words.h"
#include "ui/plots/nice_axis.h"

namespace homeostat::ui {
namespace {

/// The kick takes one step; its mark is as wide as can be seen.
constexpr double kick_mark_ms = 5;

}  // namespace

std::shared_ptr<const lab::NetworkTrial> network_of(const View& view) { return view.network; }

QString cell_name(int cell, const ei::Sizes& sizes) {
  return cell < sizes.E ? QStringLiteral("E %1").arg(cell + 1)
                        : QStringLiteral("I %1").arg(cell - sizes.E + 1);
}

QString cell_words(const lab::NetworkTrial& network, int cell) {
  QString words = cell_name(cell, network.sizes);
  if (std::ranges::binary_search(network.lesioned, cell)) words += QObject::tr(", lesioned");
  if (std::ranges::binary_search(network.driven, cell)) words += QObject::tr(", driven");
  return words;
}

QString network_trial_name(const View& view) {
  const auto network = network_of(view);
  if (!network) return {};
  const QString name = trial_name(view.experiment->parameters, network->trial);
  if (view.cursor_trial == 0 || view.cursor_trial == network->trial) return name;
  return QObject::tr("%1; %2 runs again").arg(name, grouped_text(view.cursor_trial));
}

std::vector<EventBar> network_bars(const View& view) {
  std::vector<EventBar> bars;
  const auto network = network_of(view);
  if (network && network->kicked > 0) {
    bars.push_back({network->kick_ms, network->kick_ms + kick_mark_ms,
                    QObject::tr("kick to %1 E cells").arg(network->kicked)});
  }
  const lab::ParameterValues& values = view.experiment->parameters;
  if (values.model() == lab::Model::multi_unit && values["pulse_amplitude"] != 0) {
    bars.push_back({values["pulse_onset"], values["pulse_onset"] + values["pulse_duration"],
                    QObject::tr("pulse")});
  }
  const std::int64_t steps = steps_of_trial(values);
  const double dt = values["dt"];
  for (const lab::Overlay& change : view.changes) {
    if (covers_trial(change, steps)) continue;
    bars.push_back({static_cast<double>(change.first_step) * dt,
                    static_cast<double>(change.end_step) * dt,
                    change_markup(change.event, values.model())});
  }
  std::ranges::stable_sort(bars, {}, &EventBar::from);
  return bars;
}

EmptyNote::EmptyNote(PlotView& plot)
    : plot_(plot), note_(plot.add_label([](const Theme& t) { return t.ink2; }, 13)) {
  note_.set_text(QObject::tr("No trial yet. Play, or step one trial."));
}

void EmptyNote::show(bool is_empty) {
  note_.setVisible(is_empty);
  note_.set_pixel(plot_.map().area.center(), Qt::AlignHCenter | Qt::AlignVCenter);
}

}  // namespace homeostat::ui
