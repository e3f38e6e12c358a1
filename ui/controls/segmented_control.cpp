#include "ui/controls/segmented_control.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <cmath>
#include <numeric>

#include "ui/controls/paint.h"
#include "ui/theme.h"
#include "ui/typeset.h"

namespace homeostat::ui {
namespace {

constexpr int bar_height = 24;
constexpr int segment_padding = 8;
constexpr int text_px = 12;
constexpr double segment_radius = 6;

bool is_markup(const QString& label) { return label.contains('$'); }

int label_width(const QString& label) {
  if (is_markup(label))
    return static_cast<int>(std::ceil(Typeset(label, text_px).size().width())) +
           2 * segment_padding;
  // Measured in the weight of the chosen one, so that nothing moves when another is chosen.
  return QFontMetrics(text_font(text_px, QFont::Medium)).horizontalAdvance(label) +
         2 * segment_padding;
}

void draw_label(QPainter& painter, const QString& label, const QRectF& where,
                const QColor& colour) {
  if (!is_markup(label)) {
    painter.setPen(colour);
    painter.drawText(where, Qt::AlignCenter, label);
    return;
  }
  const Typeset text(label, text_px);
  const QPointF corner = where.center() - QPointF(text.size().width(), text.size().height()) / 2;
  text.draw(painter, corner + QPointF(0, text.ascent()), colour);
}

}  // namespace

SegmentedControl::SegmentedControl(const QStringList& labels, QWidget* parent)
    : QWidget(parent), labels_(labels) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void SegmentedControl::set_current(int index) {
  if (index == current_) return;
  current_ = index;
  setAccessibleDescription(labels_.value(index));
  update();
}

void SegmentedControl::set_label(int index, const QString& label) {
  if (labels_.value(index) == label) return;
  labels_[index] = label;
  updateGeometry();
  update();
}

QSize SegmentedControl::sizeHint() const {
  const int width = std::accumulate(labels_.begin(), labels_.end(), 0,
                                    [](int sum, const QString& l) { return sum + label_width(l); });
  return {width, bar_height};
}

QRectF SegmentedControl::segment(int index) const {
  double left = 0;
  for (int i = 0; i < index; ++i) left += label_width(labels_[i]);
  return {left, 0, static_cast<double>(label_width(labels_[index])), bar_height};
}

void SegmentedControl::pick(int index) {
  if (index < 0 || index >= labels_.size() || index == current_) return;
  set_current(index);
  emit picked(index);
}

void SegmentedControl::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF bar(0, 0, sizeHint().width(), bar_height);
  QPainterPath inside;
  inside.addRoundedRect(bar.adjusted(0.5, 0.5, -0.5, -0.5), segment_radius, segment_radius);
  painter.fillPath(inside, theme.raised);
  painter.setClipPath(inside);
  painter.fillRect(segment(current_), theme.accent_soft);
  painter.setClipping(false);
  for (int i = 0; i < labels_.size(); ++i) {
    const QRectF where = segment(i);
    const bool is_current = i == current_;
    painter.setPen(theme.line2);
    if (i > 0) painter.drawLine(QPointF(where.left() + 0.5, 1), QPointF(where.left() + 0.5, 23));
    painter.setFont(text_font(text_px, is_current ? QFont::Medium : QFont::Normal));
    draw_label(painter, labels_[i], where, is_current ? theme.accent : theme.ink2);
  }
  painter.strokePath(inside, QPen(theme.line2, 1));
  if (shows_focus_) draw_focus_ring(painter, bar.adjusted(1, 1, -1, -1), segment_radius, theme);
}

void SegmentedControl::mousePressEvent(QMouseEvent* event) {
  for (int i = 0; i < labels_.size(); ++i)
    if (segment(i).contains(event->position())) pick(i);
}

void SegmentedControl::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Left) {
    pick(current_ - 1);
  } else if (event->key() == Qt::Key_Right) {
    pick(current_ + 1);
  } else {
    QWidget::keyPressEvent(event);
  }
}

void SegmentedControl::focusInEvent(QFocusEvent* event) {
  shows_focus_ = is_keyboard_focus(*event);
  update();
}

void SegmentedControl::focusOutEvent(QFocusEvent*) {
  shows_focus_ = false;
  update();
}

}  // namespace homeostat::ui
