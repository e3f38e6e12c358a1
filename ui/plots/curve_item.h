// A curve y(x) inside a plot, whatever its number of points.
#pragma once

#include <QLineF>
#include <QPen>
#include <QPolygonF>
#include <QVector>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "core/lab/decimate.h"
#include "ui/plots/plot_item.h"

namespace homeostat::ui {

using PenOf = std::function<QPen(const Theme&)>;
using ColourOf = std::function<QColor(const Theme&)>;

/// Noisy stretches are drawn as one bar per pixel column from the lowest to the highest value, so
/// no peak is lost; smooth ones as a line. NaN is a gap. Where the curve leaves the frame at the
/// top, a small triangle says so.
class CurveItem : public PlotItem {
 public:
  CurveItem(PlotView& plot, PenOf pen);

  /// Samples at x_first, x_first + x_step, ...; copied.
  void set_samples(std::span<const double> samples, double x_first, double x_step);
  /// Lowest, highest and last value of stretches `x_step` long, the first one's last value at
  /// x_first; copied.
  void set_columns(std::span<const lab::Column> columns, double x_first, double x_step);
  /// One value across the whole plot; NaN: nothing.
  void set_level(double y);
  void clear();

  /// Value of the sample nearest to x; nothing outside the curve or in a gap.
  std::optional<double> value_at(double x) const;
  /// Height at which the curve ends, for its label; of a noisy one the mean of its last tenth.
  std::optional<double> label_value() const;
  QPen pen() const { return pen_(theme()); }
  bool is_level() const { return kind_ == Kind::level; }

  void plot_changed() override;
  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  enum class Kind { samples, columns, level };
  /// One pixel column, already in pixels.
  struct Bar {
    double x, top, bottom, last;
    bool is_gap() const;
  };

  std::size_t count() const { return kind_ == Kind::columns ? columns_.size() : samples_.size(); }
  double value(std::size_t k) const;
  void content_changed();
  void rebuild();
  std::vector<Bar> pixel_bars();
  void merge_columns(std::size_t from, std::size_t to, std::size_t pixel_columns);
  void add_lines(const std::vector<Bar>& bars);
  void add_clip_marks(const std::vector<Bar>& bars);
  void draw_clip_marks(QPainter& painter) const;

  PenOf pen_;
  Kind kind_ = Kind::samples;
  std::vector<double> samples_;
  std::vector<lab::Column> columns_, merged_;
  double x_first_ = 0, x_step_ = 1;

  bool is_stale_ = true;
  std::vector<QPolygonF> lines_;
  QVector<QLineF> bars_;
  std::vector<double> clip_marks_;
};

}  // namespace homeostat::ui
