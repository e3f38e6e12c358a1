// A plot over one value that a hand can set: a point on its curves goes left and right.
#pragma once

#include <optional>

#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class HandleItem;

class AxisView : public PlotView {
  Q_OBJECT
 public:
  explicit AxisView(QWidget* parent = nullptr);

  /// Where the point stands. While the hand holds it, x stays where the hand has put it.
  void set_handle(QPointF value);
  QPointF handle() const;
  bool is_dragging() const { return asked_x_.has_value(); }
  /// Where the hand that holds the point has put it.
  std::optional<double> asked_x() const { return asked_x_; }
  /// One press of an arrow key; with Shift, ten.
  void set_key_step(double step) { key_step_ = step; }

 signals:
  /// A hand asks for the point to be at this x.
  void moved(double x, bool is_final);

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  double aimed_x(double pixel) const;
  bool is_on_handle(QPointF pixel) const;

  HandleItem* handle_;
  double key_step_ = 0.1;
  bool is_held_ = false;  ///< the button is down on it, moved or not
  std::optional<double> asked_x_;
};

}  // namespace homeostat::ui
