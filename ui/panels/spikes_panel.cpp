#include "ui/panels/spikes_panel.h"

#include <QMenu>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/controls/text.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/raster_item.h"
#include "ui/plots/selection_drag.h"
#include "ui/plots/zoom_window.h"

namespace homeostat::ui {
namespace {

/// More could not be told apart.
constexpr double rows_per_px = 1.2;
constexpr double name_left_px = 12;
constexpr double click_reach_px = 12;
constexpr double side_margin_px = 20;

}  // namespace

SpikesPanel::SpikesPanel(QWidget* parent)
    : Panel(parent),
      raster_(new RasterItem(plot_)),
      events_(new EventBarsItem(plot_)),
      E_name_(plot_.add_label([](const Theme& t) { return t.E_text; }, 13)),
      I_name_(plot_.add_label([](const Theme& t) { return t.I_text; }, 13)),
      empty_note_(plot_),
      zoom_(new ZoomWindow(plot_)),
      selection_(new SelectionDrag(plot_, SelectionDrag::Shape::rows)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  plot_.setAccessibleName(
      tr("Spikes; the wheel zooms, a drag moves, a click chooses a cell, a drag along the axis "
         "marks cells"));
  plot_.set_titles(tr("time (ms)"), {});
  plot_.set_x_readout([this](double x) { return readout(x); });
  for (LabelItem* name : {&E_name_, &I_name_}) {
    name->set_bold(true);
    name->set_halo(false);
  }
  E_name_.set_text("E");
  I_name_.set_text("I");
  connect(zoom_, &ZoomWindow::changed, this, &SpikesPanel::show_trial);
  connect(zoom_, &ZoomWindow::clicked, this, &SpikesPanel::pick);
  connect(selection_, &SelectionDrag::selected, this, [this](const QRectF& values, bool changes) {
    emit cells_selected(raster_->rows().cells_between(values.top(), values.bottom()), changes);
  });
  connect(selection_, &SelectionDrag::clicked, this, [this](QPointF value, bool changes) {
    if (const auto cell = raster_->cell_at(value)) emit cells_selected({*cell}, changes);
  });
  connect(&plot_, &PlotView::area_changed, this, &SpikesPanel::show_trial);
}

void SpikesPanel::set_order(Order order) {
  order_ = order;
  show_trial();
}

void SpikesPanel::fill_menu(QMenu& menu) {
  const auto add_order = [&](const QString& words, Order order) {
    QAction* action = menu.addAction(words, this, [this, order] { set_order(order); });
    action->setCheckable(true);
    action->setChecked(order == order_);
  };
  add_order(tr("Rows by number of the cell"), Order::number);
  add_order(tr("Rows by averaged rate"), Order::rate);
  menu.addSeparator();
  QAction* whole = menu.addAction(tr("Show the whole trial"), zoom_, &ZoomWindow::show_whole);
  whole->setEnabled(!zoom_->is_whole());
}

QByteArray SpikesPanel::save_state() const { return order_ == Order::rate ? "rate" : "number"; }

void SpikesPanel::restore_state(const QByteArray& state) {
  if (state == "rate" || state == "number")
    set_order(state == "rate" ? Order::rate : Order::number);
}

void SpikesPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  network_ = network_of(view);
  trial_name_ = network_trial_name(view);
  events_->set_bars(network_bars(view));
  const QMarginsF margins(44, events_->room_above(), side_margin_px, 40);
  if (margins != plot_.margins()) plot_.set_margins(margins);
  raster_->set_highlighted(view.chosen_cells);
  raster_->set_selected(view.selection);
  if (network_) raster_->set_treated(network_->lesioned, network_->driven);
  empty_note_.show(network_ == nullptr);
  show_trial();
}

void SpikesPanel::show_trial() {
  subtitle_.clear();
  if (!network_) {
    raster_->set_spikes(nullptr, {}, 1);
    return place_names();
  }
  const ei::Sizes& sizes = network_->sizes;
  const QRectF& part = zoom_->part();
  const double readable = std::max(1.0, plot_.map().area.height() * rows_per_px);
  const int every = std::max(1, qRound(sizes.all() * part.height() / readable));
  const auto key = order_ == Order::rate ? std::span<const double>(network_->averages)
                                         : std::span<const double>();
  raster_->set_rows(raster_rows(sizes, every, key));
  raster_->set_spikes({network_, &network_->spikes}, sizes, network_->dt_ms);
  const double rows = raster_->rows().all();
  plot_.set_ranges(part.left() * network_->duration_ms, part.right() * network_->duration_ms,
                   part.top() * rows, part.bottom() * rows);
  subtitle_ =
      trial_name_ +
      (every == 1 ? tr(" · all %1 cells").arg(grouped_text(sizes.all()))
                  : tr(" · every %1 of %2 cells").arg(ordinal(every), grouped_text(sizes.all())));
  if (order_ == Order::rate) subtitle_ += tr(", by rate");
  place_names();
}

/// Each beside the middle of its rows that can be seen.
void SpikesPanel::place_names() {
  const PlotMap& map = plot_.map();
  const double border = network_ ? raster_->rows().I : 0;
  const auto place = [&](LabelItem& name, double low, double high) {
    low = std::max(low, map.y_min);
    high = std::min(high, map.y_max);
    name.setVisible(network_ && high > low);
    name.set_pixel({name_left_px, map.y_pixel((low + high) / 2)}, Qt::AlignLeft | Qt::AlignVCenter);
  };
  place(I_name_, 0, border);
  place(E_name_, border, network_ ? raster_->rows().all() : 0);
}

void SpikesPanel::pick(QPointF value, Qt::KeyboardModifiers modifiers) {
  const auto cell = network_ ? cell_at(value) : std::nullopt;
  if (!cell) return;
  if (modifiers & Qt::ControlModifier) {
    emit cells_selected({*cell}, true);
  } else {
    emit cell_chosen(*cell);
  }
}

std::optional<int> SpikesPanel::cell_at(QPointF value) const {
  const auto spike = raster_->spike_at(value, click_reach_px);
  return spike ? std::optional<int>(spike->cell) : raster_->cell_at(value);
}

QString SpikesPanel::readout(double x) const {
  const QString time = tr("%1 ms").arg(grouped_number(x, 0));
  const auto cell = plot_.hovered() && network_ ? raster_->cell_at(*plot_.hovered()) : std::nullopt;
  return cell ? cell_words(*network_, *cell) + ", " + time : time;
}

}  // namespace homeostat::ui
