// A learning rule written out as people print it, derived from its table of signs.
#pragma once

#include <QString>
#include <vector>

#include "core/lab/parameters.h"

namespace homeostat::ui {

/// Markup for Typeset: "$Delta W_{EE}$" and "$+alpha E (I_set - I)$".
struct Equation {
  QString left;
  QString right;
  bool operator==(const Equation&) const = default;
};

/// The four equations in the order EE, EI, IE, II. One alpha stands for all four while they are
/// equal.
std::vector<Equation> rule_equations(const lab::ParameterValues& values);

}  // namespace homeostat::ui
