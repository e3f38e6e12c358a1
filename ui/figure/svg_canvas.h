// An SVG written by hand: real text, one <path> for each curve, images as they are.
#pragma once

#include "ui/figure/canvas.h"

namespace homeostat::ui {

class SvgCanvas : public Canvas {
 public:
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

  /// The file. `width_mm` is its width attribute as it stands; `metadata` ends up in <metadata>.
  QByteArray document(double width_mm, QSizeF size_pt, const QByteArray& title,
                      const QByteArray& metadata) const;

 private:
  void open(const char* element);
  void attribute(const char* name, const QByteArray& value);
  void attribute(const char* name, double value);
  void colour(const char* name, const QColor& colour);
  void stroke(const PaperStroke& stroke);
  void path(const std::vector<QPolygonF>& lines, bool are_closed);
  void tspans(const PaperText& text);

  QByteArray definitions_, body_;
  std::vector<int> open_elements_;  ///< of each group
  QList<QByteArray> ids_;
  int clips_ = 0;
};

}  // namespace homeostat::ui
