#include "ui/plots/plane_view.h"

#include <QApplication>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "core/math/contour.h"
#include "ui/plots/handle_item.h"
#include "ui/plots/marker_item.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/path_item.h"

namespace homeostat::ui {
namespace {

/// The label stands this far from the handle.
constexpr double label_reach_px = 26;
/// Room that the handle and its chevrons need; names make way when it has moved that far.
constexpr double handle_reach_px = 24;
/// Without another zoom or pan for so long, names look for new places.
constexpr int settling_ms = 150;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

QRectF around(QPointF centre, double reach) {
  return {centre - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach)};
}

PenOf edge_pen(QColor Theme::*colour, double width) {
  return [colour, width](const Theme& t) {
    QPen pen(t.*colour, width);
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
  };
}

QPen paradox_pen(const Theme& t) {
  QPen pen(t.paradox, 1.4);
  pen.setDashPattern({1 / 1.4, 4 / 1.4});
  pen.setCapStyle(Qt::RoundCap);
  return pen;
}

std::vector<QPointF> edge_points(const ei::RegionMap& map, const std::vector<float>& level) {
  const ei::PlaneGrid& grid = map.grid;
  const double width = (grid.W_EE_max - grid.W_EE_min) / (grid.nx - 1);
  const double height = (grid.W_IE_max - grid.W_IE_min) / (grid.ny - 1);
  std::vector<QPointF> points;
  for (const math::Contour& line : math::zero_contours(level, grid.nx, grid.ny)) {
    for (const math::GridPoint& p : line) {
      points.emplace_back(grid.W_EE_min + p.column * width, grid.W_IE_min + p.row * height);
    }
    points.emplace_back(nan, nan);
  }
  return points;
}

bool is_same(const ei::PlaneGrid& a, const ei::PlaneGrid& b) {
  return a.nx == b.nx && a.ny == b.ny && a.W_EE_min == b.W_EE_min && a.W_EE_max == b.W_EE_max &&
         a.W_IE_min == b.W_IE_min && a.W_IE_max == b.W_IE_max;
}

bool is_same(const ei::RegionMap& a, const ei::RegionMap& b) {
  return is_same(a.grid, b.grid) && a.bits == b.bits && a.neural_level == b.neural_level &&
         a.rule_level == b.rule_level;
}

}  // namespace

PlaneView::PlaneView(QWidget* parent)
    : PlotView(parent), names_(*this), window_(new PlaneWindow(*this)) {
  set_grid_visible(false);
  set_titles("$W_EE$ (E onto E)", "$W_IE$ (E onto I)");
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(
      tr("Plane of W_EE and W_IE; arrow keys move the point, plus and minus zoom, Ctrl and arrow "
         "keys pan, 0 shows the run"));
  regions_ = new RegionItem(*this);
  neural_edge_ = new PathItem(*this, edge_pen(&Theme::neural_edge, 1.5));
  rule_edge_ = new PathItem(*this, edge_pen(&Theme::rule_edge, 1.75));
  paradox_ = new PathItem(*this, paradox_pen);
  trail_ = new PathItem(*this, edge_pen(&Theme::trail, 2.2));
  trail_->set_casing(edge_pen(&Theme::panel, 5.2));
  start_ring_ = new MarkerItem(
      *this, [](const Theme& t) { return t.trail; }, 3.2);
  handle_ = new HandleItem(*this);
  paradox_label_ = &add_label([](const Theme& t) { return t.ink2; }, 11);
  paradox_label_->set_text(tr("paradoxical →"));
  start_label_ = &add_label([](const Theme& t) { return t.ink2; }, 11);
  start_label_->set_text(tr("start"));
  handle_label_ = &add_label([](const Theme& t) { return t.accent; });
  handle_label_->set_bold(true);
  click_.setSingleShot(true);
  click_.setInterval(QApplication::doubleClickInterval());
  connect(&click_, &QTimer::timeout, this, [this] { move_to(handle(), true); });
  add_names();
  settling_.setSingleShot(true);
  settling_.setInterval(settling_ms);
  connect(&settling_, &QTimer::timeout, this, &PlaneView::place_names);
  connect(this, &PlotView::range_changed, this, &PlaneView::follow_range);
  window_->set_anchor([this] { return handle(); });
  window_->show({}, true);
}

void PlaneView::add_names() {
  const auto region = [this](QPointF at) { return levels_->at(at.x(), at.y()); };
  const auto reachable = [this](QPointF at) { return is_reachable_(at.x(), at.y()); };
  names_.add(tr("neurons stable\nrule stable too"),
             [region](QPointF at) { return region(at) == PlaneRegion::both; });
  names_.add(tr("neurons stable"),
             [region](QPointF at) { return region(at) == PlaneRegion::neural; });
  names_.add(tr("setpoints out of reach\nwith positive weights"),
             [reachable](QPointF at) { return !reachable(at); });
  // Not "rule stable": where the up-state is a saddle the paper's picture shows the condition met,
  // yet the eigenvalues that the readout names have the other sign.
  names_.add(tr("rule's condition met,\nneurons not stable"), [region, reachable](QPointF at) {
    return region(at) == PlaneRegion::rule && reachable(at);
  });
}

void PlaneView::set_regions(const ei::RegionMap& regions, const IsReachable& is_reachable) {
  if (levels_ && is_same(levels_->map(), regions)) return;
  levels_ = std::make_unique<RegionLevels>(regions);
  is_reachable_ = is_reachable;
  regions_->set_levels(levels_.get());
  neural_edge_->set_points(edge_points(regions, regions.neural_level));
  rule_edge_->set_points(edge_points(regions, regions.rule_level));
  if (!settling_.isActive()) place_names();
}

PlaneRegion PlaneView::region_at(QPointF value) const {
  return levels_ ? levels_->at(value.x(), value.y()) : PlaneRegion::neither;
}

void PlaneView::set_paradoxical_onset(double W_EE) {
  paradoxical_onset_ = W_EE;
  show_paradox();
}

void PlaneView::show_paradox() {
  const double W_EE = paradoxical_onset_;
  const bool is_shown = W_EE > map().x_min && W_EE < map().x_max;
  paradox_label_->setVisible(is_shown);
  paradox_label_->set_value({W_EE, map().y_max}, {6, 14}, Qt::AlignLeft | Qt::AlignTop);
  const std::vector<QPointF> line{{W_EE, map().y_min}, {W_EE, map().y_max}};
  if (is_shown && paradox_->points() != line) paradox_->set_points(line);
  if (!is_shown) paradox_->set_points({});
}

void PlaneView::follow_range() {
  show_paradox();
  show_handle(handle(), handle_name_);
  show_start_name();
  names_.follow();
  settling_.start();
}

void PlaneView::set_trail(std::vector<QPointF> points) { trail_->set_points(std::move(points)); }

std::vector<QRectF> PlaneView::occupied() const {
  std::vector<QRectF> taken{paradox_label_->text_rect(), handle_label_->text_rect(),
                            around(handle_->centre(), handle_reach_px), window_->taken()};
  if (start_label_->isVisible()) taken.push_back(start_label_->text_rect());
  if (!paradox_->points().empty()) {
    const double x = map().x_pixel(paradox_->points().front().x());
    taken.emplace_back(x - 2, map().area.top(), 4, map().area.height());
  }
  const std::size_t stride = trail_->points().size() / 64 + 1;
  for (std::size_t k = 0; k < trail_->points().size(); k += stride) {
    taken.push_back(around(map().pixel(trail_->points()[k]), 4));
  }
  return taken;
}

void PlaneView::place_names() {
  if (!levels_) return;
  named_with_handle_at_ = handle();
  names_.place(occupied());
}

void PlaneView::set_points(QPointF start, QPointF now, const QString& now_name) {
  if (asked_ == start) let_go();
  start_ = start;
  start_ring_->set_markers({{start, false}});
  if (!asked_) show_handle(now, now_name);
  show_start_name();
  const QPointF moved_px = map().pixel(handle()) - map().pixel(named_with_handle_at_);
  if (moved_px.manhattanLength() > handle_reach_px) place_names();
}

void PlaneView::show_start_name() {
  start_label_->set_value(start_, {-8, 0}, Qt::AlignRight | Qt::AlignVCenter);
  const QRectF box = start_label_->text_rect();
  start_label_->setVisible(map().area.contains(box) &&
                           !box.intersects(handle_label_->text_rect()) &&
                           !box.intersects(around(handle_->centre(), handle_reach_px)));
}

void PlaneView::show_handle(QPointF value, const QString& name) {
  handle_name_ = name;
  handle_->set_value(value);
  const bool is_inside = handle_->is_inside();
  const QPointF at(std::clamp(value.x(), map().x_min, map().x_max),
                   std::clamp(value.y(), map().y_min, map().y_max));
  handle_label_->set_text(
      is_inside
          ? name
          : tr("%1: %2, %3").arg(name, grouped_number(value.x(), 2), grouped_number(value.y(), 2)));
  const double width = handle_label_->size().width() + label_reach_px;
  const QPointF pixel = map().pixel(at);
  const bool has_room = pixel.x() + width < map().area.right();
  const bool is_at_top = pixel.y() < map().area.top() + label_reach_px;
  handle_label_->set_value(at,
                           {has_room ? label_reach_px : -label_reach_px, is_at_top ? 10.0 : -10.0},
                           (has_room ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

void PlaneView::let_go() {
  if (!is_dragging_ && !click_.isActive()) asked_.reset();
}

QPointF PlaneView::handle() const { return handle_->value().value_or(QPointF()); }

void PlaneView::resizeEvent(QResizeEvent* event) {
  PlotView::resizeEvent(event);
  show_start_name();
  place_names();
}

}  // namespace homeostat::ui
