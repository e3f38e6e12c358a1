// What every view is: values in, pixels out, wishes for an edit back. Views never talk to each
// other.
#pragma once

#include <QByteArray>
#include <QWidget>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/lab/engine.h"
#include "ui/view.h"

class QMenu;

namespace homeostat::ui {

/// "Put W_EE at 3.2": the session decides what that means.
using Edit = lab::Change;

/// From this size on a panel has room for a column beside its plot.
inline constexpr QSize large_panel(760, 420);
inline constexpr int panel_column_margin = 12;

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
  /// How it has been set up, to be kept with the window's layout.
  virtual QByteArray save_state() const { return {}; }
  /// Leaves alone what it does not understand.
  virtual void restore_state(const QByteArray&) {}
  /// Networks: it shows every weight, which costs the run some time to hand over.
  virtual bool wants_all_weights() const { return false; }
  /// Nothing of what it shows is still being worked out on another thread.
  virtual bool is_settled() const { return true; }
  /// Of a figure on paper nobody presses the buttons: begins what the panel is for, in its smallest
  /// size. After show_view.
  virtual void begin_for_paper() {}
  /// Adds what is this panel's own to the menu of its frame.
  virtual void fill_menu(QMenu&) {}

 signals:
  /// All edits of the list belong together. `is_final` is false while a drag goes on.
  void edit_requested(std::vector<homeostat::ui::Edit> edits, bool is_final);
  void trial_picked(std::int64_t trial);
  /// It has been set up in another way, and wants to be shown what there is.
  void view_wanted();
  /// A hand wants to see this cell of the network.
  void cell_chosen(int cell);
  /// A hand marks these cells, ascending. `changes`: those marked before stay marked, and if all of
  /// these were, they no longer are.
  void cells_selected(std::vector<int> cells, bool changes);
  /// A hand wants to see this part of the plane of weights; nothing: the one that holds the run.
  void plane_chosen(std::optional<homeostat::ui::PlaneRange> range);
};

}  // namespace homeostat::ui
