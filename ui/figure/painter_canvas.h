// A canvas over a QPainter: PDF, PNG and previews.
#pragma once

#include "ui/figure/canvas.h"

class QPainter;

namespace homeostat::ui {

class PainterCanvas : public Canvas {
 public:
  /// The painter's units must be points.
  explicit PainterCanvas(QPainter& painter) : painter_(painter) {}

  void begin_group(const QString& name) override;
  void end_group() override;
  void begin_clip(const QRectF& area) override;
  void lines(const std::vector<QPolygonF>& lines, const PaperStroke& stroke,
             const QString& name) override;
  void areas(const std::vector<QPolygonF>& outlines, const QColor& fill) override;
  void discs(const std::vector<QPointF>& centres, double radius, const QColor& fill,
             const PaperStroke& rim) override;
  void text(const PaperText& text) override;
  void image(const QRectF& area, const QImage& image) override;

 private:
  QPainter& painter_;
};

}  // namespace homeostat::ui
