// The mouse as a plot feels it, whatever windows there are and wherever the pointer is.
#pragma once

#include <QAbstractScrollArea>
#include <QCoreApplication>
#include <QMouseEvent>

namespace homeostat::ui {

inline void move_mouse(QAbstractScrollArea& view, QPointF at,
                       Qt::MouseButtons held = Qt::NoButton) {
  QMouseEvent event(QEvent::MouseMove, at, view.viewport()->mapToGlobal(at), Qt::NoButton, held,
                    Qt::NoModifier);
  QCoreApplication::sendEvent(view.viewport(), &event);
}

}  // namespace homeostat::ui
