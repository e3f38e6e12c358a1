// homeostat-cli margin: the most noise-robust weights for a user's own classification, with proof.
#include <cmath>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>

#include "app/cli.h"
#include "app/long_work.h"
#include "core/balance/margin_solver.h"
#include "core/lab/matrix_input.h"
#include "core/math/check.h"

namespace homeostat::app {

namespace {

using balance::Maximise;

struct MarginOptions {
  std::string patterns, labels, signs, gamma, maximise, threads;
  bool json = false;
};

std::string given(const char* option, const std::string& value, const char* what) {
  if (value.empty()) throw InputError(option, "", what);
  return value;
}

balance::Problem read_problem(const MarginOptions& options) {
  balance::Problem problem;
  problem.Gamma =
      parse_numbers("--gamma", given("--gamma", options.gamma, "a number above 0"), 1)[0];
  require(problem.Gamma > 0, "--gamma", problem.Gamma, "a number above 0");
  const std::string patterns = given("--patterns", options.patterns, "a CSV or NPY file");
  const std::string labels = given("--labels", options.labels, "a CSV or NPY file");
  const std::string signs = given("--signs", options.signs, "a CSV or NPY file");
  problem.patterns = lab::read_matrix("--patterns", patterns);
  problem.labels = lab::read_vector("--labels", labels);
  problem.signs = lab::read_vector("--signs", signs);
  validate(problem);
  return problem;
}

Maximise parse_maximise(const std::string& text) {
  if (text == "out") return Maximise::kappa_out;
  if (text == "in") return Maximise::kappa_in;
  throw InputError("--maximise", text, "out, in");
}

std::string solution_json(const balance::MarginSolution& s) {
  nlohmann::ordered_json json;
  json["feasible"] = s.is_feasible();
  json["kappa"] = s.kappa;
  json["kappa_upper"] = s.kappa_upper;
  json["regime"] = balance::regime_name(s.regime);
  json["norm"] = s.norm;
  json["weights"] = std::vector<double>(s.weights.begin(), s.weights.end());
  json["lambda"] = std::vector<double>(s.lambda.begin(), s.lambda.end());
  return json.dump();
}

void print_solution(const balance::Problem& problem, Maximise what,
                    const balance::MarginSolution& s) {
  const char* kappa = what == Maximise::kappa_out ? "kappa_out" : "kappa_in";
  if (s.is_feasible())
    std::printf("%s %.12g, and no weights have more than %.12g\n", kappa, s.kappa, s.kappa_upper);
  else if (s.is_proved_infeasible())
    std::printf("no solution: lambda proves %s <= %.12g; the best weights have %.12g\n", kappa,
                s.kappa_upper, s.kappa);
  else
    std::printf("at the limit: the best weights have %s %.3g, and lambda proves %.3g\n", kappa,
                s.kappa, s.kappa_upper);
  std::printf("%s, |w| %.9g of at most %.9g; %d iterations\n",
              std::string(regime_name(s.regime)).c_str(), s.norm, problem.Gamma, s.iterations);
  const double support = 1e-9 * s.lambda.maxCoeff();
  std::printf(
      "%td of %td weights are silent, %td of %td patterns carry lambda (--json lists both)\n",
      (s.weights.array() == 0).count(), s.weights.size(), (s.lambda.array() > support).count(),
      s.lambda.size());
}

int margin(const MarginOptions& options) {
  const Maximise what = parse_maximise(options.maximise);
  balance::SolverOptions solver;
  solver.threads = parse_threads(options.threads);
  const balance::Problem problem = read_problem(options);
  remember_interrupts();
  std::stop_source stop;
  balance::MarginSolution solution;
  {
    Progress progress("part");
    constexpr std::int64_t parts = 1000;
    solver.stop = stop.get_token();
    solver.on_progress = [&](const balance::SolverProgress& now) {
      if (interrupting_signal() != 0) stop.request_stop();
      if (now.part_done > 0) progress.show(std::lround(now.part_done * parts), parts);
    };
    solution = maximal_margin(problem, what, solver);
  }
  if (options.json)
    std::printf("%s\n", solution_json(solution).c_str());
  else
    print_solution(problem, what, solution);
  return exit_code_after_work();
}

}  // namespace

void add_margin(CLI::App& app, Action& action) {
  Verb verb(app, "margin", "The most noise-robust weights for patterns of your own, with proof");
  auto options = std::make_shared<MarginOptions>();
  verb.add_option("--patterns", options->patterns, "P rows of N inputs, no header", "X.csv|X.npy");
  verb.add_option("--labels", options->labels, "P values: +1 to respond, -1 to stay quiet",
                  "Y.csv|Y.npy");
  verb.add_option("--signs", options->signs, "N values: +1 excitatory, -1 inhibitory",
                  "S.csv|S.npy");
  verb.add_option("--gamma", options->gamma, "upper bound of |w|, threshold 1", "G");
  verb.add_option("--maximise", options->maximise,
                  "robustness to output noise (kappa_out) or input noise (kappa_in)", "out|in");
  verb.add_option("--threads", options->threads, "threads; results do not depend on it", "N");
  verb.add_flag("--json", options->json, "print one JSON object, weights and certificate in it");
  verb.on_call(action, [options] { return margin(*options); });
}

}  // namespace homeostat::app
