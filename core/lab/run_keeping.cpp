#include "core/lab/run_keeping.h"

#include "core/ei/synapses.h"
#include "core/ei/unit_weights.h"

namespace homeostat::lab {

void keep_start(const Engine& engine, Run& run) {
  if (const ei::Synapses* synapses = engine.synapses()) run.start_inputs = synapses->inputs();
  if (const ei::UnitWeights* weights = engine.unit_weights()) {
    run.start_inputs = weights->inputs();
    run.start_weights = all_weights(*weights);
    run.start_sums = weights->mean_sums();
  }
  keep_units(engine, run);
}

void keep_units(const Engine& engine, Run& run) {
  if (engine.unit_weights() != nullptr && run.units.wants(engine.trials_done()))
    run.units.add(*engine.unit_moment());
}

}  // namespace homeostat::lab
