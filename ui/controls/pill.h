// One or two words on a rounded ground.
#pragma once

#include <QPointF>
#include <QString>

#include "ui/controls/verdict.h"

class QPainter;

namespace homeostat::ui {

inline constexpr double pill_height = 20;

/// An empty glyph leaves only the words. Gives the width.
double draw_pill(QPainter& painter, QPointF top_left, const QString& glyph, const QString& words,
                 const QColor& fill, const QColor& colour);

/// With glyph and colours of a verdict.
double draw_pill(QPainter& painter, QPointF top_left, const Theme& theme, Verdict verdict,
                 const QString& word);

/// Of a pill without a glyph.
double pill_width(const QString& words);

}  // namespace homeostat::ui
