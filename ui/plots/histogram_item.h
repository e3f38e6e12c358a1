// How many cells or synapses have which value: counts over bins.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "ui/plots/curve_item.h"

namespace homeostat::ui {

/// Bars of a light tone under an outline, or the outline alone: over other histograms bars of the
/// same place could not be told apart. Colour, width and dash are the pen's. x are the values
/// counted, y the counts.
class HistogramItem : public PlotItem {
 public:
  enum class Style { bars, outline };

  HistogramItem(PlotView& plot, PenOf pen, Style style = Style::bars);

  /// Bin k reaches from first + k * width to first + (k + 1) * width; copied. NaN counts as 0, and
  /// so does what is negative.
  void set_counts(std::span<const double> counts, double first, double width);
  void clear() { set_counts({}, 0, 1); }
  /// Dotted upright line at what the values should be.
  void set_set_point(std::optional<double> x);

  /// Count of the bin that holds x; nothing outside the bins.
  std::optional<double> value_at(double x) const;
  /// 0 without bins.
  double highest() const;

  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  double edge(std::size_t k) const { return first_ + static_cast<double>(k) * width_; }
  /// Each from the base line over bins that are not empty back to it, in pixels.
  std::vector<QPolygonF> outlines() const;
  void draw_bars(QPainter& painter, const QColor& colour) const;

  PenOf pen_;
  Style style_;
  std::vector<double> counts_;
  double first_ = 0, width_ = 1;
  std::optional<double> set_point_;
};

}  // namespace homeostat::ui
