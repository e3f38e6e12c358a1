#include "ui/panels/balance_panel.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/plots/scatter_item.h"
#include "ui/plots/selection_drag.h"

namespace homeostat::ui {
namespace {

constexpr double headroom = 1.05;
constexpr double pA_per_nA = 1000;

std::vector<QPointF> points_of(const std::vector<ei::Rates>& inputs) {
  std::vector<QPointF> points;
  points.reserve(inputs.size());
  for (const ei::Rates& sum : inputs) points.emplace_back(sum.E / pA_per_nA, sum.I / pA_per_nA);
  return points;
}

QRectF bounds(const std::vector<QPointF>& points) {
  if (points.empty()) return {};
  const auto [left, right] = std::ranges::minmax(points, {}, &QPointF::x);
  const auto [low, high] = std::ranges::minmax(points, {}, &QPointF::y);
  return {QPointF(left.x(), low.y()), QPointF(right.x(), high.y())};
}

/// A round place below `low`, where an axis that ends at `high` can begin.
double round_below(double low, double high) {
  const double step = round_step(high);
  return std::max(0.0, std::floor(low / headroom / step) * step);
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
  plot_.set_titles(tr("summed weights from E (nA)"), tr("from I (nA)"));
  key_.set_text(tr("grey: before the first trial"));
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
    return cell && network_ ? cell_words(*network_, *cell) : tr("%1 nA").arg(grouped_number(x, 1));
  });
}

void BalancePanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const auto run = view.frame != nullptr ? view.frame->run : nullptr;
  const auto network = network_of(view);
  if (run_.is_new(run)) {
    right_.reset();
    top_.reset();
    network_.reset();
    std::vector<QPointF> start = run ? points_of(run->start_inputs) : std::vector<QPointF>{};
    start_ = bounds(start);
    scatter_->set_ghosts(std::move(start));
    scatter_->set_points({}, 0);
  }
  empty_note_.show(network == nullptr);
  key_.setVisible(network != nullptr);
  if (network && network != network_) show_cells(*network);
  network_ = network;
  scatter_->set_selected(view.selection);
  if (network) scatter_->set_treated(network->lesioned, network->driven);
  scatter_->set_highlighted(view.chosen_cells.empty() ? std::nullopt
                                                      : std::optional(view.chosen_cells.front()));
  subtitle_ = network ? tr("onto each cell, E and I · ") + network_trial_name(view) : QString();
  plot_.refresh();
}

void BalancePanel::show_cells(const lab::NetworkTrial& network) {
  std::vector<QPointF> points = points_of(network.inputs);
  const QRectF all = start_.isNull() ? bounds(points) : bounds(points).united(start_);
  const double right = right_.update(all.right() * headroom);
  const double top = top_.update(all.bottom() * headroom);
  plot_.set_ranges(round_below(all.left(), right), right, round_below(all.top(), top), top);
  scatter_->set_points(std::move(points), network.sizes.E);
}

void BalancePanel::pick(QPointF value, bool changes) {
  const auto cell = scatter_->cell_at(value);
  if (!cell) return;
  if (changes) {
    emit cells_selected({*cell}, true);
  } else {
    emit cell_chosen(*cell);
  }
}

}  // namespace homeostat::ui
