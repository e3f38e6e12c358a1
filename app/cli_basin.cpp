// homeostat-cli basin: which starting weights lead where, as a table.
#include <cstdio>
#include <map>
#include <memory>
#include <stop_token>
#include <string>

#include "app/cli.h"
#include "app/long_work.h"
#include "core/lab/basin_map.h"
#include "core/lab/basin_verdict.h"
#include "core/lab/result_io.h"
#include "core/math/check.h"

namespace homeostat::app {

namespace {

struct BasinOptions {
  ExperimentOptions experiment;
  std::string grid, window = "0,10,0,20", others = "setpoints", trials, seeds, threads, out;
};

void choose_others(const std::string& text, lab::BasinQuestion& question) {
  if (text == "setpoints") return;
  question.others = lab::OtherWeights::experiment;
  if (text == "start") return;
  question.others = lab::OtherWeights::fixed;
  try {
    const auto weights = parse_numbers("--others", text, 2);
    question.W_EI = weights[0];
    question.W_II = weights[1];
  } catch (const InputError&) {
    throw InputError("--others", text, "setpoints, start, or two weights W_EI,W_II");
  }
}

lab::BasinQuestion basin_question(const BasinOptions& options) {
  lab::BasinQuestion question;
  question.experiment = options.experiment.two_population_experiment();
  if (options.grid.empty()) throw InputError("--grid", "missing", "NX,NY, for example 64,64");
  question.grid = parse_grid("--grid", options.grid, options.window, lab::largest_basin_side);
  question.trials = options.trials.empty()
                        ? question.experiment.trials
                        : parse_integer("--trials", options.trials, 1, 100'000'000);
  question.is_noisy = !options.seeds.empty();
  if (question.is_noisy) {
    question.seeds =
        static_cast<int>(parse_integer("--seeds", options.seeds, 1, lab::most_basin_seeds));
  }
  choose_others(options.others, question);
  return question;
}

/// Runs until it is done or interrupted.
lab::BasinMap computed(const lab::BasinQuestion& question, unsigned threads) {
  std::stop_source stop;
  Progress progress("run");
  return basin_map(question, {threads, lab::Priority::normal}, stop.get_token(),
                   [&](const lab::BasinMap& map) {
                     if (interrupting_signal() != 0) stop.request_stop();
                     progress.show(map.runs_done, map.runs_total, map.part_done);
                   });
}

void print_outcomes(const lab::BasinMap& map, const std::string& out) {
  std::map<std::string_view, int> count;
  int disagree = 0;
  for (const lab::BasinCell& cell : map.cells) {
    ++count[outcome_text(cell)];
    const auto verdict = basin_verdict(*map.question, cell);
    disagree += verdict.applies && !verdict.agrees() ? 1 : 0;
  }
  for (const auto& [outcome, cells] : count)
    std::printf("%.*s %d\n", static_cast<int>(outcome.size()), outcome.data(), cells);
  if (map.question->others == lab::OtherWeights::setpoint_plane)
    std::printf("cells whose outcome is not what the analysis says: %d\n", disagree);
  std::printf("written to %s\n", out.c_str());
}

int basin(const BasinOptions& options) {
  const lab::BasinQuestion question = basin_question(options);
  const unsigned threads = parse_threads(options.threads);
  if (options.out.empty()) throw InputError("--out", "missing", "FILE.csv, where the table goes");
  validate(question);
  lab::OutputFile file(options.out);
  remember_interrupts();
  const lab::BasinMap map = computed(question, threads);
  write_basin_csv(map, file);
  file.commit();
  print_outcomes(map, options.out);
  return exit_code_after_work();
}

}  // namespace

void add_basin(CLI::App& app, Action& action) {
  Verb verb(app, "basin", "Which starting weights lead where");
  auto options = std::make_shared<BasinOptions>();
  options->experiment.add_to(verb);
  verb.add_option("--grid", options->grid, "cells along W_EE and W_IE", "NX,NY");
  verb.add_option("--window", options->window, "part of the plane", "W_EE0,W_EE1,W_IE0,W_IE1");
  verb.add_option("--others", options->others,
                  "W_EI and W_II: on the set-point plane, the experiment's, or given",
                  "setpoints|start|W_EI,W_II");
  verb.add_option("--trials", options->trials, "length of a run (default: the experiment's)", "N");
  verb.add_option("--seeds", options->seeds,
                  "with the experiment's noise, so many seeds (default: without noise)", "N");
  verb.add_option("--threads", options->threads, "threads; results do not depend on it", "N");
  verb.add_option("--out", options->out, "where the table goes", "FILE.csv");
  verb.on_call(action, [options] { return basin(*options); });
}

}  // namespace homeostat::app
