// What a point of the weight plane is, in words.
#pragma once

#include <QString>

#include "core/ei/stability.h"

namespace homeostat::ui {

/// "$W_EE$ 4.50  $W_IE$ 5.90: neurons stable, rule stable".
QString place_words(const ei::PointStability& point);

/// Both eigenvalues of neurons and of rule: "neurons −0.048 ± 0.31i /ms, rule −0.0005, −0.002".
QString eigenvalue_words(const ei::PointStability& point);

}  // namespace homeostat::ui
