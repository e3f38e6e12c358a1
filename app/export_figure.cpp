#include "app/export_figure.h"

#include <algorithm>
#include <cstdio>
#include <set>

#include "app/long_work.h"
#include "core/lab/catalogue.h"
#include "core/lab/panels.h"
#include "core/lab/result_io.h"
#include "core/math/check.h"
#include "ui/figure/figure_file.h"
#include "ui/figure/figure_runs.h"

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

/// A figure of the gallery, or any experiment.
lab::Figure figure_called(const std::string& name) {
  const auto figures = lab::built_in_figures();
  const auto figure = std::ranges::find(figures, name, &lab::Figure::name);
  return figure != figures.end() ? *figure : ui::figure_of(lab::experiment_called(name));
}

bool has_one_panel(const lab::Figure& figure) {
  return figure.rows.size() == 1 && figure.rows.front().size() == 1;
}

int export_to_files(const FigureOptions& options) {
  if (options.out.isEmpty()) throw InputError("--out", "missing", "a directory for the files");
  const std::set<ui::FigureFormat> formats = formats_in(options.formats);
  ui::FigureStyle style = style_of(options);
  const lab::Figure figure = figure_called(options.name.toStdString());
  if (options.width_mm.isEmpty() && !has_one_panel(figure))
    style.width_mm = ui::FigureStyle::page_mm;
  validate(style);
  const std::filesystem::path directory = options.out.toStdString();
  lab::require_output_directory(directory);

  remember_interrupts();
  ui::FigureRuns runs(figure);
  Progress progress("percent");
  const bool is_whole = runs.run([&](double part_done) {
    progress.show(static_cast<std::int64_t>(100 * part_done), 100, part_done);
    return interrupting_signal() == 0;
  });
  if (!is_whole) return exit_code_after_work();
  const ui::RunPanels panels(runs.rows());
  panels.settle();
  const ui::PaperFigure drawn =
      ui::paper_figure(QString::fromStdString(figure.name), panels.rows(), style);
  const auto written =
      ui::write_figure(drawn, formats, directory, ui::session_of_runs(figure.name, runs.rows()));
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
