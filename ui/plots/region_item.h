// The coloured regions of the plane of weights, as one image.
#pragma once

#include <QImage>
#include <array>
#include <vector>

#include "ui/plots/plane_levels.h"
#include "ui/plots/plot_item.h"

namespace homeostat::ui {

class RegionItem : public PlotItem {
 public:
  explicit RegionItem(PlotView& plot);

  /// Not owned; null: nothing. The image is made when it is next drawn.
  void set_levels(const PlaneLevels* levels);
  void plot_changed() override;
  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  using Palette = std::array<std::vector<QRgb>, 4>;
  struct Columns;
  void rebuild();
  void paint_row(int y, const PlaneLevels::Line& line, const Columns& columns,
                 const Palette& palette);
  Palette colours(int diagonals, double ratio) const;

  const PlaneLevels* levels_ = nullptr;
  QImage image_;
  bool is_stale_ = true;
};

}  // namespace homeostat::ui
