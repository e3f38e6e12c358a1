#include "ui/plots/plot_view.h"

#include <QChart>
#include <QEvent>
#include <QGraphicsLayout>
#include <QLocale>
#include <QMouseEvent>
#include <QValueAxis>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/figure/describe.h"
#include "ui/plots/hair_line_item.h"
#include "ui/plots/nice_axis.h"

namespace homeostat::ui {
namespace {

constexpr double plot_label_gap_px = 16;
constexpr double label_indent_px = 8;
constexpr double title_left_px = 12;
/// Right of a plot whose curves have no labels at their ends: half a number of the x axis.
constexpr double bare_right_px = 20;
constexpr double pixels_on_paper = 8;
/// Nearer than this, a curve cannot be told from a level.
constexpr double same_height_px = 2;

}  // namespace

PlotView::PlotView(QWidget* parent)
    : QChartView(parent), x_axis_(new QValueAxis(this)), y_axis_(new QValueAxis(this)) {
  prepare_chart();
  cursor_ = new HairLineItem(*this, [](const Theme& t) { return t.accent; });
  hair_line_ = new HairLineItem(*this, [](const Theme& t) { return t.ink3; });
  const ColourOf title_colour = [](const Theme& t) { return t.ink2; };
  x_title_ = &add_label(title_colour);
  y_title_ = &add_label(title_colour);
  x_title_->set_halo(false);
  y_title_->set_halo(false);
  apply_axis(*x_axis_, map_.x_min, map_.x_max);
  apply_axis(*y_axis_, map_.y_min, map_.y_max);
  place();
  apply_theme();
}

void PlotView::prepare_chart() {
  setFrameShape(QFrame::NoFrame);
  setBackgroundRole(QPalette::Base);
  viewport()->setBackgroundRole(QPalette::Base);
  setRenderHint(QPainter::Antialiasing);
  setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
  scene()->setItemIndexMethod(QGraphicsScene::NoIndex);
  setMinimumSize(160, 120);
  viewport()->setMouseTracking(true);
  // The theme resets every pen, so it comes before ours.
  chart()->setTheme(QChart::ChartThemeLight);
  chart()->setAnimationOptions(QChart::NoAnimation);
  chart()->setBackgroundVisible(false);
  chart()->setPlotAreaBackgroundVisible(false);
  chart()->setBackgroundRoundness(0);
  chart()->layout()->setContentsMargins(0, 0, 0, 0);
  chart()->setMargins({});
  chart()->legend()->hide();
  chart()->setLocalizeNumbers(true);
  chart()->setLocale(QLocale(QLocale::English, QLocale::UnitedStates));
  chart()->addAxis(x_axis_, Qt::AlignBottom);
  chart()->addAxis(y_axis_, Qt::AlignLeft);
  for (QValueAxis* axis : {x_axis_, y_axis_}) {
    axis->setTickType(QValueAxis::TicksDynamic);
    axis->setMinorGridLineVisible(false);
    axis->setLabelsFont(text_font(12));
  }
  x_axis_->setGridLineVisible(false);
}

void PlotView::apply_theme() {
  const Theme& theme = Theme::of(this);
  for (QValueAxis* axis : {x_axis_, y_axis_}) {
    axis->setLinePen(QPen(theme.line2, 1));
    axis->setGridLinePen(QPen(theme.grid, 1));
    axis->setLabelsColor(theme.ink3);
  }
  notify_items();
}

void PlotView::set_margins(const QMarginsF& margins) {
  margins_ = margins;
  place();
}

void PlotView::set_titles(const QString& x_markup, const QString& y_markup) {
  if (x_markup == x_markup_ && y_markup == y_markup_) return;
  x_markup_ = x_markup;
  y_markup_ = y_markup;
  place_titles();
}

void PlotView::apply_axis(QValueAxis& axis, double low, double high) {
  const double step = round_step(high - low);
  // First the interval: a wide range with the old one would make a tick for every grain of it.
  if (high - low > axis.max() - axis.min()) axis.setTickInterval(step);
  axis.setRange(low, high);
  axis.setTickInterval(step);
  axis.setLabelFormat(QStringLiteral("%.%1f").arg(decimals_of(step)));
}

void PlotView::set_x_range(double low, double high) {
  set_ranges(low, high, map_.y_min, map_.y_max);
}

void PlotView::set_y_range(double low, double high) {
  set_ranges(map_.x_min, map_.x_max, low, high);
}

void PlotView::set_ranges(double x_low, double x_high, double y_low, double y_high) {
  if (!(x_high > x_low && y_high > y_low)) return;
  const PlotMap next{map_.area, x_low, x_high, y_low, y_high};
  if (next == map_) return;
  if (x_low != map_.x_min || x_high != map_.x_max) apply_axis(*x_axis_, x_low, x_high);
  if (y_low != map_.y_min || y_high != map_.y_max) apply_axis(*y_axis_, y_low, y_high);
  map_ = next;
  notify_items();
  set_hovered(hovered_px_);
  emit range_changed();
}

void PlotView::set_grid_visible(bool is_visible) { y_axis_->setGridLineVisible(is_visible); }

void PlotView::set_axes_visible(bool is_visible) {
  x_axis_->setVisible(is_visible);
  y_axis_->setVisible(is_visible);
}

void PlotView::set_y_axis_visible(bool is_visible) { y_axis_->setVisible(is_visible); }

CurveItem& PlotView::add_curve(PenOf pen, CurveLabel label) {
  auto* curve = new CurveItem(*this, std::move(pen));
  if (!label.markup.isEmpty()) {
    curve->set_name(plain_name(label.markup));
    LabelItem& end = add_label(std::move(label.colour), label.is_bold ? 13 : 12);
    end.set_bold(label.is_bold);
    end.set_halo(false);
    end.set_name(curve->name());
    labelled_.push_back({curve, &end, label.markup});
  }
  return *curve;
}

LabelItem& PlotView::add_label(ColourOf colour, int pixels) {
  return *new LabelItem(*this, std::move(colour), pixels);
}

void PlotView::set_cursor(std::optional<double> x) { cursor_->set_x(x); }

void PlotView::set_readout(const QString& above, const QString& below) {
  readout_above_ = above;
  readout_below_ = below;
  place_titles();
}

void PlotView::notify_items() {
  for (PlotItem* item : items_) item->plot_changed();
  place_curve_labels();
  place_titles();
}

void PlotView::place() {
  const QRectF canvas(QPointF(0, 0), QSizeF(viewport()->size()));
  QMarginsF margins = margins_;
  if (!has_end_labels_ && !labelled_.empty())
    margins.setRight(std::min(margins.right(), bare_right_px));
  const QRectF area = canvas.marginsRemoved(margins);
  if (area.width() < 1 || area.height() < 1) return;
  map_.area = area;
  chart()->setPlotArea(area);
  // Moves curves only; the axes come along when their layout is made anew.
  chart()->layout()->invalidate();
  chart()->layout()->activate();
  notify_items();
  emit area_changed();
}

void PlotView::place_titles() {
  if (x_title_ == nullptr || y_title_ == nullptr) return;
  const double bottom = viewport()->height() - 2;
  const bool has_readout = !readout_above_.isEmpty();
  y_title_->set_text(has_readout ? readout_above_ : y_markup_);
  y_title_->set_pixel({title_left_px, title_bottom_px}, Qt::AlignLeft | Qt::AlignBottom);
  if (has_readout) {
    x_title_->set_text(readout_below_);
    x_title_->set_pixel({title_left_px, bottom}, Qt::AlignLeft | Qt::AlignBottom);
    return;
  }
  const bool reads_x = hovered_ && x_readout_;
  x_title_->set_text(reads_x ? x_readout_(hovered_->x()) : x_markup_);
  x_title_->set_pixel({map_.area.right(), bottom}, Qt::AlignRight | Qt::AlignBottom);
}

QString PlotView::y_words(double y) const {
  if (y_readout_) return y_readout_(y);
  return grouped_number(y, decimals_of((map_.y_max - map_.y_min) / 100));
}

void PlotView::place_curve_labels() {
  std::vector<Labelled*> shown;
  std::vector<double> wanted;
  std::vector<HairLineItem::Dot> dots;
  for (Labelled& entry : labelled_) {
    const std::optional<double> end = entry.curve->label_value();
    entry.label->setVisible(end && entry.curve->isVisible() && has_end_labels_);
    if (!end || !entry.curve->isVisible()) continue;
    const auto value =
        hovered_ && !entry.curve->is_level() ? entry.curve->value_at(hovered_->x()) : std::nullopt;
    if (value) dots.push_back({{hovered_->x(), *value}, entry.curve->pen().color()});
    entry.label->set_text(value ? y_words(*value) : entry.resting_text);
    wanted.push_back(map_.clamped_y_pixel(*end));
    shown.push_back(&entry);
  }
  part_from_levels(shown, wanted);
  const auto placed = spread_labels(wanted, plot_label_gap_px, map_.area.top(), map_.area.bottom());
  for (std::size_t k = 0; k < shown.size(); ++k) {
    shown[k]->label->set_pixel({map_.area.right() + label_indent_px, placed[k]},
                               Qt::AlignLeft | Qt::AlignVCenter);
  }
  if (hair_line_ != nullptr) hair_line_->set_dots(std::move(dots));
}

void PlotView::part_from_levels(const std::vector<Labelled*>& shown, std::vector<double>& wanted) {
  for (std::size_t level = 0; level < shown.size(); ++level) {
    if (!shown[level]->curve->is_level()) continue;
    for (std::size_t other = 0; other < shown.size(); ++other) {
      if (shown[other]->curve->is_level()) continue;
      if (std::abs(wanted[other] - wanted[level]) < same_height_px)
        wanted[other] = wanted[level] - same_height_px;
    }
  }
}

void PlotView::refresh() { place_curve_labels(); }

std::vector<const LabelItem*> PlotView::curve_labels() const {
  std::vector<const LabelItem*> labels;
  for (const Labelled& entry : labelled_) {
    if (entry.label->isVisible()) labels.push_back(entry.label);
  }
  std::sort(labels.begin(), labels.end(), [](const LabelItem* a, const LabelItem* b) {
    return a->text_rect().top() < b->text_rect().top();
  });
  return labels;
}

void PlotView::set_hovered(std::optional<QPointF> pixel) {
  const bool is_inside = pixel && map_.area.contains(*pixel);
  hovered_px_ = is_inside ? pixel : std::nullopt;
  const auto value = is_inside ? std::optional(map_.value(*pixel)) : std::nullopt;
  if (value == hovered_) return;
  hovered_ = value;
  if (!labelled_.empty()) hair_line_->set_x(value ? std::optional(value->x()) : std::nullopt);
  emit hover_changed();
  place_curve_labels();
  place_titles();
}

void PlotView::resizeEvent(QResizeEvent* event) {
  QChartView::resizeEvent(event);
  place();
}

void PlotView::changeEvent(QEvent* event) {
  QChartView::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && hair_line_ != nullptr) apply_theme();
}

void PlotView::mouseMoveEvent(QMouseEvent* event) {
  set_hovered(event->position());
  if (event->buttons() & Qt::LeftButton) emit picked(map_.value(event->position()));
}

void PlotView::mousePressEvent(QMouseEvent* event) {
  const bool is_inside = map_.area.contains(event->position());
  if (event->button() == Qt::LeftButton && is_inside) emit picked(map_.value(event->position()));
  event->ignore();  // the frame around wants to know that it was touched
}

void PlotView::mouseReleaseEvent(QMouseEvent*) {}

void PlotView::mouseDoubleClickEvent(QMouseEvent* event) { event->ignore(); }

void PlotView::leaveEvent(QEvent* event) {
  QChartView::leaveEvent(event);
  set_hovered({});
}

void PlotView::set_end_labels(bool are_shown) {
  if (are_shown == has_end_labels_) return;
  has_end_labels_ = are_shown;
  place();
}

void PlotView::set_on_paper(bool is_on_paper) {
  set_hovered({});
  is_on_paper_ = is_on_paper;
  place();
}

double PlotView::pixel_ratio() const {
  return is_on_paper_ ? pixels_on_paper : devicePixelRatioF();
}

figure::Plot PlotView::describe(const Theme& theme) const {
  figure::Plot paper;
  paper.width = width();
  paper.height = height();
  paper.area = {map_.area.left(), map_.area.top(), map_.area.width(), map_.area.height()};
  paper.x = {plain_name(x_markup_), map_.x_min, map_.x_max, x_axis_->isVisible(), false, {}};
  paper.y = {plain_name(y_markup_),
             map_.y_min,
             map_.y_max,
             y_axis_->isVisible(),
             y_axis_->isVisible() && y_axis_->isGridLineVisible(),
             {}};
  for (figure::Axis* axis : {&paper.x, &paper.y}) axis->ticks = round_ticks(axis->low, axis->high);
  std::vector<const PlotItem*> shown;
  for (const PlotItem* item : items_) {
    if (item->isVisible()) shown.push_back(item);
  }
  std::ranges::stable_sort(shown, {}, [](const PlotItem* item) { return item->zValue(); });
  for (const PlotItem* item : shown) item->describe(paper, theme);
  return paper;
}

}  // namespace homeostat::ui
