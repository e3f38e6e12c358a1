#include "ui/panels/balance_panel.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "core/ei/unit_balance.h"
#include "ui/plots/scatter_item.h"
#include "ui/plots/selection_drag.h"

namespace homeostat::ui {
namespace {

constexpr double scatter_headroom = 1.05;
constexpr double pA_per_nA = 1000;
/// So many places make a way, and ways of more units would be a blot.
constexpr std::size_t most_places = 48, most_ways = 300;

QRectF bounds(const std::vector<QPointF>& points) {
  if (points.empty()) return {};
  const auto [left, right] = std::ranges::minmax(points, {}, &QPointF::x);
  const auto [low, high] = std::ranges::minmax(points, {}, &QPointF::y);
  return {QPointF(left.x(), low.y()), QPointF(right.x(), high.y())};
}

/// A round place below `low`, where an axis that ends at `high` can begin.
double round_below(double low, double high) {
  const double step = round_step(high);
  return std::max(0.0, std::floor(low / scatter_headroom / step) * step);
}

}  // namespace

BalancePanel::BalancePanel(QWidget* parent)
    : Panel(parent),
      scatter_(new ScatterItem(plot_)),
      key_(plot_.add_label([](const Theme& t) { return t.ink2; }, 11)),
      empty_note_(plot_),
      selection_(new SelectionDrag(plot_, SelectionDrag::Shape::rectangle)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  key_.set_halo(false);
  connect(&plot_, &PlotView::area_changed, this, [this] {
    key_.set_pixel({plot_.map().area.right(), title_bottom_px}, Qt::AlignRight | Qt::AlignBottom);
  });
  connect(selection_, &SelectionDrag::clicked, this, &BalancePanel::pick);
  connect(selection_, &SelectionDrag::selected, this, [this](const QRectF& values, bool changes) {
    emit cells_selected(scatter_->cells_in(values), changes);
  });
  plot_.set_x_readout([this](double x) {
    const auto cell = plot_.hovered() ? scatter_->cell_at(*plot_.hovered()) : std::nullopt;
    if (cell && network_) return cell_words(*network_, *cell);
    return are_rate_units_ ? grouped_number(x, 2) : tr("%1 nA").arg(grouped_number(x, 1));
  });
}

void BalancePanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const auto run = view.frame != nullptr ? view.frame->run : nullptr;
  const auto network = network_of(view);
  if (run_.is_new(run)) begin(view);
  empty_note_.show(network == nullptr);
  key_.setVisible(network != nullptr);
  if (network && network != network_) {
    if (are_rate_units_) show_ways(run->units.moments(), network->trial);
    show_cells(*network);
  }
  if (are_rate_units_) show_theory(view.experiment->parameters);
  network_ = network;
  scatter_->set_selected(view.selection);
  if (network) scatter_->set_treated(network->lesioned, network->driven);
  scatter_->set_highlighted(view.chosen_cells.empty() ? std::nullopt
                                                      : std::optional(view.chosen_cells.front()));
  const QString whose =
      are_rate_units_ ? tr("onto each unit · ") : tr("onto each cell, E and I · ");
  subtitle_ = network ? whose + network_trial_name(view) : QString();
  plot_.refresh();
}

void BalancePanel::begin(const View& view) {
  const auto run = view.frame != nullptr ? view.frame->run : nullptr;
  are_rate_units_ = view.experiment->model() == lab::Model::multi_unit;
  plot_.set_titles(are_rate_units_ ? tr("summed weights from E") : tr("summed weights from E (nA)"),
                   are_rate_units_ ? tr("from I") : tr("from I (nA)"));
  key_.set_text(are_rate_units_ ? tr("lines: balance · grey: since trial 1")
                                : tr("grey: before the first trial"));
  right_.reset();
  top_.reset();
  network_.reset();
  std::vector<QPointF> start = run ? points_of(run->start_inputs) : std::vector<QPointF>{};
  start_ = bounds(start);
  scatter_->set_ghosts(std::move(start));
  scatter_->set_points({}, 0);
  scatter_->set_ways({});
  scatter_->set_lines({});
}

std::vector<QPointF> BalancePanel::points_of(const std::vector<ei::Rates>& inputs) const {
  const double unit = are_rate_units_ ? 1 : pA_per_nA;
  std::vector<QPointF> points;
  points.reserve(inputs.size());
  for (const ei::Rates& sum : inputs) points.emplace_back(sum.E / unit, sum.I / unit);
  return points;
}

void BalancePanel::show_ways(const lab::UnitHistory::Moments& moments, std::int64_t until_trial) {
  std::vector<QPolygonF> ways;
  const std::size_t units = moments.empty() ? 0 : moments.front()->from_E.size();
  if (units > 0 && units <= most_ways) ways.resize(units);
  const std::size_t every = moments.size() / most_places + 1;
  for (std::size_t k = 0; k < moments.size(); k += every) {
    if (moments[k]->trial > until_trial) break;
    for (std::size_t unit = 0; unit < ways.size(); ++unit)
      ways[unit] << QPointF(moments[k]->from_E[unit], moments[k]->from_I[unit]);
  }
  scatter_->set_ways(std::move(ways));
}

void BalancePanel::show_theory(const lab::ParameterValues& values) {
  const ei::BalanceLines lines =
      ei::balance_lines(lab::rate_parameters(values), lab::setpoints(values));
  scatter_->set_lines({{lines.onto_E.slope, lines.onto_E.intercept, true},
                       {lines.onto_I.slope, lines.onto_I.intercept, false}});
}

void BalancePanel::show_cells(const lab::NetworkTrial& network) {
  std::vector<QPointF> points = points_of(network.inputs);
  const QRectF all = start_.isNull() ? bounds(points) : bounds(points).united(start_);
  const double right = right_.update(all.right() * scatter_headroom);
  const double top = top_.update(all.bottom() * scatter_headroom);
  plot_.set_ranges(round_below(all.left(), right), right, round_below(all.top(), top), top);
  scatter_->set_points(std::move(points), network.sizes.E);
}

void BalancePanel::pick(QPointF value, bool changes) {
  const auto cell = scatter_->cell_at(value);
  if (!cell) return;
  if (changes || are_rate_units_) {
    emit cells_selected({*cell}, changes);
  } else {
    emit cell_chosen(*cell);
  }
}

}  // namespace homeostat::ui
