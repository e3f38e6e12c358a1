#include "ui/figure/plot_drawing.h"

#include <QStringList>
#include <algorithm>
#include <cmath>

#include "core/figure/simplify.h"
#include "ui/figure/cells_drawing.h"
#include "ui/figure/describe.h"
#include "ui/plots/plot_map.h"

namespace homeostat::ui {
namespace {

/// Half a dot of 1,200 per inch.
constexpr double finest_pt = 72.0 / 1200 / 2;
constexpr double tick_px = 4, tick_gap_px = 2, beside_gap_px = 5;
constexpr double number_px = 12, line_spacing = 1.3, halo_px = 3;
const figure::Colour axis_colour{0x6B, 0x75, 0x85}, number_colour{0x4C, 0x56, 0x66},
    grid_colour{0xE3, 0xE6, 0xEB};
constexpr double leaving_gap_px = 12;

class PlotDrawing {
 public:
  PlotDrawing(Canvas& canvas, const figure::Plot& plot, QPointF corner, const PaperScale& scale)
      : canvas_(canvas), plot_(plot), corner_(corner), scale_(scale) {
    map_.area = QRectF(corner + QPointF(plot.area.left, plot.area.top) * scale.pt_per_px,
                       QSizeF(plot.area.width, plot.area.height) * scale.pt_per_px);
    map_.x_min = plot.x.low, map_.x_max = plot.x.high;
    map_.y_min = plot.y.low, map_.y_max = plot.y.high;
  }

  void draw() {
    draw_ground();
    draw_grid();
    draw_clipped();
    draw_axes();
    for (const figure::Element& element : plot_.elements) {
      if (const auto* bars = std::get_if<figure::Bars>(&element)) draw_bars(*bars);
      if (const auto* line = std::get_if<figure::Line>(&element)) {
        if (!line->is_clipped) draw_line(*line);
        if (line->marks_leaving) draw_leaving(*line);
      }
    }
    for (const figure::Element& element : plot_.elements) {
      if (const auto* text = std::get_if<figure::Text>(&element)) draw_text(*text);
    }
  }

 private:
  double px(double length) const { return length * scale_.pt_per_px; }
  PaperStroke stroke(const figure::Stroke& wanted) const { return paper_stroke(wanted, scale_); }

  /// Cells lie under the grid.
  void draw_ground() {
    for (const figure::Element& element : plot_.elements) {
      const auto* cells = std::get_if<figure::Cells>(&element);
      if (cells == nullptr) continue;
      canvas_.begin_group(QString::fromStdString(cells->name));
      canvas_.begin_clip(map_.area);
      draw_cells(canvas_, *cells, map_, scale_);
      canvas_.end_group();
    }
  }

  void draw_grid() {
    if (!plot_.y.has_grid) return;
    std::vector<QPolygonF> lines;
    for (const figure::Tick& tick : plot_.y.ticks) {
      const double y = map_.y_pixel(tick.at);
      lines.push_back(QPolygonF({{map_.area.left(), y}, {map_.area.right(), y}}));
    }
    canvas_.lines(lines, stroke({grid_colour, 1}), "grid");
  }

  void draw_clipped() {
    canvas_.begin_group(QString::fromStdString(plot_.name) + " series");
    const double slack = px(1);
    canvas_.begin_clip(map_.area.adjusted(-slack, -slack, slack, slack));
    for (const figure::Element& element : plot_.elements) {
      if (const auto* line = std::get_if<figure::Line>(&element)) {
        if (line->is_clipped) draw_line(*line);
      } else if (const auto* dots = std::get_if<figure::Dots>(&element)) {
        draw_dots(*dots);
      } else if (const auto* bars = std::get_if<figure::ErrorBars>(&element)) {
        draw_error_bars(*bars);
      } else if (const auto* marks = std::get_if<figure::Marks>(&element)) {
        draw_marks(*marks);
      } else if (const auto* spans = std::get_if<figure::Spans>(&element)) {
        draw_spans(*spans);
      } else if (const auto* arrows = std::get_if<figure::Arrows>(&element)) {
        draw_arrows(*arrows);
      }
    }
    canvas_.end_group();
  }

  /// Points in print, no farther outside than an area's size, in parts between gaps.
  std::vector<QPolygonF> parts(const figure::Line& line) const {
    const QRectF reach = map_.area.adjusted(-map_.area.width(), -map_.area.height(),
                                            map_.area.width(), map_.area.height());
    std::vector<QPolygonF> all;
    std::vector<figure::Point> part;
    const auto finish = [&] {
      if (part.size() > 1) {
        QPolygonF polygon;
        for (const figure::Point& at : figure::simplified(part, finest_pt))
          polygon.append({at.x, at.y});
        all.push_back(std::move(polygon));
      }
      part.clear();
    };
    const std::size_t count = std::min(line.x.size(), line.y.size());
    for (std::size_t k = 0; k < count; ++k) {
      const QPointF at = map_.pixel({line.x[k], line.y[k]});
      if (std::isnan(at.x()) || std::isnan(at.y())) {
        finish();
        continue;
      }
      part.push_back({std::clamp(at.x(), reach.left(), reach.right()),
                      std::clamp(at.y(), reach.top(), reach.bottom())});
    }
    finish();
    return all;
  }

  void draw_line(const figure::Line& line) {
    const std::vector<QPolygonF> all = parts(line);
    if (line.fill) canvas_.areas(all, qt_colour(*line.fill));
    if (line.casing && scale_.has_ground) canvas_.lines(all, stroke(*line.casing), {});
    if (line.stroke) canvas_.lines(all, stroke(*line.stroke), QString::fromStdString(line.name));
  }

  void draw_leaving(const figure::Line& line) {
    std::vector<QPolygonF> marks;
    double first = 0, last = -INFINITY;
    const double gap = px(leaving_gap_px), top = map_.area.top();
    const auto finish = [&] {
      if (!std::isfinite(last)) return;
      const double x = (first + last) / 2;
      marks.push_back(
          QPolygonF({{x - px(4), top - px(2)}, {x + px(4), top - px(2)}, {x, top - px(8)}}));
    };
    for (std::size_t k = 0; k < line.x.size(); ++k) {
      const double x = map_.x_pixel(line.x[k]);
      if (!(map_.y_pixel(line.y[k]) < top - px(1)) || !(x >= map_.area.left()) ||
          !(x <= map_.area.right()))
        continue;
      if (x - last > gap) {
        finish();
        first = x;
      }
      last = x;
    }
    finish();
    if (line.stroke) canvas_.areas(marks, qt_colour(line.stroke->colour));
  }

  std::vector<QPointF> places(const std::vector<double>& x, const std::vector<double>& y) const {
    std::vector<QPointF> inside;
    for (std::size_t k = 0; k < std::min(x.size(), y.size()); ++k) {
      const QPointF at = map_.pixel({x[k], y[k]});
      if (map_.area.adjusted(-1, -1, 1, 1).contains(at)) inside.push_back(at);
    }
    return inside;
  }

  void draw_dots(const figure::Dots& dots) {
    const std::vector<QPointF> centres = places(dots.x, dots.y);
    const QColor colour = qt_colour(dots.colour);
    if (dots.rim > 0) canvas_.discs(centres, px(dots.radius + dots.rim), Qt::white, {Qt::white, 0});
    canvas_.discs(centres, px(dots.radius), dots.is_filled ? colour : QColor(Qt::white),
                  {colour, dots.line * scale_.line_pt_per_px, {}, false});
  }

  void draw_error_bars(const figure::ErrorBars& bars) {
    std::vector<QPolygonF> lines;
    const QPointF cap(px(bars.cap), 0);
    for (std::size_t k = 0; k < bars.error.size(); ++k) {
      if (!std::isfinite(bars.error[k]) || !std::isfinite(bars.y[k])) continue;
      const QPointF low = map_.pixel({bars.x[k], bars.y[k] - bars.error[k]});
      const QPointF high = map_.pixel({bars.x[k], bars.y[k] + bars.error[k]});
      lines.push_back(QPolygonF({low, high}));
      for (const QPointF end : {low, high}) lines.push_back(QPolygonF({end - cap, end + cap}));
    }
    canvas_.lines(lines, stroke(bars.stroke), QString::fromStdString(bars.name));
  }

  void draw_marks(const figure::Marks& marks) {
    std::vector<QPolygonF> lines;
    for (const QPointF at : places(marks.x, marks.y)) {
      const QPointF half(0, px(marks.height) / 2);
      lines.push_back(QPolygonF({at - half, at + half}));
    }
    canvas_.lines(lines, {qt_colour(marks.colour), px(marks.width) * marks_width, {}, false},
                  QString::fromStdString(marks.name));
  }

  void draw_spans(const figure::Spans& spans) {
    std::vector<QPolygonF> boxes;
    for (std::size_t k = 0; k < spans.from.size(); ++k) {
      const double from = map_.x_pixel(spans.from[k]), to = map_.x_pixel(spans.to[k]);
      boxes.push_back(QRectF(QPointF(from, map_.area.top()), QPointF(to, map_.area.bottom())) &
                      map_.area);
    }
    canvas_.areas(boxes, qt_colour(spans.colour));
  }

  void draw_arrows(const figure::Arrows& arrows) {
    std::vector<QPolygonF> lines;
    for (std::size_t k = 0; k < arrows.x.size(); ++k) {
      const QPointF from = map_.pixel({arrows.x[k], arrows.y[k]});
      const QPointF along(px(arrows.along_x[k]), px(arrows.along_y[k]));
      const double length = std::hypot(along.x(), along.y());
      if (!(length > 0)) continue;
      const QPointF unit = along / length, across(-unit.y(), unit.x()), tip = from + along;
      const double head = std::min(px(arrows.head), length / 2);
      lines.push_back(QPolygonF({from, tip}));
      lines.push_back(QPolygonF(
          {tip - head * unit + 0.7 * head * across, tip, tip - head * unit - 0.7 * head * across}));
    }
    canvas_.lines(lines, stroke(arrows.stroke), QString::fromStdString(arrows.name));
  }

  void draw_bars(const figure::Bars& bars) {
    std::vector<QPolygonF> boxes;
    for (std::size_t k = 0; k < bars.from.size(); ++k) {
      const double left = std::max(map_.x_pixel(bars.from[k]), map_.area.left());
      const double right = std::min(map_.x_pixel(bars.to[k]), map_.area.right());
      const double bottom = map_.area.top() - px(bars.above[k]);
      boxes.push_back(
          QRectF(left, bottom - px(bars.height), std::max(px(3), right - left), px(bars.height)));
    }
    canvas_.areas(boxes, qt_colour(bars.colour));
  }

  void draw_axes() {
    canvas_.begin_group(QString::fromStdString(plot_.name) + " axes");
    std::vector<QPolygonF> lines;
    const QRectF& area = map_.area;
    const auto half = stroke({axis_colour, 1}).width / 2;
    if (plot_.x.is_drawn) {
      lines.push_back(QPolygonF({area.bottomLeft() - QPointF(half, 0), area.bottomRight()}));
      for (const figure::Tick& tick : plot_.x.ticks) {
        const double x = map_.x_pixel(tick.at);
        lines.push_back(QPolygonF({{x, area.bottom()}, {x, area.bottom() + px(tick_px)}}));
        number(tick.markup, {x, area.bottom() + px(tick_px + tick_gap_px)}, 0, -1);
      }
    }
    if (plot_.y.is_drawn) {
      lines.push_back(QPolygonF({area.topLeft(), area.bottomLeft()}));
      for (const figure::Tick& tick : plot_.y.ticks) {
        const double y = map_.y_pixel(tick.at);
        lines.push_back(QPolygonF({{area.left(), y}, {area.left() - px(tick_px), y}}));
        number(tick.markup, {area.left() - px(tick_px + beside_gap_px), y}, 1, 0);
      }
    }
    canvas_.lines(lines, stroke({axis_colour, 1}), "axes");
    canvas_.end_group();
  }

  void number(const std::string& markup, QPointF at, int across, int down) {
    if (markup.empty()) return;
    const QPointF inside = (at - corner_) / scale_.pt_per_px;
    draw_text({.markup = markup,
               .x = inside.x(),
               .y = inside.y(),
               .across = across,
               .down = down,
               .size = number_px,
               .colour = number_colour});
  }

  void draw_text(const figure::Text& text) {
    const QStringList lines = QString::fromStdString(text.markup).split('\n');
    const double step = line_spacing * text.size;
    // The box of all lines is placed as one.
    double y = text.y - step * static_cast<double>(lines.size() - 1) * (text.down + 1) / 2;
    for (const QString& line : lines) {
      figure::Text one = text;
      one.markup = line.toStdString();
      one.y = y;
      canvas_.text(paper_text(one, corner_, scale_));
      y += step;
    }
  }

  /// A mark of a screen's pixel would be a blot in print.
  static constexpr double marks_width = 0.7;

  Canvas& canvas_;
  const figure::Plot& plot_;
  QPointF corner_;
  PaperScale scale_;
  PlotMap map_;
};

}  // namespace

PaperText paper_text(const figure::Text& text, QPointF corner, const PaperScale& scale) {
  PaperText made;
  const int pixels = std::max(1, static_cast<int>(std::lround(text.size)));
  QString markup = QString::fromStdString(text.markup);
  made.letters = Typeset(markup, pixels, {scale.family, paper_resolution, text.is_bold});
  made.scale = scale.pt_per_px / paper_resolution * text.size / pixels;
  // Placed by capitals and digits, whose height is about seven tenths of the letter's.
  const double ascent = made.letters.ascent() * made.scale;
  const double height = made.letters.size().height() * made.scale;
  const double down = text.down == -1  ? ascent
                      : text.down == 1 ? ascent - height
                                       : ascent - height / 2;
  made.at = corner + QPointF(text.x, text.y) * scale.pt_per_px;
  if (text.is_upright) {
    made.at.rx() += down;
  } else {
    made.at.ry() += down;
  }
  made.across = text.across;
  made.colour = qt_colour(text.colour);
  made.is_upright = text.is_upright;
  if (text.has_halo && scale.has_ground) {
    made.halo = Qt::white;
    made.halo_width = halo_px * scale.pt_per_px;
  }
  return made;
}

PaperStroke paper_stroke(const figure::Stroke& stroke, const PaperScale& scale) {
  PaperStroke made{
      qt_colour(stroke.colour), stroke.width * scale.line_pt_per_px, {}, stroke.has_round_ends};
  for (const double length : stroke.dashes) made.dashes.push_back(length * scale.pt_per_px);
  return made;
}

void draw_plot(Canvas& canvas, const figure::Plot& plot, QPointF corner, const PaperScale& scale) {
  PlotDrawing(canvas, plot, corner, scale).draw();
}

}  // namespace homeostat::ui
