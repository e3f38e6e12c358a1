// homeostat-cli variants: the sixteen sign variants of Fig. S2 as one table.
#include <cstdio>
#include <memory>
#include <stop_token>
#include <string>

#include "app/cli.h"
#include "app/long_work.h"
#include "core/lab/result_io.h"
#include "core/lab/variant_table.h"
#include "core/math/check.h"

namespace homeostat::app {

namespace {

struct VariantOptions {
  ExperimentOptions experiment{.name = "figs2", .assignments = {}};
  std::string runs = "100", trials = "3000", threads, out;
};

std::string counts_text(const lab::RunCounts& counts) {
  return std::to_string(counts.converged) + " of " + std::to_string(counts.runs);
}

void print_table(const std::vector<lab::VariantRow>& rows) {
  std::printf("%-8s %-14s %-9s %-24s %s\n", "variant", "stable region", "overlap",
              "self-sustained starts", "developmental starts");
  for (const lab::VariantRow& row : rows) {
    std::printf("%-8s %-14s %-9s %-24s %s\n", row.letters().c_str(),
                row.has_stable_region ? "yes" : "no",
                (std::to_string(static_cast<int>(100 * row.overlap_share + 0.5)) + " %").c_str(),
                counts_text(row.self_sustained).c_str(), counts_text(row.developmental).c_str());
  }
}

int variants(const VariantOptions& options) {
  lab::VariantQuestion question;
  question.experiment = options.experiment.two_population_experiment();
  question.runs = static_cast<int>(parse_integer("--runs", options.runs, 1, 100'000));
  question.trials = parse_integer("--trials", options.trials, 1, 100'000'000);
  const unsigned threads = parse_threads(options.threads);
  validate(question);
  std::unique_ptr<lab::OutputFile> file;
  if (!options.out.empty()) file = std::make_unique<lab::OutputFile>(options.out);
  remember_interrupts();
  std::vector<lab::VariantRow> rows;
  {
    std::stop_source stop;
    Progress progress("part");
    constexpr std::int64_t parts = 1000;
    rows = run_variants(question, {threads, lab::Priority::normal}, stop.get_token(),
                        [&](const std::vector<lab::VariantRow>&, double done) {
                          if (interrupting_signal() != 0) stop.request_stop();
                          progress.show(static_cast<std::int64_t>(done * parts), parts);
                        });
  }
  if (file) {
    file->write(variants_csv(rows));
    file->commit();
  }
  print_table(rows);
  return exit_code_after_work();
}

}  // namespace

void add_variants(CLI::App& app, Action& action) {
  Verb verb(app, "variants", "The sixteen sign variants of the homeostatic rule");
  auto options = std::make_shared<VariantOptions>();
  options->experiment.add_to(verb);
  verb.add_option("--runs", options->runs, "runs of each variant from each kind of start", "N");
  verb.add_option("--trials", options->trials, "length of a run", "N");
  verb.add_option("--threads", options->threads, "threads; results do not depend on it", "N");
  verb.add_option("--out", options->out, "the table as a file too", "FILE.csv");
  verb.on_call(action, [options] { return variants(*options); });
}

}  // namespace homeostat::app
