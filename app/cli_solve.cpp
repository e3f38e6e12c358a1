#include "app/cli_solve.h"

#include <cstdio>
#include <filesystem>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <vector>

#include "app/cli.h"
#include "app/long_work.h"
#include "core/balance/sampling.h"
#include "core/lab/experiment_io.h"
#include "core/lab/result_io.h"
#include "core/lab/selective_setup.h"

namespace homeostat::app {

namespace {

using balance::MarginSample;

std::string sample_line(const MarginSample& m) {
  std::string line = std::to_string(m.sample + 1) + (m.is_feasible ? ",1" : ",0");
  for (const auto* s : {&m.out, &m.in}) {
    line += ',' + std::string(m.is_feasible ? regime_name(s->regime) : "none");
    for (const double value : {s->kappa_out, s->kappa_in, s->norm, s->imbalance,
                               s->silent.excitatory, s->silent.inhibitory})
      line += ',' + (m.is_feasible ? lab::exact_text(value) : std::string("nan"));
  }
  return line + '\n';
}

constexpr const char* samples_header =
    "sample,feasible,out_regime,out_kappa_out,out_kappa_in,out_norm,out_IB,out_silent_exc,"
    "out_silent_inh,in_regime,in_kappa_out,in_kappa_in,in_norm,in_IB,in_silent_exc,"
    "in_silent_inh\n";

struct Means {
  const char* name;
  balance::Estimate out, in;
};

std::vector<Means> means_of(const std::vector<MarginSample>& samples) {
  using M = const MarginSample&;
  const auto of = [&](const char* name, double balance::SampledSolution::*value) {
    return Means{name, estimate(samples, [value](M m) { return m.out.*value; }),
                 estimate(samples, [value](M m) { return m.in.*value; })};
  };
  using S = balance::SampledSolution;
  return {of("kappa_out", &S::kappa_out), of("kappa_in", &S::kappa_in), of("norm", &S::norm),
          of("IB", &S::imbalance)};
}

std::string summary_text(const lab::Experiment& e, int P, int feasible,
                         const std::vector<MarginSample>& samples) {
  nlohmann::ordered_json json;
  json["experiment"] = e.name;
  json["seed"] = e.seed;
  json["samples"] = samples.size();
  json["N"] = e.parameters["N"];
  json["P"] = P;
  json["feasible"] = feasible;
  for (const Means& m : means_of(samples)) {
    json["output_margin"][m.name] = {{"mean", m.out.mean}, {"standard_error", m.out.error}};
    json["input_margin"][m.name] = {{"mean", m.in.mean}, {"standard_error", m.in.error}};
  }
  return json.dump(2);
}

}  // namespace

int solve_samples(const lab::Experiment& experiment, const SolveOptions& options) {
  validate(experiment);
  const balance::Ensemble kind = lab::ensemble(experiment.parameters);
  const int P = lab::pattern_count(experiment.parameters);
  std::unique_ptr<lab::OutputFile> table, summary;
  if (!options.out.empty()) {
    lab::require_output_directory(options.out);
    const std::filesystem::path directory = options.out;
    save_experiment(experiment, directory / "experiment.json");
    table = std::make_unique<lab::OutputFile>(directory / "samples.csv");
    summary = std::make_unique<lab::OutputFile>(directory / "summary.json");
  }
  remember_interrupts();
  std::vector<MarginSample> samples;
  {
    Progress progress("sample");
    std::stop_source stop;
    std::int64_t done = 0;
    samples = sample_margins(kind, P, static_cast<int>(experiment.trials), experiment.seed,
                             {options.threads}, stop.get_token(), [&](const MarginSample&) {
                               progress.show(++done, experiment.trials);
                               if (interrupting_signal() != 0) stop.request_stop();
                             });
  }
  int feasible = 0;
  for (const MarginSample& m : samples) feasible += m.is_feasible ? 1 : 0;
  const std::string text = summary_text(experiment, P, feasible, samples);
  if (table) {
    table->write(samples_header);
    for (const MarginSample& m : samples) table->write(sample_line(m));
    table->commit();
    summary->write(text + '\n');
    summary->commit();
  }
  if (options.json) {
    std::printf("%s\n", text.c_str());
    return exit_code_after_work();
  }
  std::printf("%s, seed %llu: %d of %zu problems have a solution (N %d, P %d)\n",
              experiment.name.c_str(), static_cast<unsigned long long>(experiment.seed), feasible,
              samples.size(), kind.N, P);
  for (const Means& m : means_of(samples))
    std::printf("%-10s largest output margin %.4g +- %.2g, largest input margin %.4g +- %.2g\n",
                m.name, m.out.mean, m.out.error, m.in.mean, m.in.error);
  if (!options.out.empty()) std::printf("written to %s\n", options.out.c_str());
  return exit_code_after_work();
}

}  // namespace homeostat::app
