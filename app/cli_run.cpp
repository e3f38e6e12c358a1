// homeostat-cli run: one experiment from start to end, results to a directory.
#include <charconv>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>

#include "app/cli.h"
#include "app/cli_solve.h"
#include "app/long_work.h"
#include "core/lab/engine.h"
#include "core/lab/network_file.h"
#include "core/lab/result_io.h"
#include "core/lab/run_writer.h"
#include "core/math/check.h"

namespace homeostat::app {

namespace {

struct RunOptions {
  ExperimentOptions experiment;
  std::string trials, seed, threads, out, traces = "last";
  bool json = false, resume = false;
};

lab::TraceChoice parse_traces(const std::string& text, std::int64_t trial_count) {
  lab::TraceChoice choice;
  if (text == "none") return choice;
  choice.last = text == "last";
  choice.all = text == "all";
  if (choice.last || choice.all) return choice;
  for (const auto& part : split(text, ',')) {
    try {
      choice.trials.insert(parse_integer("--traces", part, 1, trial_count));
    } catch (const InputError& error) {
      throw InputError("--traces", text,
                       "none, last, all, or trials such as 1,5,20: " + error.allowed());
    }
  }
  return choice;
}

std::uint64_t parse_seed(const std::string& text) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seed);
  if (error != std::errc{} || end != text.data() + text.size()) {
    throw InputError("--seed", text, "a whole number from 0 to 2^64 - 1");
  }
  return seed;
}

void print_summary(const lab::Summary& s, const std::string& out) {
  std::printf("%s, seed %llu: %s since trial %lld of %lld\n", s.experiment.c_str(),
              static_cast<unsigned long long>(s.seed), std::string(outcome_name(s.outcome)).c_str(),
              static_cast<long long>(s.outcome_trial), static_cast<long long>(s.trials));
  std::printf("E %.4g Hz, I %.4g Hz, W_EE %.4g, W_EI %.4g, W_IE %.4g, W_II %.4g\n",
              s.last.average.E, s.last.average.I, s.last.weights.EE, s.last.weights.EI,
              s.last.weights.IE, s.last.weights.II);
  if (!out.empty()) std::printf("written to %s\n", out.c_str());
}

/// What --resume goes on from.
std::optional<lab::NetworkFile> saved_run(const RunOptions& options,
                                          const lab::Experiment& experiment) {
  if (!options.resume) return std::nullopt;
  if (options.out.empty()) throw InputError("--resume", "no --out", "with the directory of --out");
  if (experiment.model() != lab::Model::spiking)
    throw InputError("--resume", experiment.name, "a spiking network: others take no time to run");
  auto saved = lab::checkpoint_in(options.out, experiment);
  if (saved && saved->state.trial > experiment.trials)
    throw InputError(
        "--trials", std::to_string(experiment.trials),
        "at least " + std::to_string(saved->state.trial) + ", so many are done in " + options.out);
  return saved;
}

int run(const RunOptions& options) {
  lab::Experiment experiment = options.experiment.experiment();
  if (!options.trials.empty()) {
    experiment.trials = parse_integer("--trials", options.trials, 1, 100'000'000);
  }
  if (!options.seed.empty()) {
    experiment.seed = parse_seed(options.seed);
  }
  // One run is one chain of trials: a network's noise is drawn ahead, and no result changes.
  const unsigned threads = parse_threads(options.threads);
  if (!is_run_by_trials(experiment.model())) {
    if (options.resume) saved_run(options, experiment);
    return solve_samples(experiment, {threads, options.out, options.json});
  }
  const lab::TraceChoice traces = parse_traces(options.traces, experiment.trials);

  lab::Engine engine(experiment, threads);
  const auto saved = saved_run(options, experiment);
  if (saved) engine.resume_from(saved->state);
  lab::RunWriter writer(experiment, engine, traces, options.out);
  if (saved) writer.go_on_after(saved->rows);
  remember_interrupts();
  {
    Progress progress("trial");
    while (engine.trials_done() < experiment.trials && interrupting_signal() == 0) {
      engine.advance(1, writer);
      progress.show(engine.trials_done(), experiment.trials);
    }
  }
  const lab::Summary summary = writer.finish();
  if (options.json) {
    std::printf("%s\n", summary_json(summary).c_str());
  } else {
    print_summary(summary, options.out);
  }
  return exit_code_after_work();
}

}  // namespace

void add_run(CLI::App& app, Action& action) {
  Verb verb(app, "run", "Run an experiment to its end");
  auto options = std::make_shared<RunOptions>();
  options->experiment.add_to(verb);
  verb.add_option("--trials", options->trials, "length (online mode: seconds)", "N");
  verb.add_option("--seed", options->seed, "random seed", "N");
  verb.add_option("--threads", options->threads, "threads; results do not depend on it", "N");
  verb.add_option("--out", options->out, "directory for the results", "DIR");
  verb.add_option("--traces", options->traces, "traces to write: none, last, all, or K,K,...");
  verb.add_flag("--resume", options->resume,
                "go on from the checkpoint in --out, if there is one (spiking networks)");
  verb.add_flag("--json", options->json, "print one JSON object");
  verb.on_call(action, [options] { return run(*options); });
}

}  // namespace homeostat::app
