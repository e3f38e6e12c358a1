#include "core/lab/foresight.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/ei/learning_matrix.h"
#include "core/ei/rate_lanes.h"
#include "core/ei/steady_state.h"
#include "core/ei/trial_map.h"
#include "core/lab/trial_setup.h"

namespace homeostat::lab {

namespace {

constexpr std::size_t judged = OutcomeDetector::window_trials;
constexpr double bound = OutcomeDetector::converged_within_hz;

/// The linearised map may be off by so much of the bound.
constexpr double trusted = 0.9;
/// Standard errors of the judged mean that must fit between prediction and bound.
constexpr double standard_errors = 4;
/// A pulse weaker or stronger than most trials' noise makes it.
constexpr double pulse_deviations = 6;

ei::Rates operator-(ei::Rates a, ei::Rates b) { return {a.E - b.E, a.I - b.I}; }

Eigen::Vector2d vector(ei::Rates r) { return {r.E, r.I}; }

/// The linearised map from trial to trial (trial_map.h): averages, and the rates the weights give,
/// both off the setpoints.
struct Deviations {
  Eigen::Vector2d average = Eigen::Vector2d::Zero(), rates = Eigen::Vector2d::Zero();

  /// A trial whose mean is off by `noise` more.
  void advance(const ei::LearningMatrix& K, double tau_trial, const Eigen::Vector2d& noise) {
    average += (rates + noise - average) / tau_trial;
    rates += K.by_rates * average + K.by_weights * rates;
  }
};

struct Scatter {
  double mean = 0, deviation = 0;
};

/// Of value(k), k = 0 .. judged - 1.
template <class Value>
Scatter scatter(Value&& value) {
  constexpr auto n = static_cast<double>(judged);
  Scatter s;
  for (std::size_t k = 0; k < judged; ++k) s.mean += value(k) / n;
  for (std::size_t k = 0; k < judged; ++k) s.deviation += std::pow(value(k) - s.mean, 2) / (n - 1);
  s.deviation = std::sqrt(s.deviation);
  return s;
}

class Foresight {
 public:
  Foresight(const RunHistory& run, const ParameterValues& p, std::int64_t trials_left)
      : run_(run),
        setup_(p),
        problem_(plane_problem(p)),
        noisy_(p["noise_sigma"] > 0),
        W_min_(p["W_min"]),
        trials_left_(static_cast<double>(trials_left)) {
    const auto w = now().weights.array();
    ei::HeldWeights at_floor{};
    for (std::size_t i = 0; i < 4; ++i) at_floor[i] = w[i] <= W_min_;
    if (at_floor != ei::HeldWeights{}) held_.push_back(at_floor);
  }

  bool stays_converged() {
    return setpoints_are_sensed() && (noisy_ || every_average_is_within_bounds()) &&
           is_stable_at(now().weights) && is_stable_within_reach() &&
           averages_stay_within_bounds() && pulse_ignites_within_reach();
  }

 private:
  const TrialRow& now() const { return run_.row(); }
  ei::Setpoints set() const { return problem_.setpoints; }

  /// Below the floor of the sensed rates an error never ends.
  bool setpoints_are_sensed() const {
    const double floor = setup_.learning().rate_floor;
    return set().E > floor + bound && set().I > floor + bound;
  }

  /// Then so is every mean of them that is still to come.
  bool every_average_is_within_bounds() const {
    for (std::size_t back = 0; back < judged; ++back) {
      const ei::Rates off = run_.row(back).average - set();
      if (std::abs(off.E) > bound || std::abs(off.I) > bound) return false;
    }
    return true;
  }

  /// Neurons and rule; a weight at its floor may be held there, or leave it.
  bool is_stable_at(const ei::Weights& w) {
    if (!neural_eigenvalues(problem_.parameters, w).is_stable()) return false;
    for (const ei::HeldWeights& held : held_) {
      const auto map = trial_map_stability(learning_matrix(problem_, w, held), problem_.tau_trial);
      if (!map.is_stable) return false;
      slowest_trials_ = std::max(slowest_trials_, slowest_mode_trials(map));
    }
    return true;
  }

  /// In the linearised map, weights at the floor held and free.
  bool averages_stay_within_bounds() const {
    constexpr double farthest = 20'000;
    if ((noisy_ ? memory_trials() : horizon()) > farthest) return false;
    return std::ranges::all_of(held_, [&](const ei::HeldWeights& held) {
      return averages_stay_within_bounds(learning_matrix(problem_, now().weights, held));
    });
  }

  /// After so many trials nothing is left of a deviation.
  double memory_trials() const { return 20 * slowest_trials_; }
  double horizon() const { return std::min(trials_left_, memory_trials()); }

  bool averages_stay_within_bounds(const ei::LearningMatrix& K) const {
    Eigen::Vector2d allowed = Eigen::Vector2d::Constant(trusted * bound);
    Deviations d;
    if (noisy_) {
      allowed -= standard_errors * error_of_judged_mean(K);
      d.average = d.rates = vector(up_state(problem_.parameters, now().weights) - set());
    } else {
      d.average = vector(now().average - set());
      d.rates = vector(now().mean - set());
      d.rates += K.by_rates * d.average + K.by_weights * d.rates;
    }
    for (double k = 0; k < horizon(); ++k) {
      d.advance(K, problem_.tau_trial, Eigen::Vector2d::Zero());
      if (!(d.average.cwiseAbs().array() <= allowed.array()).all()) return false;
    }
    return true;
  }

  /// Standard error of the mean of the last averages: the scatter of single trials, sent through
  /// the map. A trial's noise moves the judged mean by the sum of its echoes within the window.
  Eigen::Vector2d error_of_judged_mean(const ei::LearningMatrix& K) const {
    const Scatter E = scatter([&](std::size_t k) { return run_.row(k).mean.E; });
    const Scatter I = scatter([&](std::size_t k) { return run_.row(k).mean.I; });
    Deviations from_E, from_I;
    Eigen::Vector2d noise_E(E.deviation, 0), noise_I(0, I.deviation);
    std::vector<Eigen::Matrix2d> sums{Eigen::Matrix2d::Zero()};  // of the echoes so far
    Eigen::Vector2d variance = Eigen::Vector2d::Zero();
    for (double k = 0; k < memory_trials() + judged; ++k) {
      from_E.advance(K, problem_.tau_trial, noise_E);
      from_I.advance(K, problem_.tau_trial, noise_I);
      noise_E.setZero();
      noise_I.setZero();
      Eigen::Matrix2d echo;
      echo << from_E.average, from_I.average;
      sums.emplace_back(sums.back() + echo);
      const std::size_t before = sums.size() > judged + 1 ? sums.size() - 1 - judged : 0;
      const Eigen::Matrix2d in_window = (sums.back() - sums[before]) / double{judged};
      // Both populations' noise may be correlated: at worst they add up.
      variance += in_window.cwiseAbs().rowwise().sum().cwiseAbs2();
    }
    return variance.cwiseSqrt();
  }

  /// How far the weights onto E (or onto I) can still drift along the set-point plane, where
  /// nothing holds them: W_EE (W_IE), and W_EI (W_II) with it.
  double reach(ei::WeightClass from_E, ei::WeightClass from_I) const {
    const double norm = std::hypot(set().E, set().I);
    const auto moved = [&](std::size_t back) {
      const auto after = run_.row(back).weights.array(),
                 before = run_.row(back + 1).weights.array();
      return (set().I * (after[from_E] - before[from_E]) +
              set().E * (after[from_I] - before[from_I])) /
             norm;
    };
    if (!noisy_) {
      const double mean = scatter([&](std::size_t k) { return std::abs(moved(k)); }).mean;
      return mean * std::min(trials_left_, 2 * slowest_trials_);
    }
    const Scatter steps = scatter(moved);
    return (std::abs(steps.mean) + 3 * steps.deviation / std::sqrt(judged)) * trials_left_;
  }

  /// Where the weights can come to: the corners of a piece of the set-point plane, and its middle.
  std::vector<ei::Weights> within_reach() const {
    const ei::Weights w = now().weights;
    const double norm = std::hypot(set().E, set().I);
    const double onto_E = reach(ei::EE, ei::EI) / norm, onto_I = reach(ei::IE, ei::II) / norm;
    std::vector<ei::Weights> places{w};
    for (const double a : {-onto_E, onto_E}) {
      for (const double b : {-onto_I, onto_I}) {
        places.push_back(
            {std::max(W_min_, w.EE + a * set().I), std::max(W_min_, w.EI + a * set().E),
             std::max(W_min_, w.IE + b * set().I), std::max(W_min_, w.II + b * set().E)});
      }
    }
    return places;
  }

  bool is_stable_within_reach() {
    places_ = within_reach();
    return std::ranges::all_of(places_, [&](const ei::Weights& w) { return is_stable_at(w); });
  }

  /// Noise acts on ignition by its mean over the pulse.
  bool pulse_ignites_within_reach() const {
    if (!noisy_) return pulse_ignites(0);
    const ei::RateParameters& p = problem_.parameters;
    const double pulse_ms = static_cast<double>(setup_.learning().pulse_steps) * p.dt;
    const double correlated = 2 * p.noise_tau / pulse_ms;
    const double deviation =
        p.noise_sigma * std::sqrt(p.noise_tau / 2000) * std::sqrt(std::min(1.0, correlated));
    return pulse_ignites(-pulse_deviations * deviation) &&
           pulse_ignites(pulse_deviations * deviation);
  }

  /// One noise-free trial from each place, the pulse stronger by `more`.
  bool pulse_ignites(double more) const {
    ei::RateLanes lanes;
    lanes.begin_trial(places_.size());
    for (auto& [first_step, segment] : setup_.trial_parts({})) {
      if (segment.pulse != 0) segment.pulse += more;
      lanes.advance(segment, places_, nullptr);
    }
    for (std::size_t k = 0; k < places_.size(); ++k) {
      const ei::Rates up = up_state(problem_.parameters, places_[k]);
      const ei::Rates off = lanes.mean(k) - up;
      constexpr double near = 0.1;
      if (!(std::abs(off.E) <= near * up.E && std::abs(off.I) <= near * up.I)) return false;
    }
    return true;
  }

  const RunHistory& run_;
  const TrialSetup setup_;
  const ei::PlaneProblem problem_;
  const bool noisy_;
  const double W_min_;
  const double trials_left_;
  std::vector<ei::HeldWeights> held_{{}};  ///< none, and those at their floor
  double slowest_trials_ = 0;              ///< e-fold of the slowest mode met so far
  std::vector<ei::Weights> places_;
};

}  // namespace

bool stays_converged(const RunHistory& run, const ParameterValues& parameters,
                     std::int64_t trials_left) {
  return Foresight(run, parameters, trials_left).stays_converged();
}

}  // namespace homeostat::lab
