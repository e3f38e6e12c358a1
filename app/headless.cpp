#include "app/headless.h"

#include <QApplication>
#include <QImage>
#include <QTextStream>

#include "core/lab/run_keeping.h"
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
    keep_start(engine, *run);
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
    keep_units(engine_, *run);
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

  const ui::Theme& theme = ui::Theme::light();
  qApp->setPalette(theme.palette());
  qApp->setStyleSheet(theme.style_sheet());
  ui::PanelGrid panels(experiment.model());
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

}  // namespace

int run_headless(const lab::Experiment& experiment) {
  QTextStream out(stdout);
  const std::filesystem::path directory = "homeostat-" + experiment.name;
  try {
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
