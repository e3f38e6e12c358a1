#include "ui/panels/contrast_panel.h"

#include <cmath>

namespace homeostat::ui {
namespace {

/// Without a memory there is none to be told.
double contrast_of(const lab::TrialRow& row) {
  return row.network.contrast > 0 ? row.network.contrast : std::nan("");
}

}  // namespace

ContrastPanel::ContrastPanel(QWidget* parent)
    : HistoryPanel(tr("weights of the memory / the rest"),
                   {{contrast_of,
                     [](const Theme& t) { return QPen(t.accent, 2); },
                     {tr("memory"), [](const Theme& t) { return t.accent; }}}},
                   parent),
      even_(plot().add_curve(limit_pen, {tr("none"), [](const Theme& t) { return t.ink2; }})) {
  plot().set_margins({44, 28, 60, 40});
  even_.set_level(1);
}

void ContrastPanel::show_more(const View& view) {
  if (view.row.trial == 0) return;
  const double contrast = view.row.network.contrast;
  set_subtitle(contrast > 0 ? tr("× %1 of the other weights").arg(contrast, 0, 'f', 2)
                            : tr("none yet: mark E units, then multiply the weights among them"));
}

}  // namespace homeostat::ui
