#include "ui/plots/plane_levels.h"

#include <algorithm>

#include "core/ei/steady_state.h"
#include "core/math/contour.h"
#include "ui/plots/plot_map.h"

namespace homeostat::ui {
namespace {

Between between(double value, double low, double high, int count) {
  const double at = std::clamp((value - low) / (high - low), 0.0, 1.0) * (count - 1);
  const int lower = std::clamp(static_cast<int>(at), 0, count - 2);
  return {static_cast<std::size_t>(lower), static_cast<float>(at - lower)};
}

float mix(float a, float b, float part) { return a + (b - a) * part; }

PlaneRegion region_of(float neural, float rule, PlaneShading shading) {
  const bool counts = shading == PlaneShading::paper || neural > 0;
  return static_cast<PlaneRegion>((neural > 0 ? 1 : 0) + (rule > 0 && counts ? 2 : 0));
}

/// One line of samples at a fractional row of the grid.
void mix_rows(const std::vector<float>& level, std::size_t width, const Between& row,
              std::vector<float>& line) {
  line.resize(width);
  const float* below = level.data() + row.lower * width;
  for (std::size_t k = 0; k < width; ++k) line[k] = mix(below[k], below[k + width], row.part);
}

}  // namespace

Between PlaneLevels::column(double W_EE) const {
  const ei::PlaneGrid& grid = regions().grid;
  return between(W_EE, grid.W_EE_min, grid.W_EE_max, grid.nx);
}

Between PlaneLevels::row(double W_IE) const {
  const ei::PlaneGrid& grid = regions().grid;
  return between(W_IE, grid.W_IE_min, grid.W_IE_max, grid.ny);
}

void PlaneLevels::fill(Line& line, const Between& row) const {
  const auto width = static_cast<std::size_t>(regions().grid.nx);
  mix_rows(regions().neural_level, width, row, line.neural_);
  mix_rows(regions().rule_level, width, row, line.rule_);
  line.shading_ = shading_;
}

PlaneRegion PlaneLevels::Line::at_sample(std::size_t sample) const {
  return region_of(neural_[sample], rule_[sample], shading_);
}

PlaneRegion PlaneLevels::Line::at(const Between& column) const {
  const std::size_t k = column.lower;
  return region_of(mix(neural_[k], neural_[k + 1], column.part),
                   mix(rule_[k], rule_[k + 1], column.part), shading_);
}

PlaneRegion PlaneLevels::at(QPointF value) const {
  const Between c = column(value.x()), r = row(value.y());
  const auto width = static_cast<std::size_t>(regions().grid.nx);
  const std::size_t k = r.lower * width + c.lower;
  const auto level = [&](const std::vector<float>& levels) {
    return mix(mix(levels[k], levels[k + 1], c.part),
               mix(levels[k + width], levels[k + width + 1], c.part), r.part);
  };
  return region_of(level(regions().neural_level), level(regions().rule_level), shading_);
}

bool PlaneLevels::is_reachable(QPointF value) const {
  const ei::PlaneProblem& problem = picture_->problem;
  const ei::Weights w =
      ei::setpoint_weights(problem.parameters, problem.setpoints, value.x(), value.y());
  return w.EI > 0 && w.II > 0;
}

std::vector<QPointF> PlaneLevels::edge(const std::vector<float>& level) const {
  const ei::PlaneGrid& grid = regions().grid;
  std::vector<QPointF> points;
  for (const math::Contour& line : math::zero_contours(level, grid.nx, grid.ny)) {
    for (const math::GridPoint& at : line)
      points.emplace_back(grid.W_EE_at(at.column), grid.W_IE_at(at.row));
    points.emplace_back(no_value, no_value);
  }
  return points;
}

std::vector<QPointF> PlaneLevels::neural_edge() const { return edge(regions().neural_level); }

std::vector<QPointF> PlaneLevels::rule_edge() const {
  std::vector<float> level = regions().rule_level;
  if (shading_ == PlaneShading::verdict) {
    std::transform(level.begin(), level.end(), regions().neural_level.begin(), level.begin(),
                   [](float rule, float neural) { return std::min(rule, neural); });
  }
  return edge(level);
}

}  // namespace homeostat::ui
