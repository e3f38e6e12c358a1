// A spiking network that is small enough for a test and yet does all that the paper's does.
#pragma once

#include "core/lab/catalogue.h"

namespace homeostat::test {

/// A tenth of the cells, all connected, each with the summed input of the trained network:
/// up-states from the first trial on. Trials of 300 ms, kicked at 50.
inline lab::Experiment small_network() {
  lab::Experiment e = lab::built_in_experiment("fig7");
  e.name = "small";
  e.title.clear();
  e.look_for.clear();
  for (const auto& [symbol, value] : {std::pair{"N_E", 160.0},
                                      {"N_I", 40.0},
                                      {"p_conn", 1.0},
                                      {"W_EE", 450.0},
                                      {"W_EI", 535.0},
                                      {"W_IE", 375.0},
                                      {"W_II", 400.0},
                                      {"kick_cells", 20.0},
                                      {"kick_onset", 50.0},
                                      {"trial_duration", 300.0}}) {
    e.parameters.set(symbol, value);
  }
  e.trials = 200;
  return e;
}

}  // namespace homeostat::test
