#include "core/lab/selective_samples.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>

#include "core/lab/parallel.h"
#include "core/lab/selective_setup.h"

namespace homeostat::lab {

namespace {

using balance::Estimate;
using balance::MarginSample;

constexpr int load_count = 14;

/// Not yet summarised; in the order of the samples' numbers.
struct Gathered {
  int P = 0;
  std::vector<MarginSample> samples;
  bool operator==(const Gathered& other) const { return P == other.P; }
};

LoadSamples summary(const Gathered& at, int N) {
  LoadSamples s;
  s.alpha = static_cast<double>(at.P) / N;
  s.solved = static_cast<int>(at.samples.size());
  for (const MarginSample& sample : at.samples) {
    if (!sample.is_feasible) continue;
    ++s.feasible;
    s.balanced += sample.out.regime == balance::Regime::balanced ? 1 : 0;
  }
  const auto mean = [&](auto of) { return estimate(at.samples, of); };
  using M = const MarginSample&;
  s.kappa_out = mean([](M m) { return m.out.kappa_out; });
  s.kappa_in = mean([](M m) { return m.in.kappa_in; });
  s.kappa_in_of_out = mean([](M m) { return m.out.kappa_in; });
  s.norm_of_out = mean([](M m) { return m.out.norm; });
  s.norm_of_in = mean([](M m) { return m.in.norm; });
  s.IB_of_out = mean([](M m) { return m.out.imbalance; });
  s.IB_of_in = mean([](M m) { return m.in.imbalance; });
  s.silent_exc = mean([](M m) { return m.out.silent.excitatory; });
  s.silent_inh = mean([](M m) { return m.out.silent.inhibitory; });
  return s;
}

}  // namespace

std::vector<double> loads_to_sample(const ParameterValues& values) {
  const double alpha_c = balance::alpha_c(circuit_of(ensemble(values)));
  const double N = values["N"];
  // Both classes have to have a pattern.
  const double fewest = std::ceil(1 / std::min(values["p_out"], 1 - values["p_out"])) / N;
  std::vector<double> loads;
  for (int k = 0; k < load_count; ++k) {
    const double load = alpha_c * (k + 0.6) / load_count;
    if (load > fewest) loads.push_back(load);
  }
  return loads;
}

struct LoadSampler::Store {
  balance::Ensemble kind;
  std::uint64_t seed = 0;
  std::vector<Gathered> loads;

  bool is_of(const SamplesQuestion& question) const {
    return kind == ensemble(question.values) && seed == question.seed &&
           loads == loads_of(question);
  }
  void begin(const SamplesQuestion& question) {
    kind = ensemble(question.values);
    seed = question.seed;
    loads = loads_of(question);
  }
  static std::vector<Gathered> loads_of(const SamplesQuestion& question) {
    std::vector<Gathered> loads;
    for (const double load : question.loads)
      loads.push_back({static_cast<int>(std::lround(load * question.values["N"])), {}});
    return loads;
  }
  SampledLoads summarised(const SamplesQuestion& question) const {
    SampledLoads result{question.values, seed, {}, question.samples};
    for (const Gathered& at : loads) {
      result.loads.push_back(summary(at, kind.N));
      result.samples_done = std::min(result.samples_done, static_cast<int>(at.samples.size()));
    }
    return result;
  }
  double part_done(int samples) const {
    double done = 0;
    for (const Gathered& at : loads) done += static_cast<double>(at.samples.size());
    return done / (static_cast<double>(loads.size()) * samples);
  }
};

LoadSampler::LoadSampler() : store_(std::make_unique<Store>()) {}
LoadSampler::~LoadSampler() = default;

SampledLoads LoadSampler::sample(const SamplesQuestion& asked, const Show& show,
                                 const std::stop_token& stop, Workers workers) {
  SamplesQuestion question = asked;
  if (question.loads.empty()) question.loads = loads_to_sample(question.values);
  Store& store = *store_;
  if (!store.is_of(question)) store.begin(question);
  using Clock = std::chrono::steady_clock;
  constexpr auto between_pictures = std::chrono::milliseconds(60);
  auto shown = Clock::now() - between_pictures;
  std::mutex mutex;
  const auto take_in = [&](Gathered& at, const MarginSample& sample) {
    const std::lock_guard lock(mutex);
    at.samples.push_back(sample);
    if (!show || Clock::now() - shown < between_pictures) return;
    shown = Clock::now();
    show(store.summarised(question), std::min(1.0, store.part_done(question.samples)));
  };
  for (int sample = 0; sample < question.samples && !stop.stop_requested(); ++sample) {
    for_each_item(store.loads.size(), workers, stop, [&](std::size_t load) {
      Gathered& at = store.loads[load];
      if (static_cast<int>(at.samples.size()) > sample) return;
      const MarginSample solved = balance::sample_margin(store.kind, at.P, store.seed,
                                                         static_cast<std::uint64_t>(sample), stop);
      if (!stop.stop_requested()) take_in(at, solved);
    });
  }
  return store.summarised(question);
}

SamplesTask::Work selective_samples_work() {
  return [sampler = std::make_shared<LoadSampler>()](const SamplesQuestion& question,
                                                     const SamplesTask::Show& show,
                                                     const std::stop_token& stop) {
    return sampler->sample(question, show, stop, {processor_count(), Priority::background});
  };
}

}  // namespace homeostat::lab
