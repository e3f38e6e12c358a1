// What a point of the weight plane is, in words.
#pragma once

#include <QString>

#include "core/ei/stability.h"

namespace homeostat::ui {

/// "$W_EE$ 4.50  $W_IE$ 5.90: neurons stable, rule stable". Where there is no stable up-state
/// the rule's eigenvalues say nothing, and only the neurons are spoken of. `decimals` of the place.
QString place_words(const ei::PointStability& point, int decimals, bool is_online);

/// Both eigenvalues of neurons and of rule: "neurons −0.048 ± 0.31i per ms; rule −0.0005, −0.002
/// per trial" (online: per ms).
QString eigenvalue_words(const ei::PointStability& point, bool is_online);

}  // namespace homeostat::ui
