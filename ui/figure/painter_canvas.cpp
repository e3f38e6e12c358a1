#include "ui/figure/painter_canvas.h"

#include <QPainter>
#include <QPainterPath>
#include <QPen>

namespace homeostat::ui {
namespace {

QPen pen_of(const PaperStroke& stroke) {
  if (!(stroke.width > 0)) return QPen(Qt::NoPen);
  QPen pen(stroke.colour, stroke.width);
  pen.setCapStyle(stroke.has_round_ends ? Qt::RoundCap : Qt::FlatCap);
  pen.setJoinStyle(Qt::RoundJoin);
  QList<qreal> in_widths;
  for (const double length : stroke.dashes) in_widths << length / stroke.width;
  if (!in_widths.isEmpty()) pen.setDashPattern(in_widths);
  return pen;
}

QPainterPath path_of(const std::vector<QPolygonF>& lines) {
  QPainterPath path;
  for (const QPolygonF& line : lines) {
    for (qsizetype k = 0; k < line.size(); ++k) {
      if (k == 0) {
        path.moveTo(line[k]);
      } else {
        path.lineTo(line[k]);
      }
    }
  }
  return path;
}

}  // namespace

void PainterCanvas::begin_group(const QString&) { painter_.save(); }

void PainterCanvas::end_group() { painter_.restore(); }

void PainterCanvas::begin_clip(const QRectF& area) { painter_.setClipRect(area); }

void PainterCanvas::lines(const std::vector<QPolygonF>& lines, const PaperStroke& stroke,
                          const QString&) {
  painter_.setPen(pen_of(stroke));
  painter_.setBrush(Qt::NoBrush);
  painter_.drawPath(path_of(lines));
}

void PainterCanvas::areas(const std::vector<QPolygonF>& outlines, const QColor& fill) {
  painter_.setPen(Qt::NoPen);
  painter_.setBrush(fill);
  painter_.drawPath(path_of(outlines));
}

void PainterCanvas::discs(const std::vector<QPointF>& centres, double radius, const QColor& fill,
                          const PaperStroke& rim) {
  painter_.setPen(pen_of(rim));
  painter_.setBrush(fill);
  for (const QPointF at : centres) painter_.drawEllipse(at, radius, radius);
}

void PainterCanvas::text(const PaperText& text) {
  painter_.save();
  painter_.translate(text.at);
  if (text.is_upright) painter_.rotate(-90);
  painter_.translate(-text.width() * (text.across + 1) / 2, 0);
  painter_.scale(text.scale, text.scale);
  if (text.halo.isValid()) {
    QPainterPath outline;
    for (const Typeset::Piece& piece : text.letters.pieces())
      outline.addText({piece.x, piece.drop}, piece.font, piece.text);
    QPen pen(text.halo, text.halo_width / text.scale);
    pen.setJoinStyle(Qt::RoundJoin);
    painter_.setPen(pen);
    painter_.setBrush(text.halo);
    painter_.drawPath(outline);
  }
  text.letters.draw(painter_, {0, 0}, text.colour);
  painter_.restore();
}

void PainterCanvas::image(const QRectF& area, const QImage& image) {
  painter_.drawImage(area, image);
}

}  // namespace homeostat::ui
