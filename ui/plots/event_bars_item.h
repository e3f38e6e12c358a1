// Bars above a plot for what lasts a while within its time: the pulse, a protocol's changes.
#pragma once

#include <QString>
#include <vector>

#include "ui/plots/label_item.h"

namespace homeostat::ui {

struct EventBar {
  double from = 0, to = 0;  ///< in the plot's x
  QString markup;
  QColor Theme::*line = &Theme::ink2;
  QColor Theme::*text = &Theme::ink2;

  bool operator==(const EventBar&) const = default;
};

/// Left ends of labels in a row, as near to the wanted ones as their widths allow, in the same
/// order, within [low, high] (beyond `high` only when they do not fit).
std::vector<double> row_of_labels(const std::vector<double>& wanted,
                                  const std::vector<double>& widths, double gap, double low,
                                  double high);

/// Names stand in the row of the plot's y title, each above its bar or beside it where it would
/// meet another; one that finds no room is left out.
class EventBarsItem : public PlotItem {
 public:
  explicit EventBarsItem(PlotView& plot);

  /// In the order they begin.
  void set_bars(std::vector<EventBar> bars);
  const std::vector<EventBar>& bars() const { return bars_; }
  /// Names that found room.
  std::vector<const LabelItem*> names() const;
  /// Height above the plot area that bars and names need, the title's row included.
  double room_above() const;

  void plot_changed() override;
  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  void assign_lanes();
  void place_names();
  QRectF rect_of(std::size_t k) const;

  PlotView& canvas_;
  std::vector<EventBar> bars_;
  std::vector<int> lanes_;
  int lane_count_ = 0;
  std::vector<LabelItem*> names_;
};

}  // namespace homeostat::ui
