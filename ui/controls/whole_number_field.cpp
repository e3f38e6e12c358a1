#include "ui/controls/whole_number_field.h"

#include <QFocusEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <algorithm>

#include "ui/controls/paint.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr int usual_width = 84;

QString grouped(quint64 value) {
  return QLocale(QLocale::English, QLocale::UnitedStates).toString(value);
}

}  // namespace

WholeNumberField::WholeNumberField(quint64 lowest, quint64 highest, QWidget* parent)
    : QLineEdit(parent), lowest_(lowest), highest_(highest) {
  setFont(text_font(12));
  setFixedSize(usual_width, 26);
  setAlignment(Qt::AlignRight);
  connect(this, &QLineEdit::textEdited, this, [this] { set_error(false); });
}

void WholeNumberField::set_value(quint64 value) {
  value_ = value;
  const bool is_typing = hasFocus() && isModified();
  if (!is_typing) show_running();
}

void WholeNumberField::show_running() {
  set_error(false);
  const QString text = QString::number(value_);
  // A number cut off would be another number.
  setFixedWidth(std::max(usual_width, fontMetrics().horizontalAdvance(text) + 20));
  setText(text);
}

void WholeNumberField::set_error(bool is_error) {
  if (is_error == is_error_) return;
  is_error_ = is_error;
  update();
}

void WholeNumberField::commit() {
  if (!isModified() || is_error_) return;
  bool is_whole = false;
  const quint64 typed = text().trimmed().remove(',').toULongLong(&is_whole);
  if (!is_whole || typed < lowest_ || typed > highest_) {
    set_error(true);
    emit refused(words_ + " from " + grouped(lowest_) + " to " + grouped(highest_) +
                 ". Running with " + grouped(value_) + ".");
    return;
  }
  setModified(false);
  emit value_changed(typed);
  show_running();
}

void WholeNumberField::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
      commit();
      if (!is_error_) clearFocus();
      break;
    case Qt::Key_Escape:
      show_running();
      clearFocus();
      break;
    default:
      QLineEdit::keyPressEvent(event);
  }
}

void WholeNumberField::focusOutEvent(QFocusEvent* event) {
  const bool comes_back =
      event->reason() == Qt::ActiveWindowFocusReason || event->reason() == Qt::PopupFocusReason;
  if (!comes_back) {
    commit();
    show_running();
  }
  QLineEdit::focusOutEvent(event);
}

void WholeNumberField::paintEvent(QPaintEvent* event) {
  QLineEdit::paintEvent(event);
  if (!is_error_) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  draw_field(painter, rect(), 5, Qt::transparent, Theme::of(this).bad);
}

}  // namespace homeostat::ui
