#include "ui/figure/figure_runs.h"

#include <algorithm>
#include <mutex>
#include <set>
#include <stop_token>

#include "core/lab/parallel.h"
#include "ui/panels/panel_kinds.h"

namespace homeostat::ui {
namespace {

/// A trial of a spiking network takes some hundred times as long as one of two populations.
double work_of(const lab::Experiment& experiment) {
  const auto trials = static_cast<double>(experiment.trials);
  return experiment.model() == lab::Model::spiking ? 300 * trials : trials;
}

/// Whole words do not fit beside a panel.
constexpr std::size_t longest_letter = 2;

}  // namespace

FigureRuns::FigureRuns(const lab::Figure& figure) {
  std::map<std::string, std::set<std::int64_t>> trials;
  for (const auto& row : figure.rows) {
    for (const lab::FigurePanel& panel : row) {
      auto& wanted = trials[panel.of];
      if (panel.trial > 0) wanted.insert(panel.trial);
    }
  }
  // With several runs each has one processor.
  const unsigned threads = trials.size() == 1 && lab::processor_count() > 1 ? 2 : 1;
  std::map<std::string, KeptRun*> run_of;
  for (const auto& [label, wanted] : trials) {
    runs_.push_back(std::make_unique<KeptRun>(figure.experiment(label), wanted, threads));
    run_of[label] = runs_.back().get();
  }
  for (const auto& row : figure.rows) {
    auto& shown = rows_.emplace_back();
    for (const lab::FigurePanel& panel : row) {
      PanelOfRun& one =
          shown.emplace_back(PanelOfRun{panel.kind, run_of.at(panel.of), panel.trial, {}, {}});
      const bool is_word = panel.letter.size() > longest_letter;
      one.letter = is_word ? std::string() : panel.letter;
      one.caption = is_word ? panel.letter : panel.caption;
    }
  }
}

bool FigureRuns::run(const std::function<bool(double)>& goes_on) {
  std::ranges::stable_sort(runs_, std::ranges::greater(), [](const std::unique_ptr<KeptRun>& run) {
    return work_of(run->experiment());
  });
  double all = 0;
  for (const auto& run : runs_) all += work_of(run->experiment());
  std::mutex mutex;
  double done = 0;
  std::stop_source stop;
  const lab::Workers workers{lab::processor_count(), lab::Priority::low};
  for_each_item(runs_.size(), workers, stop.get_token(), [&](std::size_t k) {
    KeptRun& run = *runs_[k];
    const double of_a_trial =
        work_of(run.experiment()) / static_cast<double>(run.experiment().trials);
    run.run([&](std::int64_t) {
      const std::lock_guard lock(mutex);
      done += of_a_trial;
      if (!stop.stop_requested() && !goes_on(done / all)) stop.request_stop();
      return !stop.stop_requested();
    });
  });
  return !stop.stop_requested();
}

lab::Figure figure_of(const lab::Experiment& experiment) {
  lab::Figure figure;
  figure.name = experiment.name;
  figure.title = experiment.title;
  figure.experiments.push_back({experiment.name, experiment});
  std::vector<std::string> kinds = experiment.panels;
  if (kinds.empty()) {
    const auto first = first_panels(experiment.model());
    kinds.assign(first.begin(), first.end());
  }
  constexpr std::size_t columns = 2;
  for (std::size_t k = 0; k < kinds.size(); ++k) {
    if (k % columns == 0) figure.rows.emplace_back();
    lab::FigurePanel& panel = figure.rows.back().emplace_back();
    if (kinds.size() > 1) panel.letter = static_cast<char>('a' + k);
    panel.kind = kinds[k];
    panel.of = experiment.name;
  }
  return figure;
}

}  // namespace homeostat::ui
