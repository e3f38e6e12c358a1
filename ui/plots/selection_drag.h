// A drag that marks part of a plot: rows from beside its axis, columns, or a rectangle.
#pragma once

#include <QRectF>
#include <optional>

#include "ui/plots/plot_hand.h"

namespace homeostat::ui {

/// The left button marks; rows are taken hold of in the margin left of the axis, all else in the
/// plot. A press let go at one place is a click.
class SelectionDrag : public PlotHand {
  Q_OBJECT
 public:
  enum class Shape { rows, columns, rectangle };

  /// `plot` must outlive it.
  SelectionDrag(PlotView& plot, Shape shape);

  /// What is being marked, in pixels.
  std::optional<QRectF> band_px() const;

 signals:
  /// In the plot's values, top() below bottom(). `changes`: Ctrl or Shift is held, what was marked
  /// before counts too.
  void selected(QRectF values, bool changes);
  void clicked(QPointF value, bool changes);

 private:
  class BandItem;

  bool is_inside(QPointF pixel) const;
  bool press(QMouseEvent& event) override;
  bool drag(const QMouseEvent& event) override;
  bool release(const QMouseEvent& event) override;

  Shape shape_;
  BandItem* band_;
  std::optional<QPointF> pressed_px_;
  QPointF now_px_;
  bool is_dragging_ = false;
};

}  // namespace homeostat::ui
