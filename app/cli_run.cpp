// homeostat-cli run: one experiment from start to end, results to a directory.
#include <unistd.h>

#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>

#include "app/cli.h"
#include "core/lab/engine.h"
#include "core/lab/result_io.h"
#include "core/lab/run_writer.h"
#include "core/math/check.h"

namespace homeostat::app {

namespace {

struct RunOptions {
  ExperimentOptions experiment;
  std::string trials, seed, threads, out, traces = "last";
  bool json = false;
};

volatile std::sig_atomic_t interrupted_by = 0;

extern "C" void on_signal(int number) { interrupted_by = number; }

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

/// Time left, twice a second, when a person is watching.
class Progress {
 public:
  explicit Progress(std::int64_t trials)
      : trials_(trials), is_watched_(::isatty(STDERR_FILENO) == 1) {}

  ~Progress() {
    if (shown_) std::fprintf(stderr, "\r\033[K");
  }

  void show(std::int64_t done) {
    if (!is_watched_) return;
    const auto now = std::chrono::steady_clock::now();
    if (now - last_ < std::chrono::milliseconds(500)) return;
    last_ = now;
    const double elapsed = std::chrono::duration<double>(now - begin_).count();
    const double left = elapsed / static_cast<double>(done) * static_cast<double>(trials_ - done);
    std::fprintf(stderr, "\rtrial %lld of %lld, %.0f s left \033[K", static_cast<long long>(done),
                 static_cast<long long>(trials_), left);
    shown_ = true;
  }

 private:
  std::int64_t trials_;
  bool is_watched_, shown_ = false;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now(), last_ = begin_;
};

void print_summary(const lab::Summary& s, const std::string& out) {
  std::printf("%s, seed %llu: %s since trial %lld of %lld\n", s.experiment.c_str(),
              static_cast<unsigned long long>(s.seed), std::string(outcome_name(s.outcome)).c_str(),
              static_cast<long long>(s.outcome_trial), static_cast<long long>(s.trials));
  std::printf("E %.4g Hz, I %.4g Hz, W_EE %.4g, W_EI %.4g, W_IE %.4g, W_II %.4g\n",
              s.last.average.E, s.last.average.I, s.last.weights.EE, s.last.weights.EI,
              s.last.weights.IE, s.last.weights.II);
  if (!out.empty()) std::printf("written to %s\n", out.c_str());
}

int run(const RunOptions& options) {
  lab::Experiment experiment = options.experiment.experiment();
  if (!options.trials.empty()) {
    experiment.trials = parse_integer("--trials", options.trials, 1, 100'000'000);
  }
  if (!options.seed.empty()) {
    experiment.seed = parse_seed(options.seed);
  }
  // One run is one chain of trials: threads are for sweeps, and never change a result.
  if (!options.threads.empty()) parse_integer("--threads", options.threads, 1, 1024);
  const lab::TraceChoice traces = parse_traces(options.traces, experiment.trials);

  lab::Engine engine(experiment);
  lab::RunWriter writer(experiment, engine, traces, options.out);
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
  {
    Progress progress(experiment.trials);
    while (engine.trials_done() < experiment.trials && interrupted_by == 0) {
      engine.advance(1, writer);
      progress.show(engine.trials_done());
    }
  }
  const lab::Summary summary = writer.finish();
  if (options.json) {
    std::printf("%s\n", summary_json(summary).c_str());
  } else {
    print_summary(summary, options.out);
  }
  return interrupted_by != 0 ? 128 + interrupted_by : success;
}

}  // namespace

void add_run(CLI::App& app, Action& action) {
  auto* verb = app.add_subcommand("run", "Run an experiment to its end");
  auto options = std::make_shared<RunOptions>();
  options->experiment.add_to(*verb);
  verb->add_option("--trials", options->trials, "length (online mode: seconds)")->type_name("N");
  verb->add_option("--seed", options->seed, "random seed")->type_name("N");
  verb->add_option("--threads", options->threads, "threads; results do not depend on it")
      ->type_name("N");
  verb->add_option("--out", options->out, "directory for the results")->type_name("DIR");
  verb->add_option("--traces", options->traces, "traces to write: none, last, all, or K,K,...");
  verb->add_flag("--json", options->json, "print one JSON object");
  verb->callback([options, &action] { action = [options] { return run(*options); }; });
}

}  // namespace homeostat::app
