#include "core/lab/past_trials.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "core/lab/parallel.h"

namespace homeostat::lab {
namespace {

/// Beside those that the run itself keeps.
constexpr std::size_t most_near_bytes = std::size_t{64} << 20U;

/// Records the last trial that it is told of.
class Recorder : public Observer {
 public:
  Recorder(const PastQuestion& question, bool records) {
    if (!records) return;
    trial = std::make_shared<NetworkTrial>();
    trial->probed = question.probed;
    trial->all_weights = question.all_weights;
  }
  NetworkTrial* network_trial_for(std::int64_t) override { return trial.get(); }
  void on_trial(const TrialRow&) override {}
  std::shared_ptr<NetworkTrial> trial;
};

}  // namespace

void PastRunner::go_to(const PastQuestion& question) {
  const auto kept = question.run->states.before(question.trial);
  const std::int64_t from = kept ? kept->trial : 0;
  // What a hand does changes trials to come only: the log read then is still that of the past.
  const bool is_known = run_.lock() == question.run && question.trial <= known_trials_;
  if (!is_known || !near_ || near_from_ != from) {
    near_ = std::make_unique<KeptStates>(most_near_bytes, 1);
    near_from_ = from;
  }
  const auto near = near_->before(question.trial);
  const auto& state = near ? near : kept;
  const std::int64_t begin = state ? state->trial : 0;
  if (is_known && engine_ && engine_->trials_done() < question.trial &&
      engine_->trials_done() >= begin)
    return;
  run_ = question.run;
  known_trials_ = static_cast<std::int64_t>(question.run->rows.size());
  engine_.reset();
  engine_.emplace(question.run->steered());
  if (state) engine_->resume_from(*state);
}

std::shared_ptr<const NetworkTrial> PastRunner::run(const PastQuestion& question, const Show& show,
                                                    const std::stop_token& stop) {
  go_to(question);
  const std::int64_t first = engine_->trials_done();
  trials_run_ = 0;
  Recorder unwatched(question, false);
  while (engine_->trials_done() < question.trial - 1) {
    if (stop.stop_requested()) return nullptr;
    engine_->advance(1, unwatched);
    const std::int64_t done = engine_->trials_done();
    if (near_->wants(done)) near_->keep(engine_->network_state());
    ++trials_run_;
    show(static_cast<double>(trials_run_) / static_cast<double>(question.trial - first));
  }
  if (stop.stop_requested()) return nullptr;
  Recorder recorder(question, true);
  engine_->advance(1, recorder);
  ++trials_run_;
  return recorder.trial;
}

PastTrials::PastTrials()
    : task_([this](const PastQuestion& question, const auto& show, const std::stop_token& stop) {
        Answer answer;
        for_each_item(1, {1, Priority::low}, stop, [&](std::size_t) {
          answer = runner_.run(
              question, [&](double part_done) { show(nullptr, part_done); }, stop);
        });
        return answer;
      }) {}

}  // namespace homeostat::lab
