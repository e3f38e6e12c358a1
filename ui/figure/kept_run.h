// A run from start to end with all that panels need of it, or a selective neuron solved: for figures
// without a window.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "core/lab/engine.h"
#include "core/lab/frame.h"
#include "ui/view.h"

namespace homeostat::ui {

class KeptRun : public lab::Observer {
 public:
  /// Keeps the traces of the last trial and of `trials`.
  explicit KeptRun(const lab::Experiment& experiment, std::set<std::int64_t> trials = {},
                   unsigned threads = 1);

  /// Runs to the end, or until `goes_on`, asked after each trial with the number done, says no.
  /// Returns whether the end was reached. `beside` is told of every trial, too. Throws RunError.
  bool run(const std::function<bool(std::int64_t done)>& goes_on = {},
           lab::Observer* beside = nullptr);

  const lab::Experiment& experiment() const { return *run_->start; }
  /// Of what is run.
  const lab::Engine& engine() const { return *engine_; }
  /// What panels see at the end of a trial that has been kept; 0: of the last. Valid as long as
  /// this is.
  View view(std::int64_t trial = 0);

  /// What was kept of a trial is needed no more, nor is the View of it.
  void forget(std::int64_t trial) { kept_.erase(trial); }

  lab::Trace* trace_for(std::int64_t trial) override;
  lab::NetworkTrial* network_trial_for(std::int64_t trial) override;
  void on_trial(const lab::TrialRow& row) override;

 private:
  struct Kept {
    lab::Trace trace;
    std::shared_ptr<lab::NetworkTrial> network;
    lab::RunStory story;
    std::unique_ptr<lab::Frame> frame;
    ei::PointStability point;
  };
  Kept& kept(std::int64_t trial);
  bool keeps(std::int64_t trial) const { return trial == last_ || trials_.contains(trial); }
  void keep(std::int64_t trial);
  void add_plane(Kept& kept, View& view) const;

  bool solve(const std::function<bool(std::int64_t done)>& goes_on);

  std::optional<lab::Engine> engine_;  ///< of what is run
  Solved solved_;                      ///< of what is not
  std::shared_ptr<lab::Run> run_ = std::make_shared<lab::Run>();
  std::int64_t last_;
  std::set<std::int64_t> trials_;
  std::map<std::int64_t, Kept> kept_;
  lab::RunStory story_;
  lab::Observer* beside_ = nullptr;
};

}  // namespace homeostat::ui
