// Many curves over one axis, one a unit, as a crowd: where more of them run it is darker. Those a
// hand has marked stand out.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "ui/plots/image_item.h"

namespace homeostat::ui {

/// Sample k of every curve is at x_first + k * x_step; NaN: a gap.
struct Bundle {
  std::size_t samples = 0;
  std::vector<float> values;  ///< curve by curve
  int E_count = 0;            ///< so many of the first are of excitatory units
  double x_first = 0, x_step = 1;
  const char* each = "";  ///< in the name of a curve, "E 3": between letter and number

  std::string name(int k) const;
  double x(std::size_t sample) const { return x_first + static_cast<double>(sample) * x_step; }
  int count() const { return samples > 0 ? static_cast<int>(values.size() / samples) : 0; }
  const float* curve(int k) const { return values.data() + static_cast<std::size_t>(k) * samples; }
};

/// All curves are one image, made anew when values or scales change: in each pixel column a curve
/// covers what lies between its lowest and its highest value there, so that no peak is lost.
class BundleItem : public ImageItem {
 public:
  explicit BundleItem(PlotView& plot);

  /// Null: nothing.
  void set_bundle(std::shared_ptr<const Bundle> bundle);
  const Bundle* bundle() const { return bundle_.get(); }
  /// Drawn as lines in the accent colour above all others.
  void set_marked(std::vector<int> curves);

  /// The curve that passes nearest to a place in the plot's values, within `reach_px` above or
  /// below it; of equals the first.
  std::optional<int> curve_at(QPointF value, double reach_px = 6) const;
  /// Its value at the sample nearest to x.
  std::optional<double> value_at(int curve, double x) const;
  /// Those with a sample inside, ascending.
  std::vector<int> curves_in(const QRectF& values) const;

  /// Each curve as a line of its own, those marked last.
  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 protected:
  void draw_image(QImage& image, double ratio) override;

 private:
  void draw_marked(QPainter& painter) const;
  void describe_curve(int k, figure::Stroke stroke, figure::Plot& paper) const;

  std::shared_ptr<const Bundle> bundle_;
  std::vector<int> marked_;
};

}  // namespace homeostat::ui
