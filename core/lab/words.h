// Numbers inside sentences.
#pragma once

#include <string>

#include "core/ei/populations.h"

namespace homeostat::lab {

/// printf's `format` of one number.
std::string number_words(const char* format, double value);

/// "5.0 / 14.0 Hz".
std::string rates_words(ei::Rates rates);

}  // namespace homeostat::lab
