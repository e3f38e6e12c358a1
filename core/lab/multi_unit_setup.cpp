#include "core/lab/multi_unit_setup.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/lab/cell_set.h"
#include "core/lab/npy.h"
#include "core/lab/spiking_setup.h"
#include "core/math/check.h"
#include "core/math/random.h"

namespace homeostat::lab {

namespace {

constexpr double most_units = 1000;

struct Range {
  double low, high;
};

/// Where the sums EE, EI, IE, II are drawn from [paradox, SI: Figs. 5G and 6G; Fig. S7].
constexpr std::array<Range, 4> fig5g_sums{{{1, 6}, {0.5, 2}, {5, 7}, {0.5, 2}}};
constexpr std::array<Range, 4> figs7_sums{{{0, 10}, {0, 10}, {0, 10}, {0, 10}}};

ei::Weights drawn_sums(const ParameterValues& p, std::uint64_t seed) {
  if (p.choice("W_sums") == "given") return initial_weights(p);
  const auto& ranges = p.choice("W_sums") == "fig5g" ? fig5g_sums : figs7_sums;
  math::UniformStream uniform(seed, 0, math::Block::starts);
  std::array<double, 4> sums{};
  for (std::size_t c = 0; c < sums.size(); ++c)
    sums[c] = ranges[c].low + (ranges[c].high - ranges[c].low) * uniform.next();
  return ei::Weights::from(sums);
}

/// A weight of that mean, from a standard Gaussian.
double drawn(double mean, double spread, bool is_log_normal, double gaussian) {
  if (!is_log_normal) return mean * (1 + spread * gaussian);
  const double variance_of_log = std::log1p(spread * spread);
  return mean * std::exp(std::sqrt(variance_of_log) * gaussian - variance_of_log / 2);
}

ei::UnitWeights drawn_weights(const Experiment& experiment) {
  const ParameterValues& p = experiment.parameters;
  const ei::Sizes sizes = network_sizes(p);
  const auto sums = drawn_sums(p, experiment.seed).array();
  const bool is_log_normal = p.choice("W_distribution") == "log_normal";
  math::GaussianStream gaussians(experiment.seed, 0, math::Block::weights);
  ei::UnitWeights weights(sizes, Eigen::MatrixXd::Zero(sizes.all(), sizes.all()));
  weights.change([&](double, int to, int from) {
    const ei::WeightClass c = weights.class_of(to, from);
    const double gaussian = static_cast<double>(*gaussians.take(1).first);
    return drawn(sums[c] / weights.partners(c), p["W_spread"], is_log_normal, gaussian);
  });
  return weights;
}

[[noreturn]] void refuse(const Event& event, const std::string& what, std::string_view allowed) {
  throw InputError("event on " + event.symbol, what, std::string(allowed));
}

/// Whether there is a weight of that class between two of the units.
bool has_weights(std::string_view symbol, const std::vector<int>& units, ei::Sizes sizes) {
  const auto E = std::ranges::count_if(units, [&](int unit) { return unit < sizes.E; });
  const auto I = std::ssize(units) - E;
  if (symbol == "W_EE") return E > 1;
  if (symbol == "W_II") return I > 1;
  return E > 0 && I > 0;
}

void validate_setpoint(const Event& event, const ParameterValues& p,
                       const std::vector<int>& units) {
  const int E = network_sizes(p).E;
  const bool is_E = event.symbol == "E_set";
  if (std::ranges::any_of(units, [&](int unit) { return (unit < E) != is_E; }))
    refuse(event, "cells " + event.cells, is_E ? "E units" : "I units");
  if (event.time_ms > 0 || event.until_ms)
    refuse(event, "time_ms or until_ms", "whole trials: this acts at the end of a trial");
  if (event.operation == Operation::set)
    check_value(parameter(p.model(), event.symbol), event.value);
}

}  // namespace

math::Precision precision_of(const ParameterValues& values) {
  return values.choice("precision") == "single" ? math::Precision::single : math::Precision::full;
}

ei::MultiUnitLearning multi_unit_learning(const ParameterValues& p) {
  return {.rule = std::get<ei::GainTable>(rule(p)),
          .tau_trial = p["tau_trial"],
          .rate_floor = p["rate_floor"],
          .W_min = p["W_min"]};
}

ei::UnitWeights initial_unit_weights(const Experiment& experiment) {
  if (experiment.start.empty()) return drawn_weights(experiment);
  const ei::Sizes sizes = network_sizes(experiment.parameters);
  return {sizes, read_square_matrix(experiment.start, sizes.all(), "start")};
}

void validate_units(const ParameterValues& p) {
  for (const std::string_view symbol : {"N_E", "N_I"})
    require(p[symbol] == std::floor(p[symbol]), symbol, p[symbol], "a whole number");
  const double units = p["N_E"] + p["N_I"];
  require(units <= most_units, "N_E + N_I", units, "at most 1000 units");
}

void validate_unit_event(const Event& event, const ParameterValues& p) {
  const ei::Sizes sizes = network_sizes(p);
  const std::vector<int> units = parse_cells(event.cells, sizes);
  if (event.symbol == "E_set" || event.symbol == "I_set") return validate_setpoint(event, p, units);
  if (!ei::is_weight(event.symbol))
    refuse(event, "cells " + event.cells,
           "no cells: only lesion, I_ext, E_set, I_set and the four weights have them");
  if (event.operation != Operation::scale || !std::isfinite(event.value) || event.value < 0)
    refuse(event, "value " + number_text(event.value),
           "scale by a factor of at least 0: the weights among chosen units");
  if (!has_weights(event.symbol, units, sizes))
    refuse(event, "cells " + event.cells, "units among which there are weights of that class");
}

}  // namespace homeostat::lab
