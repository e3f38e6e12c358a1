// One table for each model.
#pragma once

#include <vector>

#include "core/lab/parameters.h"

namespace homeostat::lab {

std::vector<ParameterSpec> two_population_table();
std::vector<ParameterSpec> multi_unit_table();
std::vector<ParameterSpec> spiking_table();
std::vector<ParameterSpec> selective_table();

}  // namespace homeostat::lab
