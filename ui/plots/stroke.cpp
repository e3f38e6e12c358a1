#include "ui/plots/stroke.h"

#include <QLineF>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <limits>

namespace homeostat::ui {
namespace {

constexpr qsizetype chunk_points = 48;
constexpr qsizetype longest_joined = 100;

double length(const QPointF* points, qsizetype count) {
  double sum = 0;
  for (qsizetype k = 1; k < count; ++k) sum += QLineF(points[k - 1], points[k]).length();
  return sum;
}

void stroke_in_chunks(QPainter& painter, const QPolygonF& line, QPen pen) {
  for (qsizetype from = 0; from + 1 < line.size(); from += chunk_points - 1) {
    const qsizetype count = std::min(chunk_points, line.size() - from);
    painter.setPen(pen);
    painter.drawPolyline(line.constData() + from, static_cast<int>(count));
    if (pen.style() == Qt::SolidLine) continue;
    pen.setDashOffset(pen.dashOffset() + length(line.constData() + from, count) / pen.widthF());
  }
}

}  // namespace

void stroke(QPainter& painter, const QPolygonF& line, const QPen& pen) {
  if (line.size() < 2) return;
  if (pen.style() != Qt::SolidLine || line.size() <= longest_joined) {
    stroke_in_chunks(painter, line, pen);
    return;
  }
  QVector<QLineF> segments;
  segments.reserve(line.size() - 1);
  for (qsizetype k = 1; k < line.size(); ++k) segments.emplace_back(line[k - 1], line[k]);
  painter.setPen(pen);
  painter.drawLines(segments);
}

QPolygonF without_straight_points(const QPolygonF& line, double tolerance) {
  if (line.size() < 3) return line;
  constexpr double infinity = std::numeric_limits<double>::infinity();
  QPolygonF kept{line.first()};
  double lowest = -infinity,
         highest = infinity;  // slopes that pass every point since the last kept
  for (qsizetype k = 1; k < line.size(); ++k) {
    const QPointF from = kept.last();
    const double dx = line[k].x() - from.x();
    const double slope = (line[k].y() - from.y()) / dx;
    if (slope >= lowest && slope <= highest) {
      lowest = std::max(lowest, slope - tolerance / dx);
      highest = std::min(highest, slope + tolerance / dx);
      continue;
    }
    const QPointF corner = line[k - 1];
    kept.append(corner);
    const double step = line[k].x() - corner.x();
    const double next_slope = (line[k].y() - corner.y()) / step;
    lowest = next_slope - tolerance / step;
    highest = next_slope + tolerance / step;
  }
  kept.append(line.last());
  return kept;
}

}  // namespace homeostat::ui
