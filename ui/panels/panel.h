// What every view is: values in, pixels out, wishes for an edit back. Views never talk to each
// other.
#pragma once

#include <QWidget>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/lab/engine.h"
#include "ui/view.h"

namespace homeostat::ui {

/// "Put W_EE at 3.2": the session decides what that means.
using Edit = lab::Change;

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
