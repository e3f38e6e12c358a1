#include "core/lab/experiment.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "core/lab/cell_set.h"
#include "core/lab/multi_unit_setup.h"
#include "core/lab/selective_setup.h"
#include "core/lab/spiking_setup.h"
#include "core/math/check.h"

namespace homeostat::lab {

namespace {

constexpr std::array<std::string_view, 4> learning_rate_symbols{"alpha_EE", "alpha_EI", "alpha_IE",
                                                                "alpha_II"};
constexpr double largest_step_count = 1e7;
constexpr std::int64_t most_trials = 100'000'000;

/// A rule's rates are per trial; a trial of two seconds with its window does about as much as some
/// hundred ms of continuous learning, so online rates (per ms) are a hundredth [paradox, Fig. S4].
constexpr double online_per_trial_rate = 0.01;

/// Per trial, in pA: the paper's for rules with the presynaptic rate [paradox, SI eq. 16]; the same
/// size of change where the factor is the weight (about 25 times a rate) or nothing.
double spiking_alpha(const ei::NamedRule& rule) {
  switch (rule.factor) {
    case ei::SynapticFactor::weight:
      return 1e-4;
    case ei::SynapticFactor::one:
      return 2.5e-2;
    case ei::SynapticFactor::presynaptic_rate:
      break;
  }
  return 2.5e-3;
}

/// Per trial and weight, of which there are many: the authors' for the cross-homeostatic and the
/// two-term rule. A factor that is the weight itself makes up for their number.
double multi_unit_alpha(const ei::NamedRule& rule) {
  if (rule.factor == ei::SynapticFactor::weight) return rule.default_alpha;
  return rule.name == "cross_homeostatic" ? 2e-5 : 1e-5;
}

void require_at_most(const ParameterValues& p, std::string_view symbol,
                     std::string_view bound_symbol) {
  if (p[symbol] <= p[bound_symbol]) return;
  const auto unit = std::string(parameter(p.model(), symbol).unit);
  throw InputError(std::string(symbol), number_text(p[symbol]),
                   "at most " + number_text(p[bound_symbol]) + " " + unit + ", the value of " +
                       std::string(bound_symbol));
}

/// Conditions between the parameters.
void validate_model(const ParameterValues& p) {
  if (p.model() == Model::spiking) return validate_network(p);
  if (p.model() == Model::selective) return validate_selective(p);
  if (p.model() == Model::multi_unit) validate_units(p);
  require_at_most(p, "dt", "tau_E");
  require_at_most(p, "dt", "tau_I");
  if (is_online(p)) {
    require_at_most(p, "dt", "tau_sensor");
    require(1000 / p["dt"] <= largest_step_count, "dt", p["dt"], "at least 0.0001 ms");
    return;
  }
  require_at_most(p, "average_window", "trial_duration");
  require_at_most(p, "dt", "trial_duration");
  require(p["trial_duration"] / p["dt"] <= largest_step_count, "trial_duration",
          p["trial_duration"], "at most 10,000,000 steps of dt in a trial");
}

[[noreturn]] void refuse_event(const Event& event, std::string_view what,
                               std::string_view allowed) {
  throw InputError("event on " + event.symbol, std::string(what), std::string(allowed));
}

/// In the middle of a trial only what the neurons feel can change; learning happens at its end.
bool may_change_within_trial(const ParameterSpec& spec) {
  return spec.section == Section::initial_weights || spec.section == Section::network ||
         spec.section == Section::cells || spec.symbol == "noise_sigma";
}

/// Of a protocol's event or, where `is_logged`, of what a hand did, and perhaps undid at once.
void validate_times(const Event& event, bool online, bool is_logged) {
  const auto check_time = [&](double ms, std::string_view what) {
    if (!std::isfinite(ms) || ms < 0) {
      refuse_event(event, std::string(what) + " " + number_text(ms), "a time of at least 0 ms");
    }
  };
  check_time(event.time_ms, "time_ms");
  if (event.until_ms) check_time(*event.until_ms, "until_ms");
  if (event.until_ms && *event.until_ms <= event.time_ms) {
    refuse_event(event, "until_ms " + number_text(*event.until_ms), "a time after time_ms");
  }
  if (online && (event.trial || event.until_trial)) {
    refuse_event(event, "trial", "time_ms and until_ms: online mode has no trials");
  }
  if (event.trial && *event.trial < 1) {
    refuse_event(event, "trial " + std::to_string(*event.trial), "1 or more");
  }
  const std::int64_t first = event.trial.value_or(1);
  if (event.until_trial && *event.until_trial < (is_logged ? first : first + 1)) {
    refuse_event(event, "until_trial " + std::to_string(*event.until_trial),
                 "a trial after the first");
  }
}

/// Lesions, currents into chosen cells, and what else only some units have.
void validate_cells(const Event& event, const ParameterValues& p) {
  if (p.model() == Model::two_population)
    refuse_event(event, "cells " + event.cells, "no cells: the model has none");
  try {
    parse_cells(event.cells, network_sizes(p));
  } catch (const InputError& error) {
    refuse_event(event, error.what(), error.allowed());
  }
  if (event.symbol == lesion_symbol) {
    if (event.operation != Operation::set || (event.value != 0 && event.value != 1))
      refuse_event(event, "value " + number_text(event.value), "set to 1 (lesioned) or 0 (whole)");
  } else if (event.symbol != "I_ext" && p.model() == Model::multi_unit) {
    validate_unit_event(event, p);
  } else if (event.symbol != "I_ext") {
    refuse_event(event, "cells " + event.cells, "no cells: only I_ext and lesion have them");
  } else if (!std::isfinite(event.value)) {
    refuse_event(event, "value " + number_text(event.value), "a finite number");
  }
}

void validate(const Event& event, const ParameterValues& p, bool is_logged) {
  const bool online = is_online(p);
  validate_times(event, online, is_logged);
  if (event.symbol == activity_symbol) {
    if (!is_permanent(event, online))
      refuse_event(event, "no trial, or an end", "a trial, and no end");
    return;
  }
  if (event.symbol == lesion_symbol || !event.cells.empty()) return validate_cells(event, p);
  const ParameterSpec& spec = parameter(p.model(), event.symbol);
  if (!std::isfinite(event.value)) {
    refuse_event(event, "value " + number_text(event.value), "a finite number");
  }
  if (event.operation == Operation::set) check_value(spec, event.value);
  if (event.operation != Operation::set && spec.is_choice())
    refuse_event(event, "add or scale", "set");
  const bool is_weight = spec.section == Section::initial_weights;
  if (is_weight && event.operation == Operation::scale && event.value < 0) {
    refuse_event(event, "scale by " + number_text(event.value), "a factor of at least 0");
  }
  if (spec.takes_effect == TakesEffect::at_start && !is_weight) {
    refuse_event(event, event.symbol, "a parameter that can change during a run");
  }
  const bool within = event.until_ms || event.time_ms > 0;
  if (within && !online && !may_change_within_trial(spec)) {
    refuse_event(event, "time_ms or until_ms", "whole trials: this acts at the end of a trial");
  }
}

/// What the parameters come to, event by event, must make a model each time. Weights are learned,
/// so only the run itself can tell what becomes of them.
void validate_together(std::vector<Event> events, ParameterValues p) {
  const bool online = is_online(p);
  std::ranges::stable_sort(events, {}, [](const Event& event) {
    return std::pair(event.trial.value_or(0), event.time_ms);
  });
  for (const Event& event : events) {
    if (is_network_event(event)) continue;
    const ParameterSpec& spec = parameter(p.model(), event.symbol);
    ParameterValues changed = p;
    changed.set(event.symbol, apply(event, p[event.symbol]));
    try {
      check_value(spec, changed[event.symbol]);
      validate_model(changed);
    } catch (const InputError& error) {
      refuse_event(event, error.field() + " " + error.value(), error.allowed());
    }
    if (is_permanent(event, online)) p = changed;
  }
}

/// Nothing happens during what is no run.
void require_bare(const Experiment& experiment) {
  for (const auto* events : {&experiment.events, &experiment.log})
    if (!events->empty())
      refuse_event(events->front(), "a selective neuron", "a model that is run trial by trial");
  if (!experiment.start.empty())
    throw InputError("start", experiment.start, "nothing: a selective neuron starts from nothing");
}

}  // namespace

void validate(const Experiment& experiment) {
  const ParameterValues& p = experiment.parameters;
  for (const auto& spec : parameters(experiment.model())) check_value(spec, p[spec.symbol]);
  validate_model(p);
  if (experiment.trials < 1 || experiment.trials > most_trials) {
    throw InputError("trials", std::to_string(experiment.trials), "1 to 100000000");
  }
  if (!is_run_by_trials(p.model())) return require_bare(experiment);
  for (const auto& event : experiment.events) validate(event, p, false);
  for (const auto& event : experiment.log) validate(event, p, true);
  std::vector<Event> all = experiment.log;
  all.insert(all.end(), experiment.events.begin(), experiment.events.end());
  validate_together(std::move(all), p);
}

double default_alpha(const ParameterValues& values) {
  if (!has_learning_rates(values.model())) return 0;
  const ei::NamedRule& rule = ei::named_rule(values.choice("rule"));
  if (values.model() == Model::spiking) return spiking_alpha(rule);
  if (values.model() == Model::multi_unit) return multi_unit_alpha(rule);
  const double alpha = rule.default_alpha;
  return is_online(values) ? alpha * online_per_trial_rate : alpha;
}

void set_with_learning_rates(ParameterValues& values, std::string_view rule_or_mode, double value) {
  values.set(rule_or_mode, value);
  set_alpha(values, default_alpha(values));
}

void set_alpha(ParameterValues& values, double alpha) {
  if (!has_learning_rates(values.model())) return;
  for (const auto symbol : learning_rate_symbols) values.set(symbol, alpha);
  if (ei::uses_beta(ei::named_rule(values.choice("rule")))) values.set("beta", alpha);
}

Experiment with_assignments(Experiment experiment, std::span<const Assignment> assignments) {
  ParameterValues& p = experiment.parameters;
  const bool learns = has_learning_rates(p.model());
  std::optional<double> alpha;
  for (const auto& [symbol, value] : assignments) {
    if (symbol == "model") {
      if (model_from_name(value) != experiment.model()) {
        throw InputError("model", value,
                         "the experiment's own: " + std::string(model_name(experiment.model())));
      }
    } else if (symbol == "alpha" && learns) {
      alpha = parse_value(parameter(p.model(), "alpha_EE"), value);
    }
  }
  // The mode first: a rule's own learning rates depend on it.
  for (const std::string_view first : {"mode", "rule"}) {
    for (const auto& [symbol, value] : assignments) {
      if (symbol != first) continue;
      const double chosen = parse_value(parameter(p.model(), symbol), value);
      if (first == "rule" || chosen != p[symbol]) set_with_learning_rates(p, symbol, chosen);
    }
  }
  if (alpha) set_alpha(p, *alpha);
  for (const auto& [symbol, value] : assignments) {
    if (symbol == "model" || symbol == "rule" || symbol == "mode") continue;
    if (symbol == "alpha" && learns) continue;
    p.set(symbol, parse_value(parameter(p.model(), symbol), value));
  }
  return experiment;
}

std::vector<std::string> changed_symbols(const ParameterValues& values,
                                         const ParameterValues& base) {
  std::vector<std::string> changed;
  for (const auto& spec : parameters(values.model())) {
    if (values[spec.symbol] != base[spec.symbol]) changed.emplace_back(spec.symbol);
  }
  return changed;
}

ei::Rule rule(const ParameterValues& p) {
  ei::NamedRule named = ei::named_rule(p.choice("rule"));
  if (named.name == "custom") {
    named.alpha_sign << p["gain_EE_E"], p["gain_EE_I"], p["gain_EI_E"], p["gain_EI_I"],
        p["gain_IE_E"], p["gain_IE_I"], p["gain_II_E"], p["gain_II_I"];
    named.factor = static_cast<ei::SynapticFactor>(static_cast<int>(p["factor"]));
  }
  ei::LearningRates rates;
  for (std::size_t i = 0; i < 4; ++i) rates.alpha[i] = p[learning_rate_symbols[i]];
  rates.beta = p["beta"];
  ei::Rule rule = ei::rule_at(named, rates);
  if (auto* forced = std::get_if<ei::ForcedBalance>(&rule))
    forced->sign_IE = p.choice("forced_sign") == "plus" ? 1 : -1;
  return rule;
}

ei::Setpoints setpoints(const ParameterValues& p) { return {p["E_set"], p["I_set"]}; }

ei::Weights initial_weights(const ParameterValues& p) {
  return {p["W_EE"], p["W_EI"], p["W_IE"], p["W_II"]};
}

ei::RateParameters rate_parameters(const ParameterValues& p) {
  return {.tau_E = p["tau_E"],
          .tau_I = p["tau_I"],
          .theta_E = p["theta_E"],
          .theta_I = p["theta_I"],
          .g_E = p["g_E"],
          .g_I = p["g_I"],
          .E_max = p["E_max"],
          .I_max = p["I_max"],
          .I_ext = p["I_ext"],
          .I_ext_I = p["I_ext_I"],
          .noise_sigma = p["noise_sigma"],
          .noise_tau = p["noise_tau"],
          .dt = p["dt"]};
}

ei::PlaneProblem plane_problem(const ParameterValues& p) {
  return {rate_parameters(p), setpoints(p), rule(p), p["tau_trial"]};
}

bool is_online(const ParameterValues& p) {
  return p.model() == Model::two_population && p.choice("mode") == "online";
}

std::int64_t trial_steps(const ParameterValues& p) {
  constexpr double online_row_ms = 1000;
  return std::llround((is_online(p) ? online_row_ms : p["trial_duration"]) / p["dt"]);
}

}  // namespace homeostat::lab
