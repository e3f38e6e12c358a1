#include "tests/support/runs.h"

#include <array>
#include <bit>
#include <utility>

namespace homeostat::test {

lab::Trace* Recorder::trace_for(std::int64_t /*trial*/) {
  if (!keeps_traces_) return nullptr;
  return &traces.emplace_back();
}

lab::Experiment experiment_with(std::initializer_list<lab::Assignment> assignments) {
  return lab::with_assignments(lab::Experiment{}, {assignments.begin(), assignments.size()});
}

lab::Experiment noise_free(std::string_view rule) {
  return experiment_with({{"rule", std::string(rule)},
                          {"noise_sigma", "0"},
                          {"W_EE", "2.1"},
                          {"W_EI", "3"},
                          {"W_IE", "4"},
                          {"W_II", "2"}});
}

std::vector<lab::TrialRow> rows_of(const lab::Experiment& experiment, std::int64_t trials) {
  Recorder recorder;
  lab::Engine engine(experiment);
  engine.advance(trials, recorder);
  return recorder.rows;
}

std::string first_difference(const lab::TrialRow& a, const lab::TrialRow& b) {
  if (a.trial != b.trial) return "trial";
  const auto numbers = [](const lab::TrialRow& r) {
    return std::array{
        std::pair{"E_mean", r.mean.E},   std::pair{"I_mean", r.mean.I},
        std::pair{"E_avg", r.average.E}, std::pair{"I_avg", r.average.I},
        std::pair{"W_EE", r.weights.EE}, std::pair{"W_EI", r.weights.EI},
        std::pair{"W_IE", r.weights.IE}, std::pair{"W_II", r.weights.II},
        std::pair{"noise E", r.noise.E}, std::pair{"noise I", r.noise.I},
    };
  };
  const auto in_a = numbers(a), in_b = numbers(b);
  for (std::size_t k = 0; k < in_a.size(); ++k) {
    if (std::bit_cast<std::uint64_t>(in_a[k].second) !=
        std::bit_cast<std::uint64_t>(in_b[k].second))
      return in_a[k].first;
  }
  return {};
}

std::string first_difference(const std::vector<lab::TrialRow>& a,
                             const std::vector<lab::TrialRow>& b) {
  if (a.size() != b.size()) return "number of rows";
  for (std::size_t k = 0; k < a.size(); ++k) {
    const std::string field = first_difference(a[k], b[k]);
    if (!field.empty()) return field + " of trial " + std::to_string(a[k].trial);
  }
  return {};
}

}  // namespace homeostat::test
