#include "core/lab/selective_answer.h"

#include <cmath>
#include <utility>

#include "core/lab/parallel.h"
#include "core/lab/words.h"

namespace homeostat::lab {

namespace {

using balance::Regime;

NeuronSolution solution_of(const balance::Problem& problem, balance::MarginSolution margin,
                           double sigma_exc) {
  NeuronSolution s;
  const balance::Margins m = margins(problem, margin.weights);
  s.kappa_out = m.kappa_out;
  s.kappa_in = m.kappa_in / sigma_exc;
  s.norm = m.norm * sigma_exc;
  s.imbalance = imbalance_index(problem, margin.weights);
  s.potentials = balance::potentials(problem, margin.weights);
  s.silent = silent_fractions(problem, margin.weights);
  s.margin = std::move(margin);
  return s;
}

std::string percent(double part) {
  const double per_cent = 100 * part;
  return number_words(per_cent < 9.95 ? "%.1f %%" : "%.0f %%", per_cent);
}

/// Which solution survives which noise, beginning with the one that is spoken of.
std::string noise_words(const SelectiveAnswer& a, bool speaks_of_out, const balance::Noise& noise) {
  if (noise.sigma_in == 0 && noise.sigma_out == 0) return "Without noise neither errs.";
  const std::string out = percent(predicted_error(a, a.out, noise));
  const std::string in = percent(predicted_error(a, a.in, noise));
  return "Under this noise it errs in " + (speaks_of_out ? out : in) +
         " of all presentations, the largest " + (speaks_of_out ? "input" : "output") +
         " margin in " + (speaks_of_out ? in : out) + ".";
}

PlainWords infeasible_words(const SelectiveAnswer& a) {
  const bool is_proved = a.out.margin.is_proved_infeasible();
  return {Mood::bad, "No solution",
          is_proved ? "No weights tell all " + std::to_string(a.problem.P()) + " patterns apart."
                    : "At the very limit: neither weights nor a proof that there are none.",
          (is_proved ? "Proved: a mixture of the patterns that all weights fail by "
                     : "The best weights fail by ") +
              number_words("%.2g", is_proved ? -a.out.margin.kappa_upper : -a.out.kappa_out) +
              " of threshold or more. Fewer patterns, or more inputs, and there are some."};
}

}  // namespace

bool SelectiveQuestion::is_same_problem(const SelectiveQuestion& other) const {
  return seed == other.seed && ensemble(values) == ensemble(other.values) &&
         pattern_count(values) == pattern_count(other.values);
}

SelectiveAnswer solve_selective(const SelectiveQuestion& question, const std::stop_token& stop,
                                const std::function<void(double)>& on_progress) {
  const balance::Ensemble kind = ensemble(question.values);
  SelectiveAnswer answer;
  answer.values = question.values;
  answer.seed = question.seed;
  answer.problem = draw(kind, pattern_count(question.values), question.seed, 0);
  answer.sigma_exc = moments(kind.inputs).sigma_exc;
  balance::SolverOptions options;
  options.stop = stop;
  options.threads = processor_count();
  double before = 0;
  options.on_progress = [&](const balance::SolverProgress& now) {
    if (on_progress) on_progress(before + now.part_done / 2);
  };
  const auto solved = [&](balance::Maximise what) {
    return solution_of(answer.problem, maximal_margin(answer.problem, what, options),
                       answer.sigma_exc);
  };
  answer.out = solved(balance::Maximise::kappa_out);
  before = 0.5;
  if (stop.stop_requested()) return answer;
  answer.in = answer.is_feasible() ? solved(balance::Maximise::kappa_in) : answer.out;
  return answer;
}

SelectiveTask::Work selective_work() {
  return [](const SelectiveQuestion& question, const SelectiveTask::Show& show,
            const std::stop_token& stop) -> std::shared_ptr<const SelectiveAnswer> {
    return std::make_shared<const SelectiveAnswer>(
        solve_selective(question, stop, [&](double part) { show(nullptr, part); }));
  };
}

int patterns_in_reach(const SelectiveAnswer& answer, const NeuronSolution& solution,
                      const balance::Noise& noise) {
  const auto [from_inputs, from_output] = noise_in_potential(solution.margin.weights, noise);
  const double reach = std::hypot(from_inputs, from_output);
  const Eigen::ArrayXd distance = answer.problem.labels.array() * (solution.potentials.array() - 1);
  return static_cast<int>((distance < reach).count());
}

double predicted_error(const SelectiveAnswer& answer, const NeuronSolution& solution,
                       const balance::Noise& noise) {
  return balance::predicted_error(answer.problem.labels, solution.potentials,
                                  noise_in_potential(solution.margin.weights, noise));
}

PlainWords selective_words(const SelectiveAnswer& a, const ParameterValues& now) {
  if (!a.is_feasible()) return infeasible_words(a);
  const bool speaks_of_out = now.choice("rule") == "output_margin";
  const NeuronSolution& s = speaks_of_out ? a.out : a.in;
  const Regime regime = s.margin.regime;
  PlainWords words;
  const std::string margin =
      speaks_of_out
          ? "Output margin " + number_words("%.3g", s.kappa_out) + " of threshold"
          : "Input margin " + number_words("%.3g", s.kappa_in) + " deviations of an input";
  if (regime == Regime::balanced) {
    words = {Mood::good, "Balanced", margin + ": the weights use up their bound.", ""};
  } else if (regime == Regime::unbalanced) {
    words = {
        Mood::warn, "Unbalanced",
        margin + ": the weights stay at " + percent(s.norm / now["Gamma"]) + " of their bound.",
        ""};
  } else {
    words = {Mood::warn, "Unbalanced",
             margin + ": the patterns leave no more, whatever the bound of the weights.", ""};
  }
  words.clause += " Imbalance " + number_words("%.2f", s.imbalance) + ".";
  words.reasons = noise_words(a, speaks_of_out, neuron_noise(now));
  return words;
}

}  // namespace homeostat::lab
