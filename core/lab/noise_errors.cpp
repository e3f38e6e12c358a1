#include "core/lab/noise_errors.h"

#include <algorithm>
#include <cmath>

namespace homeostat::lab {

namespace {

constexpr int curve_points = 60, counted_points = 8;
/// Of all patterns together, at each strength: a standard error of a hundredth or less.
constexpr double presentations = 4000;

/// Binomial, with a count of its own so that no error is ever certain of nothing.
double standard_error(const balance::MeasuredError& e) {
  const auto n = static_cast<double>(e.presentations);
  const double rate = (e.rate * n + 0.5) / (n + 1);
  return std::sqrt(rate * (1 - rate) / n);
}

ErrorCurves predicted(const NoiseQuestion& q) {
  ErrorCurves curves;
  const SelectiveAnswer& a = *q.answer;
  for (int k = 0; k <= curve_points; ++k) {
    const double strength = q.highest * k / curve_points;
    const balance::Noise noise = neuron_noise(with_noise(q.values, q.kind, strength));
    curves.strength.push_back(strength);
    curves.out.push_back(predicted_error(a, a.out, noise));
    curves.in.push_back(predicted_error(a, a.in, noise));
  }
  return curves;
}

CountedErrors counted(const NoiseQuestion& q, int k, const std::stop_token& stop) {
  const SelectiveAnswer& a = *q.answer;
  const double strength = q.highest * k / counted_points;
  const balance::Noise noise = neuron_noise(with_noise(q.values, q.kind, strength));
  const int each =
      std::max(1, static_cast<int>(std::ceil(presentations / static_cast<double>(a.problem.P()))));
  // Each strength has noise of its own, both solutions the same.
  const std::uint64_t seed = a.seed + static_cast<std::uint64_t>(k);
  const auto of = [&](const NeuronSolution& s) {
    return measured_error(a.problem, s.margin.weights, noise, each, seed, stop);
  };
  const balance::MeasuredError out = of(a.out), in = of(a.in);
  return {strength, out.rate, in.rate, standard_error(out), standard_error(in)};
}

}  // namespace

ParameterValues with_noise(ParameterValues values, NoiseKind kind, double strength) {
  values.set(kind == NoiseKind::output ? "sigma_out" : "sigma_in", strength);
  return values;
}

NoiseTask::Work noise_errors_work() {
  return
      [](const NoiseQuestion& question, const NoiseTask::Show& show, const std::stop_token& stop) {
        NoiseAnswer answer;
        answer.predicted = predicted(question);
        show(answer, 0.01);
        for (int k = 1; k <= counted_points && !stop.stop_requested(); ++k) {
          const CountedErrors errors = counted(question, k, stop);
          if (stop.stop_requested()) break;
          answer.counted.push_back(errors);
          show(answer, static_cast<double>(k) / counted_points);
        }
        return answer;
      };
}

}  // namespace homeostat::lab
