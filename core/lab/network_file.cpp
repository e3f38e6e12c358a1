#include "core/lab/network_file.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <span>

#include "core/lab/embedded.h"
#include "core/lab/experiment_io.h"
#include "core/lab/result_io.h"
#include "core/lab/spiking_setup.h"
#include "core/math/check.h"
#include "core/math/numbers.h"

namespace homeostat::lab {

namespace {

using Json = nlohmann::json;
using Bytes = std::vector<std::uint8_t>;

constexpr int network_format_version = 1;
constexpr double byte_steps = 255;

static_assert(std::endian::native == std::endian::little, "numbers are written as they are");

template <class Value>
Json packed(std::span<const Value> values) {
  Bytes bytes(values.size_bytes());
  if (!values.empty()) std::memcpy(bytes.data(), values.data(), bytes.size());
  return Json::binary(std::move(bytes));
}

template <class Value>
std::vector<Value> unpacked(const Json& json) {
  const Bytes& bytes = json.get_binary();
  std::vector<Value> values(bytes.size() / sizeof(Value));
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(Value));
  return values;
}

/// One row of trials as numbers.
constexpr std::size_t row_numbers = 15;

std::array<double, row_numbers> numbers(const TrialRow& r) {
  const NetworkSummary& n = r.network;
  return {r.mean.E,
          r.mean.I,
          r.average.E,
          r.average.I,
          r.weights.EE,
          r.weights.EI,
          r.weights.IE,
          r.weights.II,
          n.up_duration_s,
          static_cast<double>(n.up_states),
          n.lasts_to_end ? 1.0 : 0.0,
          n.spread.E,
          n.spread.I,
          n.mse_average,
          n.mse_raw};
}

TrialRow row_of(std::int64_t trial, const double* v) {
  return {.trial = trial,
          .mean = {v[0], v[1]},
          .average = {v[2], v[3]},
          .weights = {v[4], v[5], v[6], v[7]},
          .noise = {},
          .network = {.up_duration_s = v[8],
                      .up_states = static_cast<int>(v[9]),
                      .lasts_to_end = v[10] != 0,
                      .spread = {v[11], v[12]},
                      .mse_average = v[13],
                      .mse_raw = v[14]}};
}

/// The wiring, which the file does not hold: it follows from parameters and seed.
ei::Synapses wired(const Experiment& experiment) {
  return ei::Synapses::random(wiring(experiment.parameters), experiment.seed);
}

std::vector<ei::WeightClass> classes(const ei::Synapses& synapses) {
  const int E = synapses.sizes().E;
  std::vector<ei::WeightClass> found;
  found.reserve(synapses.count());
  synapses.for_each([&](const ei::Synapse& s) {
    const bool from_I = s.from >= E, onto_I = s.to >= E;
    found.push_back(onto_I ? (from_I ? ei::II : ei::IE) : (from_I ? ei::EI : ei::EE));
  });
  return found;
}

struct WeightRange {
  double low = infinity;
  double high = -infinity;
};

Json weights_in_bytes(const NetworkFile& network) {
  const auto class_of = classes(wired(network.experiment));
  const auto& weights = network.state.weights;
  std::array<WeightRange, 4> ranges;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    WeightRange& range = ranges[class_of[k]];
    range.low = std::min(range.low, static_cast<double>(weights[k]));
    range.high = std::max(range.high, static_cast<double>(weights[k]));
  }
  Bytes bytes(weights.size());
  for (std::size_t k = 0; k < weights.size(); ++k) {
    const auto [low, high] = ranges[class_of[k]];
    const double part = high > low ? (static_cast<double>(weights[k]) - low) / (high - low) : 0;
    bytes[k] = static_cast<std::uint8_t>(std::lround(part * byte_steps));
  }
  Json json;
  for (const auto& [low, high] : ranges) json["ranges"].push_back({low, high});
  json["steps"] = Json::binary(std::move(bytes));
  return json;
}

std::vector<float> weights_from_bytes(const Json& json, const Experiment& experiment) {
  const auto class_of = classes(wired(experiment));
  const Bytes& steps = json.at("steps").get_binary();
  if (steps.size() != class_of.size())
    throw InputError("weights", std::to_string(steps.size()), "one for each synapse");
  std::vector<float> weights(steps.size());
  for (std::size_t k = 0; k < steps.size(); ++k) {
    const auto& range = json.at("ranges").at(class_of[k]);
    const double low = range.at(0), high = range.at(1);
    weights[k] = static_cast<float>(low + (high - low) * steps[k] / byte_steps);
  }
  return weights;
}

NetworkFile network_of(const Json& json) {
  if (json.at("homeostat_network") != network_format_version)
    throw InputError("homeostat_network", json.at("homeostat_network").dump(),
                     "1; a newer program may be needed");
  NetworkFile network;
  network.experiment = experiment_from_text(json.at("experiment").get<std::string>(), "experiment");
  network.state.trial = json.at("trial");
  network.state.averages = unpacked<double>(json.at("averages"));
  network.state.weights = json.contains("weights")
                              ? unpacked<float>(json.at("weights"))
                              : weights_from_bytes(json.at("weights_8"), network.experiment);
  const auto values = unpacked<double>(json.at("rows"));
  for (std::size_t k = 0; (k + 1) * row_numbers <= values.size(); ++k)
    network.rows.push_back(
        row_of(static_cast<std::int64_t>(k + 1), values.data() + k * row_numbers));
  return network;
}

}  // namespace

std::string network_bytes(const NetworkFile& network, WeightPrecision precision) {
  Json json;
  json["homeostat_network"] = network_format_version;
  json["experiment"] = experiment_text(network.experiment);
  json["trial"] = network.state.trial;
  json["averages"] = packed<double>(network.state.averages);
  if (precision == WeightPrecision::exact) {
    json["weights"] = packed<float>(network.state.weights);
  } else {
    json["weights_8"] = weights_in_bytes(network);
  }
  std::vector<double> rows;
  for (const TrialRow& row : network.rows)
    std::ranges::copy(numbers(row), std::back_inserter(rows));
  json["rows"] = packed<double>(rows);
  const Bytes bytes = Json::to_cbor(json);
  return {bytes.begin(), bytes.end()};
}

NetworkFile network_from_bytes(std::string_view bytes, std::string_view origin) {
  try {
    return network_of(Json::from_cbor(bytes.begin(), bytes.end()));
  } catch (const Json::exception&) {
    throw InputError(
        std::string(origin), "no complete network",
        "a network file, as 'homeostat-cli run --out' writes it for a spiking network");
  } catch (const InputError& error) {
    throw InputError(std::string(origin) + ": " + error.field(), error.value(), error.allowed());
  }
}

void save_network(const NetworkFile& network, WeightPrecision precision,
                  const std::filesystem::path& file) {
  OutputFile out(file);
  out.write(network_bytes(network, precision));
  out.commit();
}

std::optional<NetworkFile> checkpoint_in(const std::filesystem::path& directory,
                                         const Experiment& experiment) {
  const std::filesystem::path file = directory / checkpoint_name;
  if (!std::filesystem::exists(file)) return std::nullopt;
  NetworkFile saved = load_network(file.string());
  Experiment same = saved.experiment;
  same.trials = experiment.trials;
  if (same != experiment)
    throw InputError("--resume", file.string(),
                     "the checkpoint of this experiment, with the same parameters and seed");
  return saved;
}

NetworkFile load_network(const std::string& name_or_file) {
  for (const auto& [name, bytes] : embedded_networks()) {
    if (name == name_or_file) return network_from_bytes(bytes, name);
  }
  std::ifstream in(name_or_file, std::ios::binary);
  if (!in)
    throw InputError("start", name_or_file,
                     "a built-in network or a network file that can be read");
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  return network_from_bytes(bytes, name_or_file);
}

}  // namespace homeostat::lab
