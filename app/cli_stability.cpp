// homeostat-cli stability: the exact analysis at a point of the (W_EE, W_IE) plane, or over it.
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "app/cli.h"
#include "core/ei/full_system.h"
#include "core/ei/plane_boundaries.h"
#include "core/ei/stability.h"
#include "core/ei/steady_state.h"
#include "core/lab/result_io.h"
#include "core/math/check.h"

namespace homeostat::app {

namespace {

using Json = nlohmann::ordered_json;

struct StabilityOptions {
  ExperimentOptions experiment;
  std::string at, map, window = "0,10,0,20", out;
  bool json = false;
};

Json eigenvalues_json(const math::EigenPair& pair) {
  return Json::array({{pair.re[0], pair.im[0]}, {pair.re[1], pair.im[1]}});
}

Json eigenvalues_json(const Eigen::VectorXcd& modes) {
  Json json = Json::array();
  for (const std::complex<double> mode : modes) json.push_back({mode.real(), mode.imag()});
  return json;
}

/// Rates per ms as given: neurons and weights as one system, without and with sensors.
Json full_json(const ei::FullSystem& six, const ei::FullSystem& eight) {
  return {{"eigenvalues_6d", eigenvalues_json(six.modes())},
          {"stable_6d", six.is_stable()},
          {"critical_scale_6d", six.critical_scale()},
          {"eigenvalues_8d", eigenvalues_json(eight.modes())},
          {"stable_8d", eight.is_stable()},
          {"critical_scale_8d", eight.critical_scale()}};
}

Json point_json(const ei::PlaneProblem& problem, const ei::PointStability& s, double tau_sensor) {
  const ei::Rates up = up_state(problem.parameters, s.weights);
  Json json;
  json["W_EE"] = s.weights.EE;
  json["W_EI"] = s.weights.EI;
  json["W_IE"] = s.weights.IE;
  json["W_II"] = s.weights.II;
  json["E_up"] = up.E;
  json["I_up"] = up.I;
  json["C"] = s.C;
  json["positive_weights"] = s.weights_are_positive;
  json["paradoxical"] = s.is_paradoxical;
  json["neural"] = {{"stable", s.neural_is_stable}, {"eigenvalues", eigenvalues_json(s.neural)}};
  json["rule"] = {{"stable", s.rule_is_stable}, {"eigenvalues", eigenvalues_json(s.rule)}};
  json["trial_map"] = {{"stable", s.trial_map.is_stable},
                       {"spectral_radius", s.trial_map.spectral_radius},
                       {"alpha_scale_max", s.trial_map.alpha_scale_max}};
  json["full"] = full_json({problem, s.weights}, {problem, s.weights, tau_sensor});
  return json;
}

void print_pair(const char* name, bool stable, const math::EigenPair& pair, const char* unit) {
  std::printf("%s %s: %.6g%+.6gi, %.6g%+.6gi %s\n", name, stable ? "stable" : "unstable",
              pair.re[0], pair.im[0], pair.re[1], pair.im[1], unit);
}

void print_point(const ei::PointStability& s) {
  std::printf("W_EE %.6g, W_EI %.6g, W_IE %.6g, W_II %.6g%s\n", s.weights.EE, s.weights.EI,
              s.weights.IE, s.weights.II, s.weights_are_positive ? "" : " (not all positive)");
  std::printf("C %.6g, %s\n", s.C, s.is_paradoxical ? "paradoxical" : "not paradoxical");
  print_pair("neurons", s.neural_is_stable, s.neural, "per ms");
  print_pair("rule", s.rule_is_stable, s.rule, "at the rates as given");
  std::printf("trials %s: spectral radius %.6g, all rates may grow by a factor of %.6g\n",
              s.trial_map.is_stable ? "stable" : "unstable", s.trial_map.spectral_radius,
              s.trial_map.alpha_scale_max);
}

void print_online(const ei::FullSystem& system, double tau_sensor) {
  const std::complex<double> deciding = system.modes()(Eigen::last);
  std::printf(
      "online %s: slowest mode %.6g%+.6gi per ms with sensors of %g ms, all rates may grow "
      "by a factor of %.6g\n",
      system.is_stable() ? "stable" : "unstable", deciding.real(), deciding.imag(), tau_sensor,
      system.critical_scale());
}

std::string map_line(const ei::PlaneProblem& problem, const ei::PointStability& s) {
  std::string line;
  const auto number = [&](double x) { line += lab::exact_text(x) + ','; };
  const auto flag = [&](bool b) { line += b ? "1," : "0,"; };
  number(s.weights.EE);
  number(s.weights.IE);
  number(s.weights.EI);
  number(s.weights.II);
  number(s.C);
  flag(s.neural_is_stable);
  flag(s.rule_is_stable);
  flag(s.weights_are_positive);
  flag(s.is_paradoxical);
  for (std::size_t i = 0; i < 2; ++i) {
    number(s.rule.re[i]);
    number(s.rule.im[i]);
  }
  flag(s.trial_map.is_stable);
  number(s.trial_map.spectral_radius);
  number(s.trial_map.alpha_scale_max);
  for (std::size_t i = 0; i < 2; ++i) {
    number(s.neural.re[i]);
    number(s.neural.im[i]);
  }
  const ei::ClearedMatrix K = cleared_learning_matrix(problem, s.weights);
  number(K.trace);
  number(K.determinant);
  flag(K.is_condition_met());
  flag(s.is_stable());
  for (const ei::BoundaryKind kind : ei::boundary_kinds())
    number(boundary_level(problem, kind, s.weights.EE, s.weights.IE));
  line.back() = '\n';
  return line;
}

std::string map_header() {
  std::string header =
      "W_EE,W_IE,W_EI,W_II,C,neural_stable,rule_stable,positive_weights,paradoxical,"
      "rule_re1,rule_im1,rule_re2,rule_im2,trial_map_stable,spectral_radius,alpha_scale_max,"
      "neural_re1,neural_im1,neural_re2,neural_im2,cleared_trace,cleared_determinant,"
      "rule_condition,stable";
  // Zero on the boundary, positive on its stable side.
  for (const ei::BoundaryKind kind : ei::boundary_kinds())
    header += ",level_" + std::string(boundary_name(kind));
  return header + '\n';
}

void write_map(const ei::PlaneProblem& problem, const StabilityOptions& options) {
  const ei::PlaneGrid grid = parse_grid("--map", options.map, options.window, 10'000);
  lab::OutputFile file(options.out);
  file.write(map_header());
  for (int row = 0; row < grid.ny; ++row) {
    // Row by row: a map of any size takes the memory of one line.
    ei::PlaneGrid line = grid;
    line.W_IE_min = line.W_IE_max = grid.W_IE(row);
    line.ny = 1;
    for (const auto& point : stability_map(problem, line)) file.write(map_line(problem, point));
  }
  file.commit();
}

int stability(const StabilityOptions& options) {
  const lab::Experiment experiment = options.experiment.two_population_experiment();
  validate(experiment);
  const ei::PlaneProblem problem = lab::plane_problem(experiment.parameters);
  if (options.at.empty() == options.map.empty()) {
    throw InputError("stability", options.at.empty() ? "neither" : "both", "either --at or --map");
  }
  if (!options.map.empty()) {
    if (options.out.empty()) throw InputError("--out", "missing", "FILE.csv, where the map goes");
    write_map(problem, options);
    return success;
  }
  const auto at = parse_numbers("--at", options.at, 2);
  const ei::PointStability point = stability_at(problem, at[0], at[1]);
  const double tau_sensor = experiment.parameters["tau_sensor"];
  if (options.json) {
    std::printf("%s\n", point_json(problem, point, tau_sensor).dump(2).c_str());
    return success;
  }
  print_point(point);
  if (is_online(experiment.parameters))
    print_online({problem, point.weights, tau_sensor}, tau_sensor);
  return success;
}

}  // namespace

void add_stability(CLI::App& app, Action& action) {
  Verb verb(app, "stability", "Stability of neurons and rule at the setpoints");
  auto options = std::make_shared<StabilityOptions>();
  options->experiment.add_to(verb);
  verb.add_option("--at", options->at, "one point of the plane", "W_EE,W_IE");
  verb.add_option("--map", options->map, "a grid of points", "NX,NY");
  verb.add_option("--window", options->window, "part of the plane for --map",
                  "W_EE0,W_EE1,W_IE0,W_IE1");
  verb.add_option("--out", options->out, "where the map goes", "FILE.csv");
  verb.add_flag("--json", options->json, "print one JSON object");
  verb.on_call(action, [options] { return stability(*options); });
}

}  // namespace homeostat::app
