// A trial as the parameters in force lay it out: its segments, and what is learned at its end. One
// run and many side by side both take it from here.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <vector>

#include "core/ei/online_learning.h"
#include "core/ei/rate_model.h"
#include "core/lab/event.h"
#include "core/lab/experiment.h"

namespace homeostat::lab {

/// Parameters in force as a trial of rate units or populations needs them, worked out once until
/// one of them changes.
class TrialSetup {
 public:
  explicit TrialSetup(const ParameterValues& values);

  const ParameterValues& values() const { return values_; }
  /// Rule, setpoints and floors; sensors and kicks in online mode only.
  const ei::OnlineProtocol& learning() const { return learning_; }
  double dt() const { return rates_.dt; }
  double pulse_amplitude() const { return pulse_amplitude_; }
  std::int64_t steps() const { return steps_; }  ///< of a trial; online mode: of a second
  std::int64_t pulse_first() const { return pulse_first_; }

  /// A stretch of the trial in which no parameter changes; its weights are not filled in.
  struct Part {
    std::int64_t first_step = 1;
    ei::Segment segment;
  };

  /// The trial between pulse, window and temporary changes. Throws RunError when the model does not
  /// admit what the changes come to.
  std::vector<Part> trial_parts(const std::vector<Overlay>& changes) const;
  /// One second of online mode, in which a kick comes at `first_kick`.
  std::vector<Part> online_parts(std::int64_t first_kick,
                                 const std::vector<Overlay>& changes) const;

  /// The end of a trial: low-pass over trials, rule, floor.
  void end_trial(ei::Rates mean, ei::Rates& average, ei::Weights& weights) const;

 private:
  std::vector<Part> parts(std::initializer_list<std::int64_t> own_boundaries,
                          const std::vector<Overlay>& changes) const;

  ParameterValues values_;
  ei::RateParameters rates_;
  ei::OnlineProtocol learning_;
  double tau_trial_;
  double pulse_amplitude_;
  std::int64_t steps_ = 0, pulse_first_ = 0, window_first_ = 0;
};

/// Where a trial's samples hold that step, the first being 1.
inline double* at_step(std::vector<double>& samples, std::int64_t step) {
  return samples.data() + (step - 1);
}

}  // namespace homeostat::lab
