#include "ui/controls/pill.h"

#include <QPainter>

#include "ui/glyphs.h"

namespace homeostat::ui {
namespace {

constexpr double pill_padding = 8;
constexpr double glyph_room = 16;
constexpr double glyph_side = 13;

}  // namespace

double draw_pill(QPainter& painter, QPointF top_left, const QString& glyph, const QString& words,
                 const QColor& fill, const QColor& colour) {
  painter.setFont(text_font(12, QFont::Medium));
  const double left = pill_padding + (glyph.isEmpty() ? 0 : glyph_room);
  const double width = left + painter.fontMetrics().horizontalAdvance(words) + pill_padding;
  const QRectF pill(top_left, QSizeF(width, pill_height));
  painter.setPen(Qt::NoPen);
  painter.setBrush(fill);
  painter.drawRoundedRect(pill, pill_height / 2, pill_height / 2);
  if (!glyph.isEmpty()) {
    const QPointF corner = top_left + QPointF(pill_padding - 1, (pill_height - glyph_side) / 2);
    draw_glyph(painter, glyph, {corner, QSizeF(glyph_side, glyph_side)}, colour);
  }
  painter.setPen(colour);
  painter.drawText(pill.adjusted(left, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, words);
  return width;
}

double draw_pill(QPainter& painter, QPointF top_left, const Theme& theme, Verdict verdict,
                 const QString& word) {
  return draw_pill(painter, top_left, verdict_glyph(verdict), word, verdict_fill(theme, verdict),
                   verdict_colour(theme, verdict));
}

double pill_width(const QString& words) {
  return QFontMetrics(text_font(12, QFont::Medium)).horizontalAdvance(words) + 2 * pill_padding;
}

}  // namespace homeostat::ui
