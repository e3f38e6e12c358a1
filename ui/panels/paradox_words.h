// The paradoxical effect in words, in the markup of Typeset.
#pragma once

#include <QString>

#include "core/ei/steady_sweep.h"

namespace homeostat::ui {

/// "More $W_IE$ lowers I here: the paradoxical effect."
QString weight_effect_words(const ei::Circuit& now, ei::WeightClass c);

/// "naive: I with E held"; where E alone cannot come to rest, that it runs away.
QString naive_words(const ei::Circuit& now, ei::WeightClass c);

/// "$W_IE$ (E onto I)".
QString weight_axis_words(ei::WeightClass c);

/// The two lines of a readout: the steady state with the weight at the point's value; and by how
/// much it differs from the present one, or why there is none.
QString steady_point_words(const ei::SteadyPoint& point, ei::WeightClass c);
QString steady_change_words(const ei::Circuit& now, const ei::SteadyPoint& point,
                            ei::WeightClass c);

}  // namespace homeostat::ui
