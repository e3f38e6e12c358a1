#include "core/lab/words.h"

#include <array>
#include <cstdio>

namespace homeostat::lab {

std::string number_words(const char* format, double value) {
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), format, value);
  return buffer.data();
}

std::string rates_words(ei::Rates rates) {
  return number_words("%.1f", rates.E) + " / " + number_words("%.1f", rates.I) + " Hz";
}

}  // namespace homeostat::lab
