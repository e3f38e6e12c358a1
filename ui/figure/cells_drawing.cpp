#include "ui/figure/cells_drawing.h"

#include <algorithm>
#include <cmath>

#include "ui/figure/describe.h"

namespace homeostat::ui {
namespace {

/// Cells are enlarged to pixels that no program has a reason to smooth.
constexpr double finest_pixel_pt = 72.0 / 600;
constexpr int most_pixels_per_cell = 16;
constexpr double hatch_step_pt = 0.1;

QColor mixed(const QColor& a, const QColor& b, double part) {
  const auto mix = [part](int from, int to) { return qRound(from + (to - from) * part); };
  return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

class CellsDrawing {
 public:
  CellsDrawing(Canvas& canvas, const figure::Cells& cells, const PlotMap& map,
               const PaperScale& scale)
      : canvas_(canvas), cells_(cells), scale_(scale) {
    const QPointF low = map.pixel({cells.x_low, cells.y_low});
    const QPointF high = map.pixel({cells.x_high, cells.y_high});
    area_ = QRectF(QPointF(low.x(), high.y()), QPointF(high.x(), low.y()));
    inside_ = area_ & map.area;
  }

  void draw() {
    const bool is_whole = cells_.columns > 0 && cells_.rows > 0 &&
                          cells_.values.size() == static_cast<std::size_t>(cells_.columns) *
                                                      static_cast<std::size_t>(cells_.rows);
    if (!is_whole || area_.isEmpty()) return;
    canvas_.image(area_, image());
    for (std::size_t kind = 0; kind < cells_.kinds.size(); ++kind) hatch(kind);
  }

 private:
  double value(int column, int row) const {
    return cells_.values[static_cast<std::size_t>(row) * static_cast<std::size_t>(cells_.columns) +
                         static_cast<std::size_t>(column)];
  }

  QRgb colour_of(double value) const {
    if (cells_.scale) {
      const figure::ColourScale& scale = *cells_.scale;
      if (std::isnan(value) || scale.colours.empty()) return qt_colour(scale.missing).rgb();
      const auto last = static_cast<double>(scale.colours.size() - 1);
      const double at = std::clamp((value - scale.low) / (scale.high - scale.low), 0.0, 1.0) * last;
      const auto below = static_cast<std::size_t>(at);
      const std::size_t above = std::min(below + 1, scale.colours.size() - 1);
      return mixed(qt_colour(scale.colours[below]), qt_colour(scale.colours[above]),
                   at - std::floor(at))
          .rgb();
    }
    const auto kind = static_cast<std::size_t>(value);
    return std::isnan(value) || kind >= cells_.kinds.size()
               ? qRgb(255, 255, 255)
               : qt_colour(cells_.kinds[kind].colour).rgb();
  }

  QImage image() const {
    const auto pixels = [](double length, int cells) {
      const double wanted = length / cells / finest_pixel_pt;
      return std::clamp(static_cast<int>(std::ceil(wanted)), 1, most_pixels_per_cell);
    };
    const int wide = cells_.is_smooth ? 1 : pixels(area_.width(), cells_.columns);
    const int high = cells_.is_smooth ? 1 : pixels(area_.height(), cells_.rows);
    QImage image(cells_.columns * wide, cells_.rows * high, QImage::Format_RGB32);
    for (int row = 0; row < cells_.rows; ++row) {
      const int top = (cells_.rows - 1 - row) * high;
      auto* line = reinterpret_cast<QRgb*>(image.scanLine(top));
      for (int column = 0; column < cells_.columns; ++column)
        std::fill_n(line + column * wide, wide, colour_of(value(column, row)));
      for (int k = 1; k < high; ++k)
        std::copy_n(line, image.width(), reinterpret_cast<QRgb*>(image.scanLine(top + k)));
    }
    return cells_.is_smooth ? smoothed(image) : image;
  }

  /// As fine as print shows, so that the reader's program need not smooth.
  QImage smoothed(const QImage& image) const {
    const QSize size(
        std::max(image.width(), static_cast<int>(area_.width() / (2 * finest_pixel_pt))),
        std::max(image.height(), static_cast<int>(area_.height() / (2 * finest_pixel_pt))));
    return image.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .convertToFormat(QImage::Format_RGB32);
  }

  bool is_kind(QPointF at, std::size_t kind) const {
    const auto column = static_cast<int>((at.x() - area_.left()) / area_.width() * cells_.columns);
    const auto row = static_cast<int>((area_.bottom() - at.y()) / area_.height() * cells_.rows);
    if (column < 0 || row < 0 || column >= cells_.columns || row >= cells_.rows) return false;
    const double found = value(column, row);
    return !std::isnan(found) && static_cast<std::size_t>(found) == kind;
  }

  void hatch(std::size_t kind) {
    const figure::CellKind& look = cells_.kinds[kind];
    using Hatch = figure::CellKind::Hatch;
    if (look.hatch == Hatch::none) return;
    const double spacing = look.hatch_spacing * scale_.pt_per_px;
    PaperStroke stroke = paper_stroke(look.hatch_stroke, scale_);
    std::vector<QPolygonF> lines;
    if (look.hatch == Hatch::dots) {
      stroke.width = look.hatch_stroke.width * scale_.pt_per_px;
      for (double x = inside_.left() + spacing / 2; x < inside_.right(); x += spacing) {
        for (double y = inside_.top() + spacing / 2; y < inside_.bottom(); y += spacing) {
          if (!is_kind({x, y}, kind)) continue;
          const QPointF half(stroke.width / 2, 0);
          lines.push_back(QPolygonF({QPointF(x, y) - half, QPointF(x, y) + half}));
        }
      }
    } else {
      const double slope = look.hatch == Hatch::rising ? -1 : 1;
      for (double from = inside_.left() - inside_.height(); from < inside_.right(); from += spacing)
        add_hatch_line(lines, from, slope, kind);
    }
    canvas_.lines(lines, stroke, QString::fromStdString(look.name));
  }

  /// The parts of one slanted line that lie over cells of the kind.
  void add_hatch_line(std::vector<QPolygonF>& lines, double from, double slope,
                      std::size_t kind) const {
    const double y_start = slope < 0 ? inside_.bottom() : inside_.top();
    QPolygonF part;
    for (double along = 0; along <= inside_.height(); along += hatch_step_pt) {
      const QPointF at(from + along, y_start + slope * along);
      const bool belongs =
          at.x() >= inside_.left() && at.x() <= inside_.right() && is_kind(at, kind);
      if (belongs && part.size() < 2) {
        part.append(at);
      } else if (belongs) {
        part.last() = at;
      } else {
        if (part.size() > 1) lines.push_back(part);
        part.clear();
      }
    }
    if (part.size() > 1) lines.push_back(part);
  }

  Canvas& canvas_;
  const figure::Cells& cells_;
  PaperScale scale_;
  QRectF area_, inside_;
};

}  // namespace

void draw_cells(Canvas& canvas, const figure::Cells& cells, const PlotMap& map,
                const PaperScale& scale) {
  CellsDrawing(canvas, cells, map, scale).draw();
}

}  // namespace homeostat::ui
