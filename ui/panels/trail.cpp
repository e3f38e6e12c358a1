#include "ui/panels/trail.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace homeostat::ui {

Trail::Trail(double width, double height, double grain)
    : width_(width), height_(height), finest_grain_(grain), grain_(grain) {}

void Trail::clear() {
  kept_.clear();
  grain_ = finest_grain_;
}

bool Trail::is_near(QPointF a, QPointF b) const {
  return std::abs(a.x() - b.x()) < grain_ * width_ && std::abs(a.y() - b.y()) < grain_ * height_;
}

void Trail::append(QPointF point) {
  newest_ = point;
  if (!kept_.empty() && is_near(kept_.back(), point)) return;
  kept_.push_back(point);
  if (kept_.size() > most_points) thin_out();
}

void Trail::thin_out() {
  grain_ *= 2;
  std::vector<QPointF> fewer;
  for (const QPointF point : kept_) {
    if (fewer.empty() || !is_near(fewer.back(), point)) fewer.push_back(point);
  }
  kept_ = std::move(fewer);
}

std::vector<QPointF> Trail::points() const {
  std::vector<QPointF> all = kept_;
  if (!kept_.empty()) all.push_back(newest_);
  return all;
}

}  // namespace homeostat::ui
