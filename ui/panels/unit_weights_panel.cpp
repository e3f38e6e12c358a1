#include "ui/panels/unit_weights_panel.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/controls/text.h"
#include "ui/panels/binned.h"
#include "ui/plots/histogram_item.h"

namespace homeostat::ui {
namespace {

constexpr double weights_inside = 0.995, room_over_bins = 1.1, name_row_px = 16;

/// The weights that exist, class by class.
std::array<std::vector<double>, 4> by_class(const lab::WeightSample& sample) {
  std::array<std::vector<double>, 4> classes;
  const int units = sample.cells.all();
  std::size_t at = 0;
  for (int to = 0; to < units; ++to) {
    for (int from = 0; from < units; ++from, ++at) {
      const auto weight = static_cast<double>(sample.weights[at]);
      if (std::isnan(weight)) continue;
      const bool is_from_E = from < sample.cells.E;
      const ei::WeightClass c =
          to < sample.cells.E ? (is_from_E ? ei::EE : ei::EI) : (is_from_E ? ei::IE : ei::II);
      classes.at(c).push_back(weight);
    }
  }
  return classes;
}

}  // namespace

UnitWeightsPanel::UnitWeightsPanel(QWidget* parent) : Panel(parent), empty_note_(plot_) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  for (const ei::WeightClass c : {ei::EE, ei::EI, ei::IE, ei::II}) {
    classes_.at(c) = new HistogramItem(
        plot_, [c](const Theme& t) { return t.weight_pen(c); }, HistogramItem::Style::outline);
    names_.at(c) = &plot_.add_label([c](const Theme& t) { return t.weight_text(c); });
    names_.at(c)->set_text(symbol_markup(qt_text(ei::weight_symbols.at(c))));
  }
  connect(&plot_, &PlotView::area_changed, this, &UnitWeightsPanel::place_names);
}

void UnitWeightsPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const auto network = network_of(view);
  if (run_.is_new(view.frame != nullptr ? view.frame->run : nullptr)) {
    widest_.reset();
    highest_.reset();
    network_.reset();
    for (HistogramItem* item : classes_) item->clear();
    const bool is_spiking = view.experiment->model() == lab::Model::spiking;
    plot_.set_titles(is_spiking ? tr("weight (pA)") : tr("weight"), tr("of its class (%)"));
    plot_.set_x_readout([is_spiking](double x) { return grouped_number(x, is_spiking ? 0 : 3); });
  }
  empty_note_.show(network == nullptr);
  if (network && network != network_) show_weights(network->weights);
  network_ = network;
  subtitle_ = network ? network_trial_name(view) : QString();
  if (network && network->weights.every > 1)
    subtitle_ += tr(" · every %1 cell").arg(ordinal(network->weights.every));
  place_names();
  plot_.refresh();
}

void UnitWeightsPanel::show_weights(const lab::WeightSample& sample) {
  const auto classes = by_class(sample);
  double widest = 0, lowest = 0;
  for (const std::vector<double>& weights : classes) {
    if (weights.empty()) continue;
    widest = std::max(widest, high_quantile(weights, weights_inside));
    lowest = std::min(lowest, *std::ranges::min_element(weights));
  }
  const double high = widest_.update(widest);
  // In whole bins below 0, which only weights drawn at the start reach.
  const double width = high / histogram_bins;
  const double low = std::floor(lowest / width) * width;
  const double binned_width = (high - low) / histogram_bins;
  double highest = 0;
  for (std::size_t c = 0; c < classes.size(); ++c) {
    classes_[c]->set_counts(binned_shares(classes[c], low, high, classes[c].size()), low,
                            binned_width);
    highest = std::max(highest, classes_[c]->highest());
  }
  plot_.set_ranges(low, high, 0, highest_.update(highest * room_over_bins));
}

/// One below another at the right.
void UnitWeightsPanel::place_names() {
  for (std::size_t c = 0; c < names_.size(); ++c) {
    names_[c]->setVisible(network_ != nullptr);
    names_[c]->set_pixel({plot_.map().area.right() - 4,
                          plot_.map().area.top() + 4 + name_row_px * static_cast<double>(c)},
                         Qt::AlignRight | Qt::AlignTop);
  }
}

}  // namespace homeostat::ui
