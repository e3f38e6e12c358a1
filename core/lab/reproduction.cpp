#include "core/lab/reproduction.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <deque>
#include <mutex>

#include "core/lab/claim_runs.h"
#include "core/lab/measure.h"

namespace homeostat::lab {

namespace {

/// Everything there is to do, cut into what can be done side by side.
class Work {
 public:
  Work(std::span<const Figure> figures, Extent extent,
       const std::function<void(const Reproduction&)>& show)
      : show_(show) {
    for (const Figure& figure : figures) {
      for (const Claim& claim : figure.claims) {
        if (claim.is_long && extent == Extent::quick) continue;
        so_far_.results.push_back({figure.name, claim, {}});
        plan(figure.experiment(claim.measure.of));
      }
    }
    for (std::size_t set = 0; set < sets_.size(); ++set) {
      for (const RunSet::Part& part : sets_[set].runs.parts()) {
        jobs_.push_back({set, part, part.cost});
        ++sets_[set].parts_left;
      }
    }
    // The longest first, so that nobody waits for it at the end.
    std::ranges::stable_sort(jobs_, std::ranges::greater{}, &Job::cost);
    for (const Job& job : jobs_) cost_ += job.cost;
  }

  std::size_t size() const { return jobs_.size(); }

  void work_off(std::size_t number, const std::stop_token& stop) {
    const Job& job = jobs_[number];
    if (!job.part) {
      const auto& direct = directs_[job.index];
      const double value =
          measure_spec(direct.measure.name).of_experiment(direct.experiment, direct.measure);
      const std::lock_guard lock(mutex_);
      so_far_.results[direct.result].measured = Measured{value};
      return advance(job.cost);
    }
    Set& set = sets_[job.index];
    set.runs.run(*job.part, stop, [this](double cost) {
      const std::lock_guard lock(mutex_);
      advance(cost);
    });
    if (stop.stop_requested()) return;
    const std::lock_guard lock(mutex_);
    if (--set.parts_left > 0) return;
    for (const auto& [result, measure] : set.wanted)
      so_far_.results[result].measured = set.runs.measured(measure);
    last_shown_ = {};
    advance(0);
  }

  Reproduction so_far() const { return so_far_; }

 private:
  struct Set {
    RunSet runs;
    std::vector<std::pair<std::size_t, std::size_t>> wanted;  ///< result, measure of the set
    int parts_left = 0;
  };
  /// A measure that is of no run.
  struct Direct {
    const Experiment& experiment;
    Measure measure;
    std::size_t result;
  };
  struct Job {
    std::size_t index;
    std::optional<RunSet::Part> part;
    double cost;
  };

  void plan(const Experiment& experiment) {
    const std::size_t result = so_far_.results.size() - 1;
    const Measure& measure = so_far_.results.back().claim.measure;
    if (!measure_spec(measure.name).is_of_runs()) {
      constexpr double cost = 20;
      jobs_.push_back({directs_.size(), std::nullopt, cost});
      directs_.push_back({experiment, measure, result});
      return;
    }
    auto set = std::ranges::find_if(
        sets_, [&](const Set& known) { return known.runs.covers(experiment, measure); });
    if (set == sets_.end()) {
      sets_.push_back({RunSet(experiment, measure), {}, 0});
      set = std::prev(sets_.end());
    }
    set->wanted.emplace_back(result, set->runs.add(measure));
  }

  /// Under the lock.
  void advance(double cost) {
    constexpr std::chrono::milliseconds between_shows{50};
    done_ += cost;
    so_far_.part_done = std::min(1.0, done_ / cost_);
    const auto now = std::chrono::steady_clock::now();
    if (!show_ || now - last_shown_ < between_shows) return;
    last_shown_ = now;
    show_(so_far_);
  }

  const std::function<void(const Reproduction&)>& show_;
  std::deque<Set> sets_;
  std::vector<Direct> directs_;
  std::vector<Job> jobs_;
  std::mutex mutex_;
  Reproduction so_far_;
  double cost_ = 0, done_ = 0;
  std::chrono::steady_clock::time_point last_shown_;
};

}  // namespace

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::fail:
      return "fail";
    case Verdict::differs:
      return "differs";
    case Verdict::unstated:
      break;
  }
  return "unstated";
}

bool Expected::holds(double measured) const {
  switch (kind) {
    case Kind::above:
      return measured > value;
    case Kind::below:
      return measured < value;
    case Kind::within:
      break;
  }
  return std::abs(measured - value) <= tolerance;  // never of NaN
}

Verdict judge(const Claim& claim, const Measured& measured) {
  const Expected& expected = claim.expected;
  if (!expected.holds(measured.value)) return Verdict::fail;
  if (!claim.is_stated()) return Verdict::unstated;
  if (!claim.differs) return Verdict::pass;
  const bool is_gone =
      claim.paper_value && std::abs(measured.value - *claim.paper_value) <= expected.tolerance;
  return is_gone ? Verdict::fail : Verdict::differs;
}

std::optional<Verdict> ClaimResult::verdict() const {
  if (!measured) return {};
  return judge(claim, *measured);
}

bool Reproduction::has_failed() const {
  return std::ranges::any_of(
      results, [](const ClaimResult& result) { return result.verdict() == Verdict::fail; });
}

Reproduction reproduce(std::span<const Figure> figures, Extent extent, Workers workers,
                       const std::stop_token& stop,
                       const std::function<void(const Reproduction&)>& show) {
  Work work(figures, extent, show);
  for_each_item(work.size(), workers, stop, [&](std::size_t job) { work.work_off(job, stop); });
  return work.so_far();
}

}  // namespace homeostat::lab
