#include "core/lab/network_ensemble.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>
#include <mutex>

#include "core/lab/catalogue.h"
#include "core/lab/engine.h"

namespace homeostat::lab {

namespace {

constexpr double tolerance = 0.02;
constexpr double short_part = 0.5;
constexpr double ms_per_s = 1000;
/// So often the answer is handed out: it is copied each time.
constexpr std::chrono::milliseconds between_shows(200);

/// Adds `row` to a mean of `count` of them.
void add(EnsemblePoint& mean, const TrialRow& row, double count) {
  const auto step = [count](double& value, double next) { value += (next - value) / count; };
  mean.trial = row.trial;
  step(mean.mean.E, row.mean.E);
  step(mean.mean.I, row.mean.I);
  step(mean.up_duration_s, row.network.up_states > 0 ? row.network.up_duration_s : 0);
  step(mean.mse_average, row.network.mse_average);
}

/// The members so far, shared by the threads.
class Board {
 public:
  Board(EnsembleAnswer answer, const EnsembleTask::Show& show)
      : answer_(std::move(answer)), show_(show) {
    for (const EnsembleMember& member : answer_.members) trials_ += member.trials;
  }

  template <class Change>
  void change(std::size_t member, std::int64_t trials, const Change& change) {
    const std::lock_guard lock(mutex_);
    change(answer_.members[member]);
    done_ += trials;
    const auto now = std::chrono::steady_clock::now();
    if (now - shown_ < between_shows) return;
    shown_ = now;
    show_(answer_, static_cast<double>(done_) / static_cast<double>(trials_));
  }
  EnsembleAnswer take() { return std::move(answer_); }

 private:
  std::mutex mutex_;
  EnsembleAnswer answer_;
  const EnsembleTask::Show& show_;
  std::int64_t trials_ = 0, done_ = 0;
  std::chrono::steady_clock::time_point shown_{};
};

/// Runs one member point by point.
class Member : private Observer {
 public:
  Member(const Experiment& experiment, std::size_t number, Board& board)
      : engine_(experiment), left_(experiment.trials), number_(number), board_(board) {}

  void run(std::int64_t trials_a_point, const std::stop_token& stop) {
    while (left_ > 0 && !stop.stop_requested()) {
      const std::int64_t trials = std::min(left_, trials_a_point);
      point_ = {};
      count_ = 0;
      engine_.advance(trials, *this, stop);
      left_ -= trials;
      if (count_ == 0) return;
      board_.change(number_, static_cast<std::int64_t>(count_), [this](EnsembleMember& member) {
        member.points.push_back(point_);
        member.last = row_;
      });
    }
  }

 private:
  void on_trial(const TrialRow& row) override {
    add(point_, row, ++count_);
    row_ = row;
  }

  Engine engine_;
  std::int64_t left_;
  std::size_t number_;
  Board& board_;
  EnsemblePoint point_;
  TrialRow row_;
  double count_ = 0;
};

}  // namespace

EnsemblePoint EnsembleMember::lately(std::size_t count) const {
  EnsemblePoint mean;
  const std::size_t used = std::min(count, points.size());
  for (std::size_t k = points.size() - used; k < points.size(); ++k) {
    const double share = 1 / static_cast<double>(used);
    mean.trial = points[k].trial;
    mean.mean.E += share * points[k].mean.E;
    mean.mean.I += share * points[k].mean.I;
    mean.up_duration_s += share * points[k].up_duration_s;
    mean.mse_average += share * points[k].mse_average;
  }
  return mean;
}

bool EnsembleMember::is_at_setpoints() const {
  const ei::Rates now = lately().mean;
  return std::abs(now.E - set.E) <= tolerance * set.E &&
         std::abs(now.I - set.I) <= tolerance * set.I;
}

bool EnsembleMember::has_short_up_states() const {
  return is_at_setpoints() && lately().up_duration_s < short_part * up_seconds;
}

EnsembleAnswer untrained(const EnsembleQuestion& question) {
  EnsembleAnswer begun;
  for (const Experiment& e : question.experiments) {
    const ParameterValues& p = e.parameters;
    EnsembleMember member;
    member.name = e.name;
    member.start = initial_weights(p);
    member.set = setpoints(p);
    member.trials = e.trials;
    if (e.model() == Model::spiking)
      member.up_seconds = (p["trial_duration"] - p["kick_onset"]) / ms_per_s;
    begun.members.push_back(std::move(member));
  }
  return begun;
}

EnsembleAnswer run_ensemble(const EnsembleQuestion& question, Workers workers,
                            const EnsembleTask::Show& show, const std::stop_token& stop) {
  Board board(untrained(question), show);
  for_each_item(question.experiments.size(), workers, stop, [&](std::size_t k) {
    try {
      Member(question.experiments[k], k, board).run(question.trials_a_point, stop);
    } catch (const std::exception& failure) {
      board.change(k, 0, [&](EnsembleMember& member) { member.error = failure.what(); });
    }
  });
  return board.take();
}

EnsembleTask::Work ensemble_work() {
  return [](const EnsembleQuestion& question, const EnsembleTask::Show& show,
            const std::stop_token& stop) {
    return run_ensemble(question, {processor_count(), Priority::background}, show, stop);
  };
}

EnsembleQuestion table_s3() {
  EnsembleQuestion question;
  for (const char* name : {"fig7l_1", "fig7l_2", "fig7l_3", "fig7l_4", "fig7l_5", "fig7l_6",
                           "fig7l_7", "fig7l_8", "fig7l_9"})
    question.experiments.push_back(built_in_experiment(name));
  return question;
}

}  // namespace homeostat::lab
