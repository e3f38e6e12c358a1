#include "ui/figures/sketch_painter.h"

#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <cmath>
#include <vector>

#include "ui/plots/solution_style.h"
#include "ui/theme.h"

namespace homeostat::ui {

namespace {

constexpr double line_width = 1.5;

void draw_axes(QPainter& painter, const QRectF& where, const Theme& theme) {
  painter.setPen(QPen(theme.line2, 1));
  painter.drawLine(where.bottomLeft(), where.bottomRight());
  painter.drawLine(where.topLeft(), where.bottomLeft());
}

/// Gaps where a sample is NaN.
QPainterPath curve(const std::vector<double>& samples, const QRectF& where, double highest) {
  QPainterPath path;
  bool is_open = false;
  const double dx =
      where.width() / static_cast<double>(std::max<std::size_t>(1, samples.size() - 1));
  for (std::size_t k = 0; k < samples.size(); ++k) {
    if (!std::isfinite(samples[k])) {
      is_open = false;
      continue;
    }
    const QPointF at(where.left() + dx * static_cast<double>(k),
                     where.bottom() - where.height() * std::min(samples[k] / highest, 2.0));
    is_open ? path.lineTo(at) : path.moveTo(at);
    is_open = true;
  }
  return path;
}

void draw_rates(QPainter& painter, const QRectF& where, const lab::Sketch& sketch,
                const Theme& theme, bool has_setpoints) {
  const auto level = [&](double rate) {
    return where.bottom() - where.height() * rate / sketch.highest;
  };
  if (has_setpoints) {
    for (const auto& [rate, colour] :
         {std::pair{sketch.set.E, theme.E}, std::pair{sketch.set.I, theme.I}}) {
      painter.setPen(theme.setpoint_pen(colour));
      painter.drawLine(QPointF(where.left(), level(rate)), QPointF(where.right(), level(rate)));
    }
  }
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(theme.I, line_width));
  painter.drawPath(curve(sketch.I, where, sketch.highest));
  painter.setPen(QPen(theme.E, line_width));
  painter.drawPath(curve(sketch.E, where, sketch.highest));
}

void draw_selective(QPainter& painter, const QRectF& where, const lab::Sketch& sketch,
                    const Theme& theme) {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(in_pen(theme));
  painter.drawPath(curve(sketch.blue, where, sketch.highest));
  painter.setPen(out_pen(theme));
  painter.drawPath(curve(sketch.violet, where, sketch.highest));
}

void draw_plane(QPainter& painter, const QRectF& where, const ei::RegionMap& map,
                const Theme& theme) {
  const int nx = map.grid.nx, ny = map.grid.ny;
  QImage image(nx, ny, QImage::Format_RGB32);
  for (int row = 0; row < ny; ++row) {
    for (int column = 0; column < nx; ++column) {
      const auto bits = map.bits[static_cast<std::size_t>(row * nx + column)];
      const bool is_neural = bits & ei::neural_region, is_rule = bits & ei::rule_region;
      const QColor& colour = is_neural && is_rule ? theme.both
                             : is_neural          ? theme.neural
                             : is_rule            ? theme.rule
                                                  : theme.panel;
      image.setPixelColor(column, ny - 1 - row, colour);
    }
  }
  painter.drawImage(where, image);
}

/// E above I, as in the panel; a cell and a moment are a dot.
void draw_spikes(QPainter& painter, const QRectF& where, const lab::Sketch& sketch,
                 const Theme& theme) {
  constexpr double share_of_E = 0.72;
  constexpr int shown = 14;  // every so many cells: dots that can be told apart
  const double E_height = where.height() * share_of_E;
  for (const ei::Spike& spike : sketch.spikes) {
    if (spike.cell % shown != 0) continue;
    const bool is_E = spike.cell < sketch.sizes.E;
    const double part = is_E ? spike.cell / static_cast<double>(sketch.sizes.E)
                             : (spike.cell - sketch.sizes.E) / static_cast<double>(sketch.sizes.I);
    const double y = is_E ? where.top() + E_height * part
                          : where.top() + E_height + (where.height() - E_height) * part;
    const double x = where.left() + where.width() * spike.step / sketch.steps;
    painter.fillRect(QRectF(x, y, 1.2, 1.2), is_E ? theme.E : theme.I);
  }
}

}  // namespace

void draw_sketch(QPainter& painter, const QRectF& where, const lab::Sketch& sketch,
                 const Theme& theme) {
  using Kind = lab::Sketch::Kind;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setClipRect(where.adjusted(-1, -1, 1, 1));
  switch (sketch.kind) {
    case Kind::rates:
    case Kind::steady:
      draw_axes(painter, where, theme);
      draw_rates(painter, where, sketch, theme, sketch.kind == Kind::rates);
      break;
    case Kind::capacities:
    case Kind::margins:
      draw_axes(painter, where, theme);
      draw_selective(painter, where, sketch, theme);
      break;
    case Kind::plane:
      painter.setRenderHint(QPainter::SmoothPixmapTransform);
      draw_plane(painter, where, sketch.regions, theme);
      draw_axes(painter, where, theme);
      break;
    case Kind::spikes:
      draw_spikes(painter, where, sketch, theme);
      break;
    case Kind::nothing:
      break;
  }
  painter.restore();
}

}  // namespace homeostat::ui
