#include "core/lab/live_run.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/lab/pacing.h"
#include "core/lab/parallel.h"
#include "core/lab/run_keeping.h"
#include "core/lab/spiking_setup.h"

namespace homeostat::lab {

namespace {

using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;

/// A chunk is about half a display frame, so that a wish is met within one.
constexpr double chunk_seconds = 0.008;

/// What the hand changed between two wishes; initial weights and mode begin a new run instead.
std::vector<Change> live_changes(const ParameterValues& now, const ParameterValues& before) {
  std::vector<Change> changes;
  for (const auto& symbol : changed_symbols(now, before)) {
    if (parameter(now.model(), symbol).takes_effect == TakesEffect::live) {
      changes.push_back({symbol, now[symbol]});
    }
  }
  return changes;
}

/// One processor is left to the window.
unsigned engine_threads() { return processor_count() > 2 ? 2 : 1; }

}  // namespace

/// The worker's own state; lives on its thread.
class LiveRun::Loop : private Observer {
 public:
  explicit Loop(LiveRun& outside) : outside_(outside) {}

  void meet(Wish wish) {
    const bool anew = !engine_ || wish.run != wish_.run;
    const Wish before = std::exchange(wish_, std::move(wish));
    try {
      if (anew) {
        begin(before.single_steps);
      } else {
        edit(*before.experiment);
        treat();
        if (wish_.activity_resets != before.activity_resets)
          run_->log.append(engine_->reset_activity());
      }
    } catch (const std::exception& failure) {
      error_ = failure.what();
    }
    const bool was_jumping = before.jump_to > 0;
    if (anew || wish_.trials_per_second != before.trials_per_second || !before.playing ||
        was_jumping) {
      anchor();
    }
    if (wish_.cursor_trial != shown_cursor_) look_at_cursor();
    publish();
  }

  /// Runs what is due. Returns when to look again; never: only when a wish comes.
  std::optional<Clock::time_point> work() {
    const std::int64_t trials = due();
    if (trials > 0) run_chunk(trials);
    if (is_jumping()) return Clock::now();
    if (!may_run() || !wish_.playing) {
      return steps_done_ < wish_.single_steps && may_run() ? std::optional(Clock::now())
                                                           : std::nullopt;
    }
    if (wish_.trials_per_second <= 0) return Clock::now();
    const double next = static_cast<double>(since_anchor_ + 1) / wish_.trials_per_second;
    return anchor_ + std::chrono::duration_cast<Clock::duration>(Seconds(next));
  }

 private:
  void begin(std::int64_t steps_before) {
    engine_.reset();
    error_.clear();
    steps_done_ = steps_before;
    shown_cursor_ = 0;
    newest_ = {};
    network_.reset();
    recording_.reset();
    story_ = {};
    run_ = std::make_shared<Run>();
    run_->start = wish_.experiment;
    engine_.emplace(*wish_.experiment, engine_threads());
    keep_start(*engine_, *run_);
    treatment_ = {};
    treat();
  }

  void edit(const Experiment& before) {
    auto changes = live_changes(wish_.experiment->parameters, before.parameters);
    std::erase_if(changes, [&](const Change& change) {
      return engine_->parameters()[change.symbol] == change.value;
    });
    if (changes.empty()) return;
    for (Event& event : engine_->edit(changes)) run_->log.append(std::move(event));
  }

  void treat() {
    if (!engine_ || !is_network()) return;
    const ei::Sizes sizes = network_sizes(engine_->parameters());
    for (Event& event : treatment_.change_to(wish_.treatment, sizes, engine_->trials_done() + 1)) {
      engine_->treat(event);
      run_->log.append(std::move(event));
    }
  }

  void anchor() {
    anchor_ = Clock::now();
    since_anchor_ = 0;
  }

  bool may_run() const {
    return engine_ && error_.empty() && engine_->trials_done() < wish_.trial_limit;
  }

  bool is_jumping() const { return may_run() && engine_->trials_done() < wish_.jump_to; }

  /// Two populations alone have a past that can be run again from one row, and a plane.
  bool is_network() const { return lab::is_network(wish_.experiment->model()); }

  std::int64_t due() {
    if (!may_run()) return 0;
    const std::int64_t left = wish_.trial_limit - engine_->trials_done();
    if (is_jumping()) return std::min({left, chunk_, wish_.jump_to - engine_->trials_done()});
    if (!wish_.playing)
      return std::min<std::int64_t>(left, wish_.single_steps - steps_done_ > 0 ? 1 : 0);
    if (wish_.trials_per_second <= 0) return std::min(left, chunk_);
    const double elapsed = Seconds(Clock::now() - anchor_).count();
    const auto owed = static_cast<std::int64_t>(elapsed * wish_.trials_per_second) - since_anchor_;
    // What it cannot keep up with is let go, or it would freeze the controls to catch up.
    if (owed > chunk_) since_anchor_ += owed - chunk_;
    return std::min({left, owed, chunk_});
  }

  void run_chunk(std::int64_t trials) {
    last_of_chunk_ = engine_->trials_done() + trials;
    const bool jumped = is_jumping();
    const auto begin = Clock::now();
    try {
      engine_->advance(trials, *this);
    } catch (const std::exception& failure) {
      error_ = failure.what();
    }
    const double seconds = Seconds(Clock::now() - begin).count();
    seconds_per_trial_ = seconds / static_cast<double>(trials);
    chunk_ = next_chunk(std::max(trials, chunk_ / 2), seconds, chunk_seconds);
    if (jumped) {
      anchor();  // what comes after begins at its own pace
    } else {
      since_anchor_ += trials;
    }
    if (!wish_.playing && !jumped) steps_done_ += trials;
    finish_newest();
    publish();
  }

  Trace* trace_for(std::int64_t trial) override {
    return trial == last_of_chunk_ ? &newest_.trace : nullptr;
  }

  /// A new one each time: views may still hold the one before.
  NetworkTrial* network_trial_for(std::int64_t trial) override {
    if (trial != last_of_chunk_) return nullptr;
    recording_ = std::make_shared<NetworkTrial>();
    recording_->all_weights = wish_.all_weights;
    const auto cells = wish_.experiment->parameters["N_E"] + wish_.experiment->parameters["N_I"];
    for (const int cell : wish_.probed) {
      if (cell >= 0 && cell < cells) recording_->probed.push_back(cell);
    }
    return recording_.get();
  }

  void on_trial(const TrialRow& row) override {
    run_->rows.append(row);
    if (is_network() && run_->states.wants(row.trial)) run_->states.keep(engine_->network_state());
    keep_units(*engine_, *run_);
    story_.add(row, engine_->parameters());
  }

  void look_at_cursor() {
    shown_cursor_ = 0;
    const auto rows = static_cast<std::int64_t>(run_->rows.size());
    const std::int64_t trial = wish_.cursor_trial;
    if (trial < 1 || trial > rows || is_online(wish_.experiment->parameters)) return;
    if (is_network()) return;  // its past is in the rows alone
    const Experiment experiment = run_->steered();
    const auto before = run_->row_before(trial);
    cursor_.trace = replay_trial(experiment, trial, before ? &*before : nullptr);
    cursor_.ghost = ghost_of(experiment, trial, before, cursor_.trace);
    shown_cursor_ = trial;
  }

  void finish_newest() {
    newest_.ghost = {};
    if (engine_->trials_done() != last_of_chunk_) return;  // it failed on the way
    if (recording_) network_ = std::exchange(recording_, nullptr);
    if (is_network()) return;
    newest_.ghost =
        ghost_of(run_->steered(), last_of_chunk_, run_->row_before(last_of_chunk_), newest_.trace);
  }

  /// The trace is copied, so that a frame given back carries nothing over.
  void publish() {
    auto frame = std::move(frame_);
    if (!frame) frame = outside_.spare_.take();
    if (!frame) frame = std::make_unique<Frame>();
    const std::int64_t done = engine_ ? engine_->trials_done() : 0;
    frame->revision = wish_.revision;
    frame->run_number = wish_.run;
    frame->run = run_;
    if (engine_) frame->in_force = engine_->parameters();
    frame->trial = shown_cursor_ != 0 ? shown_cursor_ : done;
    const Seen& seen = shown_cursor_ != 0 ? cursor_ : newest_;
    frame->trace = seen.trace;
    frame->ghost = seen.ghost;
    frame->network = network_;
    frame->finished = engine_ && done >= wish_.trial_limit;
    frame->seconds_per_trial = seconds_per_trial_;
    frame->story = story_;
    frame->error = error_;
    frame_ = outside_.frames_.post(std::move(frame));
  }

  /// A trial as a view shows it.
  struct Seen {
    Trace trace;
    Ghost ghost;
  };

  LiveRun& outside_;
  Wish wish_;
  std::optional<Engine> engine_;
  std::shared_ptr<Run> run_ = std::make_shared<Run>();
  RunStory story_;
  std::string error_;
  Seen newest_, cursor_;
  StandingTreatment treatment_;
  std::shared_ptr<const NetworkTrial> network_;
  std::shared_ptr<NetworkTrial> recording_;  ///< of the trial that runs
  std::unique_ptr<Frame> frame_;             ///< one that nobody read, to be filled again
  std::int64_t steps_done_ = 0, shown_cursor_ = 0, last_of_chunk_ = 0;
  std::int64_t chunk_ = 1, since_anchor_ = 0;
  Clock::time_point anchor_ = Clock::now();
  double seconds_per_trial_ = 0;
};

LiveRun::LiveRun()
    : thread_([this](const std::stop_token& stop) {
        Loop loop(*this);
        std::optional<Clock::time_point> again;
        while (!stop.stop_requested()) {
          {
            std::unique_lock lock(mutex_);
            const auto wished = [this] { return wished_; };
            if (again) {
              wake_.wait_until(lock, stop, *again, wished);
            } else {
              wake_.wait(lock, stop, wished);
            }
            wished_ = false;
          }
          if (auto wish = wishes_.take()) loop.meet(std::move(*wish));
          again = stop.stop_requested() ? std::nullopt : loop.work();
        }
      }) {}

LiveRun::~LiveRun() = default;

void LiveRun::post(Wish wish) {
  wishes_.post(std::make_unique<Wish>(std::move(wish)));
  {
    const std::lock_guard lock(mutex_);
    wished_ = true;
  }
  wake_.notify_one();
}

}  // namespace homeostat::lab
