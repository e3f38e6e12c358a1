// What is measured of whole runs.
#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <optional>

#include "core/ei/unit_balance.h"
#include "core/lab/engine.h"
#include "core/lab/measure.h"
#include "core/lab/outcome.h"
#include "core/lab/perturbation.h"
#include "core/math/numbers.h"

namespace homeostat::lab {

namespace {

constexpr double never = nan;

/// Number of rows up to the trial asked for.
std::size_t end_of(const RunRecord& run, const Measure& m) {
  return m.at > 0 ? std::min(run.rows.size(), static_cast<std::size_t>(m.at)) : run.rows.size();
}

/// Mean over the trials asked for.
template <class Value>
double mean_of_rows(const RunRecord& run, const Measure& m, const Value& value) {
  const std::size_t end = end_of(run, m);
  const std::size_t count = std::min(end, static_cast<std::size_t>(m.over));
  double sum = 0;
  for (std::size_t k = end - count; k < end; ++k) sum += value(run.rows[k]);
  return sum / static_cast<double>(count);
}

template <class Value>
double mean_of_digests(const RunRecord& run, const Measure& m, const Value& value) {
  const std::size_t end = std::min(end_of(run, m), run.digests.size());
  const std::size_t count = std::min(end, static_cast<std::size_t>(m.over));
  double sum = 0;
  for (std::size_t k = end - count; k < end; ++k) sum += value(run.digests[k]);
  return sum / static_cast<double>(count);
}

bool is_up(const RunRecord& run, const TrialRow& row) {
  return run.experiment.model() == Model::spiking ? row.network.up_states > 0
                                                  : row.mean.E > RunStory::up_above_hz;
}

/// First trial of which the claim holds, or never.
template <class Is>
double first_trial(const RunRecord& run, const Is& is) {
  const auto found = std::ranges::find_if(run.rows, is);
  return found == run.rows.end() ? never : static_cast<double>(found->trial);
}

/// First trial from which it holds to the end, or never.
template <class Is>
double holds_from(const RunRecord& run, const Is& is) {
  std::size_t from = run.rows.size();
  while (from > 0 && is(run.rows[from - 1])) --from;
  return from == run.rows.size() ? never : static_cast<double>(run.rows[from].trial);
}

/// First trial of so many up-states in a row: a single one may be chance.
double up_streak_from(const RunRecord& run, const Measure&) {
  constexpr std::int64_t long_enough = 20;
  std::int64_t streak = 0;
  for (const TrialRow& row : run.rows) {
    streak = is_up(run, row) ? streak + 1 : 0;
    if (streak == long_enough) return static_cast<double>(row.trial - long_enough + 1);
  }
  return never;
}

Outcome outcome_of(const RunRecord& run, const Measure& m) {
  OutcomeDetector detector;
  const std::size_t end = end_of(run, m);
  for (std::size_t k = 0; k < end; ++k) detector.add(run.rows[k], run.experiment.parameters);
  return detector.outcome();
}

bool are_at_setpoints(const RunRecord& run, ei::Rates rates) {
  constexpr double within_hz = OutcomeDetector::converged_within_hz;
  const ei::Setpoints set = setpoints(run.experiment.parameters);
  return std::abs(rates.E - set.E) <= within_hz && std::abs(rates.I - set.I) <= within_hz;
}

/// Of the trial asked for, which is run again beside the same without the change.
std::optional<ChangeEffect> effect_of(const RunRecord& run, const Measure& m) {
  const auto trial = static_cast<std::int64_t>(end_of(run, m));
  std::optional<TrialRow> before;
  if (trial > 1) before = run.rows[static_cast<std::size_t>(trial - 2)];
  const Trace trace = replay_trial(run.experiment, trial, before ? &*before : nullptr);
  return ghost_of(run.experiment, trial, before, trace).effect;
}

double effect_number(const RunRecord& run, const Measure& m,
                     double (*number)(const ChangeEffect&)) {
  const auto effect = effect_of(run, m);
  return effect ? number(*effect) : never;
}

/// Noise states at the ends of trials are independent: a trial lasts thousands of its time
/// constants.
double noise_sd(const RunRecord& run, const Measure&) {
  double squares = 0;
  for (const TrialRow& row : run.rows)
    squares += row.noise.E * row.noise.E + row.noise.I * row.noise.I;
  return std::sqrt(squares / (2 * static_cast<double>(run.rows.size())));
}

double drift(const RunRecord& run, const Measure& m) {
  const auto c = static_cast<std::size_t>(std::ranges::find(ei::weight_symbols, m.weight) -
                                          ei::weight_symbols.begin());
  const std::size_t end = end_of(run, m);
  return (run.rows[end - 1].weights.array()[c] - run.rows.front().weights.array()[c]) /
         static_cast<double>(end - 1);
}

/// Of the summed weights from E and from I over the units of a population.
struct InputMoments {
  double var_E = 0, var_I = 0, covariance = 0;
};

InputMoments input_moments(const RunRecord& run, const Measure& m) {
  const auto N_E = static_cast<std::size_t>(run.experiment.parameters["N_E"]);
  const std::size_t first = m.rate == "E" ? 0 : N_E;
  const std::size_t end = m.rate == "E" ? N_E : run.inputs.size();
  const auto n = static_cast<double>(end - first);
  ei::Rates mean;
  for (std::size_t k = first; k < end; ++k) {
    mean.E += run.inputs[k].E / n;
    mean.I += run.inputs[k].I / n;
  }
  InputMoments moments;
  for (std::size_t k = first; k < end; ++k) {
    const double E = run.inputs[k].E - mean.E, I = run.inputs[k].I - mean.I;
    moments.var_E += E * E / n;
    moments.var_I += I * I / n;
    moments.covariance += E * I / n;
  }
  return moments;
}

double balance_correlation(const RunRecord& run, const Measure& m) {
  const InputMoments moments = input_moments(run, m);
  return moments.covariance / std::sqrt(moments.var_E * moments.var_I);
}

double balance_slope(const RunRecord& run, const Measure& m) {
  const InputMoments moments = input_moments(run, m);
  return moments.covariance / moments.var_E;
}

/// Root mean square distance of a population's units from the line of balance at the end, along the
/// axis of the weights from I.
double off_balance(const RunRecord& run, const Measure& m) {
  const ParameterValues& p = run.experiment.parameters;
  const ei::BalanceLines lines = ei::balance_lines(rate_parameters(p), setpoints(p));
  const ei::BalanceLine& line = m.rate == "E" ? lines.onto_E : lines.onto_I;
  const auto N_E = static_cast<std::size_t>(p["N_E"]);
  const std::size_t first = m.rate == "E" ? 0 : N_E;
  const std::size_t end = m.rate == "E" ? N_E : run.inputs.size();
  double squares = 0;
  for (std::size_t k = first; k < end; ++k) {
    const double off = run.inputs[k].I - line.at(run.inputs[k].E);
    squares += off * off;
  }
  return std::sqrt(squares / static_cast<double>(end - first));
}

/// Of all units, in the trial.
double silent_units(const TrialRow& row, const ParameterValues& p) {
  const ei::Rates share = row.network.silent;
  return (share.E * p["N_E"] + share.I * p["N_I"]) / (p["N_E"] + p["N_I"]);
}

bool hold_unit_by_unit(const TrialRow& row) {
  constexpr double within_hz = OutcomeDetector::converged_within_hz;
  return row.network.spread.E < within_hz && row.network.spread.I < within_hz;
}

using R = const RunRecord&;
using M = const Measure&;

constexpr std::string_view rows_at = "at over";

}  // namespace

std::span<const MeasureSpec> run_measures() {
  static const auto all = std::to_array<MeasureSpec>({
      {"E_avg", "Hz", "low-passed rate of E",
       [](R r, M m) { return mean_of_rows(r, m, [](const TrialRow& t) { return t.average.E; }); },
       nullptr, rows_at},
      {"I_avg", "Hz", "low-passed rate of I",
       [](R r, M m) { return mean_of_rows(r, m, [](const TrialRow& t) { return t.average.I; }); },
       nullptr, rows_at},
      {"E_mean", "Hz", "rate of E in a trial",
       [](R r, M m) { return mean_of_rows(r, m, [](const TrialRow& t) { return t.mean.E; }); },
       nullptr, rows_at},
      {"I_mean", "Hz", "rate of I in a trial",
       [](R r, M m) { return mean_of_rows(r, m, [](const TrialRow& t) { return t.mean.I; }); },
       nullptr, rows_at},
      {"W_EE", "", "weight after the trial",
       [](R r, M m) { return mean_of_rows(r, m, [](const TrialRow& t) { return t.weights.EE; }); },
       nullptr, rows_at},
      {"W_EI", "", "weight after the trial",
       [](R r, M m) { return mean_of_rows(r, m, [](const TrialRow& t) { return t.weights.EI; }); },
       nullptr, rows_at},
      {"W_IE", "", "weight after the trial",
       [](R r, M m) { return mean_of_rows(r, m, [](const TrialRow& t) { return t.weights.IE; }); },
       nullptr, rows_at},
      {"W_II", "", "weight after the trial",
       [](R r, M m) { return mean_of_rows(r, m, [](const TrialRow& t) { return t.weights.II; }); },
       nullptr, rows_at},
      {"peak_I_avg", "Hz", "largest low-passed rate of I",
       [](R r, M) {
         return std::ranges::max(r.rows, {}, [](const TrialRow& t) { return t.average.I; }).average.I;
       },
       nullptr, ""},
      {"is_up", "", "the trial has an up-state",
       [](R r, M m) { return is_up(r, r.rows[end_of(r, m) - 1]) ? 1.0 : 0.0; }, nullptr, "at",
       Reading::yes_no},
      {"wakes", "", "some trial has an up-state",
       [](R r, M) {
         return std::ranges::any_of(r.rows, [&](const TrialRow& t) { return is_up(r, t); }) ? 1. : 0.;
       },
       nullptr, "", Reading::yes_no},
      {"is_E_above_I", "", "E fires more than I in the trial",
       [](R r, M m) {
         const TrialRow& row = r.rows[end_of(r, m) - 1];
         return row.mean.E > row.mean.I ? 1.0 : 0.0;
       },
       nullptr, "at", Reading::yes_no},
      {"is_at_setpoints", "", "both low-passed rates are within 0.1 Hz of the setpoints",
       [](R r, M m) {
         return are_at_setpoints(r, r.rows[end_of(r, m) - 1].average) ? 1.0 : 0.0;
       },
       nullptr, "at", Reading::yes_no},
      {"is_converged", "", "outcome: converged",
       [](R r, M m) { return outcome_of(r, m) == Outcome::converged ? 1.0 : 0.0; }, nullptr, "at",
       Reading::yes_no},
      {"is_silent", "", "outcome: silent",
       [](R r, M m) { return outcome_of(r, m) == Outcome::silent ? 1.0 : 0.0; }, nullptr, "at",
       Reading::yes_no},
      {"first_up", "trial", "first trial with an up-state",
       [](R r, M) { return first_trial(r, [&](const TrialRow& t) { return is_up(r, t); }); }, nullptr,
       ""},
      {"up_streak_from", "trial", "first of 20 up-states in a row", up_streak_from, nullptr, ""},
      {"silent_from", "trial", "no up-state from this trial on",
       [](R r, M) { return holds_from(r, [&](const TrialRow& t) { return !is_up(r, t); }); }, nullptr,
       ""},
      {"settled_from", "trial", "both rates stay within 0.1 Hz of the setpoints from this trial on",
       [](R r, M) {
         return holds_from(r, [&](const TrialRow& t) { return are_at_setpoints(r, t.mean); });
       },
       nullptr, ""},
      {"saturated_at", "trial", "first trial in which E or I stands at its bound",
       [](R r, M) {
         const auto& p = r.experiment.parameters;
         return first_trial(r, [&](const TrialRow& t) {
           return t.mean.E >= 0.999 * p["E_max"] || t.mean.I >= 0.999 * p["I_max"];
         });
       },
       nullptr, ""},
      {"first_avg_over_mean", "", "low-passed rate of E after trial 1, over its rate",
       [](R r, M) { return r.rows.front().average.E / r.rows.front().mean.E; }, nullptr, ""},
      {"noise_sd", "", "standard deviation of the noise between trials", noise_sd, nullptr, ""},
      {"drift", "", "mean change of a weight in a trial", drift, nullptr, "at weight"},
      {"change_in_trial_E", "Hz", "what a change within the trial did to E",
       [](R r, M m) {
         return effect_number(r, m, [](const ChangeEffect& e) { return e.simulated().E; });
       },
       nullptr, "at"},
      {"change_in_trial_I", "Hz", "what a change within the trial did to I",
       [](R r, M m) {
         return effect_number(r, m, [](const ChangeEffect& e) { return e.simulated().I; });
       },
       nullptr, "at"},
      {"changed_E", "Hz", "rate of E under a change within the trial",
       [](R r, M m) { return effect_number(r, m, [](const ChangeEffect& e) { return e.after.E; }); },
       nullptr, "at"},
      {"changed_I", "Hz", "rate of I under a change within the trial",
       [](R r, M m) { return effect_number(r, m, [](const ChangeEffect& e) { return e.after.I; }); },
       nullptr, "at"},
      {"mse_avg", "Hz^2", "mean squared error of the units' low-passed rates",
       [](R r, M m) {
         return mean_of_rows(r, m, [](const TrialRow& t) { return t.network.mse_average; });
       },
       nullptr, rows_at},
      {"mse_raw", "Hz^2", "mean squared error of the units' rates in a trial",
       [](R r, M m) {
         return mean_of_rows(r, m, [](const TrialRow& t) { return t.network.mse_raw; });
       },
       nullptr, rows_at},
      {"E_spread", "Hz", "standard deviation over E units of their low-passed rates",
       [](R r, M m) {
         return mean_of_rows(r, m, [](const TrialRow& t) { return t.network.spread.E; });
       },
       nullptr, rows_at},
      {"I_spread", "Hz", "standard deviation over I units of their low-passed rates",
       [](R r, M m) {
         return mean_of_rows(r, m, [](const TrialRow& t) { return t.network.spread.I; });
       },
       nullptr, rows_at},
      {"E_sensed", "Hz", "mean over E units of their low-passed rates, each at least rate_floor",
       [](R r, M m) {
         return mean_of_rows(r, m, [](const TrialRow& t) { return t.network.sensed.E; });
       },
       nullptr, rows_at},
      {"I_sensed", "Hz", "mean over I units of their low-passed rates, each at least rate_floor",
       [](R r, M m) {
         return mean_of_rows(r, m, [](const TrialRow& t) { return t.network.sensed.I; });
       },
       nullptr, rows_at},
      {"silent_units", "", "share of the units below 0.01 Hz in a trial",
       [](R r, M m) {
         return mean_of_rows(
             r, m, [&](const TrialRow& t) { return silent_units(t, r.experiment.parameters); });
       },
       nullptr, rows_at},
      {"are_units_alike", "", "both populations' units spread by less than 0.1 Hz",
       [](R r, M m) { return hold_unit_by_unit(r.rows[end_of(r, m) - 1]) ? 1.0 : 0.0; }, nullptr,
       "at", Reading::yes_no},
      {"contrast", "", "mean weight of an imprinted block over that of the rest of its class",
       [](R r, M m) {
         return mean_of_rows(r, m, [](const TrialRow& t) { return t.network.contrast; });
       },
       nullptr, rows_at},
      {"off_balance", "", "rms distance of the units' summed weights from the line of balance",
       off_balance, nullptr, "rate"},
      {"up_duration", "s", "duration of the up-state",
       [](R r, M m) {
         return mean_of_rows(r, m, [](const TrialRow& t) { return t.network.up_duration_s; });
       },
       nullptr, rows_at},
      {"up_share", "", "share of the trials with an up-state",
       [](R r, M m) { return mean_of_rows(r, m, [&](const TrialRow& t) { return is_up(r, t); }); },
       nullptr, rows_at},
      {"cv_isi_E", "", "CV_ISI, mean over E cells",
       [](R r, M m) {
         return mean_of_digests(r, m, [](const NetworkDigest& d) { return d.interval_variation.E; });
       },
       nullptr, rows_at},
      {"cv_isi_I", "", "CV_ISI, mean over I cells",
       [](R r, M m) {
         return mean_of_digests(r, m, [](const NetworkDigest& d) { return d.interval_variation.I; });
       },
       nullptr, rows_at},
      {"event_change_E", "Hz", "rate of E while the event acts, less that before",
       [](R r, M m) {
         return mean_of_digests(
             r, m, [](const NetworkDigest& d) { return d.during_event.E - d.before_event.E; });
       },
       nullptr, rows_at},
      {"event_change_I", "Hz", "rate of I while the event acts, less that before",
       [](R r, M m) {
         return mean_of_digests(
             r, m, [](const NetworkDigest& d) { return d.during_event.I - d.before_event.I; });
       },
       nullptr, rows_at},
      {"event_value", "", "what the event sets", [](R r, M) { return r.event_value; }, nullptr, ""},
      {"balance_correlation", "", "of the units' summed weights from E and from I",
       balance_correlation, nullptr, "rate"},
      {"balance_slope", "", "of the units' summed weights from I over those from E", balance_slope,
       nullptr, "rate"},
      {"smallest_weight", "pA", "smallest weight at the end",
       [](R r, M) { return r.smallest_weight; }, nullptr, ""},
      {"slope", "", "least squares of y over x, over the runs", nullptr, nullptr, "at over x y"},
      {"correlation", "", "of x and y, over the runs", nullptr, nullptr, "at over x y"},
  });
  return all;
}

}  // namespace homeostat::lab
