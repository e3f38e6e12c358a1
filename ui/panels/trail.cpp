#include "ui/panels/trail.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace homeostat::ui {

namespace {

/// Out of sight a point counts only so many times farther from the one before.
constexpr double unseen_grains = 50;
/// Seen more than so many times nearer, its bends would show as corners.
constexpr double most_zoom = 2;

PlaneRange around(const PlaneRange& r) {
  return {r.x_min - r.width(), r.x_max + r.width(), r.y_min - r.height(), r.y_max + r.height()};
}

}  // namespace

Trail::Trail(const PlaneRange& looked_at, double grain)
    : looked_at_(looked_at), vicinity_(around(looked_at)), finest_grain_(grain), grain_(grain) {}

void Trail::clear() {
  kept_.clear();
  grain_ = finest_grain_;
}

void Trail::look_at(const PlaneRange& range) {
  looked_at_ = range;
  vicinity_ = around(range);
  clear();
}

bool Trail::suits(const PlaneRange& range) const {
  const double nearer =
      std::max(looked_at_.width() / range.width(), looked_at_.height() / range.height());
  const double farther =
      std::max(range.width() / looked_at_.width(), range.height() / looked_at_.height());
  return nearer <= most_zoom && farther <= most_zoom &&
         vicinity_.contains({range.x_min, range.y_min}) &&
         vicinity_.contains({range.x_max, range.y_max});
}

bool Trail::is_near(QPointF a, QPointF b) const {
  const bool is_seen = vicinity_.contains(a) || vicinity_.contains(b);
  const double grain = is_seen ? grain_ : unseen_grains * grain_;
  return std::abs(a.x() - b.x()) < grain * looked_at_.width() &&
         std::abs(a.y() - b.y()) < grain * looked_at_.height();
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
