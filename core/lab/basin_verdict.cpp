#include "core/lab/basin_verdict.h"

#include <cmath>

#include "core/ei/stability.h"
#include "core/ei/steady_state.h"
#include "core/lab/plain_words.h"
#include "core/lab/protocol.h"
#include "core/lab/result_io.h"
#include "core/lab/words.h"

namespace homeostat::lab {

namespace {

/// Such a multiple of its setpoint is an overshoot.
constexpr double overshoot = 2;

std::string place(const ei::Weights& w) {
  return std::string("(") + number_words("%.2f", w.EE) + ", " + number_words("%.2f", w.IE) + ")";
}

std::string trials_text(double trials) { return number_words("%.0f", trials) + " trials"; }

/// The first condition that is not met.
std::string weakness(const ei::PointStability& point) {
  if (!point.weights_are_positive) return "the setpoints need a negative weight";
  if (!point.neural_is_stable) return "the neurons are not stable";
  if (!point.rule_is_stable) return "the rule is not stable";
  return "the rule's steps are too large";
}

/// Where a run has come to: at its own weights, those at their floor held.
struct End {
  ei::HeldWeights held;
  bool neurons_are_stable;
  ei::TrialMapStability learning;

  End(const TrialRow& row, const ParameterValues& p)
      : held(held_weights(row, p)),
        neurons_are_stable(neural_eigenvalues(rate_parameters(p), row.weights).is_stable()),
        learning(trial_map_stability(learning_matrix(plane_problem(p), row.weights, held),
                                     p["tau_trial"])) {}

  bool is_stable() const { return neurons_are_stable && learning.is_stable; }
  std::string weakness() const {
    return neurons_are_stable ? "the rule is not stable" : "the neurons are not stable";
  }
};

/// Everything a sentence may draw on.
class Comparison {
 public:
  Comparison(const BasinQuestion& question, const BasinCell& cell)
      : run_(cell.run),
        start_(stability_at(plane_problem(question.experiment.parameters), cell.start.EE,
                            cell.start.IE)),
        at_end_(parameters_after(question.experiment, run_.last.trial)),
        end_(run_.last, at_end_) {}

  bool is_stable() const { return start_.is_stable(); }
  bool is_converged() const { return run_.failure.empty() && run_.outcome == Outcome::converged; }

  std::string why() const {
    if (is_stable() == is_converged()) return "";
    return is_stable() ? why_not_converged() : why_converged();
  }

 private:
  std::string why_not_converged() const {
    if (!run_.failure.empty()) return "stable at the start, but " + run_.failure;
    if (run_.outcome == Outcome::diverged)
      return "stable at the start, but not finite any more since trial " +
             std::to_string(run_.outcome_trial);
    if (run_.first_up == 0)
      return "stable at the start, but the pulse never ignites it: no trial has an up-state";
    if (run_.first_up > 1)
      return "stable at the start, but the first " + std::to_string(run_.first_up - 1) +
             " trials are silent: the pulse does not ignite it" + then();
    if (const std::string peak = overshoot_text(); !peak.empty())
      return "kicked out of the basin: " + peak + then();
    if (run_.last_up < run_.last.trial)
      return "stable at the start, but no up-state any more after trial " +
             std::to_string(run_.last_up);
    if (!end_.is_stable())
      return "moved to " + place(run_.last.weights) + ", where " + end_.weakness();
    return "not decided within " + std::to_string(run_.last.trial) + " trials: at " +
           rates_words(run_.last.average) + ", slowest mode " +
           trials_text(slowest_mode_trials(end_.learning));
  }

  /// How it goes on after what has been said.
  std::string then() const {
    switch (run_.outcome) {
      case Outcome::silent:
      case Outcome::saturated:
        return "; " + std::string(outcome_name(run_.outcome)) + " since trial " +
               std::to_string(run_.outcome_trial);
      default:
        return "; at " + rates_words(run_.last.average) + " in trial " +
               std::to_string(run_.last.trial);
    }
  }

  std::string overshoot_text() const {
    const double E = run_.E.rate / at_end_["E_set"], I = run_.I.rate / at_end_["I_set"];
    if (std::max(E, I) < overshoot) return "";
    const Peak& peak = E >= I ? run_.E : run_.I;
    return std::string(E >= I ? "E" : "I") + " overshoots to " + number_words("%.0f", peak.rate) +
           " Hz in trial " + std::to_string(peak.trial);
  }

  std::string why_converged() const {
    const std::string from = "not stable at the start (" + weakness(start_) + "), ";
    const std::string here = place(run_.last.weights);
    if (end_.is_stable()) {
      const std::string floor = floor_text(end_.held);
      return from + (floor.empty() ? "moved along the plane to " + here + ", where it is stable"
                                   : "but " + floor + " at " + here + ", and there it is stable");
    }
    if (!end_.neurons_are_stable)
      return from + "nor at " + here + ", but the trial averages hold the setpoints";
    return from + "nor at " + here + ", but too slowly to be seen in " +
           trials_text(static_cast<double>(run_.last.trial)) + ": an e-fold takes " +
           trials_text(1 / std::log(end_.learning.spectral_radius));
  }

  const CellRun& run_;
  ei::PointStability start_;
  ParameterValues at_end_;
  End end_;
};

std::string quoted(const std::string& text) { return text.empty() ? "" : '"' + text + '"'; }

}  // namespace

std::string_view outcome_text(const BasinCell& cell) {
  switch (cell.state) {
    case BasinCell::State::not_started:
      return "not_started";
    case BasinCell::State::out_of_reach:
      return "out_of_reach";
    case BasinCell::State::finished:
      break;
  }
  return cell.run.failure.empty() ? outcome_name(cell.run.outcome) : "failed";
}

BasinVerdict basin_verdict(const BasinQuestion& question, const BasinCell& cell) {
  if (question.others != OtherWeights::setpoint_plane || !cell.is_finished()) return {};
  const Comparison comparison(question, cell);
  return {true, comparison.is_stable(), comparison.is_converged(), comparison.why()};
}

std::string basin_csv_header() {
  return "W_EE,W_IE,W_EI,W_II,outcome,trial,seeds,converged,E_avg,I_avg,analytic_stable,agrees,"
         "why\n";
}

std::string basin_csv_line(const BasinQuestion& question, const BasinCell& cell) {
  std::string line;
  for (const double w : {cell.start.EE, cell.start.IE, cell.start.EI, cell.start.II})
    line += exact_text(w) + ',';
  line += std::string(outcome_text(cell)) + ',';
  if (!cell.is_finished()) return line + ",0,0,,,,,\n";
  line += std::to_string(cell.decided_trial()) + ',' + std::to_string(cell.seeds_done) + ',' +
          std::to_string(cell.seeds_converged) + ',' + exact_text(cell.run.last.average.E) + ',' +
          exact_text(cell.run.last.average.I) + ',';
  const BasinVerdict verdict = basin_verdict(question, cell);
  if (!verdict.applies) return line + ",,\n";
  return line + (verdict.is_stable ? "1," : "0,") + (verdict.agrees() ? "1," : "0,") +
         quoted(verdict.why) + '\n';
}

void write_basin_csv(const BasinMap& map, OutputFile& file) {
  file.write(basin_csv_header());
  for (const BasinCell& cell : map.cells) {
    if (cell.state != BasinCell::State::not_started)
      file.write(basin_csv_line(*map.question, cell));
  }
}

}  // namespace homeostat::lab
