// What is known of a selective neuron's experiment by now.
#pragma once

#include <memory>
#include <string>

namespace homeostat::lab {
struct SampledLoads;
struct SelectiveAnswer;
struct SelectiveTheory;
}  // namespace homeostat::lab

namespace homeostat::ui {

/// All of it as far as it is known. Pointers are null until there is something; what is there may
/// be of the experiment before, until the present one's comes.
struct Solved {
  std::shared_ptr<const lab::SelectiveAnswer> answer;
  std::shared_ptr<const lab::SelectiveTheory> theory;
  std::shared_ptr<const lab::SampledLoads> samples;
  double solving_part = -1;   ///< done; below 0: nothing is being solved
  double sampling_part = -1;  ///< likewise; also while sampling rests
  double sampling_seconds_left = 0;
  std::string error;  ///< why there is no answer; empty: all is well
};

}  // namespace homeostat::ui
