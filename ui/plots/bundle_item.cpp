#include "ui/plots/bundle_item.h"

#include <QPainter>
#include <QPolygonF>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/figure/describe.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {
namespace {

/// A single curve can still be followed, and fifty on one another are not yet a blot.
constexpr double thin_opacity = 0.4, thin_px = 1;
constexpr double marked_px = 1.5, marked_casing_px = 3.5;

/// A curve's lowest and highest place within one column of pixels.
struct Stretch {
  double low = 0, high = 0;
  bool is_gap = true;

  void take(double y) {
    if (std::isnan(y)) return;
    low = is_gap ? y : std::min(low, y);
    high = is_gap ? y : std::max(high, y);
    is_gap = false;
  }
};

/// Straight between two samples, and nothing beyond the last.
double value_between(const Bundle& bundle, const float* curve, double sample) {
  if (!(sample >= 0) || sample > static_cast<double>(bundle.samples - 1)) return std::nan("");
  const auto before = static_cast<std::size_t>(sample);
  const std::size_t after = std::min(before + 1, bundle.samples - 1);
  const double part = sample - static_cast<double>(before);
  const double from = curve[before];
  return part == 0 ? from : from + part * (static_cast<double>(curve[after]) - from);
}

/// What a curve does between two places on the axis of samples.
Stretch stretch_of(const Bundle& bundle, const float* curve, double from, double to) {
  Stretch stretch;
  stretch.take(value_between(bundle, curve, from));
  stretch.take(value_between(bundle, curve, to));
  const auto last = static_cast<double>(bundle.samples - 1);
  for (double k = std::max(std::ceil(from), 0.0); k <= std::min(to, last); ++k)
    stretch.take(curve[static_cast<std::size_t>(k)]);
  return stretch;
}

int blended(int under, int over, int alpha) { return (over * alpha + under * (255 - alpha)) / 255; }

void blend(QRgb& pixel, const QColor& colour, int alpha) {
  pixel = qRgba(blended(qRed(pixel), colour.red(), alpha),
                blended(qGreen(pixel), colour.green(), alpha),
                blended(qBlue(pixel), colour.blue(), alpha), blended(qAlpha(pixel), 255, alpha));
}

/// Rows of an image that is drawn into pixel by pixel.
class Canvas {
 public:
  explicit Canvas(QImage& image) : height_(image.height()) {
    for (int y = 0; y < height_; ++y) rows_.push_back(reinterpret_cast<QRgb*>(image.scanLine(y)));
  }
  void fill(int x, double top, double bottom, const QColor& colour, int alpha) {
    const int first = std::max(0, static_cast<int>(std::floor(top)));
    const int last = std::min(height_ - 1, static_cast<int>(std::floor(bottom)));
    for (int y = first; y <= last; ++y) blend(rows_[static_cast<std::size_t>(y)][x], colour, alpha);
  }

 private:
  int height_;
  std::vector<QRgb*> rows_;
};

}  // namespace

std::string Bundle::name(int k) const {
  const bool is_E = k < E_count;
  return std::string(is_E ? "E " : "I ") + each + std::to_string((is_E ? k : k - E_count) + 1);
}

BundleItem::BundleItem(PlotView& plot) : ImageItem(plot, layer::line - 1) {}

void BundleItem::set_bundle(std::shared_ptr<const Bundle> bundle) {
  bundle_ = std::move(bundle);
  content_changed();
}

void BundleItem::set_marked(std::vector<int> curves) {
  if (curves == marked_) return;
  marked_ = std::move(curves);
  update();
}

std::optional<double> BundleItem::value_at(int curve, double x) const {
  if (!bundle_ || curve < 0 || curve >= bundle_->count()) return {};
  const double sample = std::round((x - bundle_->x_first) / bundle_->x_step);
  if (sample < 0 || sample >= static_cast<double>(bundle_->samples)) return {};
  const double value = bundle_->curve(curve)[static_cast<std::size_t>(sample)];
  return std::isnan(value) ? std::nullopt : std::optional(value);
}

std::optional<int> BundleItem::curve_at(QPointF value, double reach_px) const {
  std::optional<int> nearest;
  double away = reach_px;
  const int count = bundle_ ? bundle_->count() : 0;
  for (int k = 0; k < count; ++k) {
    const auto y = value_at(k, value.x());
    if (!y) continue;
    const double off = std::abs(map().y_pixel(*y) - map().y_pixel(value.y()));
    if (off > away || (nearest && off == away)) continue;
    away = off;
    nearest = k;
  }
  return nearest;
}

std::vector<int> BundleItem::curves_in(const QRectF& values) const {
  std::vector<int> found;
  const int count = bundle_ ? bundle_->count() : 0;
  for (int k = 0; k < count; ++k) {
    const float* curve = bundle_->curve(k);
    for (std::size_t sample = 0; sample < bundle_->samples; ++sample) {
      const double x = bundle_->x(sample);
      if (!values.contains(QPointF(x, curve[sample]))) continue;
      found.push_back(k);
      break;
    }
  }
  return found;
}

void BundleItem::draw_image(QImage& image, double ratio) {
  if (!bundle_ || bundle_->samples == 0) return;
  Canvas canvas(image);
  const int alpha = static_cast<int>(255 * thin_opacity);
  const auto sample_at = [&](double device_px) {
    const double x = map().x_value(map().area.left() + device_px / ratio);
    return (x - bundle_->x_first) / bundle_->x_step;
  };
  const auto pixel_of = [&](double y) {
    return (map().clamped_y_pixel(y) - map().area.top()) * ratio;
  };
  for (int k = 0; k < bundle_->count(); ++k) {
    const QColor& colour = k < bundle_->E_count ? theme().E : theme().I;
    for (int x = 0; x < image.width(); ++x) {
      const Stretch stretch =
          stretch_of(*bundle_, bundle_->curve(k), sample_at(x), sample_at(x + 1));
      if (!stretch.is_gap)
        canvas.fill(x, pixel_of(stretch.high), pixel_of(stretch.low), colour, alpha);
    }
  }
}

void BundleItem::draw_marked(QPainter& painter) const {
  for (const int k : marked_) {
    if (k < 0 || k >= bundle_->count()) continue;
    QPolygonF line;
    for (std::size_t sample = 0; sample < bundle_->samples; ++sample) {
      const double x = bundle_->x(sample);
      const double y = bundle_->curve(k)[sample];
      if (x < map().x_min || x > map().x_max || std::isnan(y)) continue;
      line << QPointF(map().x_pixel(x), map().clamped_y_pixel(y));
    }
    QPainterPath path;
    path.addPolygon(line);
    // Only a few have a casing: of many it would hide the crowd.
    if (marked_.size() <= 3) {
      painter.setPen(QPen(theme().panel, marked_casing_px));
      painter.drawPath(path);
    }
    painter.setPen(QPen(theme().accent, marked_px));
    painter.drawPath(path);
  }
}

void BundleItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (!bundle_) return;
  painter->save();
  painter->setClipRect(map().area);
  paint_image(*painter);
  painter->setBrush(Qt::NoBrush);
  painter->setRenderHint(QPainter::Antialiasing);
  draw_marked(*painter);
  painter->restore();
}

void BundleItem::describe_curve(int k, figure::Stroke stroke, figure::Plot& paper) const {
  figure::Line line{.name = bundle_->name(k)};
  for (std::size_t sample = 0; sample < bundle_->samples; ++sample) {
    line.x.push_back(bundle_->x(sample));
    line.y.push_back(static_cast<double>(bundle_->curve(k)[sample]));
  }
  line.stroke = std::move(stroke);
  paper.elements.emplace_back(std::move(line));
}

void BundleItem::describe(figure::Plot& paper, const Theme& theme) const {
  if (!bundle_ || bundle_->samples == 0) return;
  const auto is_marked = [&](int k) { return std::ranges::find(marked_, k) != marked_.end(); };
  for (int k = 0; k < bundle_->count(); ++k) {
    const QColor& colour = k < bundle_->E_count ? theme.E : theme.I;
    if (!is_marked(k))
      describe_curve(k, described(QPen(with_opacity(colour, thin_opacity), thin_px)), paper);
  }
  for (const int k : marked_) {
    if (k >= 0 && k < bundle_->count())
      describe_curve(k, described(QPen(theme.accent, marked_px)), paper);
  }
}

}  // namespace homeostat::ui
