#include "ui/panels/up_state_panel.h"

namespace homeostat::ui {
namespace {

constexpr double duration_headroom = 1.1;
constexpr double ms_per_s = 1000;

/// From the kick to the end of the trial.
double longest_s(const lab::ParameterValues& values) {
  return (values["trial_duration"] - values["kick_onset"]) / ms_per_s;
}

}  // namespace

UpStatePanel::UpStatePanel(QWidget* parent)
    : HistoryPanel(tr("up-state (s)"),
                   {{[](const lab::TrialRow& row) {
                       return row.network.up_states > 0 ? row.network.up_duration_s : 0;
                     },
                     [](const Theme& t) { return QPen(t.accent, 2); },
                     {}}},
                   parent),
      limit_(plot().add_curve(limit_pen, {tr("end"), [](const Theme& t) { return t.ink2; }})) {}

void UpStatePanel::show_more(const View& view) {
  limit_.set_level(longest_s(view.experiment->parameters));
  if (view.row.trial == 0) return;
  const lab::NetworkSummary& network = view.row.network;
  set_subtitle(network.up_states == 0 ? tr("none in trial %1").arg(view.row.trial)
               : network.lasts_to_end
                   ? tr("%1 s, to the end of the trial").arg(network.up_duration_s, 0, 'f', 2)
                   : tr("%1 s, dies before the end").arg(network.up_duration_s, 0, 'f', 2));
}

double UpStatePanel::least_top(const View& view) const {
  return longest_s(view.experiment->parameters) * duration_headroom;
}

}  // namespace homeostat::ui
