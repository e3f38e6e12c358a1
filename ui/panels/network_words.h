// What cells and trials of a network are called, and what its panels have in common.
#pragma once

#include <QString>

#include "ui/panels/panel.h"
#include "ui/plots/event_bars_item.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

/// The trial that there is to show; null before the first.
std::shared_ptr<const lab::NetworkTrial> network_of(const View& view);

/// "E 233", "I 11": people count from 1.
QString cell_name(int cell, const ei::Sizes& sizes);

/// "E 233, lesioned": its name, and what it bore in that trial.
QString cell_words(const lab::NetworkTrial& network, int cell);

/// "trial 1,250"; while another is looked at that is still being run again, "trial 1,300; 850 runs
/// again". Empty before the first.
QString network_trial_name(const View& view);

/// The kick or the pulse, and what the protocol changes within the trial, as bars above a plot over ms.
std::vector<EventBar> network_bars(const View& view);

/// The sentence of a panel that has nothing to show yet, in the middle of its plot.
class EmptyNote {
 public:
  explicit EmptyNote(PlotView& plot);
  void show(bool is_empty);
  bool is_shown() const { return note_.isVisible(); }

 private:
  PlotView& plot_;
  LabelItem& note_;
};

}  // namespace homeostat::ui
