// A plot of two values that a hand can set at once: its point goes wherever it is dragged.
#pragma once

#include <optional>

#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class HandleItem;

class PlaceView : public PlotView {
  Q_OBJECT
 public:
  explicit PlaceView(QWidget* parent = nullptr);

  /// Where the point stands. While a hand holds it, it stays where the hand has put it.
  void set_place(QPointF value);
  QPointF place() const;
  bool is_dragging() const { return asked_.has_value(); }
  /// One press of an arrow key; with Shift, ten. Places are whole numbers of a fifth of it.
  void set_key_step(QPointF step) { key_step_ = step; }

 signals:
  /// A hand asks for the point to be there.
  void moved(QPointF value, bool is_final);

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  QPointF aimed(QPointF value) const;

  HandleItem* handle_;
  QPointF key_step_{0.01, 0.01};
  bool is_held_ = false;
  std::optional<QPointF> asked_;
};

}  // namespace homeostat::ui
