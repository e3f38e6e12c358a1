#include "ui/controls/status_line.h"

#include <QPainter>
#include <algorithm>

#include "ui/controls/text.h"
#include "ui/glyphs.h"
#include "ui/typeset.h"

namespace homeostat::ui {
namespace {

constexpr int shortest_ms = 250;
constexpr double margin = 16;
constexpr double gap = 8;
constexpr double pill_height = 20;
constexpr double baseline = 19;

/// Draws a pill with its left edge at `x`; an empty glyph leaves only the words. Gives its width.
double draw_pill(QPainter& painter, double x, const QString& glyph, const QString& words,
                 const QColor& fill, const QColor& colour) {
  painter.setFont(text_font(12, QFont::Medium));
  const double glyph_width = glyph.isEmpty() ? 0 : 16;
  const double width = painter.fontMetrics().horizontalAdvance(words) + 16 + glyph_width;
  const QRectF pill(x, 4.5, width, pill_height);
  painter.setPen(Qt::NoPen);
  painter.setBrush(fill);
  painter.drawRoundedRect(pill, pill_height / 2, pill_height / 2);
  if (!glyph.isEmpty()) draw_glyph(painter, glyph, QRectF(x + 7, 8, 13, 13), colour);
  painter.setPen(colour);
  painter.drawText(pill.adjusted(8 + glyph_width, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                   words);
  return width;
}

double pill_width(const QString& words) {
  return QFontMetrics(text_font(12, QFont::Medium)).horizontalAdvance(words) + 16;
}

}  // namespace

StatusLine::StatusLine(QWidget* parent) : QWidget(parent) {
  setFixedHeight(28);
  wait_.setSingleShot(true);
  connect(&wait_, &QTimer::timeout, this, &StatusLine::show_latest);
}

void StatusLine::set(const Status& status) {
  latest_ = status;
  if (latest_ == shown_ || wait_.isActive()) return;
  const auto age = since_change_.isValid() ? since_change_.elapsed() : shortest_ms;
  if (age >= shortest_ms) {
    show_latest();
  } else {
    wait_.start(static_cast<int>(shortest_ms - age));
  }
}

void StatusLine::show_latest() {
  if (latest_ == shown_) return;
  shown_ = latest_;
  since_change_.restart();
  const QString sentence = shown_.word + ". " + shown_.clause + ' ' + shown_.reasons;
  setAccessibleName(sentence);
  setToolTip(html_with_symbols(sentence));
  update();
}

void StatusLine::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.fillRect(rect(), theme.panel);
  painter.fillRect(0, 0, width(), 1, theme.line);
  if (shown_.word.isEmpty()) return;
  double right = width() - margin;
  if (!shown_.technical.isEmpty()) {
    right -= pill_width(shown_.technical);
    draw_pill(painter, right, {}, shown_.technical, theme.sunken, theme.ink2);
    right -= gap;
  }
  double x = margin;
  x += gap + draw_pill(painter, x, verdict_glyph(shown_.verdict), shown_.word,
                       verdict_fill(theme, shown_.verdict), verdict_colour(theme, shown_.verdict));
  painter.setClipRect(QRectF(0, 0, right, height()));
  painter.setFont(text_font(13, QFont::Medium));
  painter.setPen(theme.ink);
  painter.drawText(QPointF(x, baseline), shown_.clause);
  x += painter.fontMetrics().horizontalAdvance(shown_.clause) + 5;
  Typeset(markup_with_symbols(shown_.reasons), 13).draw(painter, {x, baseline}, theme.ink2);
}

}  // namespace homeostat::ui
