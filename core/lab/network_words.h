// What a run of a spiking network is doing, in plain words; see plain_words.h.
#pragma once

#include "core/lab/frame.h"
#include "core/lab/plain_words.h"

namespace homeostat::lab {

/// `p` are the parameters in force. Rates are means over the last 100 trials.
PlainWords network_words(const RunStory& story, const Run& run, const ParameterValues& p);

}  // namespace homeostat::lab
