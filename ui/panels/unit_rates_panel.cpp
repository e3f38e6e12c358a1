#include "ui/panels/unit_rates_panel.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <utility>

#include "ui/panels/binned.h"
#include "ui/panels/rate_lines.h"
#include "ui/plots/histogram_item.h"
#include "ui/plots/selection_drag.h"

namespace homeostat::ui {
namespace {

constexpr int unit_rates_bins = histogram_bins;
constexpr double histogram_headroom = 1.1;
/// The axis holds nearly all units; the rest is counted in the last bin.
constexpr double unit_rates_shown_part = 0.99;

/// "CV of intervals E 0.91, I 0.80"; what no cell has is left out.
QString variation_words(const ei::Rates& cv) {
  QString words;
  if (!std::isnan(cv.E)) words += QStringLiteral(" E %1").arg(cv.E, 0, 'f', 2);
  if (!std::isnan(cv.I)) words += QStringLiteral(" I %1").arg(cv.I, 0, 'f', 2);
  return words.isEmpty() ? words : " · CV_ISI" + words;
}

}  // namespace

UnitRatesPanel::UnitRatesPanel(QWidget* parent)
    : Panel(parent),
      E_average_(new HistogramItem(plot_, [](const Theme& t) { return QPen(t.E, 1.5); })),
      I_average_(new HistogramItem(plot_, [](const Theme& t) { return QPen(t.I, 1.5); })),
      E_trial_(new HistogramItem(
          plot_, [](const Theme& t) { return QPen(t.E, 1); }, HistogramItem::Style::outline)),
      I_trial_(new HistogramItem(
          plot_, [](const Theme& t) { return QPen(t.I, 1); }, HistogramItem::Style::outline)),
      selected_(new HistogramItem(
          plot_, [](const Theme& t) { return QPen(t.accent, 2); }, HistogramItem::Style::outline)),
      E_name_(plot_.add_label([](const Theme& t) { return t.E_text; })),
      I_name_(plot_.add_label([](const Theme& t) { return t.I_text; })),
      key_(plot_.add_label([](const Theme& t) { return t.ink2; }, 11)),
      empty_note_(plot_) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  plot_.set_titles(tr("rate of a unit (Hz)"), tr("units (%)"));
  plot_.set_x_readout([](double x) { return tr("%1 Hz").arg(grouped_number(x, 1)); });
  E_name_.set_text("$E_set$");
  I_name_.set_text("$I_set$");
  key_.set_halo(false);
  connect(&plot_, &PlotView::area_changed, this, &UnitRatesPanel::place_names);
  const auto* drag = new SelectionDrag(plot_, SelectionDrag::Shape::columns);
  connect(drag, &SelectionDrag::selected, this, [this](const QRectF& values, bool changes) {
    select(values.left(), values.right(), changes);
  });
  connect(drag, &SelectionDrag::clicked, this, [this](QPointF value, bool changes) {
    const double width = plot_.map().x_max / unit_rates_bins,
                 low = std::floor(value.x() / width) * width;
    select(low, low + width, changes);
  });
}

void UnitRatesPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const auto network = network_of(view);
  empty_note_.show(network == nullptr);
  key_.setVisible(network != nullptr);
  if (run_.is_new(view.frame != nullptr ? view.frame->run : nullptr)) {
    widest_.reset();
    highest_.reset();
    shown_trial_ = 0;
  }
  set_ = lab::setpoints(view.experiment->parameters);
  subtitle_.clear();
  if (!network) {
    for (HistogramItem* item : {E_average_, I_average_, E_trial_, I_trial_, selected_})
      item->clear();
  } else if (network->trial != shown_trial_) {
    show_trial(view);
  }
  network_ = network;
  if (network) show_selection(view);
  E_average_->set_set_point(set_.E);
  I_average_->set_set_point(set_.I);
  if (network) subtitle_ = network_trial_name(view) + cv_;
  place_names();
  plot_.refresh();
}

void UnitRatesPanel::show_trial(const View& view) {
  const auto network = network_of(view);
  shown_trial_ = network->trial;
  const auto E = static_cast<std::size_t>(network->sizes.E);
  const std::span<const double> averages(network->averages), rates(network->rates.cells);
  const double widest = std::max({set_.E * setpoint_headroom, set_.I * setpoint_headroom,
                                  high_quantile(network->averages, unit_rates_shown_part),
                                  high_quantile(network->rates.cells, unit_rates_shown_part)});
  const double top = widest_.update(widest);
  double highest = 0;
  const auto show = [&](HistogramItem& item, std::span<const double> values) {
    item.set_counts(binned_shares(values, 0, top, values.size()), 0, top / unit_rates_bins);
    highest = std::max(highest, item.highest());
  };
  show(*E_trial_, rates.first(E));
  show(*I_trial_, rates.subspan(E));
  show(*E_average_, averages.first(E));
  show(*I_average_, averages.subspan(E));
  plot_.set_ranges(0, top, 0, highest_.update(highest * histogram_headroom));
  cv_ = variation_words(network->interval_variation);
}

/// In per cent of all cells, so that they are seen as a part of them.
void UnitRatesPanel::show_selection(const View& view) {
  const QString key = tr("filled: averaged over trials\nline: this trial");
  key_.set_text(view.selection.empty() ? key : key + tr("\nthick: marked cells"));
  std::vector<double> rates;
  for (const int cell : view.selection) {
    const auto at = static_cast<std::size_t>(cell);
    if (at < network_->averages.size()) rates.push_back(network_->averages[at]);
  }
  if (rates.empty()) return selected_->clear();
  const double top = plot_.map().x_max;
  selected_->set_counts(binned_shares(rates, 0, top, network_->averages.size()), 0,
                        top / unit_rates_bins);
}

/// What lies beyond the axis is counted in the last bin, and marked with it.
void UnitRatesPanel::select(double low, double high, bool changes) {
  if (!network_) return;
  const double end = high >= plot_.map().x_max ? std::numeric_limits<double>::infinity() : high;
  std::vector<int> cells;
  for (std::size_t cell = 0; cell < network_->averages.size(); ++cell) {
    const double rate = network_->averages[cell];
    if (rate >= low && rate <= end) cells.push_back(static_cast<int>(cell));
  }
  emit cells_selected(std::move(cells), changes);
}

void UnitRatesPanel::place_names() {
  const PlotMap& map = plot_.map();
  E_name_.set_value({set_.E, map.y_max}, {4, 2}, Qt::AlignLeft | Qt::AlignTop);
  I_name_.set_value({set_.I, map.y_max}, {4, 2}, Qt::AlignLeft | Qt::AlignTop);
  key_.set_pixel({map.area.right(), title_bottom_px + 4}, Qt::AlignRight | Qt::AlignTop);
}

}  // namespace homeostat::ui
