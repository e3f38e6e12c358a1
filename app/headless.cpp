#include "app/headless.h"

#include <QApplication>
#include <QImage>
#include <QTextStream>

#include "core/ei/synapses.h"
#include "core/lab/experiment_io.h"
#include "core/lab/result_io.h"
#include "core/lab/run_writer.h"
#include "core/lab/selective_answer.h"
#include "core/math/check.h"
#include "ui/figure/kept_run.h"
#include "ui/panels/panel_grid.h"
#include "ui/theme.h"

namespace homeostat::app {

namespace {

QImage picture(ui::KeptRun& run) {
  const ui::Theme& theme = ui::Theme::light();
  qApp->setPalette(theme.palette());
  qApp->setStyleSheet(theme.style_sheet());
  ui::PanelGrid panels(run.experiment().model());
  panels.resize(1120, 800);
  panels.setAttribute(Qt::WA_DontShowOnScreen);
  panels.show();
  panels.show_view(run.view());
  QCoreApplication::sendPostedEvents();  // axes lay out their labels in their own time
  QImage image(panels.size() * 2, QImage::Format_RGB32);
  image.setDevicePixelRatio(2);
  image.fill(theme.window);
  panels.render(&image);
  return image;
}

/// Of a selective neuron there is no run to write: its answer in words, and the panels.
int solve_headless(const lab::Experiment& experiment, const std::filesystem::path& directory) {
  lab::require_output_directory(directory);
  save_experiment(experiment, directory / "experiment.json");
  ui::KeptRun run(experiment);
  run.run();
  const auto png = QString::fromStdString((directory / "panels.png").string());
  if (!picture(run).save(png)) throw RunError(png.toStdString() + ": cannot be written");
  const lab::PlainWords words =
      lab::selective_words(*run.view().solved.answer, experiment.parameters);
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
    ui::KeptRun run(experiment);
    lab::RunWriter writer(experiment, run.engine(), {.last = true, .all = false, .trials = {}},
                          directory);
    run.run({}, &writer);
    const lab::Summary summary = writer.finish();
    const auto png = QString::fromStdString((directory / "panels.png").string());
    if (!picture(run).save(png)) throw RunError(png.toStdString() + ": cannot be written");
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
