// The coloured regions of the plane of weights, as one image.
#pragma once

#include <QImage>
#include <array>
#include <utility>
#include <vector>

#include "core/ei/plane_regions.h"
#include "ui/plots/plot_item.h"

namespace homeostat::ui {

enum class PlaneRegion { neither, neural, rule, both };

/// Values of both levels between the samples of a region map.
class RegionLevels {
 public:
  explicit RegionLevels(ei::RegionMap regions) : regions_(std::move(regions)) {}

  const ei::RegionMap& map() const { return regions_; }
  PlaneRegion at(double W_EE, double W_IE) const;
  /// Fractional column and row of a place, kept within the grid.
  double column(double W_EE) const;
  double row(double W_IE) const;

 private:
  ei::RegionMap regions_;
};

class RegionItem : public PlotItem {
 public:
  explicit RegionItem(PlotView& plot);

  /// Not owned; null: nothing. The image is made when it is next drawn.
  void set_levels(const RegionLevels* levels);
  void plot_changed() override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  using Palette = std::array<std::vector<QRgb>, 4>;
  void rebuild();
  Palette colours(int diagonals, double ratio) const;

  const RegionLevels* levels_ = nullptr;
  QImage image_;
  bool is_stale_ = true;
};

}  // namespace homeostat::ui
