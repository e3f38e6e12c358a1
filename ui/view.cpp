#include "ui/view.h"

#include <algorithm>
#include <cmath>

#include "core/math/check.h"

namespace homeostat::ui {

namespace {

/// At least `usual`, and far enough for `reached`, in round steps so that it seldom changes.
double plane_end(double usual, double reached) {
  constexpr double step = 5;
  if (!(reached > usual)) return usual;
  return std::min(largest_weight, step * std::ceil(1.1 * reached / step));
}

/// The trial of the trace on the screen: the run may have gone on since.
std::int64_t trial_looked_at(const lab::Frame& frame, std::int64_t cursor_trial) {
  const auto done = static_cast<std::int64_t>(frame.run->rows.size());
  return std::min(cursor_trial > 0 ? cursor_trial : frame.trial, done);
}

}  // namespace

View view_of(const lab::Experiment& experiment, const lab::Frame* frame,
             const ei::PointStability* point, std::int64_t cursor_trial) {
  View view{.experiment = &experiment,
            .planned = &experiment,
            .frame = frame,
            .picture = {},
            .plane = {},
            .plane_follows_run = true,
            .point = point,
            .cursor_trial = cursor_trial,
            .network = frame ? frame->network : nullptr,
            .past_seconds_left = 0,
            .past_error = {},
            .chosen_cells = {},
            .selection = {},
            .treatment = {},
            .solved = {},
            .row = {},
            .changes = {},
            .felt_weights = is_run_by_trials(experiment.model())
                                ? lab::initial_weights(experiment.parameters)
                                : ei::Weights{},
            .felt = experiment.parameters};
  const std::int64_t trial = frame ? trial_looked_at(*frame, cursor_trial) : 0;
  if (trial == 0) return view;
  const auto& rows = frame->run->rows;
  view.row = rows[static_cast<std::size_t>(trial - 1)];
  if (trial > 1) view.felt_weights = rows[static_cast<std::size_t>(trial - 2)].weights;
  const bool online = is_online(experiment.parameters);
  const double trial_ms = online ? 1000 : experiment.parameters["trial_duration"];
  const double dt = experiment.parameters["dt"];
  const auto steps = static_cast<std::int64_t>(std::llround(trial_ms / dt));
  std::vector<lab::Event> events = experiment.events;
  frame->run->log.for_each(0, frame->run->log.size(), [&](const lab::Event& event) {
    if (event.until_trial) add_to_log(events, event);
  });
  view.changes = lab::overlays(events, online, trial, steps, (trial - 1) * steps, dt);
  try {
    lay_over(view.changes, steps, view.felt, view.felt_weights);
  } catch (const RunError&) {
    // The run itself says what went wrong; there is nothing more to feel.
  }
  return view;
}

PlaneRange range_of_run(const ei::Weights& start, const ei::Weights& now) {
  return {paper_window.x_min, plane_end(paper_window.x_max, std::max(start.EE, now.EE)),
          paper_window.y_min, plane_end(paper_window.y_max, std::max(start.IE, now.IE))};
}

ei::PlaneGrid grid_over(const PlaneRange& range) {
  constexpr int points = 201;
  return {range.x_min, range.x_max, range.y_min, range.y_max, points, points};
}

}  // namespace homeostat::ui
