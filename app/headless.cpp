#include "app/headless.h"

#include <QApplication>
#include <QImage>
#include <QTextStream>

#include "core/ei/synapses.h"
#include "core/lab/experiment_io.h"
#include "core/lab/parallel.h"
#include "core/lab/result_io.h"
#include "core/lab/selective_answer.h"
#include "core/lab/selective_samples.h"
#include "core/lab/selective_theory.h"
#include "core/lab/run_writer.h"
#include "core/math/check.h"
#include "ui/experiment_edits.h"
#include "ui/panels/panel_grid.h"
#include "ui/theme.h"

namespace homeostat::app {

namespace {

/// Writes the run and keeps its rows for the picture.
class KeepingWriter : public lab::RunWriter {
 public:
  KeepingWriter(const lab::Experiment& experiment, const lab::Engine& engine,
                const std::filesystem::path& directory)
      : RunWriter(experiment, engine, {.last = true, .all = false, .trials = {}}, directory),
        engine_(engine) {
    run->start = std::make_shared<const lab::Experiment>(experiment);
    if (const ei::Synapses* synapses = engine.synapses()) run->start_inputs = synapses->inputs();
  }

  /// The last trial of a network, with the cells that the window would show.
  lab::NetworkTrial* network_trial_for(std::int64_t trial) override {
    lab::NetworkTrial* record = RunWriter::network_trial_for(trial);
    if (record != nullptr) record->probed = ui::first_probed(run->start->parameters);
    return record;
  }
  std::shared_ptr<const lab::NetworkTrial> network() const {
    if (network_trial().trial == 0) return nullptr;
    return std::make_shared<const lab::NetworkTrial>(network_trial());
  }

  void on_trial(const lab::TrialRow& row) override {
    RunWriter::on_trial(row);
    run->rows.append(row);
    story.add(row, engine_.parameters());
  }

  std::shared_ptr<lab::Run> run = std::make_shared<lab::Run>();
  lab::RunStory story;

 private:
  const lab::Engine& engine_;
};

/// What only two populations have: a ghost, and the plane of their weights.
void add_plane(const lab::Experiment& experiment, lab::Frame& frame, ei::PointStability& point,
               ui::View& view) {
  frame.ghost =
      lab::ghost_of(experiment, frame.trial, frame.run->row_before(frame.trial), frame.trace);
  const auto problem = lab::plane_problem(experiment.parameters);
  const ei::Weights w = frame.run->rows[frame.run->rows.size() - 1].weights;
  view.plane = ui::range_of_run(lab::initial_weights(experiment.parameters), w);
  point = stability_at(problem, w.EE, w.IE);
  view.point = &point;
  view.picture =
      std::make_shared<const ei::PlanePicture>(plane_picture(problem, ui::grid_over(view.plane)));
}

QImage rendered(lab::Model model, const ui::View& view) {
  const ui::Theme& theme = ui::Theme::light();
  qApp->setPalette(theme.palette());
  qApp->setStyleSheet(theme.style_sheet());
  ui::PanelGrid panels(model);
  panels.resize(1120, 800);
  panels.setAttribute(Qt::WA_DontShowOnScreen);
  panels.show();
  panels.show_view(view);
  QCoreApplication::sendPostedEvents();  // axes lay out their labels in their own time
  QImage image(panels.size() * 2, QImage::Format_RGB32);
  image.setDevicePixelRatio(2);
  image.fill(theme.window);
  panels.render(&image);
  return image;
}

QImage picture(const lab::Experiment& experiment, const KeepingWriter& writer) {
  lab::Frame frame;
  frame.run = writer.run;
  frame.trial = static_cast<std::int64_t>(writer.run->rows.size());
  frame.trace = writer.trace();
  frame.finished = true;
  frame.story = writer.story;
  frame.network = writer.network();
  ui::View view = ui::view_of(experiment, &frame, nullptr, 0);
  view.chosen_cells = ui::first_probed(experiment.parameters);
  ei::PointStability point;
  if (experiment.model() == lab::Model::two_population) add_plane(experiment, frame, point, view);

  return rendered(experiment.model(), view);
}

/// A selective neuron's answer, with the samples of its experiment.
ui::Solved solved(const lab::Experiment& experiment) {
  ui::Solved solved;
  const lab::ParameterValues& values = experiment.parameters;
  solved.answer = std::make_shared<const lab::SelectiveAnswer>(
      lab::solve_selective({values, experiment.seed}));
  solved.theory = std::make_shared<const lab::SelectiveTheory>(lab::selective_theory(values));
  lab::LoadSampler sampler;
  solved.samples = std::make_shared<const lab::SampledLoads>(sampler.sample(
      {values, experiment.seed, lab::loads_to_sample(values), static_cast<int>(experiment.trials)},
      {}, {}, {lab::processor_count()}));
  return solved;
}

int solve_headless(const lab::Experiment& experiment, const std::filesystem::path& directory) {
  lab::require_output_directory(directory);
  save_experiment(experiment, directory / "experiment.json");
  ui::View view = ui::view_of(experiment, nullptr, nullptr, 0);
  view.solved = solved(experiment);
  const auto png = QString::fromStdString((directory / "panels.png").string());
  if (!rendered(experiment.model(), view).save(png))
    throw RunError(png.toStdString() + ": cannot be written");
  const lab::PlainWords words = lab::selective_words(*view.solved.answer, experiment.parameters);
  QTextStream(stdout) << "No display: solved " << experiment.name.c_str() << ". "
                      << words.word.c_str() << ". " << words.clause.c_str() << ' '
                      << words.reasons.c_str() << '\n'
                      << png << '\n';
  return 0;
}

}  // namespace

int run_headless(const lab::Experiment& experiment) {
  QTextStream out(stdout);
  const std::filesystem::path directory = "homeostat-" + experiment.name;
  try {
    if (!is_run_by_trials(experiment.model())) return solve_headless(experiment, directory);
    lab::Engine engine(experiment);
    KeepingWriter writer(experiment, engine, directory);
    engine.advance(experiment.trials, writer);
    const lab::Summary summary = writer.finish();
    const auto png = QString::fromStdString((directory / "panels.png").string());
    if (!picture(experiment, writer).save(png))
      throw RunError(png.toStdString() + ": cannot be written");
    out << "No display: ran " << experiment.name.c_str() << " headless. "
        << QString::fromStdString(std::string(outcome_name(summary.outcome))) << " since trial "
        << summary.outcome_trial << " of " << summary.trials << ".\n"
        << QString::fromStdString((directory / "trials.csv").string()) << '\n'
        << png << '\n';
    return 0;
  } catch (const InputError& error) {
    QTextStream(stderr) << "homeostat: " << error.what() << '\n';
    return 2;
  } catch (const std::exception& error) {
    QTextStream(stderr) << "homeostat: " << error.what() << '\n';
    return 1;
  }
}

}  // namespace homeostat::app
