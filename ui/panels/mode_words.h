// What an eigenvalue means, in words.
#pragma once

#include <QString>

#include "core/lab/present_modes.h"

namespace homeostat::ui {

/// What a mode's time is counted in.
struct ModeClock {
  math::Time time;  ///< of a flow, or of the map from trial to trial
  bool is_ms;       ///< else trials
};

/// "134 trials", "25 ms", "13.5 s"; "grows, 12 trials" where it does.
QString decay_label(std::complex<double> mode, ModeClock clock);

/// "−0.0487 ± 0.31i per ms"; of a map the bare number.
QString mode_number(std::complex<double> mode, ModeClock clock);

/// "to 1/e in 21 ms, one turn in 20 ms"; "× e in 12 trials, changing sign every trial".
QString mode_meaning(std::complex<double> mode, ModeClock clock);

/// Why these are not the eigenvalues of four free weights (one is held, or the setpoints are out
/// of reach), if so, and how much faster learning may be. Symbols as in the parameter table.
QString modes_sentence(const lab::PresentModes& modes, double largest_rate_factor);

}  // namespace homeostat::ui
