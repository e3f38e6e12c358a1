// A live run, as its tests steer and read it.
#pragma once

#include <chrono>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "core/lab/live_run.h"

namespace homeostat::test {

inline std::shared_ptr<const lab::Experiment> shared(lab::Experiment e) {
  return std::make_shared<const lab::Experiment>(std::move(e));
}

inline lab::Wish wish_for(const lab::Experiment& experiment) {
  lab::Wish wish;
  wish.revision = 1;
  wish.run = 1;
  wish.experiment = shared(experiment);
  wish.trial_limit = experiment.trials;
  return wish;
}

/// The first frame that satisfies `enough`, or null after ten seconds.
template <class Enough>
std::unique_ptr<lab::Frame> frame_when(lab::LiveRun& run, Enough&& enough) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (std::chrono::steady_clock::now() < end) {
    if (auto frame = run.take()) {
      if (enough(*frame)) return frame;
      run.give_back(std::move(frame));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return nullptr;
}

inline std::vector<lab::TrialRow> rows_of(const lab::Run& run) {
  std::vector<lab::TrialRow> rows;
  run.rows.for_each(0, run.rows.size(), [&](const lab::TrialRow& row) { rows.push_back(row); });
  return rows;
}

/// All that a run keeps when it goes through by itself.
class Kept : public lab::Observer {
 public:
  explicit Kept(std::vector<int> probed = {}) : probed_(std::move(probed)) {}
  lab::NetworkTrial* network_trial_for(std::int64_t) override {
    trials.emplace_back().probed = probed_;
    return &trials.back();
  }
  void on_trial(const lab::TrialRow& row) override { rows.push_back(row); }

  std::vector<lab::TrialRow> rows;
  std::vector<lab::NetworkTrial> trials;

 private:
  std::vector<int> probed_;
};

inline Kept run_through(const lab::Experiment& experiment, std::int64_t trials,
                        std::vector<int> probed = {}) {
  Kept kept(std::move(probed));
  kept.trials.reserve(static_cast<std::size_t>(trials));
  lab::Engine engine(experiment);
  engine.advance(trials, kept);
  return kept;
}

}  // namespace homeostat::test
