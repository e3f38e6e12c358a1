#include "ui/panels/unit_averages_panel.h"

#include <algorithm>
#include <cmath>

#include "core/lab/spiking_setup.h"
#include "ui/plots/nice_axis.h"

namespace homeostat::ui {
namespace {

/// Nearly all units are inside; a few may leave the frame.
constexpr double units_inside = 0.98, room_above = 1.1;

/// Without what stands before the first trial, when nothing has been averaged yet.
std::shared_ptr<const Bundle> averages_bundle(const lab::UnitHistory::Moments& moments,
                                              int E_count) {
  auto bundle = std::make_shared<Bundle>();
  bundle->E_count = E_count;
  if (moments.size() < 2) return bundle;
  bundle->samples = moments.size() - 1;
  bundle->x_first = static_cast<double>(moments[1]->trial);
  bundle->x_step = bundle->x_first;  // every so many trials, from 0 on
  const std::size_t units = moments[1]->averages.size();
  bundle->values.reserve(units * bundle->samples);
  for (std::size_t unit = 0; unit < units; ++unit) {
    for (std::size_t k = 1; k < moments.size(); ++k)
      bundle->values.push_back(moments[k]->averages[unit]);
  }
  return bundle;
}

}  // namespace

UnitAveragesPanel::UnitAveragesPanel(QWidget* parent)
    : AveragesPanel(parent), units_(new UnitBundle(plot(), *this)) {
  connect(units_, &UnitBundle::missed, this, [this](QPointF value) { pick(value.x()); });
  plot().set_x_readout([this](double x) {
    const QString unit = units_->words(sizes_);
    return unit.isEmpty() ? tr("trial %1").arg(grouped_number(std::round(x), 0)) : unit;
  });
}

void UnitAveragesPanel::show_more(const View& view) {
  AveragesPanel::show_more(view);
  sizes_ = lab::network_sizes(view.experiment->parameters);
  const auto run = view.frame != nullptr ? view.frame->run : nullptr;
  const auto moments = run ? run->units.moments() : lab::UnitHistory::Moments{};
  const auto newest = moments.empty() ? nullptr : moments.back();
  if (newest != newest_.lock()) {
    newest_ = newest;
    units_->set(averages_bundle(moments, sizes_.E));
  }
  units_->set_marked(view.selection);
  if (view.row.trial == 0) return;
  const ei::Rates spread = view.row.network.spread;
  set_subtitle(tr("spread over units %1 / %2 Hz")
                   .arg(grouped_number(spread.E, spread.E < 1 ? 2 : 1),
                        grouped_number(spread.I, spread.I < 1 ? 2 : 1)));
}

double UnitAveragesPanel::least_top(const View& view) const {
  double top = AveragesPanel::least_top(view);
  const auto newest = newest_.lock();
  if (newest)
    top =
        std::max(top, room_above * high_quantile({newest->averages.begin(), newest->averages.end()},
                                                 units_inside));
  return top;
}

}  // namespace homeostat::ui
