// What views show of a network of rate units besides what it recorded: its analysis, its order.
#pragma once

#include <vector>

#include "core/ei/unit_circuit.h"
#include "core/lab/network_trial.h"
#include "core/lab/parameters.h"

namespace homeostat::lab {

/// The network as that trial left it, without the noise; `values` are the parameters in force.
/// Lesioned is who was so in the trial; currents into chosen units do not count.
ei::UnitCircuit circuit_after(const NetworkTrial& trial, const ParameterValues& values);

/// Fixed point and modes of circuit_after(), near the trial's rates.
ei::UnitModes modes_after(const NetworkTrial& trial, const ParameterValues& values);

enum class UnitOrder {
  number,
  rate,  ///< averaged over trials
  input  ///< summed weights from E less those from I
};

/// The units of each population in that order, E first, the lowest first.
std::vector<int> ordered_units(const NetworkTrial& trial, UnitOrder order);

/// Rows and columns put in another order. `sample` has every unit.
WeightSample reordered(const WeightSample& sample, const std::vector<int>& order);

/// Now less before; both have every unit.
WeightSample difference(const WeightSample& now, const WeightSample& before);

}  // namespace homeostat::lab
