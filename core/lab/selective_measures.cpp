// What is measured of a selective neuron: by replica theory, in the problem on the screen, and over
// as many random problems as the experiment has trials.
#include <array>
#include <cmath>
#include <vector>

#include "core/balance/capacity.h"
#include "core/balance/robustness.h"
#include "core/balance/sampling.h"
#include "core/balance/typical.h"
#include "core/lab/measure.h"
#include "core/lab/selective_answer.h"
#include "core/lab/selective_setup.h"
#include "core/math/numbers.h"

namespace homeostat::lab {

namespace {

using balance::CriticalSolution;
using balance::MarginSample;
using E = const Experiment&;
using M = const Measure&;

/// The theory's setting at the experiment's own load, which is not rounded to whole patterns.
struct Setting {
  explicit Setting(E e)
      : kind(ensemble(e.parameters)),
        circuit(circuit_of(kind)),
        alpha(e.parameters["alpha"]),
        CV_exc(moments(kind.inputs).CV_exc()) {}

  std::optional<CriticalSolution> out() const { return kappa_out_max(circuit, alpha); }
  std::optional<CriticalSolution> in() const { return kappa_in_max(circuit, alpha); }
  double root_N() const { return std::sqrt(static_cast<double>(kind.N)); }

  balance::Ensemble kind;
  balance::Circuit circuit;
  double alpha = 0, CV_exc = 1;
};

double norm_of(const Setting& s, const CriticalSolution& solution) {
  return solution.regime == balance::Regime::balanced
             ? s.kind.Gamma
             : solution.scaled_norm() * s.CV_exc / s.root_N();
}

double theory_kappa_out(E e) {
  const Setting s(e);
  const auto out = s.out();
  if (!out) return nan;
  return out->kappa *
         (out->regime == balance::Regime::balanced ? s.kind.Gamma : s.CV_exc / s.root_N());
}

double theory_kappa_in_of_out(E e) {
  const Setting s(e);
  const auto out = s.out();
  return out ? theory_kappa_out(e) / norm_of(s, *out) : nan;
}

double theory_kappa_out_at_N(E e) {
  const Setting s(e);
  const auto kappa = balanced_kappa_out_max(s.circuit, s.alpha, s.kind.N, s.kind.Gamma, s.CV_exc);
  return kappa ? *kappa * s.kind.Gamma : nan;
}

double typical_norm(E e) {
  const Setting s(e);
  const auto t = typical_solution(s.circuit, s.alpha);
  if (!t) return nan;
  return t->is_balanced ? s.kind.Gamma : t->scaled_norm() * s.CV_exc / s.root_N();
}

double typical_IB(E e) {
  const Setting s(e);
  const auto t = typical_solution(s.circuit, s.alpha);
  return t ? t->IB : nan;
}

double theory_silent(const Setting& s, const std::optional<CriticalSolution>& solution,
                     balance::WeightLaw balance::WeightLaws::*kind) {
  if (!solution) return nan;
  return (weight_laws(s.circuit, *solution, s.kind.N, s.kind.Gamma, s.CV_exc).*kind).silent;
}

double spread(const NeuronSolution& s) {
  return std::sqrt((s.potentials.array() - 1).square().mean());
}

SelectiveAnswer solved(E e) { return solve_selective({e.parameters, e.seed}); }

double error_rate(E e, NeuronSolution SelectiveAnswer::*which) {
  const SelectiveAnswer a = solved(e);
  return predicted_error(a.problem, (a.*which).margin.weights, neuron_noise(e.parameters));
}

std::vector<MarginSample> sampled(E e) {
  return sample_margins(ensemble(e.parameters), pattern_count(e.parameters),
                        static_cast<int>(e.trials), e.seed, {1});
}

double mean_of(E e, balance::SampledSolution MarginSample::*which,
               double balance::SampledSolution::*value) {
  return estimate(sampled(e), [=](const MarginSample& m) { return m.*which.*value; }).mean;
}

double capacity_found(E e, balance::CapacityOf what) {
  constexpr double search_beyond = 1.6;
  const Setting s(e);
  return balance::median_of(sample_capacities(s.kind, what, search_beyond * alpha_c(s.circuit),
                                              static_cast<int>(e.trials), e.seed, {1}))
      .median;
}

using S = balance::SampledSolution;
using L = balance::WeightLaws;
constexpr auto truth = Reading::yes_no;

}  // namespace

std::span<const MeasureSpec> selective_measures() {
  static const auto all = std::to_array<MeasureSpec>({
      {"alpha_c", "", "largest load of any solution, theory", nullptr,
       [](E e, M) { return alpha_c(Setting(e).circuit); }, ""},
      {"alpha_b", "", "largest load of balanced solutions, theory", nullptr,
       [](E e, M) { return alpha_b(Setting(e).circuit); }, ""},
      {"alpha_unconstrained", "", "largest load of weights without signs, theory", nullptr,
       [](E e, M) { return balance::alpha_unconstrained(Setting(e).circuit.p_out, 0); }, ""},
      {"f_exc_star", "", "share of E inputs beyond which the last solutions are unbalanced",
       nullptr, [](E e, M) { return balance::f_exc_star(Setting(e).circuit.phi); }, ""},
      {"theory_kappa_out", "V_th", "largest output margin, theory", nullptr,
       [](E e, M) { return theory_kappa_out(e); }, ""},
      {"theory_kappa_out_at_N", "V_th", "largest output margin with N inputs, theory", nullptr,
       [](E e, M) { return theory_kappa_out_at_N(e); }, ""},
      {"theory_kappa_in", "sigma_exc", "largest input margin, theory", nullptr,
       [](E e, M) {
         const auto in = Setting(e).in();
         return in ? in->kappa : nan;
       },
       ""},
      {"theory_kappa_in_share", "", "input margin of the largest output margin over the largest",
       nullptr,
       [](E e, M) {
         const auto in = Setting(e).in();
         return in ? theory_kappa_in_of_out(e) / in->kappa : nan;
       },
       ""},
      {"is_kappa_in_unbalanced", "", "the largest input margin is unbalanced, theory", nullptr,
       [](E e, M) {
         const auto in = Setting(e).in();
         return in && in->regime != balance::Regime::balanced ? 1.0 : 0.0;
       },
       "", truth},
      {"theory_scaled_norm_in", "", "norm of the largest input margin times root N, theory",
       nullptr,
       [](E e, M) {
         const Setting s(e);
         const auto in = s.in();
         return in ? norm_of(s, *in) * s.root_N() : nan;
       },
       ""},
      {"theory_silent_E", "", "share of silent E weights, largest output margin, theory", nullptr,
       [](E e, M) {
         const Setting s(e);
         return theory_silent(s, s.out(), &L::excitatory);
       },
       ""},
      {"theory_silent_I", "", "share of silent I weights, largest output margin, theory", nullptr,
       [](E e, M) {
         const Setting s(e);
         return theory_silent(s, s.out(), &L::inhibitory);
       },
       ""},
      {"theory_silent_E_in", "", "share of silent E weights, largest input margin, theory", nullptr,
       [](E e, M) {
         const Setting s(e);
         return theory_silent(s, s.in(), &L::excitatory);
       },
       ""},
      {"phi_star", "", "CV ratio above which the largest input margin is balanced", nullptr,
       [](E e, M) {
         const Setting s(e);
         const auto in = s.in();
         return in ? balance::phi_star(s.circuit, in->kappa) : nan;
       },
       ""},
      {"typical_norm", "V_th/sigma_exc", "norm of typical solutions, theory", nullptr,
       [](E e, M) { return typical_norm(e); }, ""},
      {"typical_IB", "", "imbalance of typical solutions, theory", nullptr,
       [](E e, M) { return typical_IB(e); }, ""},

      {"output_margin_spread", "V_th", "spread of potentials around threshold", nullptr,
       [](E e, M) { return spread(solved(e).out); }, ""},
      {"input_margin_spread", "V_th", "the same of the largest input margin", nullptr,
       [](E e, M) { return spread(solved(e).in); }, ""},
      {"output_margin_errors", "", "error rate under the noise, largest output margin", nullptr,
       [](E e, M) { return error_rate(e, &SelectiveAnswer::out); }, ""},
      {"input_margin_errors", "", "error rate under the noise, largest input margin", nullptr,
       [](E e, M) { return error_rate(e, &SelectiveAnswer::in); }, ""},
      {"output_margin_norm", "V_th/sigma_exc", "norm of the largest output margin", nullptr,
       [](E e, M) { return solved(e).out.norm; }, ""},
      {"output_margin_IB", "", "imbalance of the largest output margin", nullptr,
       [](E e, M) { return solved(e).out.imbalance; }, ""},
      {"input_margin_IB", "", "imbalance of the largest input margin", nullptr,
       [](E e, M) { return solved(e).in.imbalance; }, ""},

      {"sampled_kappa_out", "V_th", "largest output margin, mean over problems", nullptr,
       [](E e, M) { return mean_of(e, &MarginSample::out, &S::kappa_out); }, ""},
      {"sampled_kappa_in", "sigma_exc", "largest input margin, mean over problems", nullptr,
       [](E e, M) { return mean_of(e, &MarginSample::in, &S::kappa_in); }, ""},
      {"sampled_scaled_norm_in", "", "norm of the largest input margin times root N, mean", nullptr,
       [](E e, M) {
         return mean_of(e, &MarginSample::in, &S::norm) * std::sqrt(e.parameters["N"]);
       },
       ""},
      {"sampled_silent_E", "", "share of silent E weights, largest output margin, mean", nullptr,
       [](E e, M) {
         return estimate(sampled(e), [](const MarginSample& m) { return m.out.silent.excitatory; })
             .mean;
       },
       ""},
      {"sampled_silent_E_in", "", "share of silent E weights, largest input margin, mean", nullptr,
       [](E e, M) {
         return estimate(sampled(e), [](const MarginSample& m) { return m.in.silent.excitatory; })
             .mean;
       },
       ""},
      {"found_alpha_c", "", "load at which half of the problems have a solution", nullptr,
       [](E e, M) { return capacity_found(e, balance::CapacityOf::solutions); }, ""},
      {"found_alpha_b", "", "load at which half of the problems have a balanced solution", nullptr,
       [](E e, M) { return capacity_found(e, balance::CapacityOf::balanced_solutions); }, ""},
  });
  return all;
}

}  // namespace homeostat::lab
