// Potentials of patterns beside each other, each with the reach of the noise as a bar, against
// threshold and the margin around it [balance, Fig. 1].
#pragma once

#include <vector>

#include "ui/plots/curve_item.h"

namespace homeostat::ui {

struct PatternMark {
  double potential = 0;
  bool is_to_fire = true;
};

class PotentialsItem : public PlotItem {
 public:
  PotentialsItem(PlotView& plot, ColourOf colour);

  /// From left to right; x of the plot counts them.
  void set_patterns(std::vector<PatternMark> patterns);
  const std::vector<PatternMark>& patterns() const { return patterns_; }
  /// One standard deviation of the potential, to both sides.
  void set_reach(double reach);
  void set_margin(double margin);
  /// Bars that cross threshold.
  int crossings() const;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;
  void describe(figure::Plot& paper, const Theme& theme) const override;

 private:
  bool crosses(const PatternMark& pattern) const;
  QColor colour_of(const PatternMark& pattern, const Theme& theme) const;
  void draw_pattern(QPainter& painter, const PatternMark& pattern, double x, double size) const;

  ColourOf colour_;
  std::vector<PatternMark> patterns_;
  double reach_ = 0, margin_ = 0;
};

}  // namespace homeostat::ui
