// Lines drawn the way that is cheap for the painter.
#pragma once

#include <QPen>
#include <QPolygonF>

class QPainter;

namespace homeostat::ui {

/// Draws a line of any length. One long path wider than a pixel costs thirty times what its pieces
/// cost, so it is cut; dashes run on over the cuts.
void stroke(QPainter& painter, const QPolygonF& line, const QPen& pen);

/// Leaves out points of a line with rising x that lie within `tolerance` pixels of the line drawn
/// without them.
QPolygonF without_straight_points(const QPolygonF& line, double tolerance);

}  // namespace homeostat::ui
