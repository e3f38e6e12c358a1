// What every view is: values in, pixels out, wishes for an edit back. Views never talk to each
// other.
#pragma once

#include <QWidget>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/ei/stability.h"
#include "core/lab/engine.h"
#include "core/lab/experiment.h"
#include "core/lab/frame.h"

namespace homeostat::ui {

/// "Put W_EE at 3.2": the session decides what that means.
using Edit = lab::Change;

/// All a panel may look at. Null until there is something to show; valid for the call only.
struct View {
  const lab::Experiment* experiment = nullptr;  ///< as the controls stand
  const lab::Frame* frame = nullptr;            ///< newest, or of the trial looked at
  const ei::RegionMap* regions = nullptr;       ///< of the (W_EE, W_IE) plane, for these parameters
  const ei::PointStability* point = nullptr;    ///< at the present weights
  std::int64_t cursor_trial = 0;                ///< trial looked at; 0: the newest
  lab::TrialRow row;                            ///< of the trial looked at; its trial 0: none yet
  std::vector<lab::Overlay> changes;            ///< of the protocol, within that trial
  /// What the neurons felt at the end of that trial: the weights it ran with and the parameters, the
  /// protocol's temporary changes included.
  ei::Weights felt_weights;
  lab::ParameterValues felt{lab::Model::two_population};
};

class Panel : public QWidget {
  Q_OBJECT
 public:
  using QWidget::QWidget;
  /// GUI thread, only while visible, at most once per display tick.
  virtual void show_view(const View& view) = 0;
  /// Quiet text beside the title ("trial 850").
  virtual QString subtitle() const { return {}; }
  /// A small control of this panel that its frame shows in the header and from then on owns.
  virtual QWidget* header_control() { return nullptr; }

 signals:
  /// All edits of the list belong together. `is_final` is false while a drag goes on.
  void edit_requested(std::vector<homeostat::ui::Edit> edits, bool is_final);
  void trial_picked(std::int64_t trial);
};

}  // namespace homeostat::ui
