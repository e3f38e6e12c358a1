#include "ui/panels/matrix_panel.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/controls/segmented_control.h"
#include "ui/controls/text.h"
#include "ui/plots/matrix_item.h"
#include "ui/plots/selection_drag.h"

namespace homeostat::ui {
namespace {

/// Times its mean a weight has the full colour of its class.
constexpr double full_over_mean = 1.6;
constexpr double full_part = 0.99;
constexpr double row_px = 18;
constexpr double side_px = 6;
/// The means stand beside the matrix where it leaves so much width there, else below.
constexpr double means_px = 92;
constexpr QMarginsF room_beside{24, 28, 16, 12}, room_below{24, 28, 16, 48};

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
  plot_.set_margins(room_below);
  for (std::size_t c = 0; c < means_.size(); ++c) {
    const auto weight = static_cast<ei::WeightClass>(c);
    means_[c] = &plot_.add_label([weight](const Theme& t) { return t.weight_text(weight); });
    means_[c]->set_halo(false);
  }
  for (LabelItem* name : {&from_, &onto_}) name->set_halo(false);
  connect(&plot_, &PlotView::area_changed, this, &MatrixPanel::place_names);
  connect(&plot_, &PlotView::hover_changed, this, &MatrixPanel::show_readout);
  const auto* drag = new SelectionDrag(plot_, SelectionDrag::Shape::rectangle);
  connect(drag, &SelectionDrag::clicked, this, &MatrixPanel::pick);
  connect(drag, &SelectionDrag::selected, this, &MatrixPanel::pick_rows);
}

QWidget* MatrixPanel::header_control() {
  header_ = new QWidget;
  auto* row = new QHBoxLayout(header_);
  row->setContentsMargins(0, 0, 0, 0);
  const auto add = [&](const QStringList& labels, const QString& words) {
    auto* control = new SegmentedControl(labels, header_);
    control->setToolTip(words);
    control->setAccessibleName(words);
    row->addWidget(control);
    return control;
  };
  control_ = add({tr("sample"), tr("all")},
                 tr("Weights among a sample of the cells, or among all of them; where several "
                    "share a pixel, the mean of the synapses there"));
  time_control_ = add({tr("before"), tr("now"), tr("change")},
                      tr("Weights before the first trial, now, or what has become of them since"));
  connect(control_, &SegmentedControl::picked, this,
          [this](int index) { set_shows_all(index == 1); });
  connect(time_control_, &SegmentedControl::picked, this,
          [this](int index) { set_time(static_cast<Time>(index)); });
  show_controls();
  return header_;
}

void MatrixPanel::show_controls() {
  if (header_ == nullptr) return;
  control_->setVisible(!are_rate_units_);
  time_control_->setVisible(are_rate_units_);
  control_->set_current(shows_all_ ? 1 : 0);
  time_control_->set_current(static_cast<int>(time_));
}

void MatrixPanel::set_shows_all(bool shows_all) {
  shows_all_ = shows_all;
  show_controls();
  emit view_wanted();
}

void MatrixPanel::set_time(Time time) {
  time_ = time;
  for (SteadyLimit& full : full_) full.reset();
  is_other_look_ = true;
  show_controls();
  emit view_wanted();
}

void MatrixPanel::set_order(lab::UnitOrder order) {
  order_ = order;
  is_other_look_ = true;
  emit view_wanted();
}

void MatrixPanel::fill_menu(QMenu& menu) {
  if (!are_rate_units_) return;
  const std::array<QString, 3> names{tr("Units by number"), tr("Units by average rate"),
                                     tr("Units by summed input")};
  for (std::size_t k = 0; k < names.size(); ++k) {
    const auto order = static_cast<lab::UnitOrder>(k);
    QAction* action = menu.addAction(names[k], this, [this, order] { set_order(order); });
    action->setCheckable(true);
    action->setChecked(order == order_);
  }
}

QByteArray MatrixPanel::save_state() const {
  const QByteArray sample = shows_all_ ? "all" : "sample";
  return sample + ' ' + QByteArray::number(static_cast<int>(time_)) + ' ' +
         QByteArray::number(static_cast<int>(order_));
}

void MatrixPanel::restore_state(const QByteArray& state) {
  const QList<QByteArray> parts = state.split(' ');
  if (parts[0] == "all" || parts[0] == "sample") set_shows_all(parts[0] == "all");
  if (parts.size() < 3) return;  // of a version that knew no rate units
  const int time = parts[1].toInt(), order = parts[2].toInt();
  if (time >= 0 && time < 3) set_time(static_cast<Time>(time));
  if (order >= 0 && order < 3) set_order(static_cast<lab::UnitOrder>(order));
}

void MatrixPanel::begin(const View& view) {
  for (SteadyLimit& full : full_) full.reset();
  network_.reset();
  matrix_->set_values(nullptr);
  are_rate_units_ = view.experiment->model() == lab::Model::multi_unit;
  show_controls();
}

void MatrixPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const auto network = network_of(view);
  if (run_.is_new(view.frame != nullptr ? view.frame->run : nullptr)) begin(view);
  empty_note_.show(network == nullptr);
  if (network && (network != network_ || is_other_look_)) {
    network_ = network;
    is_other_look_ = false;
    show_weights(*view.frame->run);
    const auto& rows = view.frame->run->rows;
    const ei::Weights now = rows[static_cast<std::size_t>(network->trial - 1)].weights;
    show_means(are_rate_units_ && time_ == Time::before ? view.frame->run->start_sums : now);
  }
  if (network) show_marked(view.selection);
  subtitle_ = network ? look_words(network_trial_name(view)) : QString();
  place_names();
}

QString MatrixPanel::look_words(const QString& trial) const {
  if (are_rate_units_) {
    const QString when = time_ == Time::before ? tr("before the first trial")
                         : time_ == Time::now  ? trial
                                               : tr("change since the start, %1").arg(trial);
    const QString order = order_ == lab::UnitOrder::rate    ? tr(" · by rate")
                          : order_ == lab::UnitOrder::input ? tr(" · by input")
                                                            : QString();
    return when + order;
  }
  const int every = network_->weights.every;
  QString words =
      trial + " · " + (every == 1 ? tr("all cells") : tr("every %1 cell").arg(ordinal(every)));
  if (shows_all_ && every > 1) words += tr(", all from the next trial on");
  return words;
}

void MatrixPanel::show_weights(const lab::Run& run) {
  auto values = std::make_shared<MatrixValues>();
  values->onto = values->from = network_->weights.cells;
  if (are_rate_units_) {
    order_of_units_ = lab::ordered_units(*network_, order_);
    const lab::WeightSample& now = network_->weights;
    const lab::WeightSample shown = time_ == Time::before ? run.start_weights
                                    : time_ == Time::now  ? now
                                                          : difference(now, run.start_weights);
    shown_weights_ = std::make_shared<const lab::WeightSample>(reordered(shown, order_of_units_));
    values->values = {shown_weights_, &shown_weights_->weights};
  } else {
    values->values = {network_, &network_->weights.weights};
  }
  matrix_->set_values(std::move(values));
  from_.set_text(
      tr("from %1 E and %2 I →").arg(network_->weights.cells.E).arg(network_->weights.cells.I));
  onto_.set_text(tr("onto\nthe same ↓"));
}

/// Of rate units: nearly all weights of the class are below.
double MatrixPanel::full_of(ei::WeightClass c, double mean) const {
  if (!are_rate_units_) return mean * full_over_mean;
  std::vector<double> sizes;
  const lab::WeightSample& sample = *shown_weights_;
  const int units = sample.cells.all();
  for (int to = 0; to < units; ++to) {
    for (int from = 0; from < units; ++from) {
      const bool is_of_class =
          (from >= sample.cells.E) == is_from_I(c) && (to >= sample.cells.E) == is_onto_I(c);
      if (!is_of_class || to == from) continue;
      const auto at = static_cast<std::size_t>(to) * static_cast<std::size_t>(units) +
                      static_cast<std::size_t>(from);
      sizes.push_back(std::abs(static_cast<double>(sample.weights[at])));
    }
  }
  return high_quantile(std::move(sizes), full_part);
}

void MatrixPanel::show_means(const ei::Weights& weights) {
  MatrixScale scale;
  scale.is_difference = shows_difference();
  for (std::size_t c = 0; c < means_.size(); ++c) {
    const double mean = weights.array()[c];
    scale.full[c] = full_[c].update(full_of(static_cast<ei::WeightClass>(c), mean));
    const QString symbol = symbol_markup(qt_text(ei::weight_symbols[c]));
    means_[c]->set_text(are_rate_units_
                            ? QStringLiteral("%1 %2").arg(symbol, grouped_number(mean, 2))
                            : QStringLiteral("%1 %2 pA").arg(symbol, grouped_number(mean, 0)));
  }
  // Differences are compared with one another.
  if (scale.is_difference) scale.full.fill(*std::ranges::max_element(scale.full));
  matrix_->set_scale(scale);
  const char* unit = are_rate_units_ ? "" : " (pA)";
  matrix_->set_suffix(scale.is_difference ? " change" : unit);
}

void MatrixPanel::show_marked(const std::vector<int>& cells) {
  std::vector<int> places;
  const bool are_all_shown = network_->weights.every == 1;
  for (const int cell : cells) {
    if (!are_all_shown || cell >= network_->sizes.all()) continue;
    const auto at = std::ranges::find(order_of_units_, cell);
    places.push_back(are_rate_units_ ? static_cast<int>(at - order_of_units_.begin()) : cell);
  }
  matrix_->set_marked(places, places);
}

/// The receiving units of the rows that were drawn over.
void MatrixPanel::pick_rows(const QRectF& values, bool changes) {
  const double x = values.center().x();
  const auto first = network_ ? matrix_->spot_at({x, values.bottom()}) : std::nullopt;
  const auto last = network_ ? matrix_->spot_at({x, values.top()}) : std::nullopt;
  if (!first || !last) return;
  std::vector<int> cells;
  for (int row = first->cells.top(); row <= last->cells.bottom(); ++row)
    cells.push_back(cell_of(row));
  std::ranges::sort(cells);
  emit cells_selected(std::move(cells), changes);
}

/// The receiving unit.
void MatrixPanel::pick(QPointF value, bool changes) {
  const auto spot = network_ ? matrix_->spot_at(value) : std::nullopt;
  if (spot) emit cells_selected({cell_of(spot->row())}, changes);
}

void MatrixPanel::place_names() {
  const QSizeF size = plot_.viewport()->size();
  const bool are_beside =
      size.width() - (size.height() - room_beside.top() - room_beside.bottom()) > 2 * means_px;
  const QMarginsF room = are_beside ? room_beside : room_below;
  if (plot_.margins() != room) return plot_.set_margins(room);  // and so comes here again
  const QRectF where = matrix_->matrix_rect();
  const double left = where.isEmpty() ? room.left() : where.left();
  from_.set_pixel({left, title_bottom_px + 4}, Qt::AlignLeft | Qt::AlignBottom);
  onto_.set_pixel({left - side_px, where.top()}, Qt::AlignRight | Qt::AlignTop);
  from_.setVisible(network_ && !plot_.hovered());
  onto_.setVisible(network_ && onto_.text_rect().left() > 0);
  // Two by two below, as the matrix has them.
  const double bottom = size.height() - room.bottom();
  for (std::size_t c = 0; c < means_.size(); ++c) {
    const auto weight = static_cast<ei::WeightClass>(c);
    means_[c]->setVisible(network_ != nullptr);
    if (are_beside) {
      means_[c]->set_pixel({where.right() + 2 * side_px,
                            where.center().y() + row_px * (static_cast<double>(c) - 1.5)},
                           Qt::AlignLeft | Qt::AlignVCenter);
      continue;
    }
    const double x = where.center().x() + (ei::is_from_I(weight) ? 16 : -16);
    const double y = bottom + row_px * (ei::is_onto_I(weight) ? 1.6 : 0.6);
    means_[c]->set_pixel(
        {x, y}, (ei::is_from_I(weight) ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
  }
}

int MatrixPanel::cell_of(int place) const {
  if (are_rate_units_) return order_of_units_[static_cast<std::size_t>(place)];
  const lab::WeightSample& sample = network_->weights;
  return place < sample.cells.E ? place * sample.every
                                : network_->sizes.E + (place - sample.cells.E) * sample.every;
}

QString MatrixPanel::words(const MatrixSpot& spot) const {
  const QString pair = tr("from %1 onto %2: ")
                           .arg(cells_of(spot.cells.left(), spot.cells.right()),
                                cells_of(spot.cells.top(), spot.cells.bottom()));
  if (spot.synapses == 0) return pair + tr("no synapse");
  if (are_rate_units_) return pair + weight_words(spot);
  const QString weight = tr("%1 pA").arg(grouped_number(static_cast<double>(spot.mean), 0));
  const bool is_one = spot.cells.width() == 1 && spot.cells.height() == 1;
  return pair + (is_one ? weight : tr("%1 synapses, mean %2").arg(spot.synapses).arg(weight));
}

/// With the sign that its sender gives it; a change with its own.
QString MatrixPanel::weight_words(const MatrixSpot& spot) const {
  const auto value = static_cast<double>(spot.mean);
  const bool is_lowered = shows_difference() && value < 0;
  const QString number = grouped_number(std::abs(value), 4);
  if (!shows_difference())
    return (is_from_I(spot.weight_class) ? QString(QChar(0x2212)) : QString()) + number;
  return tr("%1%2 in strength").arg(is_lowered ? QChar(0x2212) : QChar('+')).arg(number);
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
