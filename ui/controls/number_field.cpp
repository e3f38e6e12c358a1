#include "ui/controls/number_field.h"

#include <QKeyEvent>
#include <QPainter>

#include "ui/controls/paint.h"
#include "ui/controls/text.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr int field_padding = 7;
constexpr int unit_gap = 4;

int unit_width(const QString& unit) {
  return unit.isEmpty() ? 0 : QFontMetrics(text_font(12)).horizontalAdvance(unit) + unit_gap;
}

}  // namespace

NumberField::NumberField(const QString& unit, Stepper stepped, QWidget* parent)
    : QWidget(parent), unit_(unit), stepped_(std::move(stepped)), edit_(new QLineEdit(this)) {
  edit_->setFrame(false);
  edit_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  edit_->setTextMargins(0, 0, 0, 0);
  edit_->setProperty("bare", true);
  edit_->installEventFilter(this);
  setFocusProxy(edit_);
  setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
  connect(edit_, &QLineEdit::editingFinished, this, &NumberField::commit);
}

int NumberField::least_width() const {
  return 2 * field_padding + unit_width(unit_) + fontMetrics().horizontalAdvance("-0.0025");
}

void NumberField::set_value(double value) {
  value_ = value;
  const bool is_typing = edit_->hasFocus() && edit_->isModified();
  if (!is_typing && !is_error_) show_running();
}

void NumberField::show_running() {
  const QString text = number_text(value_);
  if (edit_->text() != text) edit_->setText(text);
}

void NumberField::set_error(bool is_error) {
  if (is_error == is_error_) return;
  is_error_ = is_error;
  if (!is_error) show_running();
  update();
}

void NumberField::commit() {
  if (!edit_->isModified()) return;
  edit_->setModified(false);
  if (const auto typed = typed_number(edit_->text())) {
    emit value_changed(*typed, true);
  } else {
    emit text_refused(edit_->text());
  }
  // The answer is already here: what was accepted is what runs.
  if (!is_error_) show_running();
}

void NumberField::cancel() {
  set_error(false);
  show_running();
  emit cancelled();
  edit_->clearFocus();
}

void NumberField::step(double steps) {
  const double to = stepped_(typed_number(edit_->text()).value_or(value_), steps);
  edit_->setText(number_text(to));
  emit value_changed(to, true);
}

bool NumberField::handle_key(int key, Qt::KeyboardModifiers modifiers) {
  const double size = modifiers.testFlag(Qt::ShiftModifier) ? 0.1 : 1;
  switch (key) {
    case Qt::Key_Up:
      step(size);
      return true;
    case Qt::Key_Down:
      step(-size);
      return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      commit();
      if (!is_error_) edit_->clearFocus();
      return true;
    case Qt::Key_Escape:
      cancel();
      return true;
    default:
      return false;
  }
}

bool NumberField::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::KeyPress: {
      const auto* key = static_cast<QKeyEvent*>(event);
      if (handle_key(key->key(), key->modifiers())) return true;
      break;
    }
    case QEvent::Wheel:
      if (!edit_->hasFocus()) break;
      step(static_cast<QWheelEvent*>(event)->angleDelta().y() > 0 ? 1 : -1);
      return true;
    case QEvent::FocusIn:
    case QEvent::FocusOut:
      update();
      break;
    default:
      break;
  }
  return QWidget::eventFilter(watched, event);
}

void NumberField::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const bool has_focus = edit_->hasFocus();
  const QColor edge = is_error_ ? theme.bad : has_focus ? theme.accent : theme.line2;
  draw_field(painter, rect(), 5, theme.raised, edge);
  if (has_focus) draw_focus_ring(painter, QRectF(rect()).adjusted(1, 1, -1, -1), 5, theme);
  painter.setPen(theme.ink3);
  painter.setFont(text_font(12));
  painter.drawText(rect().adjusted(0, 0, -field_padding, 0), Qt::AlignRight | Qt::AlignVCenter,
                   unit_);
}

void NumberField::resizeEvent(QResizeEvent*) {
  edit_->setGeometry(field_padding - 2, 2, width() - 2 * field_padding + 3 - unit_width(unit_),
                     height() - 4);
}

}  // namespace homeostat::ui
