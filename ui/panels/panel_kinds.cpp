#include "ui/panels/panel_kinds.h"

#include <QCoreApplication>
#include <vector>

#include "ui/panels/angle_panel.h"
#include "ui/panels/averages_panel.h"
#include "ui/panels/basin_panel.h"
#include "ui/panels/loss_panel.h"
#include "ui/panels/modes_panel.h"
#include "ui/panels/paradox_panel.h"
#include "ui/panels/phase_panel.h"
#include "ui/panels/stability_panel.h"
#include "ui/panels/trial_panel.h"
#include "ui/panels/variants_panel.h"
#include "ui/panels/weights_panel.h"

namespace homeostat::ui {
namespace {

template <class AnyPanel>
PanelKind kind(const char* id, const char* title) {
  return {QString::fromUtf8(id), QCoreApplication::translate("PanelKind", title),
          [](QWidget* parent) -> Panel* { return new AnyPanel(parent); }};
}

}  // namespace

std::span<const PanelKind> panel_kinds() {
  static const std::vector<PanelKind> kinds{
      kind<TrialPanel>("trial", "This trial"),
      kind<AveragesPanel>("averages", "Average rates"),
      kind<WeightsPanel>("weights", "Weights"),
      kind<StabilityPanel>("stability", "Stability"),
      kind<ModesPanel>("eigenvalues", "Eigenvalues"),
      kind<BasinPanel>("basin", "Basin map"),
      kind<PhasePanel>("phase", "Phase plane"),
      kind<ParadoxPanel>("paradox", "Paradox"),
      kind<LossPanel>("loss", "Loss landscape"),
      kind<AnglePanel>("angle", "Angle to the gradient"),
      kind<VariantsPanel>("variants", "Sign variants"),
  };
  return kinds;
}

}  // namespace homeostat::ui
