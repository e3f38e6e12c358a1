// homeostat --export-figure: a figure on paper, without a display.
#pragma once

#include <QString>
#include <QStringList>

namespace homeostat::app {

struct FigureOptions {
  QString name, out;
  QString formats = "svg,pdf,png";
  QString width_mm;
};

/// Returns the exit code of the program.
int export_figure(const FigureOptions& options);

}  // namespace homeostat::app
