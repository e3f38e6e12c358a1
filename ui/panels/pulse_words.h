// What the answer to pulses into I comes to, in words.
#pragma once

#include <QString>

#include "core/lab/pulse_response.h"

namespace homeostat::ui {

/// "I -1.07, E -0.32 Hz per pA; mean field -0.65, -0.21". Shorter while more is to come; empty
/// before the first trial.
QString pulse_words(const lab::PulseAnswer& answer, bool is_whole);

/// Rich text: what the mean field is, and what it is good for.
QString mean_field_tip();

}  // namespace homeostat::ui
