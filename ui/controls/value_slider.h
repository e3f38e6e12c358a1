// A slider over real numbers that shows how far its value is from where it belongs.
#pragma once

#include <QWidget>
#include <optional>

#include "core/lab/parameters.h"

namespace homeostat::ui {

struct SliderRange {
  double low = 0;
  double high = 1;
  double step = 0.1;  ///< on a logarithmic scale a factor
  lab::Scale scale = lab::Scale::linear;
};

SliderRange slider_range(const lab::ParameterSpec& spec);

/// The value `steps` arrow presses away. May lie outside the range.
double stepped_value(const SliderRange& range, double from, double steps);

/// Drag or arrows; with Ctrl (drag) or Shift (arrows) ten times finer; wheel only when focused;
/// double-click goes back to the mark. The bar runs from the mark to the handle. A value outside
/// the range is kept, and the handle waits at the end.
class ValueSlider : public QWidget {
  Q_OBJECT
 public:
  explicit ValueSlider(const SliderRange& range, QWidget* parent = nullptr);

  double value() const { return value_; }
  /// Emits nothing, and does not pull the handle from under the hand.
  void set_value(double value);
  void set_mark(std::optional<double> mark);

  QSize sizeHint() const override { return {120, 24}; }
  QSize minimumSizeHint() const override { return {48, 24}; }

 signals:
  /// `is_final` is false while a drag or a held key goes on.
  void value_changed(double value, bool is_final);

 protected:
  void paintEvent(QPaintEvent*) override;
  void mousePressEvent(QMouseEvent*) override;
  void mouseMoveEvent(QMouseEvent*) override;
  void mouseReleaseEvent(QMouseEvent*) override;
  void mouseDoubleClickEvent(QMouseEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void keyReleaseEvent(QKeyEvent*) override;
  void wheelEvent(QWheelEvent*) override;
  void focusInEvent(QFocusEvent*) override;
  void focusOutEvent(QFocusEvent*) override;

 private:
  double fraction(double value) const;
  double value_at(double fraction, bool is_fine) const;
  double stepped(double steps) const;
  double x_of(double fraction) const;
  void edit(double value, bool is_final);

  SliderRange range_;
  double value_;
  std::optional<double> mark_;
  bool is_dragging_ = false;
  bool is_keying_ = false;
  bool shows_focus_ = false;
  double drag_x_ = 0;
  double drag_fraction_ = 0;
};

}  // namespace homeostat::ui
