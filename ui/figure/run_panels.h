// Panels over runs, without a window.
#pragma once

#include <memory>
#include <vector>

#include "core/lab/provenance.h"
#include "ui/figure/kept_run.h"
#include "ui/figure/paper_figure.h"
#include "ui/panels/panel.h"

namespace homeostat::ui {

struct PanelOfRun {
  std::string kind;  ///< of core/lab/panels.h
  KeptRun* run;
  std::int64_t trial = 0;  ///< that it shows, kept by the run; 0: the last
  std::string letter{}, caption{};
};

/// A panel as the window would have it, never shown on a screen; its title is its windowTitle().
/// Throws InputError for one that cannot show the model.
std::unique_ptr<Panel> hidden_panel(const std::string& kind, lab::Model model);

/// Hidden panels over runs that live as long. GUI thread; needs a QApplication, for which the
/// offscreen platform will do.
class RunPanels {
 public:
  /// Throws InputError for a panel that cannot show its run's model.
  explicit RunPanels(const std::vector<std::vector<PanelOfRun>>& rows);

  /// Nothing is still being worked out on another thread.
  bool is_settled() const;
  /// Returns when it is.
  void settle() const;
  const FigureRows& rows() const { return rows_; }

 private:
  std::vector<std::unique_ptr<Panel>> panels_;
  FigureRows rows_;
};

/// The session of a figure of such panels.
lab::ExportedSession session_of_runs(const std::string& name,
                                     const std::vector<std::vector<PanelOfRun>>& rows);

}  // namespace homeostat::ui
