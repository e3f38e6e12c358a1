#include "ui/controls/status_line.h"

#include <QPainter>
#include <algorithm>

#include "ui/controls/pill.h"
#include "ui/controls/text.h"
#include "ui/typeset.h"

namespace homeostat::ui {
namespace {

constexpr int shortest_ms = 250;
constexpr double line_margin = 16;
constexpr double pill_gap = 8;
constexpr double baseline = 19;
constexpr double pill_top = 4.5;

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
  double right = width() - line_margin;
  if (!shown_.technical.isEmpty()) {
    right -= pill_width(shown_.technical);
    draw_pill(painter, {right, pill_top}, {}, shown_.technical, theme.sunken, theme.ink2);
    right -= pill_gap;
  }
  double x = line_margin;
  x += pill_gap + draw_pill(painter, {x, pill_top}, theme, shown_.verdict, shown_.word);
  painter.setClipRect(QRectF(0, 0, right, height()));
  painter.setFont(text_font(13, QFont::Medium));
  painter.setPen(theme.ink);
  painter.drawText(QPointF(x, baseline), shown_.clause);
  x += painter.fontMetrics().horizontalAdvance(shown_.clause) + 5;
  Typeset(markup_with_symbols(shown_.reasons), 13).draw(painter, {x, baseline}, theme.ink2);
}

}  // namespace homeostat::ui
