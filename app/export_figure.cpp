#include "app/export_figure.h"

#include <cstdio>
#include <set>

#include "app/long_work.h"
#include "core/lab/catalogue.h"
#include "core/lab/parallel.h"
#include "core/lab/result_io.h"
#include "core/math/check.h"
#include "ui/figure/figure_file.h"
#include "ui/figure/run_figure.h"

namespace homeostat::app {
namespace {

std::set<ui::FigureFormat> formats_in(const QString& list) {
  std::set<ui::FigureFormat> formats;
  for (const QString& name : list.split(',')) formats.insert(ui::figure_format(name.toStdString()));
  return formats;
}

ui::FigureStyle style_of(const FigureOptions& options) {
  ui::FigureStyle style;
  if (options.width_mm.isEmpty()) return style;
  bool is_number = false;
  style.width_mm = options.width_mm.toDouble(&is_number);
  if (!is_number)
    throw InputError("--width-mm", options.width_mm.toStdString(), "30 to 1000, in mm");
  return style;
}

/// What an experiment does not say, the laboratory of its model shows first.
std::vector<std::string> panels_of(const lab::Experiment& experiment) {
  if (!experiment.panels.empty()) return experiment.panels;
  if (experiment.model() == lab::Model::spiking)
    return {"spikes", "population_rate", "voltage", "averages"};
  return {"trial", "phase", "averages", "stability"};
}

int export_to_files(const FigureOptions& options) {
  if (options.out.isEmpty()) throw InputError("--out", "missing", "a directory for the files");
  const std::set<ui::FigureFormat> formats = formats_in(options.formats);
  ui::FigureStyle style = style_of(options);
  const lab::Experiment experiment = lab::built_in_experiment(options.name.toStdString());
  const std::vector<std::string> panels = panels_of(experiment);
  if (options.width_mm.isEmpty() && panels.size() > 1) style.width_mm = ui::FigureStyle::page_mm;
  validate(style);
  const std::filesystem::path directory = options.out.toStdString();
  lab::require_output_directory(directory);

  remember_interrupts();
  ui::KeptRun run(experiment, {}, lab::processor_count() > 1 ? 2 : 1);
  Progress progress("trial");
  const bool is_whole = run.run([&](std::int64_t done) {
    progress.show(done, experiment.trials);
    return interrupting_signal() == 0;
  });
  if (!is_whole) return exit_code_after_work();
  std::vector<ui::PanelOfRun> shown;
  for (const std::string& kind : panels) shown.push_back({kind, &run});
  const ui::PaperFigure figure = ui::figure_of_runs(options.name, shown, style);
  const auto written =
      ui::write_figure(figure, formats, directory, ui::session_of_runs(experiment.name, shown));
  for (const auto& file : written) std::printf("%s\n", file.c_str());
  return exit_code_after_work();
}

}  // namespace

int export_figure(const FigureOptions& options) {
  try {
    return export_to_files(options);
  } catch (const InputError& error) {
    std::fprintf(stderr, "homeostat: %s\n", error.what());
    return 2;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "homeostat: %s\n", error.what());
    return 1;
  }
}

}  // namespace homeostat::app
