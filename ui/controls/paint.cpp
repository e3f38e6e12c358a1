#include "ui/controls/paint.h"

#include <QFocusEvent>
#include <QPainter>

#include "ui/theme.h"

namespace homeostat::ui {

void draw_field(QPainter& painter, const QRectF& rect, double radius, const QColor& fill,
                const QColor& edge) {
  painter.setPen(QPen(edge, 1));
  painter.setBrush(fill);
  painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void draw_focus_ring(QPainter& painter, const QRectF& rect, double radius, const Theme& theme) {
  QColor colour = theme.accent;
  colour.setAlphaF(0.28F);
  painter.setPen(QPen(colour, 2));
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(rect, radius, radius);
}

bool is_keyboard_focus(const QFocusEvent& event) {
  return event.reason() == Qt::TabFocusReason || event.reason() == Qt::BacktabFocusReason ||
         event.reason() == Qt::ShortcutFocusReason;
}

}  // namespace homeostat::ui
