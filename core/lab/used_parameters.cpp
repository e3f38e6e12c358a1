#include "core/lab/used_parameters.h"

#include "core/ei/populations.h"
#include "core/lab/selective_setup.h"

namespace homeostat::lab {

bool is_used(const ParameterValues& values, std::string_view symbol) {
  switch (values.model()) {
    case Model::selective:
      return is_used_input(values, symbol);
    case Model::multi_unit:
      return !ei::is_weight(symbol) || values.choice("W_sums") == "given";
    case Model::two_population:
    case Model::spiking:
      break;
  }
  return true;
}

}  // namespace homeostat::lab
