// What a figure of the gallery shows, run for it.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/lab/figure.h"
#include "ui/figure/run_panels.h"

namespace homeostat::ui {

class FigureRuns {
 public:
  /// Sets up the experiments that the figure's panels show. Throws RunError.
  explicit FigureRuns(const lab::Figure& figure);

  /// Runs them, side by side on all processors. `goes_on` is asked with the part that is done, by
  /// one thread at a time. Returns whether all came to their ends. Throws RunError.
  bool run(const std::function<bool(double part_done)>& goes_on);

  /// The figure's panels over the runs, row by row.
  const std::vector<std::vector<PanelOfRun>>& rows() const { return rows_; }

 private:
  std::vector<std::unique_ptr<KeptRun>> runs_;
  std::vector<std::vector<PanelOfRun>> rows_;
};

/// An experiment as a figure: the panels it asks for, or those its laboratory opens with.
lab::Figure figure_of(const lab::Experiment& experiment);

}  // namespace homeostat::ui
