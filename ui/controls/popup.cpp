#include "ui/controls/popup.h"

#include <QKeyEvent>
#include <QPainter>

#include "ui/theme.h"

namespace homeostat::ui {

Popup::Popup(QWidget* parent) : QWidget(parent, Qt::Popup) {
  setAttribute(Qt::WA_DeleteOnClose);
  setFocusPolicy(Qt::StrongFocus);
}

void Popup::open() {
  adjustSize();
  move(parentWidget()->mapToGlobal(parentWidget()->rect().center()) - rect().center());
  show();
}

void Popup::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(parentWidget());
  QPainter painter(this);
  // Square: without a compositor the corners outside a round edge would be black.
  painter.fillRect(rect(), theme.line2);
  painter.fillRect(rect().adjusted(1, 1, -1, -1), theme.raised);
}

void Popup::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) close();
}

}  // namespace homeostat::ui
