// The few shapes all controls share.
#pragma once

#include <QColor>
#include <QRectF>
#include <QString>

class QFocusEvent;
class QPainter;

namespace homeostat::ui {

struct Theme;

/// A rounded field with a sharp one-pixel edge inside `rect`.
void draw_field(QPainter& painter, const QRectF& rect, double radius, const QColor& fill,
                const QColor& edge);

/// Two pixels of pale accent around `rect`.
void draw_focus_ring(QPainter& painter, const QRectF& rect, double radius, const Theme& theme);

/// True when the focus came from the keyboard: only then is it shown.
bool is_keyboard_focus(const QFocusEvent& event);

}  // namespace homeostat::ui
