#include "ui/plots/plane_view.h"

#include <QApplication>
#include <algorithm>
#include <utility>

#include "ui/plots/handle_item.h"
#include "ui/plots/marker_item.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/path_item.h"
#include "ui/plots/place_names.h"

namespace homeostat::ui {
namespace {

/// The label stands this far from the handle.
constexpr double label_reach_px = 26;
/// Room that the handle and its chevrons need; names make way when it has moved that far.
constexpr double handle_reach_px = 24;
/// Without another zoom or pan for so long, names look for new places.
constexpr int settling_ms = 150;

PenOf edge_pen(QColor Theme::*colour, double width) {
  return [colour, width](const Theme& t) {
    QPen pen(t.*colour, width);
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
  };
}

QString percent(double share) {
  return QString::number(100 * share, 'f', share > 0 && share < 0.01 ? 1 : 0);
}

}  // namespace

PlaneView::PlaneView(QWidget* parent)
    : PlotView(parent),
      regions_(new RegionItem(*this)),
      neural_edge_(new PathItem(*this, edge_pen(&Theme::neural_edge, 1.5))),
      rule_edge_(new PathItem(*this, edge_pen(&Theme::rule_edge, 1.75))),
      lines_(*this),
      trail_(new PathItem(*this, edge_pen(&Theme::trail, 2.2))),
      start_ring_(new MarkerItem(
          *this, [](const Theme& t) { return t.trail; }, 3.2)),
      handle_(new HandleItem(*this)),
      start_label_(&add_label([](const Theme& t) { return t.ink2; }, 11)),
      handle_label_(&add_label([](const Theme& t) { return t.accent; })),
      overlap_(&add_label([](const Theme& t) { return t.ink2; }, 11)),
      names_(*this),
      window_(new PlaneWindow(*this)) {
  set_grid_visible(false);
  set_titles("$W_EE$ (E onto E)", "$W_IE$ (E onto I)");
  setFocusPolicy(Qt::StrongFocus);
  setAccessibleName(
      tr("Plane of W_EE and W_IE; arrow keys move the point, plus and minus zoom, Ctrl and arrow "
         "keys pan, 0 shows the run"));
  trail_->set_casing(edge_pen(&Theme::panel, 5.2));
  start_label_->set_text(tr("start"));
  handle_label_->set_bold(true);
  overlap_->set_halo(false);
  click_.setSingleShot(true);
  click_.setInterval(QApplication::doubleClickInterval());
  connect(&click_, &QTimer::timeout, this, [this] { move_to(handle(), true); });
  add_names();
  settling_.setSingleShot(true);
  settling_.setInterval(settling_ms);
  connect(&settling_, &QTimer::timeout, this, &PlaneView::place_names);
  connect(this, &PlotView::range_changed, this, &PlaneView::follow_range);
  connect(this, &PlotView::hover_changed, this, &PlaneView::show_overlap);
  window_->set_anchor([this] { return handle(); });
  window_->show({}, true);
}

void PlaneView::add_names() {
  const auto region = [this](QPointF at) { return levels_->at(at); };
  const auto reachable = [this](QPointF at) { return levels_->is_reachable(at); };
  names_.add(tr("neurons stable\nrule stable too"),
             [region](QPointF at) { return region(at) == PlaneRegion::both; });
  const auto learns = [this] { return !is_frozen(picture_->problem.rule); };
  names_.add(tr("neurons stable,\nrule unstable"), [region, learns](QPointF at) {
    return learns() && region(at) == PlaneRegion::neural;
  });
  names_.add(tr("neurons stable"), [region, learns](QPointF at) {
    return !learns() && region(at) == PlaneRegion::neural;
  });
  names_.add(tr("setpoints out of reach\nwith positive weights"),
             [reachable](QPointF at) { return !reachable(at); });
  // Not "rule stable": where the up-state is a saddle the paper's picture shows the condition met,
  // yet the eigenvalues that the readout names have the other sign.
  names_.add(tr("rule's condition met,\nneurons not stable"), [region, reachable](QPointF at) {
    return region(at) == PlaneRegion::rule && reachable(at);
  });
  names_.add(tr("no stable up-state"), [this, region, reachable](QPointF at) {
    return look_.shading == PlaneShading::verdict && region(at) == PlaneRegion::neither &&
           reachable(at);
  });
}

void PlaneView::set_picture(const std::shared_ptr<const ei::PlanePicture>& picture) {
  if (!picture || picture == picture_) return;
  picture_ = picture;
  lines_.set_boundaries(picture->boundaries);
  show_levels();
}

void PlaneView::set_look(const PlaneLook& look) {
  lines_.set_shown(look.lines);
  look_ = look;
  if (picture_) show_levels();
}

void PlaneView::show_levels() {
  levels_.emplace(picture_, look_.shading);
  regions_->set_levels(&*levels_);
  neural_edge_->set_points(levels_->neural_edge());
  rule_edge_->set_points(levels_->rule_edge());
  show_overlap();
  if (!settling_.isActive()) place_names();
}

void PlaneView::show_overlap() {
  if (!picture_) return;
  const ei::PlaneAreas& areas = picture_->areas;
  const QString area = QString::number(areas.overlap, 'g', 3);
  const QString share = percent(areas.overlap_share());
  const double left = 12, right = x_title_left() - 12;
  overlap_->set_pixel({left, viewport()->height() - 2.0}, Qt::AlignLeft | Qt::AlignBottom);
  for (const QString& words :
       {is_frozen(picture_->problem.rule) ? tr("learning is off")
        : areas.neural > 0 ? tr("overlap %1, %2 % of the neural region in view").arg(area, share)
                           : tr("no stable neurons in view"),
        tr("overlap %1, %2 %").arg(area, share)}) {
    overlap_->set_text(words);
    overlap_->setVisible(!hovered() && left + overlap_->size().width() < right);
    if (overlap_->isVisible()) break;
  }
}

PlaneRegion PlaneView::region_at(QPointF value) const {
  return levels_ ? levels_->at(value) : PlaneRegion::neither;
}

void PlaneView::follow_range() {
  show_handle(handle(), handle_name_);
  show_start_name();
  lines_.follow();
  names_.follow();
  settling_.start();
}

void PlaneView::set_trail(std::vector<QPointF> points) { trail_->set_points(std::move(points)); }

std::vector<QRectF> PlaneView::occupied() const {
  std::vector<QRectF> taken{handle_label_->text_rect(), around(handle_->centre(), handle_reach_px),
                            window_->taken()};
  if (start_label_->isVisible()) taken.push_back(start_label_->text_rect());
  const std::size_t stride = trail_->points().size() / 64 + 1;
  for (std::size_t k = 0; k < trail_->points().size(); k += stride) {
    taken.push_back(around(map().pixel(trail_->points()[k]), 4));
  }
  return taken;
}

void PlaneView::place_names() {
  if (!levels_) return;
  named_with_handle_at_ = handle();
  std::vector<QRectF> taken = occupied();
  lines_.place_names(taken);
  names_.place(std::move(taken));
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
  show_overlap();
  place_names();
}

}  // namespace homeostat::ui
