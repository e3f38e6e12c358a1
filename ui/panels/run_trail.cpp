#include "ui/panels/run_trail.h"

#include <algorithm>

namespace homeostat::ui {

bool RunTrail::follow(const View& view) {
  const auto run = view.frame != nullptr ? view.frame->run : nullptr;
  const ei::Weights begun = lab::initial_weights(run && run->start ? run->start->parameters
                                                                   : view.experiment->parameters);
  start_ = {begun.EE, begun.IE};
  if (!trail_.suits(view.plane)) {
    trail_.look_at(view.plane);
    follower_.start_over();
  }
  const bool has_news = follower_.follow(
      run,
      [&] {
        trail_.clear();
        trail_.append(start_);
      },
      [this](const lab::TrialRow& row) {
        trail_.append({row.weights.EE, row.weights.IE});
      });
  const std::size_t rows = follower_.rows_seen();
  const auto looked_at = static_cast<std::size_t>(std::max<std::int64_t>(0, view.cursor_trial));
  is_past_ = looked_at > 0 && looked_at < rows;
  now_ = start_;
  if (rows > 0) {
    const ei::Weights w = run->rows[(is_past_ ? looked_at : rows) - 1].weights;
    now_ = {w.EE, w.IE};
  }
  return has_news;
}

}  // namespace homeostat::ui
