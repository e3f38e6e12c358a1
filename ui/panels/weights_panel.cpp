#include "ui/panels/weights_panel.h"

#include <QStringList>
#include <algorithm>

#include "ui/panels/weight_steps.h"
#include "ui/plots/path_item.h"

namespace homeostat::ui {
namespace {

HistoryPanel::Series series_of(ei::WeightClass c) {
  const auto symbol = QString::fromUtf8(ei::weight_symbols[c].data());
  return {[c](const lab::TrialRow& row) { return row.weights.array()[c]; },
          [c](const Theme& t) { return t.weight_pen(c); },
          {symbol_markup(symbol), [c](const Theme& t) { return t.weight_text(c); }}};
}

/// "$W_II$ at its floor, 0.1"; empty when no weight is.
QString floor_sentence(const ei::Weights& weights, double floor) {
  QStringList at_floor;
  for (std::size_t c = 0; c < ei::weight_symbols.size(); ++c) {
    if (weights.array()[c] > floor) continue;
    at_floor << symbol_markup(QString::fromUtf8(ei::weight_symbols[c].data()));
  }
  if (at_floor.isEmpty()) return {};
  const QString whose =
      at_floor.size() == 1 ? HistoryPanel::tr("its floor") : HistoryPanel::tr("their floor");
  return HistoryPanel::tr("%1 at %2, %3").arg(at_floor.join(", "), whose, QString::number(floor));
}

}  // namespace

WeightsPanel::WeightsPanel(QWidget* parent)
    : HistoryPanel(tr("weight"),
                   {series_of(ei::EE), series_of(ei::EI), series_of(ei::IE), series_of(ei::II)},
                   parent),
      floor_note_(plot().add_label([](const Theme& t) { return t.ink2; }, 11)) {
  for (const ei::WeightClass c : {ei::EE, ei::EI, ei::IE, ei::II}) {
    steps_[c] = new PathItem(plot(), [c](const Theme& t) { return QPen(t.weight_line(c), 1); });
  }
}

std::vector<double> WeightsPanel::values_before(const lab::Run& run) const {
  if (run.start == nullptr) return {};
  const bool are_units = run.start->model() == lab::Model::multi_unit;
  const auto begun =
      (are_units ? run.start_sums : lab::initial_weights(run.start->parameters)).array();
  return {begun.begin(), begun.end()};
}

void WeightsPanel::show_more(const View& view) {
  if (view.experiment->model() == lab::Model::spiking)
    plot().set_titles(tr("trial"), tr("mean weight (pA)"));
  if (view.experiment->model() == lab::Model::multi_unit)
    plot().set_titles(tr("trial"), tr("summed weight onto a unit"));
  const auto run = view.frame != nullptr ? view.frame->run : nullptr;
  for (const ei::WeightClass c : {ei::EE, ei::EI, ei::IE, ei::II}) {
    steps_[c]->set_points(run ? weight_steps(*view.experiment, *run, c) : std::vector<QPointF>{});
  }
  show_floor(view);
}

void WeightsPanel::show_floor(const View& view) {
  const std::size_t rows =
      view.frame != nullptr && view.frame->run ? view.frame->run->rows.size() : 0;
  floor_note_.setVisible(rows > 0);
  if (rows == 0) return;
  const lab::TrialRow last = view.frame->run->rows[rows - 1];
  const double floor = view.experiment->parameters["W_min"];
  floor_note_.set_text(floor_sentence(last.weights, floor));
  // Ends at the present trial, where it is true; early in a run it begins at the axis instead.
  const double width = floor_note_.size().width() + 12;
  const double x = plot().map().x_pixel(static_cast<double>(last.trial));
  const bool fits_before = x - width > plot().map().area.left();
  floor_note_.set_value({static_cast<double>(last.trial), floor}, {fits_before ? -6.0 : 6.0, -4},
                        (fits_before ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignBottom);
}

double WeightsPanel::least_top(const View& view) const {
  const auto start = lab::initial_weights(view.experiment->parameters).array();
  double top = *std::max_element(start.begin(), start.end());
  for (const ei::WeightClass c : {ei::EE, ei::EI, ei::IE, ei::II}) {
    for (const lab::Event& event : view.experiment->events) {
      if (is_weight_step(event, c)) top = std::max(top, lab::apply(event, start[c]));
    }
  }
  return top;
}

}  // namespace homeostat::ui
