#include "core/ei/unit_balance.h"

namespace homeostat::ei {

BalanceLines balance_lines(const RateParameters& p, Setpoints set) {
  const double slope = set.E / set.I;
  return {{slope, (p.I_ext - p.theta_E - set.E / p.g_E) / set.I},
          {slope, (p.I_ext_I - p.theta_I - set.I / p.g_I) / set.I}};
}

}  // namespace homeostat::ei
