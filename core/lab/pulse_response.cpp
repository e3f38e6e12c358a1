#include "core/lab/pulse_response.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include "core/ei/open_loop.h"
#include "core/ei/synapses.h"
#include "core/lab/engine.h"
#include "core/lab/parallel.h"
#include "core/lab/protocol.h"
#include "core/lab/spiking_setup.h"
#include "core/math/check.h"
#include "core/math/numbers.h"

namespace homeostat::lab {

namespace {

/// The gains settle quickly: a difference on the same noise over thousands of cells.
constexpr int trials_for_gains = 4;
constexpr double current_for_gains = 2;  ///< pA
/// The rates have found their place so long after the pulse began.
constexpr double settling_ms = 100;

/// Trial k + 1 has current k modulo their number.
Experiment as_experiment(const PulseQuestion& question) {
  const PulseProtocol& protocol = question.protocol;
  Experiment e = question.experiment;
  e.parameters = parameters_after(e, question.trial());
  // Lesions of chosen cells and currents into them stay; all other changes are over, or in force.
  std::vector<Event> kept;
  for (const auto* events : {&e.events, &e.log}) {
    for (const Event& event : *events) {
      if (event.cells.empty() || !is_permanent(event, false)) continue;
      if (event.trial.value_or(1) > question.trial() + 1) continue;
      kept.push_back(event);
      kept.back().trial = 1;
    }
  }
  e.events = std::move(kept);
  e.log.clear();
  set_alpha(e.parameters, 0);
  e.parameters.set_choice("adaptation", protocol.adapts ? "on" : "off");
  e.parameters.set("trial_duration", protocol.trial_ms);
  e.trials = static_cast<std::int64_t>(protocol.currents.size()) * protocol.repeats;
  for (std::int64_t trial = 1; trial <= e.trials; ++trial) {
    const auto which = static_cast<std::size_t>(trial - 1) % protocol.currents.size();
    if (protocol.currents[which] == 0) continue;
    Event pulse;
    pulse.trial = trial;
    pulse.time_ms = protocol.from_ms;
    pulse.symbol = "I_ext_I";
    pulse.operation = Operation::add;
    pulse.value = protocol.currents[which];
    pulse.until_ms = protocol.until_ms;
    e.events.push_back(std::move(pulse));
  }
  return e;
}

void validate(const PulseQuestion& question) {
  const PulseProtocol& p = question.protocol;
  if (question.experiment.model() != Model::spiking)
    throw InputError("model", "two_population", "spiking: the pulse is for networks of cells");
  require(!p.currents.empty(), "currents", 0, "one at least");
  for (const double current : p.currents)
    require(std::abs(current) <= 1e4, "current", current, "from -10000 to 10000 pA");
  require(p.repeats >= 1 && p.repeats <= 10'000, "repeats", p.repeats, "1 to 10000");
  require(p.until_ms - p.from_ms >= 2 * settling_ms, "end of the pulse", p.until_ms,
          "200 ms after its beginning or later");
  require(p.from_ms >= p.until_ms - p.from_ms, "beginning of the pulse", p.from_ms,
          "as long after the trial's beginning as the pulse lasts, or later");
  require(p.trial_ms >= p.until_ms, "trial duration", p.trial_ms, "the end of the pulse or later");
}

/// Hz, over [from, until) ms.
ei::Rates mean_over(const ei::BinnedRates& rates, double from_ms, double until_ms) {
  const auto first = static_cast<std::size_t>(std::lround(from_ms / ei::rate_bin_ms));
  const auto end =
      std::min(static_cast<std::size_t>(std::lround(until_ms / ei::rate_bin_ms)), rates.E.size());
  ei::Rates mean;
  for (std::size_t k = first; k < end; ++k) {
    mean.E += rates.E[k] / static_cast<double>(end - first);
    mean.I += rates.I[k] / static_cast<double>(end - first);
  }
  return mean;
}

/// Mean and standard error of what comes one by one (Welford).
struct Running {
  int count = 0;
  double mean = 0, squares = 0;
  void add(double x) {
    const double before = x - mean;
    mean += before / ++count;
    squares += before * (x - mean);
  }
  double standard_error() const {
    return count < 2 ? nan : std::sqrt(squares / (count - 1) / count);
  }
};

struct Accumulator {
  Running before_E, before_I, during_E, during_I, change_E, change_I;
};

class PulseWork : private Observer {
 public:
  PulseWork(const PulseQuestion& question, const PulseTask::Show& show)
      : protocol_(question.protocol),
        experiment_(as_experiment(question)),
        engine_(experiment_),
        sums_(protocol_.currents.size()),
        show_(show) {
    if (question.network) {
      NetworkState network = *question.network;
      network.trial = 0;
      engine_.resume_from(network);
    }
    answer_.protocol = protocol_;
    answer_.prediction.J = couplings(*engine_.synapses());
    for (const double current : protocol_.currents) answer_.responses.push_back({current});
    unperturbed_ = static_cast<std::size_t>(
        std::ranges::min_element(protocol_.currents, {},
                                 [](double current) { return std::abs(current); }) -
        protocol_.currents.begin());
  }

  PulseAnswer run(const std::stop_token& stop) {
    while (engine_.trials_done() < experiment_.trials && !stop.stop_requested()) {
      engine_.advance(1, *this);
      const auto which = static_cast<std::size_t>(record_.trial - 1) % sums_.size();
      add(which);
      if (which == unperturbed_ && answer_.prediction.trials < trials_for_gains) add_gains();
      show_(answer_, static_cast<double>(record_.trial) / static_cast<double>(experiment_.trials));
    }
    return std::move(answer_);
  }

 private:
  NetworkTrial* network_trial_for(std::int64_t) override { return &record_; }
  void on_trial(const TrialRow&) override {}

  static ei::Weights couplings(const ei::Synapses& synapses) {
    // A spike of weight W brings W * 1 ms: 1 Hz brings a thousandth of W, as a current.
    constexpr double per_Hz = 1e-3;
    ei::Weights J;
    const ei::Sizes sizes = synapses.sizes();
    const auto inputs = synapses.inputs();
    for (int cell = 0; cell < sizes.all(); ++cell) {
      const bool is_E = cell < sizes.E;
      const double share = per_Hz / (is_E ? sizes.E : sizes.I);
      const ei::Rates& sum = inputs[static_cast<std::size_t>(cell)];
      (is_E ? J.EE : J.IE) += share * sum.E;
      (is_E ? J.EI : J.II) += share * sum.I;
    }
    return J;
  }

  void add(std::size_t which) {
    PulseResponse& response = answer_.responses[which];
    const ei::BinnedRates& bins = record_.rates.bins;
    ++response.trials;
    const auto into_mean = [&](std::vector<double>& mean, const std::vector<double>& rates) {
      mean.resize(rates.size(), 0);
      for (std::size_t k = 0; k < rates.size(); ++k)
        mean[k] += (rates[k] - mean[k]) / response.trials;
    };
    into_mean(response.rates.E, bins.E);
    into_mean(response.rates.I, bins.I);
    const double length = protocol_.until_ms - protocol_.from_ms;
    const auto before = mean_over(bins, protocol_.from_ms - length, protocol_.from_ms);
    const auto during = mean_over(bins, protocol_.from_ms, protocol_.until_ms);
    Accumulator& sum = sums_[which];
    sum.before_E.add(before.E);
    sum.before_I.add(before.I);
    sum.during_E.add(during.E);
    sum.during_I.add(during.I);
    sum.change_E.add(during.E - before.E);
    sum.change_I.add(during.I - before.I);
    response.before = {sum.before_E.mean, sum.before_I.mean};
    response.during = {sum.during_E.mean, sum.during_I.mean};
    response.change = {sum.change_E.mean, sum.change_I.mean};
    response.standard_error = {sum.change_E.standard_error(), sum.change_I.standard_error()};
    const auto outlasts = [this](const ei::UpState& up) {
      return up.onset <= protocol_.from_ms && up.end >= protocol_.until_ms;
    };
    response.up_to_the_end += std::ranges::any_of(record_.rates.up, outlasts);
  }

  /// From the trial just recorded, over the time of the pulse.
  void add_gains() {
    const ParameterValues& values = engine_.parameters();
    const auto step = [&](double ms) {
      return static_cast<std::int32_t>(std::lround(ms / values["dt"]));
    };
    const ei::RecordedTrial record{record_.spikes, experiment_.seed,
                                   static_cast<std::uint64_t>(record_.trial),
                                   lif_parameters(values), kick(values)};
    const ei::Rates gain =
        ei::open_loop_gains(*engine_.synapses(), record, current_for_gains,
                            step(protocol_.from_ms + settling_ms), step(protocol_.until_ms));
    PulsePrediction& prediction = answer_.prediction;
    ++prediction.trials;
    prediction.gain.E += (gain.E - prediction.gain.E) / prediction.trials;
    prediction.gain.I += (gain.I - prediction.gain.I) / prediction.trials;
    prediction.per_pA = response_to_I(prediction.J, prediction.gain);
  }

  PulseProtocol protocol_;
  Experiment experiment_;
  Engine engine_;
  std::vector<Accumulator> sums_;
  std::size_t unperturbed_ = 0;
  NetworkTrial record_;
  PulseAnswer answer_;
  const PulseTask::Show& show_;
};

}  // namespace

PulseSlope pulse_slope(const PulseAnswer& answer) {
  std::vector<const PulseResponse*> used;
  for (const PulseResponse& response : answer.responses) {
    if (response.up_states_last()) used.push_back(&response);
  }
  PulseSlope slope{{nan, nan}};
  if (used.size() < 2) return slope;
  double current = 0;
  ei::Rates change;
  const auto count = static_cast<double>(used.size());
  for (const PulseResponse* r : used) {
    current += r->current / count;
    change.E += r->change.E / count;
    change.I += r->change.I / count;
    slope.largest_current = std::max(slope.largest_current, r->current);
  }
  double xx = 0;
  ei::Rates xy;
  for (const PulseResponse* r : used) {
    const double x = r->current - current;
    xx += x * x;
    xy.E += x * (r->change.E - change.E);
    xy.I += x * (r->change.I - change.I);
  }
  slope.per_pA = {xy.E / xx, xy.I / xx};
  return slope;
}

ei::Rates response_to_I(const ei::Weights& J, ei::Rates gain) {
  // (1 - g_E J_EE) dE + g_E J_EI dI = 0,  -g_I J_IE dE + (1 + g_I J_II) dI = g_I
  const double a = 1 - gain.E * J.EE, b = gain.E * J.EI, c = -gain.I * J.IE, d = 1 + gain.I * J.II;
  const double determinant = a * d - b * c;
  return {-b * gain.I / determinant, a * gain.I / determinant};
}

PulseAnswer pulse_response(const PulseQuestion& question, const PulseTask::Show& show,
                           const std::stop_token& stop) {
  validate(question);
  return PulseWork(question, show).run(stop);
}

PulseTask::Work pulse_work() {
  return
      [](const PulseQuestion& question, const PulseTask::Show& show, const std::stop_token& stop) {
        PulseAnswer answer;
        // Stopped it is to give what there is by then, so it looks at `stop` itself.
        for_each_item(1, {1, Priority::background}, {},
                      [&](std::size_t) { answer = pulse_response(question, show, stop); });
        return answer;
      };
}

}  // namespace homeostat::lab
