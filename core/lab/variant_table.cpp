#include "core/lab/variant_table.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>

#include "core/ei/plane_area.h"
#include "core/lab/batch_run.h"
#include "core/lab/outcome.h"
#include "core/lab/result_io.h"
#include "core/math/check.h"

namespace homeostat::lab {

namespace {

/// The paper's box of the plane.
constexpr ei::PlaneGrid box{0, 10, 0, 30, 2, 2};
/// Runs that share their noise; each batch has a seed of its own.
constexpr int batch_runs = 32;

Experiment variant_of(const Experiment& base, const std::string& rule) {
  Experiment variant = base;
  variant.parameters.set_choice("rule", rule);
  return variant;
}

/// Judges every run by its last trials.
class RunCounter : public BatchObserver {
 public:
  RunCounter(std::size_t runs, const BatchRun& batch) : batch_(batch), outcomes_(runs) {}

  bool on_trial(std::size_t run, const TrialRow& row) override {
    outcomes_[run].add(row, batch_.parameters());
    return outcomes_[run].outcome() != Outcome::diverged;
  }
  void on_failure(std::size_t, const std::string&) override {}

  RunCounts counts() const {
    RunCounts counts;
    for (const OutcomeDetector& detector : outcomes_) {
      ++counts.runs;
      counts.converged += detector.outcome() == Outcome::converged ? 1 : 0;
      counts.silent += detector.outcome() == Outcome::silent ? 1 : 0;
      counts.saturated += detector.outcome() == Outcome::saturated ? 1 : 0;
    }
    return counts;
  }

 private:
  const BatchRun& batch_;
  std::vector<OutcomeDetector> outcomes_;
};

/// Some runs of one variant from one kind of start.
struct Batch {
  std::size_t row = 0;
  bool is_developmental = false;
  int first = 0, count = 0;
};

std::vector<Batch> batches_of(std::size_t variants, int runs) {
  std::vector<Batch> batches;
  // All variants get some runs before any gets more.
  for (int first = 0; first < runs; first += batch_runs) {
    for (const bool is_developmental : {false, true}) {
      for (std::size_t row = 0; row < variants; ++row)
        batches.push_back({row, is_developmental, first, std::min(batch_runs, runs - first)});
    }
  }
  return batches;
}

RunCounts counts_of(const VariantQuestion& question, const std::string& rule, const Batch& batch,
                    const std::stop_token& stop) {
  Experiment experiment = variant_of(question.experiment, rule);
  const std::uint64_t seed = experiment.seed;
  experiment.seed = seed + static_cast<std::uint64_t>(batch.first / batch_runs);
  const StartRange& range = batch.is_developmental ? developmental_starts : self_sustained_starts;
  std::vector<ei::Weights> starts;
  for (int k = 0; k < batch.count; ++k)
    starts.push_back(drawn_start(range, seed, static_cast<std::uint64_t>(batch.first + k)));
  BatchRun runs(experiment, starts);
  RunCounter judge(starts.size(), runs);
  runs.advance(question.trials, judge, stop);
  return stop.stop_requested() ? RunCounts{} : judge.counts();
}

void add(RunCounts& sum, const RunCounts& more) {
  sum.runs += more.runs;
  sum.converged += more.converged;
  sum.silent += more.silent;
  sum.saturated += more.saturated;
}

}  // namespace

void validate(const VariantQuestion& question) {
  validate(question.experiment);
  if (is_online(question.experiment.parameters))
    throw InputError("mode", "online", "trial, to be judged after its trials");
}

std::vector<VariantRow> analytic_variants(const VariantQuestion& question) {
  std::vector<VariantRow> rows;
  for (const ei::NamedRule& rule : ei::named_rules()) {
    if (!rule.name.starts_with("homeo_")) continue;
    const ei::PlaneProblem problem =
        plane_problem(variant_of(question.experiment, rule.name).parameters);
    // The trace condition is a half plane; whether there is a region at all the determinant says,
    // which is the same everywhere for these rules.
    const ei::Weights anywhere{1, 1, 1, 1};
    rows.push_back({rule.name,
                    cleared_learning_matrix(problem, anywhere).determinant > 0,
                    plane_areas(problem, box).overlap_share(),
                    {},
                    {}});
  }
  return rows;
}

std::vector<VariantRow> run_variants(
    const VariantQuestion& question, Workers workers, const std::stop_token& stop,
    const std::function<void(const std::vector<VariantRow>&, double done)>& show) {
  std::vector<VariantRow> rows = analytic_variants(question);
  const std::vector<Batch> batches = batches_of(rows.size(), question.runs);
  show(rows, 0);
  std::mutex mutex;
  std::size_t done = 0;
  for_each_item(batches.size(), workers, stop, [&](std::size_t item) {
    const Batch& batch = batches[item];
    const RunCounts counts = counts_of(question, rows[batch.row].rule, batch, stop);
    const std::lock_guard lock(mutex);
    VariantRow& row = rows[batch.row];
    add(batch.is_developmental ? row.developmental : row.self_sustained, counts);
    ++done;
    show(rows, static_cast<double>(done) / static_cast<double>(batches.size()));
  });
  return rows;
}

std::string variants_csv(const std::vector<VariantRow>& rows) {
  std::string text =
      "variant,stable_region,overlap_share,self_sustained_runs,self_sustained_converged,"
      "self_sustained_silent,self_sustained_saturated,developmental_runs,developmental_converged,"
      "developmental_silent,developmental_saturated\n";
  for (const VariantRow& row : rows) {
    text += row.letters() + (row.has_stable_region ? ",1," : ",0,") + exact_text(row.overlap_share);
    for (const RunCounts& counts : {row.self_sustained, row.developmental}) {
      for (const int number : {counts.runs, counts.converged, counts.silent, counts.saturated})
        text += ',' + std::to_string(number);
    }
    text += '\n';
  }
  return text;
}

}  // namespace homeostat::lab
