#include "ui/controls/timeline.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <optional>

#include "ui/controls/paint.h"
#include "ui/controls/text.h"
#include "ui/typeset.h"

namespace homeostat::ui {
namespace {

constexpr double timeline_margin = 12;
constexpr double track_y = 26;
constexpr double flag_gap = 8;
constexpr double flag_height = 14;  ///< the flags' words, above the track
const char* const way_back = "back to now";
constexpr qint64 page_trials = 10;

/// 1, 2 or 5 times a power of ten, giving about five intervals.
qint64 tick_step(qint64 total) {
  const double rough = std::max(1.0, static_cast<double>(total) / 5);
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (rough <= factor * power * 1.001) return static_cast<qint64>(factor * power);
  return static_cast<qint64>(10 * power);
}

QString mark_text(const TimelineMark& mark) {
  QString when = grouped_text(mark.trial);
  if (mark.until > mark.trial + 1) when += " to " + grouped_text(mark.until - 1);
  return mark.text.isEmpty() ? when : mark.text + ", " + when;
}

}  // namespace

Timeline::Timeline(QWidget* parent) : QWidget(parent) {
  setFocusPolicy(Qt::StrongFocus);
  setFixedHeight(52);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setMouseTracking(true);
  setAccessibleName("Timeline");
}

void Timeline::set_state(qint64 computed, qint64 total, qint64 looked_at) {
  if (computed == computed_ && total == total_ && looked_at == looked_at_) return;
  computed_ = computed;
  total_ = std::max<qint64>({total, computed, 1});
  looked_at_ = looked_at >= computed ? 0 : looked_at;
  update();
}

void Timeline::set_marks(const std::vector<TimelineMark>& marks) {
  if (marks == marks_) return;
  marks_ = marks;
  std::ranges::stable_sort(marks_, {}, &TimelineMark::trial);
  update();
}

double Timeline::x_of(qint64 trial) const {
  return timeline_margin +
         static_cast<double>(trial) / static_cast<double>(total_) * (width() - 2 * timeline_margin);
}

qint64 Timeline::trial_at(double x) const {
  return std::llround((x - timeline_margin) / (width() - 2 * timeline_margin) *
                      static_cast<double>(total_));
}

QRectF Timeline::way_back_rect() const {
  if (looked_at_ == 0) return {};
  const double wide = QFontMetricsF(text_font(11)).horizontalAdvance(way_back) + 4;
  return {width() - timeline_margin - wide, 0, wide, flag_height};
}

bool Timeline::is_near(const TimelineMark& mark, double x) const {
  constexpr double reach = 6;
  return x > x_of(mark.trial) - reach && x < x_of(std::max(mark.trial, mark.until)) + reach;
}

void Timeline::scrub(qint64 trial) {
  if (computed_ == 0) return;
  const qint64 inside = std::clamp<qint64>(trial, 1, computed_);
  const qint64 target = inside == computed_ ? 0 : inside;
  if (target == looked_at_) return;
  looked_at_ = target;
  setAccessibleDescription("trial " + grouped_text(now()));
  update();
  emit trial_scrubbed(target);
}

qint64 Timeline::neighbouring_mark(int direction) const {
  qint64 found = now();
  for (const TimelineMark& mark : marks_) {
    if (direction > 0 && mark.trial > now()) return mark.trial;
    if (direction < 0 && mark.trial < now()) found = mark.trial;
  }
  return found;
}

void Timeline::draw_track(QPainter& painter, const Theme& theme) const {
  const auto line = [&](qint64 to, const QColor& colour) {
    painter.setPen(QPen(colour, 4, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(x_of(0), track_y), QPointF(x_of(to), track_y));
  };
  line(total_, theme.line2);
  if (computed_ > 0) line(computed_, theme.ghost);
  if (now() > 0) line(now(), theme.accent);
}

void Timeline::draw_numbers(QPainter& painter, const Theme& theme) const {
  painter.setFont(text_font(11));
  painter.setPen(theme.ink3);
  const qint64 step = tick_step(total_);
  for (qint64 trial = 0; trial <= total_; trial += step) {
    QRectF where(0, 0, 64, 14);
    where.moveCenter({x_of(trial), 43});
    where.moveLeft(std::clamp(where.left(), 4.0, width() - 4.0 - where.width()));
    const auto side = trial == 0        ? Qt::AlignLeft
                      : trial == total_ ? Qt::AlignRight
                                        : Qt::AlignHCenter;
    painter.drawText(where, side | Qt::AlignVCenter, grouped_text(trial));
  }
}

void Timeline::draw_mark(QPainter& painter, const TimelineMark& mark, const QColor& colour) const {
  const double x = x_of(mark.trial);
  painter.setPen(QPen(colour, 2));
  painter.drawLine(QPointF(x, 19), QPointF(x, 33));
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  const QPointF flag[] = {{x, 20}, {x - 4, 15}, {x + 4, 15}};
  painter.drawPolygon(flag, 3);
  if (mark.until > mark.trial)
    painter.drawRect(QRectF(QPointF(x, 31), QPointF(x_of(mark.until), 33)));
}

void Timeline::draw_way_back(QPainter& painter, const Theme& theme) const {
  QFont font = text_font(11);
  font.setUnderline(true);
  painter.setFont(font);
  painter.setPen(theme.accent);
  painter.drawText(way_back_rect(), Qt::AlignCenter, way_back);
}

void Timeline::draw_marks(QPainter& painter, const Theme& theme) const {
  const double room_end = looked_at_ == 0 ? width() : way_back_rect().left() - flag_gap;
  double free_from = 0;
  for (std::size_t i = 0; i < marks_.size(); ++i) {
    const double x = x_of(marks_[i].trial);
    draw_mark(painter, marks_[i], verdict_colour(theme, marks_[i].kind));
    if (marks_[i].text.isEmpty()) continue;
    const double next = i + 1 < marks_.size() ? x_of(marks_[i + 1].trial) - flag_gap : width();
    const double room_to = std::min(next, room_end);
    const Typeset label(markup_with_symbols(mark_text(marks_[i])), 11);
    const double wide = label.size().width();
    std::optional<double> left;
    if (x + flag_gap + wide <= room_to) left = x + flag_gap;
    if (!left && x - flag_gap - wide >= free_from && x - flag_gap <= room_end)
      left = x - flag_gap - wide;
    free_from = std::max(x, left ? *left + wide : x) + flag_gap;
    if (left) label.draw(painter, {*left, 12}, theme.ink2);
  }
}

void Timeline::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  draw_track(painter, theme);
  draw_numbers(painter, theme);
  draw_marks(painter, theme);
  if (looked_at_ != 0) draw_way_back(painter, theme);
  const QPointF handle(x_of(now()), track_y);
  if (shows_focus_)
    draw_focus_ring(painter, QRectF(handle - QPointF(10, 10), QSizeF(20, 20)), 10, theme);
  painter.setPen(QPen(theme.accent, 2.5));
  painter.setBrush(theme.raised);
  painter.drawEllipse(handle, 7, 7);
}

bool Timeline::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  QStringList near;
  if (way_back_rect().contains(help->pos())) near << "To the newest trial (End)";
  for (const TimelineMark& mark : marks_)
    if (is_near(mark, help->pos().x())) near << mark_text(mark);
  QToolTip::showText(help->globalPos(), near.join('\n'), this);
  return true;
}

void Timeline::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  if (way_back_rect().contains(event->position())) return scrub(computed_);
  is_scrubbing_ = true;
  scrub(trial_at(event->position().x()));
}

void Timeline::mouseMoveEvent(QMouseEvent* event) {
  if (is_scrubbing_) return scrub(trial_at(event->position().x()));
  const bool is_on_words = way_back_rect().contains(event->position());
  setCursor(is_on_words ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void Timeline::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) is_scrubbing_ = false;
}

void Timeline::keyPressEvent(QKeyEvent* event) {
  const qint64 size = event->modifiers().testFlag(Qt::ShiftModifier) ? page_trials : 1;
  switch (event->key()) {
    case Qt::Key_Left:
      return scrub(now() - size);
    case Qt::Key_Right:
      return scrub(now() + size);
    case Qt::Key_Home:
      return scrub(1);
    case Qt::Key_End:
      return scrub(computed_);
    case Qt::Key_N:
      return scrub(neighbouring_mark(1));
    case Qt::Key_P:
      return scrub(neighbouring_mark(-1));
    default:
      QWidget::keyPressEvent(event);
  }
}

void Timeline::focusInEvent(QFocusEvent* event) {
  shows_focus_ = is_keyboard_focus(*event);
  update();
}

void Timeline::focusOutEvent(QFocusEvent*) {
  shows_focus_ = false;
  update();
}

}  // namespace homeostat::ui
