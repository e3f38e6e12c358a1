#include "ui/panels/angle_panel.h"

#include <limits>

#include "core/lab/descent_words.h"

namespace homeostat::ui {

AnglePanel::AnglePanel(QWidget* parent)
    : HistoryPanel(tr("angle to the steepest way down (°)"),
                   {{[this](const lab::TrialRow& row) { return angle_after(row); },
                     [](const Theme& t) { return QPen(t.accent, 2); },
                     {tr("rule"), [](const Theme& t) { return t.accent; }, true}}},
                   parent),
      right_angle_(
          plot().add_curve([](const Theme& t) { return QPen(t.paradox, 1.25, Qt::DotLine); },
                           {tr("90°"), [](const Theme& t) { return t.ink2; }})),
      uphill_(plot().add_label([](const Theme& t) { return t.ink2; }, 11)) {
  right_angle_.set_level(90);
  uphill_.set_text(tr("above: the rule makes errors larger"));
}

/// At the weights the row leaves behind, with the neurons at rest there; a gap without an up-state.
double AnglePanel::angle_after(const lab::TrialRow& row) const {
  const auto here = lab::descent(*values_, row.weights);
  return here ? here->angle() : std::numeric_limits<double>::quiet_NaN();
}

void AnglePanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  values_ = view.experiment->parameters;
  HistoryPanel::show_view(view);
}

void AnglePanel::show_more(const View&) {
  uphill_.set_value({plot().map().x_max, 90}, {-6, -4}, Qt::AlignRight | Qt::AlignBottom);
}

}  // namespace homeostat::ui
