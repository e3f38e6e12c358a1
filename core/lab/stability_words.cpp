#include "core/lab/stability_words.h"

#include <algorithm>
#include <cmath>

#include "core/ei/steady_state.h"
#include "core/lab/experiment.h"
#include "core/lab/words.h"

namespace homeostat::lab {

namespace {

/// Three digits, without an exponent where that can be: "134", "25.1", "0.43".
std::string digits(double value) {
  const double size = std::abs(value);
  return number_words(size >= 1e6 || (size < 1e-3 && size > 0) ? "%.2g"
                      : size >= 100                            ? "%.0f"
                      : size >= 10                             ? "%.1f"
                                                               : "%.2f",
                      value);
}

/// How long the rule's slower mode takes.
class RuleTime {
 public:
  RuleTime(const ParameterValues& values, const ei::PointStability& point,
           const ei::HeldWeights& held)
      : is_online_(lab::is_online(values)) {
    const ei::PlaneProblem problem = plane_problem(values);
    const ei::LearningMatrix K = learning_matrix(problem, point.weights, held);
    const Eigen::Matrix2d total = K.total();
    rule_ = math::eigenvalues(total.trace(), total(0, 0) * total(1, 1) - total(0, 1) * total(1, 0));
    map_ = trial_map_stability(K, problem.tau_trial);
  }

  bool is_stable() const { return rule_.is_stable(); }
  bool is_stable_from_trial_to_trial() const { return is_online_ || map_.is_stable; }
  double alpha_scale_max() const { return map_.alpha_scale_max; }
  bool is_online() const { return is_online_; }

  /// "134 trials", "2.1 s".
  std::string text() const {
    if (is_online_) return digits(1 / std::abs(rule_.re[1]) / 1000) + " s";
    return digits(1 / std::abs(std::log(map_.spectral_radius))) + " trials";
  }

 private:
  bool is_online_;
  math::EigenPair rule_;
  ei::TrialMapStability map_;
};

PlainWords out_of_reach(const ei::PointStability& point) {
  const bool is_EI = point.weights.EI <= 0;
  return {Mood::neutral, "Out of reach", "No positive W_EI and W_II hold the setpoints here.",
          std::string(is_EI ? "W_EI" : "W_II") + " would have to be " +
              digits(is_EI ? point.weights.EI : point.weights.II) + "."};
}

PlainWords neurons_unstable(const ei::PointStability& point) {
  PlainWords words{Mood::bad, "Neurons unstable",
                   "There is no up-state at the setpoints to learn in.", ""};
  if (point.C < 0) {
    words.reasons =
        "Excitation outgrows inhibition (C < 0): from the setpoints activity runs away or dies.";
  } else {
    words.reasons =
        "Inhibition is too slow for this much excitation: activity swings ever wider, "
        "by a factor e in " +
        digits(neural_time_ms(point)) + " ms.";
  }
  return words;
}

std::string neurons_text(const ei::PointStability& point) {
  return "Neurons settle in " + digits(neural_time_ms(point)) + " ms";
}

PlainWords rule_unstable(const ParameterValues& values, const ei::PointStability& point,
                         const RuleTime& time) {
  PlainWords words{Mood::bad, "Rule unstable",
                   neurons_text(point) + ", but the rule drives them off.",
                   "Errors grow by a factor e in " + time.text() + "."};
  const ei::Rule rule = lab::rule(values);
  const auto* table = std::get_if<ei::GainTable>(&rule);
  const bool follows_own_error = table != nullptr && table->gain(ei::IE, 1) > 0;
  if (follows_own_error && point.is_paradoxical) {
    words.reasons +=
        " W_IE grows while I is too low, and in this regime that lowers I: the paradoxical effect.";
  }
  return words;
}

PlainWords overshooting(const ei::PointStability& point, const RuleTime& time) {
  return {Mood::warn, "Overshoots",
          neurons_text(point) + "; the rule is stable, but learns too fast for trials.",
          "It stays stable up to " + digits(time.alpha_scale_max()) + " of these learning rates."};
}

PlainWords all_stable(const ParameterValues& values, const ei::PointStability& point,
                      const ei::HeldWeights& held, const RuleTime& time) {
  PlainWords words{Mood::good, "Stable", neurons_text(point) + ", learning in " + time.text() + ".",
                   ""};
  const std::string floor = floor_text(held);
  if (!floor.empty()) {
    const RuleTime free(values, point, {});
    words.reasons =
        floor + (free.is_stable() ? "; with all weights free it would be " + free.text() + "."
                                  : "; with all weights free the rule would not be stable.");
  } else if (!time.is_online() && std::isfinite(time.alpha_scale_max())) {
    words.reasons = "It could learn " + digits(time.alpha_scale_max()) + " times as fast.";
  }
  return words;
}

}  // namespace

double neural_time_ms(const ei::PointStability& point) { return 1 / std::abs(point.neural.re[1]); }

PlainWords stability_words(const ParameterValues& values, const ei::PointStability& point,
                           const ei::HeldWeights& held) {
  if (!point.weights_are_positive) return out_of_reach(point);
  if (!point.neural_is_stable) return neurons_unstable(point);
  if (is_frozen(rule(values))) {
    return {Mood::neutral, "Not learning", neurons_text(point) + "; learning is off.", ""};
  }
  const RuleTime time(values, point, held);
  if (!time.is_stable()) return rule_unstable(values, point, time);
  if (!time.is_stable_from_trial_to_trial()) return overshooting(point, time);
  return all_stable(values, point, held, time);
}

PlainWords stability_words(const ParameterValues& values, const TrialRow& row) {
  const ei::Weights w = row.trial > 0 ? row.weights : initial_weights(values);
  ei::PointStability point = stability_at(plane_problem(values), w.EE, w.IE);
  if (row.trial == 0) return stability_words(values, point);
  const ei::HeldWeights held = held_weights(row, values);
  // A weight at its floor keeps the run off the set-point plane; what it can still do is asked of
  // the weights as they are.
  if (std::ranges::count(held, true) > 0) {
    point.weights = w;
    point.weights_are_positive = w.EI > 0 && w.II > 0;
  }
  return stability_words(values, point, held);
}

}  // namespace homeostat::lab
