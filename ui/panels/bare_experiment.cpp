#include "ui/panels/bare_experiment.h"

namespace homeostat::ui {

lab::Experiment bare_experiment(const lab::Experiment& experiment) {
  lab::Experiment bare;
  bare.parameters = experiment.parameters;
  bare.seed = experiment.seed;
  bare.events = experiment.events;
  for (const std::string_view weight : ei::weight_symbols)
    bare.parameters.set(weight, lab::parameter(bare.model(), weight).fallback);
  return bare;
}

}  // namespace homeostat::ui
