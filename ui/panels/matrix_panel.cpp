#include "ui/panels/matrix_panel.h"

#include <QVBoxLayout>
#include <cmath>

#include "ui/controls/segmented_control.h"
#include "ui/controls/text.h"
#include "ui/plots/matrix_item.h"

namespace homeostat::ui {
namespace {

/// Times its mean a weight has the full colour of its class.
constexpr double full_over_mean = 1.6;
constexpr double row_px = 18;
constexpr double side_px = 6;
constexpr QMarginsF room{24, 28, 16, 48};

}  // namespace

MatrixPanel::MatrixPanel(QWidget* parent)
    : Panel(parent),
      matrix_(new MatrixItem(plot_)),
      from_(plot_.add_label([](const Theme& t) { return t.ink2; }, 11)),
      onto_(plot_.add_label([](const Theme& t) { return t.ink2; }, 11)),
      empty_note_(plot_) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  plot_.set_axes_visible(false);
  plot_.set_grid_visible(false);
  plot_.set_margins(room);
  for (std::size_t c = 0; c < means_.size(); ++c) {
    const auto weight = static_cast<ei::WeightClass>(c);
    means_[c] = &plot_.add_label([weight](const Theme& t) { return t.weight_text(weight); });
    means_[c]->set_halo(false);
  }
  for (LabelItem* name : {&from_, &onto_}) name->set_halo(false);
  connect(&plot_, &PlotView::area_changed, this, &MatrixPanel::place_names);
  connect(&plot_, &PlotView::hover_changed, this, &MatrixPanel::show_readout);
}

QWidget* MatrixPanel::header_control() {
  control_ = new SegmentedControl({tr("sample"), tr("all")});
  control_->setToolTip(
      tr("Weights among a sample of the cells, or among all of them; where several "
         "share a pixel, the mean of the synapses there"));
  control_->setAccessibleName(control_->toolTip());
  control_->set_current(shows_all_ ? 1 : 0);
  connect(control_, &SegmentedControl::picked, this,
          [this](int index) { set_shows_all(index == 1); });
  return control_;
}

void MatrixPanel::set_shows_all(bool shows_all) {
  shows_all_ = shows_all;
  if (control_ != nullptr) control_->set_current(shows_all ? 1 : 0);
  emit view_wanted();
}

QByteArray MatrixPanel::save_state() const { return shows_all_ ? "all" : "sample"; }

void MatrixPanel::restore_state(const QByteArray& state) {
  if (state == "all" || state == "sample") set_shows_all(state == "all");
}

void MatrixPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const auto network = network_of(view);
  if (run_.is_new(view.frame != nullptr ? view.frame->run : nullptr)) {
    for (SteadyLimit& full : full_) full.reset();
    network_.reset();
    matrix_->set_values(nullptr);
  }
  empty_note_.show(network == nullptr);
  if (network && network != network_) {
    network_ = network;
    show_weights(*network);
    show_means(view.frame->run->rows[static_cast<std::size_t>(network->trial - 1)].weights);
  }
  subtitle_.clear();
  if (network) {
    const int every = network->weights.every;
    subtitle_ = network_trial_name(view) + " · " +
                (every == 1 ? tr("all cells") : tr("every %1 cell").arg(ordinal(every)));
    if (shows_all_ && every > 1) subtitle_ += tr(", all from the next trial on");
  }
  place_names();
}

void MatrixPanel::show_weights(const lab::NetworkTrial& network) {
  auto values = std::make_shared<MatrixValues>();
  values->onto = values->from = network.weights.cells;
  values->values = {network_, &network.weights.weights};
  matrix_->set_values(std::move(values));
  from_.set_text(
      tr("from %1 E and %2 I →").arg(network.weights.cells.E).arg(network.weights.cells.I));
  onto_.set_text(tr("onto\nthe same ↓"));
}

void MatrixPanel::show_means(const ei::Weights& weights) {
  MatrixScale scale;
  for (std::size_t c = 0; c < means_.size(); ++c) {
    const double mean = weights.array()[c];
    scale.full[c] = full_[c].update(mean * full_over_mean);
    const QString symbol = symbol_markup(qt_text(ei::weight_symbols[c]));
    means_[c]->set_text(QStringLiteral("%1 %2 pA").arg(symbol, grouped_number(mean, 0)));
  }
  matrix_->set_scale(scale);
}

void MatrixPanel::place_names() {
  const QRectF where = matrix_->matrix_rect();
  const double left = where.isEmpty() ? room.left() : where.left();
  from_.set_pixel({left, title_bottom_px + 4}, Qt::AlignLeft | Qt::AlignBottom);
  onto_.set_pixel({left - side_px, where.top()}, Qt::AlignRight | Qt::AlignTop);
  from_.setVisible(network_ && !plot_.hovered());
  onto_.setVisible(network_ && onto_.text_rect().left() > 0);
  // Two by two, as the matrix has them.
  const double bottom = plot_.viewport()->height() - room.bottom();
  const double middle = where.center().x();
  for (std::size_t c = 0; c < means_.size(); ++c) {
    const auto weight = static_cast<ei::WeightClass>(c);
    const double x = middle + (ei::is_from_I(weight) ? 16 : -16);
    const double y = bottom + row_px * (ei::is_onto_I(weight) ? 1.6 : 0.6);
    means_[c]->setVisible(network_ != nullptr);
    means_[c]->set_pixel(
        {x, y}, (ei::is_from_I(weight) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  }
}

int MatrixPanel::cell_of(int place) const {
  const lab::WeightSample& sample = network_->weights;
  return place < sample.cells.E ? place * sample.every
                                : network_->sizes.E + (place - sample.cells.E) * sample.every;
}

QString MatrixPanel::words(const MatrixSpot& spot) const {
  const QString pair = tr("from %1 onto %2: ")
                           .arg(cells_of(spot.cells.left(), spot.cells.right()),
                                cells_of(spot.cells.top(), spot.cells.bottom()));
  if (spot.synapses == 0) return pair + tr("no synapse");
  const QString weight = tr("%1 pA").arg(grouped_number(static_cast<double>(spot.mean), 0));
  const bool is_one = spot.cells.width() == 1 && spot.cells.height() == 1;
  return pair + (is_one ? weight : tr("%1 synapses, mean %2").arg(spot.synapses).arg(weight));
}

QString MatrixPanel::cells_of(int first, int last) const {
  const QString name = cell_name(cell_of(first), network_->sizes);
  if (last == first) return name;
  return name + QChar(0x2013) + cell_name(cell_of(last), network_->sizes).mid(2);
}

void MatrixPanel::show_readout() {
  std::optional<MatrixSpot> spot;
  if (plot_.hovered() && network_) spot = matrix_->spot_at(*plot_.hovered());
  plot_.set_readout(spot ? words(*spot) : QString(), {});
  place_names();
}

}  // namespace homeostat::ui
