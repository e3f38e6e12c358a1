#include "ui/panels/panel_kinds.h"

#include <QCoreApplication>
#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "core/math/check.h"
#include "ui/controls/text.h"
#include "ui/panels/angle_panel.h"
#include "ui/panels/averages_panel.h"
#include "ui/panels/balance_panel.h"
#include "ui/panels/basin_panel.h"
#include "ui/panels/capacity_panel.h"
#include "ui/panels/contrast_panel.h"
#include "ui/panels/load_quantities.h"
#include "ui/panels/loss_panel.h"
#include "ui/panels/matrix_panel.h"
#include "ui/panels/modes_panel.h"
#include "ui/panels/networks_panel.h"
#include "ui/panels/noise_test_panel.h"
#include "ui/panels/paradox_panel.h"
#include "ui/panels/phase_diagram_panel.h"
#include "ui/panels/phase_panel.h"
#include "ui/panels/population_rate_panel.h"
#include "ui/panels/potentials_panel.h"
#include "ui/panels/pulse_panel.h"
#include "ui/panels/silent_units_panel.h"
#include "ui/panels/spikes_panel.h"
#include "ui/panels/stability_panel.h"
#include "ui/panels/starts_panel.h"
#include "ui/panels/synapses_panel.h"
#include "ui/panels/trial_panel.h"
#include "ui/panels/unit_averages_panel.h"
#include "ui/panels/unit_error_panel.h"
#include "ui/panels/unit_modes_panel.h"
#include "ui/panels/unit_rates_panel.h"
#include "ui/panels/unit_trial_panel.h"
#include "ui/panels/unit_weights_panel.h"
#include "ui/panels/up_state_panel.h"
#include "ui/panels/variants_panel.h"
#include "ui/panels/voltage_panel.h"
#include "ui/panels/weights_panel.h"

namespace homeostat::ui {
namespace {

constexpr lab::Model two = lab::Model::two_population, units = lab::Model::multi_unit,
                     spiking = lab::Model::spiking, selective = lab::Model::selective;

template <class AnyPanel>
PanelKind kind(const char* id, const char* title, std::vector<lab::Model> models) {
  return {QString::fromUtf8(id), QCoreApplication::translate("PanelKind", title), std::move(models),
          [](QWidget* parent) -> Panel* { return new AnyPanel(parent); }};
}

/// The one place where a new panel is added.
std::vector<PanelKind> all_kinds() {
  return {
      kind<TrialPanel>("trial", "This trial", {two}),
      kind<UnitTrialPanel>("unit_trial", "Units in this trial", {units}),
      kind<SpikesPanel>("spikes", "Spikes", {spiking}),
      kind<PopulationRatePanel>("population_rate", "Population rate", {spiking}),
      kind<VoltagePanel>("voltage", "Voltage", {spiking}),
      kind<AveragesPanel>("averages", "Average rates", {two, units, spiking}),
      kind<UnitAveragesPanel>("unit_averages", "Average rates of units", {units}),
      kind<WeightsPanel>("weights", "Weights", {two, units, spiking}),
      kind<UpStatePanel>("up_state", "Up-state duration", {spiking}),
      kind<UnitRatesPanel>("unit_rates", "Rates of units", {units, spiking}),
      kind<UnitErrorPanel>("unit_error", "Error of units", {units, spiking}),
      kind<SilentUnitsPanel>("silent_units", "Silent units", {units}),
      kind<BalancePanel>("balance", "Inputs of units", {units, spiking}),
      kind<MatrixPanel>("matrix", "Weight matrix", {units, spiking}),
      kind<UnitWeightsPanel>("unit_weights", "Single weights", {units, spiking}),
      kind<ContrastPanel>("contrast", "Memory", {units}),
      kind<UnitModesPanel>("unit_modes", "Modes of units", {units}),
      kind<StartsPanel>("starts", "Many starts", {units}),
      kind<PulsePanel>("pulse", "Pulse into I", {spiking}),
      kind<NetworksPanel>("networks", "Nine networks", {spiking}),
      kind<StabilityPanel>("stability", "Stability", {two}),
      kind<ModesPanel>("eigenvalues", "Eigenvalues", {two}),
      kind<BasinPanel>("basin", "Basin map", {two}),
      kind<PhasePanel>("phase", "Phase plane", {two}),
      kind<ParadoxPanel>("paradox", "Paradox", {two}),
      kind<LossPanel>("loss", "Loss landscape", {two}),
      kind<AnglePanel>("angle", "Angle to the gradient", {two}),
      kind<VariantsPanel>("variants", "Sign variants", {two}),
      kind<PhaseDiagramPanel>("phase_diagram", "Phase diagram", {selective}),
      kind<PotentialsPanel>("potentials", "Potentials", {selective}),
      kind<SynapsesPanel>("synapses", "Synapses", {selective}),
      kind<RobustnessPanel>("robustness", "Margins", {selective}),
      kind<TypicalPanel>("typical", "Norm and balance", {selective}),
      kind<NoiseTestPanel>("noise_test", "Noise test", {selective}),
      kind<CapacityPanel>("capacity", "Capacity", {selective}),
  };
}

}  // namespace

std::span<const PanelKind> panel_kinds(lab::Model model) {
  static const auto kinds = [] {
    std::map<lab::Model, std::vector<PanelKind>> of_model;
    for (const PanelKind& kind : all_kinds()) {
      for (const lab::Model shown : kind.models) of_model[shown].push_back(kind);
    }
    return of_model;
  }();
  return kinds.at(model);
}

std::array<const char*, 4> first_panels(lab::Model model) {
  if (model == lab::Model::spiking) return {"spikes", "population_rate", "voltage", "averages"};
  if (model == lab::Model::multi_unit) return {"unit_trial", "unit_averages", "balance", "matrix"};
  if (model == lab::Model::selective)
    return {"phase_diagram", "potentials", "synapses", "robustness"};
  return {"trial", "averages", "weights", "stability"};
}

const PanelKind& panel_kind(std::string_view id, lab::Model model) {
  const auto kinds = panel_kinds(model);
  const auto found = std::ranges::find(kinds, qt_text(id), &PanelKind::id);
  if (found != kinds.end()) return *found;
  std::string known;
  for (const PanelKind& kind : kinds) known += (known.empty() ? "" : ", ") + kind.id.toStdString();
  throw InputError("panel", std::string(id), known);
}

}  // namespace homeostat::ui
