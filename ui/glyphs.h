// Our own stroke glyphs (resources/icons), drawn in any colour at any size.
#pragma once

#include <QColor>
#include <QIcon>
#include <QRectF>
#include <QString>

class QPainter;

namespace homeostat::ui {

/// `name` is a file of resources/icons without its ending: play, pause, step, revert, down, ...
void draw_glyph(QPainter& painter, const QString& name, const QRectF& where, const QColor& colour);

/// Sharp at every device pixel ratio; pale when disabled.
QIcon glyph_icon(const QString& name, const QColor& colour);

}  // namespace homeostat::ui
