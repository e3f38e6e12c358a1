// What a change within a trial did, in words: predicted beside simulated.
#pragma once

#include <QString>

#include "core/lab/perturbation.h"

namespace homeostat::ui {

/// A change of a rate with its sign, "+1.20", "−5.38".
QString signed_number(double value);

/// Why there is no stable up-state: "a rate would fall to 0".
QString loss_words(ei::UpStateLoss loss);

/// A line for E and one for I, "$Delta I$: predicted −5.38, simulated −5.41 Hz", in the markup of
/// Typeset; or in the first line why there is nothing to compare.
QString effect_words(const lab::ChangeEffect& effect);

/// "means of 850 to 1,250 ms", on an axis that begins at `onset_ms` of the trial.
QString effect_window_words(const lab::ChangeEffect& effect, double onset_ms);

}  // namespace homeostat::ui
