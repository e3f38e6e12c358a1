// The circuit as it stands: how full each population is, how strong each weight.
#pragma once

#include <QPainterPath>
#include <QWidget>
#include <array>
#include <vector>

#include "core/ei/populations.h"

namespace homeostat::ui {

struct Theme;

/// Discs fill up to rate / (1.5 setpoint), with the setpoint as a dotted mark. Arrows are as thick
/// as the root of the weight; pointed heads excite, bars inhibit.
class CircuitView : public QWidget {
  Q_OBJECT
 public:
  explicit CircuitView(QWidget* parent = nullptr);

  void set(ei::Rates rates, ei::Setpoints setpoints, const ei::Weights& weights);

  QSize sizeHint() const override { return {300, 152}; }
  QSize minimumSizeHint() const override { return {280, 152}; }

 signals:
  void weight_picked(const QString& symbol);    ///< "W_EE"
  void setpoint_picked(const QString& symbol);  ///< "E_set"

 protected:
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override;
  void mouseMoveEvent(QMouseEvent*) override;
  void mouseReleaseEvent(QMouseEvent*) override;
  void leaveEvent(QEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void focusInEvent(QFocusEvent*) override;
  void focusOutEvent(QFocusEvent*) override;

 private:
  /// What can be picked: the four weights, then the two setpoints.
  static constexpr int target_count = 6;
  static constexpr int none = -1;

  QPointF disc_centre(int population) const;
  QPainterPath arrow_path(ei::WeightClass weight_class) const;
  QRectF label_rect(int target) const;
  QString target_symbol(int target) const;
  int target_at(QPointF point) const;
  void point_at(int target);
  void pick(int target);
  void draw_arrow(QPainter& painter, const Theme& theme, ei::WeightClass weight_class) const;
  void draw_disc(QPainter& painter, const Theme& theme, int population) const;
  void draw_label(QPainter& painter, const Theme& theme, int target) const;

  ei::Rates rates_;
  ei::Setpoints setpoints_;
  ei::Weights weights_;
  std::array<QPainterPath, 4> arrows_;
  int hot_ = none;
};

}  // namespace homeostat::ui
