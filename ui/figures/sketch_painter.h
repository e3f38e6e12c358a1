// A figure in small, painted from its data in the colours of the theme.
#pragma once

#include <QRectF>

#include "core/lab/sketch.h"

class QPainter;

namespace homeostat::ui {

struct Theme;

void draw_sketch(QPainter& painter, const QRectF& where, const lab::Sketch& sketch,
                 const Theme& theme);

}  // namespace homeostat::ui
