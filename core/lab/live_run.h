// A run that a person steers: one thread, one engine, the newest wish wins.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "core/lab/cell_treatment.h"
#include "core/lab/engine.h"
#include "core/lab/frame.h"
#include "core/lab/handoff.h"

namespace homeostat::lab {

/// All that the controls ask of the run, as one value. Posting a new one replaces one that still
/// waits.
struct Wish {
  std::uint64_t revision = 0;
  std::uint64_t run = 0;  ///< another number begins the run anew
  std::shared_ptr<const Experiment> experiment;
  std::int64_t trial_limit = 0;
  bool playing = false;
  double trials_per_second = 0;      ///< 0: as fast as it can
  std::int64_t single_steps = 0;     ///< how often "step" has been pressed
  std::int64_t activity_resets = 0;  ///< how often "reset activity" has been
  std::int64_t cursor_trial = 0;     ///< trial to look at; 0: the newest
  /// Networks: cells whose potential and currents are recorded; those that do not exist are not.
  std::vector<int> probed;
  /// Networks: what a hand does to chosen cells, from the next trial on. They must be there.
  CellTreatment treatment;
  bool all_weights = false;  ///< networks: every weight is recorded, see NetworkTrial
  /// Up to this trial it runs flat out, playing or not.
  std::int64_t jump_to = 0;
};

class LiveRun {
 public:
  LiveRun();
  ~LiveRun();
  LiveRun(const LiveRun&) = delete;
  LiveRun& operator=(const LiveRun&) = delete;

  void post(Wish wish);

  /// The newest frame, or null. Give it back when the next one comes: its buffers are used again.
  std::unique_ptr<Frame> take() { return frames_.take(); }
  void give_back(std::unique_ptr<Frame> frame) { spare_.post(std::move(frame)); }

 private:
  class Loop;

  LatestSlot<Wish> wishes_;
  LatestSlot<Frame> frames_, spare_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool wished_ = false;
  std::jthread thread_;  // last: it ends before what it uses
};

}  // namespace homeostat::lab
