// A network as a run left it: what a training run is resumed from, and what an experiment can begin
// with in place of random weights. One CBOR file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/lab/experiment.h"
#include "core/lab/network_state.h"
#include "core/lab/record.h"

namespace homeostat::lab {

struct NetworkFile {
  Experiment experiment;       ///< the run it comes from; parameters and seed say how it is wired
  NetworkState state;          ///< after `state.trial` trials
  std::vector<TrialRow> rows;  ///< of these trials, as far as kept
};

/// How exactly the weights are written.
enum class WeightPrecision {
  exact,  ///< single precision: resuming gives the bits of the uninterrupted run
  byte,   ///< a 255th of the range of each class: small enough to be shipped
};

std::string network_bytes(const NetworkFile& network, WeightPrecision precision);
/// `origin` names it in errors: InputError.
NetworkFile network_from_bytes(std::string_view bytes, std::string_view origin);

/// Atomically. Throws RunError.
void save_network(const NetworkFile& network, WeightPrecision precision,
                  const std::filesystem::path& file);
/// What a run of this experiment, whatever its length, has left in the directory; nothing when
/// there is none. Throws InputError when it is another experiment's.
std::optional<NetworkFile> checkpoint_in(const std::filesystem::path& directory,
                                         const Experiment& experiment);
/// A trial begins where this leaves off.
inline constexpr std::string_view checkpoint_name = "checkpoint.network";

/// A built-in network ("fig7_trained") or a file. Throws InputError.
NetworkFile load_network(const std::string& name_or_file);

}  // namespace homeostat::lab
