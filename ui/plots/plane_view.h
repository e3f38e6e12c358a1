// The (W_EE, W_IE) plane: regions of stability, a run's trail through them, and a point to drag.
#pragma once

#include <QTimer>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "core/ei/plane_picture.h"
#include "ui/plots/boundary_lines.h"
#include "ui/plots/plane_look.h"
#include "ui/plots/plane_window.h"
#include "ui/plots/plot_view.h"
#include "ui/plots/region_item.h"
#include "ui/plots/region_names.h"

namespace homeostat::ui {

class HandleItem;
class MarkerItem;
class PathItem;

/// Values are points (W_EE, W_IE).
class PlaneView : public PlotView {
  Q_OBJECT
 public:
  explicit PlaneView(QWidget* parent = nullptr);

  /// Which part is shown and how a hand moves that.
  PlaneWindow& plane_window() { return *window_; }

  /// Null changes nothing. Beyond the picture's grid its rim goes on.
  void set_picture(const std::shared_ptr<const ei::PlanePicture>& picture);
  void set_look(const PlaneLook& look);
  const BoundaryLines& lines() const { return lines_; }
  /// "overlap 30.4, 23 % of the neural region in view"; empty until it is known.
  QString overlap_words() const { return overlap_->text(); }

  void set_trail(std::vector<QPointF> points);
  /// Where the run began and where the circuit is. The handle keeps to a place asked for by hand
  /// until the run has begun there.
  void set_points(QPointF start, QPointF now, const QString& now_name);

  /// The place asked for by hand where no run has begun yet.
  std::optional<QPointF> asked() const { return asked_; }
  /// Forgets it (it was refused or undone), unless the hand still drags.
  void let_go();
  bool is_dragging() const { return is_dragging_; }
  /// What the picture says of a place, whether it can be reached or not.
  PlaneRegion region_at(QPointF value) const;

  QPointF handle() const;
  /// Of a value, as fine as a hand can aim: two, or more of a plane seen from near.
  int decimals() const;
  /// Names of regions that found room, for tests and screen readers.
  QStringList shown_names() const { return names_.shown(); }

 signals:
  /// A hand asks for the point to be here.
  void moved(QPointF value, bool is_final);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  void add_names();
  std::vector<QRectF> occupied() const;
  void place_names();
  void show_levels();
  void show_overlap();
  void follow_range();
  void move_to(QPointF value, bool is_final);
  /// Shows the handle at a place before anything is asked for.
  void aim_at(QPointF value);
  void drag_to(QPointF pixel);
  /// The nearest pixel of the plot.
  QPointF inside(QPointF pixel) const;
  QPointF key_step(bool is_stride) const;
  void show_handle(QPointF value, const QString& name);
  void show_start_name();

  std::shared_ptr<const ei::PlanePicture> picture_;
  PlaneLook look_;
  std::optional<PlaneLevels> levels_;
  RegionItem* regions_;
  PathItem *neural_edge_, *rule_edge_;
  BoundaryLines lines_;
  PathItem* trail_;
  MarkerItem* start_ring_;
  HandleItem* handle_;
  LabelItem *start_label_, *handle_label_, *overlap_;
  RegionNames names_;
  PlaneWindow* window_;
  /// Names wait until the plane has come to rest.
  QTimer settling_;
  QPointF start_;
  QString handle_name_;
  /// Where the button went down and has not yet dragged.
  std::optional<QPointF> pressed_px_;
  bool is_pressed_on_handle_ = false;
  bool is_dragging_ = false;
  /// A click off the handle waits, for it may be the first half of a double click.
  QTimer click_;
  std::optional<QPointF> asked_;
  QPointF named_with_handle_at_;
};

}  // namespace homeostat::ui
