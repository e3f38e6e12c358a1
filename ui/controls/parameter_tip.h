// What a parameter is, told where the pointer rests.
#pragma once

#include <QString>

#include "core/lab/parameters.h"

namespace homeostat::ui {

/// Symbol, name, unit and range, what more of it does, and where it comes from.
QString parameter_tip(const lab::ParameterSpec& spec);

/// "above 0", "0 to 10", "0 or more": what the model admits, with the unit.
QString allowed_text(const lab::ParameterSpec& spec);

}  // namespace homeostat::ui
