// The loss over the plane of weights: one hue, darker where it is larger, and its level lines.
#pragma once

#include <QImage>
#include <memory>
#include <vector>

#include "core/ei/loss.h"
#include "ui/plots/place_names.h"
#include "ui/plots/plot_item.h"

namespace homeostat::ui {

class LabelItem;
class PathItem;

class LossItem : public PlotItem {
 public:
  /// Levels that get a line, in Hz^2.
  static constexpr std::array<double, 4> levels{1, 10, 100, 1000};

  explicit LossItem(PlotView& plot);

  /// Null: nothing.
  void set_map(std::shared_ptr<const ei::LossMap> map);
  void plot_changed() override;
  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

  /// Of level k, as drawn.
  const std::vector<QPointF>& level_line(std::size_t k) const;
  /// Finds each level's name a place and adds it to `taken`, in pixels.
  void place_names(std::vector<QRectF>& taken);

 private:
  void rebuild();

  PlotView& view_;
  std::shared_ptr<const ei::LossMap> loss_;
  std::vector<PathItem*> lines_;
  std::vector<LabelItem*> names_;
  QImage image_;
  bool is_stale_ = true;
};

}  // namespace homeostat::ui
