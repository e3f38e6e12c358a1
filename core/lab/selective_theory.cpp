#include "core/lab/selective_theory.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/lab/selective_setup.h"
#include "core/math/numbers.h"

namespace homeostat::lab {

namespace {

using balance::Circuit;
using balance::CriticalSolution;
using balance::Regime;

constexpr double nothing = nan;
constexpr int diagram_steps = 100, load_steps = 80, typical_steps = 28;

PhaseDiagram phase_diagram(Circuit circuit) {
  PhaseDiagram d;
  d.f_exc_star = balance::f_exc_star(circuit.phi);
  d.alpha_unconstrained = balance::alpha_unconstrained(circuit.p_out, 0);
  for (int k = 0; k <= diagram_steps; ++k) {
    circuit.f_exc = static_cast<double>(k) / diagram_steps;
    d.f_exc.push_back(circuit.f_exc);
    d.alpha_c.push_back(balance::alpha_c(circuit));
    d.alpha_b.push_back(balance::alpha_b(circuit));
  }
  return d;
}

/// The norm of a critical solution, in V_th/sigma_exc.
double norm_of(const CriticalSolution& s, const balance::Ensemble& kind, double CV_exc) {
  return s.regime == Regime::balanced ? kind.Gamma : s.scaled_norm() * CV_exc / std::sqrt(kind.N);
}

/// Balanced solutions' kappa_out is counted in Gamma sigma_exc, others' in sigma_exc/(xbar_exc
/// sqrt(N)).
double kappa_out_in_V_th(const CriticalSolution& s, const balance::Ensemble& kind, double CV_exc) {
  return s.kappa * (s.regime == Regime::balanced ? kind.Gamma : CV_exc / std::sqrt(kind.N));
}

void add_load(LoadCurves& c, const Circuit& circuit, const balance::Ensemble& kind, double CV_exc,
              double alpha) {
  const auto out = kappa_out_max(circuit, alpha), in = kappa_in_max(circuit, alpha);
  const auto at_N = balanced_kappa_out_max(circuit, alpha, kind.N, kind.Gamma, CV_exc);
  const double kappa_out = out ? kappa_out_in_V_th(*out, kind, CV_exc) : nothing;
  c.alpha.push_back(alpha);
  c.kappa_out.push_back(kappa_out);
  c.kappa_out_at_N.push_back(at_N ? *at_N * kind.Gamma : nothing);
  c.kappa_in.push_back(in ? in->kappa : nothing);
  c.kappa_in_of_out.push_back(out ? kappa_out / norm_of(*out, kind, CV_exc) : nothing);
  c.norm_of_in.push_back(in ? std::min(kind.Gamma, norm_of(*in, kind, CV_exc)) : nothing);
  if (!out) {
    c.silent_exc.push_back(nothing);
    c.silent_inh.push_back(nothing);
    return;
  }
  const auto laws = weight_laws(circuit, *out, kind.N, kind.Gamma, CV_exc);
  c.silent_exc.push_back(laws.excitatory.silent);
  c.silent_inh.push_back(laws.inhibitory.silent);
}

LoadCurves load_curves(const Circuit& circuit, const balance::Ensemble& kind, double CV_exc,
                       const std::stop_token& stop) {
  LoadCurves c;
  c.alpha_b = balance::alpha_b(circuit);
  c.alpha_c = balance::alpha_c(circuit);
  // Closer together at small loads, where the margins rise steeply.
  for (int k = 1; k < load_steps && !stop.stop_requested(); ++k) {
    const double part = static_cast<double>(k) / load_steps;
    add_load(c, circuit, kind, CV_exc, c.alpha_c * part * (0.3 + 0.7 * part));
  }
  return c;
}

/// Along both branches, from few patterns to capacity.
TypicalCurve typical_curve(const Circuit& circuit, const balance::Ensemble& kind, double CV_exc,
                           const std::stop_token& stop) {
  TypicalCurve c;
  const auto add = [&](double alpha) {
    const auto s = typical_solution(circuit, alpha);
    if (!s) return;
    c.alpha.push_back(alpha);
    c.is_balanced.push_back(s->is_balanced ? 1 : 0);
    c.norm.push_back(s->is_balanced
                         ? kind.Gamma
                         : std::min(kind.Gamma, s->scaled_norm() * CV_exc / std::sqrt(kind.N)));
    c.IB.push_back(s->IB);
  };
  const double alpha_b = balance::alpha_b(circuit), alpha_c = balance::alpha_c(circuit);
  // Below alpha_b all of it is known: the norm is Gamma and the drives cancel.
  for (const double part : {0.02, 0.5, 0.999})
    if (!stop.stop_requested()) add(part * alpha_b);
  if (!(alpha_c - alpha_b > 1e-6)) return c;
  for (int k = 0; k < typical_steps && !stop.stop_requested(); ++k) {
    // Just above alpha_b the norm falls as steeply as it rises towards alpha_b.
    const double part = (k + 0.5) / typical_steps;
    add(alpha_b + (alpha_c - alpha_b) * part * part);
  }
  return c;
}

}  // namespace

Phase phase_at(const PhaseDiagram& d, double f_exc, double alpha) {
  if (d.f_exc.empty()) return Phase::no_solution;
  const double at = std::clamp(f_exc, 0.0, 1.0) * diagram_steps;
  const auto left = static_cast<std::size_t>(std::min(at, diagram_steps - 1.0));
  const double part = at - static_cast<double>(left);
  const auto between = [&](const std::vector<double>& y) {
    return (1 - part) * y[left] + part * y[left + 1];
  };
  if (alpha < between(d.alpha_b)) return Phase::balanced;
  return alpha < between(d.alpha_c) ? Phase::unbalanced_only : Phase::no_solution;
}

std::string_view phase_name(Phase phase) {
  switch (phase) {
    case Phase::balanced:
      return "balanced";
    case Phase::unbalanced_only:
      return "unbalanced only";
    case Phase::no_solution:
      break;
  }
  return "no solution";
}

namespace {

struct TheorySetting {
  balance::Ensemble kind;
  Circuit circuit;
  double CV_exc = 1;

  explicit TheorySetting(const ParameterValues& values)
      : kind(ensemble(values)), circuit(circuit_of(kind)), CV_exc(moments(kind.inputs).CV_exc()) {}
};

void add_curves(SelectiveTheory& theory, const TheorySetting& s, const std::stop_token& stop) {
  theory.diagram = phase_diagram(s.circuit);
  theory.by_load = load_curves(s.circuit, s.kind, s.CV_exc, stop);
}

/// What belongs to one load alone.
void add_weights(SelectiveTheory& theory, const TheorySetting& s) {
  const double alpha = static_cast<double>(pattern_count(theory.values)) / s.kind.N;
  const auto laws = [&](const std::optional<CriticalSolution>& solution) {
    return solution
               ? std::optional(weight_laws(s.circuit, *solution, s.kind.N, s.kind.Gamma, s.CV_exc))
               : std::nullopt;
  };
  theory.weights_of_out = laws(kappa_out_max(s.circuit, alpha));
  theory.weights_of_in = laws(kappa_in_max(s.circuit, alpha));
}

}  // namespace

SelectiveTheory selective_theory(const ParameterValues& values, const std::stop_token& stop) {
  const TheorySetting s(values);
  SelectiveTheory theory;
  theory.values = values;
  add_curves(theory, s, stop);
  add_weights(theory, s);
  theory.typical = typical_curve(s.circuit, s.kind, s.CV_exc, stop);
  return theory;
}

TheoryTask::Work selective_theory_work() {
  // The curves of the last circuit: another load of it has the same.
  return [known = std::make_shared<SelectiveTheory>()](
             const ParameterValues& values, const TheoryTask::Show& show,
             const std::stop_token& stop) -> std::shared_ptr<const SelectiveTheory> {
    const TheorySetting s(values);
    const bool is_known =
        !known->typical.alpha.empty() && ensemble(known->values) == ensemble(values);
    if (!is_known) *known = {};
    known->values = values;
    if (!is_known) add_curves(*known, s, stop);
    add_weights(*known, s);
    constexpr double quick_part = 0.1;
    show(std::make_shared<const SelectiveTheory>(*known), quick_part);
    if (is_known || stop.stop_requested()) return std::make_shared<const SelectiveTheory>(*known);
    TypicalCurve typical = typical_curve(s.circuit, s.kind, s.CV_exc, stop);
    if (!stop.stop_requested()) known->typical = std::move(typical);
    return std::make_shared<const SelectiveTheory>(*known);
  };
}

}  // namespace homeostat::lab
