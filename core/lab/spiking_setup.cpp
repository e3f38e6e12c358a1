#include "core/lab/spiking_setup.h"

#include <cmath>
#include <string>
#include <string_view>

#include "core/lab/experiment.h"
#include "core/math/check.h"

namespace homeostat::lab {

namespace {

constexpr double pA_per_nA = 1000;
constexpr double smallest_network = 2, largest_network = 20'000;

void require_whole(const ParameterValues& p, std::string_view symbol) {
  require(p[symbol] == std::floor(p[symbol]), symbol, p[symbol], "a whole number");
}

/// Forward Euler needs steps that are shorter than what they follow.
void require_longer_than_step(const ParameterValues& p, std::string_view symbol, double ms) {
  require(ms >= p["dt"], symbol, p[symbol],
          "at least one time step: dt is " + number_text(p["dt"]) + " ms");
}

}  // namespace

ei::Sizes network_sizes(const ParameterValues& p) {
  return {static_cast<int>(p["N_E"]), static_cast<int>(p["N_I"])};
}

ei::LifParameters lif_parameters(const ParameterValues& p) {
  const bool adapts = p.choice("adaptation") == "on";
  const auto per_spike = [&](std::string_view strength) {
    return adapts ? p[strength] * pA_per_nA / p["tau_a"] : 0;
  };
  const auto cell = [&](std::string_view rest, std::string_view capacitance,
                        std::string_view refractory, std::string_view strength) {
    return ei::CellParameters{.E_L = p[rest],
                              .V_threshold = p["V_thresh"],
                              .V_reset = p["V_reset"],
                              .tau_refractory = p[refractory],
                              .C = p[capacitance],
                              .g_L = p["g_L"],
                              .adaptation = per_spike(strength),
                              .tau_a = p["tau_a"],
                              .noise_sigma = p["noise_sigma"]};
  };
  return {.E = cell("E_L", "C", "t_ref", "beta_a"),
          .I = cell("E_L_I", "C_I", "t_ref_I", "beta_a_I"),
          .from_E = {p["tau_r_E"], p["tau_d_E"]},
          .from_I = {p["tau_r_I"], p["tau_d_I"]},
          .I_ext = p["I_ext"],
          .I_ext_I = p["I_ext_I"],
          .dt = p["dt"]};
}

ei::Wiring wiring(const ParameterValues& p) {
  return {.sizes = network_sizes(p),
          .probability = p["p_conn"],
          .mean = initial_weights(p),
          .spread = p["W_spread"],
          .delay_E = p["delay_E"],
          .delay_I = p["delay_I"],
          .dt = p["dt"]};
}

ei::SpikingLearning spiking_learning(const ParameterValues& p) {
  return {.rule = std::get<ei::GainTable>(rule(p)),
          .partners = static_cast<ei::Partners>(static_cast<int>(p["partners"])),
          .set = setpoints(p),
          .tau_trial = p["tau_trial"],
          .rate_floor = p["rate_floor"],
          .W_min = p["W_min"],
          .W_max = p["W_max"]};
}

std::optional<ei::Kick> kick(const ParameterValues& p) {
  if (p["kick_cells"] == 0 || p["kick_amplitude"] == 0) return std::nullopt;
  return ei::Kick{static_cast<std::int32_t>(std::lround(p["kick_onset"] / p["dt"])),
                  p["kick_amplitude"] * pA_per_nA, static_cast<int>(p["kick_cells"])};
}

void validate_network(const ParameterValues& p) {
  for (const std::string_view symbol : {"N_E", "N_I", "kick_cells"}) require_whole(p, symbol);
  const double cells = p["N_E"] + p["N_I"];
  require(cells >= smallest_network && cells <= largest_network, "N_E + N_I", cells,
          "at most 20000 cells");
  require(p["kick_cells"] <= p["N_E"], "kick_cells", p["kick_cells"],
          "at most " + number_text(p["N_E"]) + ", the value of N_E");
  require(p["W_min"] <= p["W_max"], "W_min", p["W_min"],
          "at most " + number_text(p["W_max"]) + " pA, the value of W_max");
  require(p["V_reset"] < p["V_thresh"], "V_reset", p["V_reset"],
          "below " + number_text(p["V_thresh"]) + " mV, the value of V_thresh");
  for (const std::string_view symbol : {"E_L", "E_L_I"})
    require(p[symbol] < p["V_thresh"], symbol, p[symbol],
            "below " + number_text(p["V_thresh"]) + " mV, the value of V_thresh");
  for (const std::string_view symbol :
       {"tau_r_E", "tau_d_E", "tau_r_I", "tau_d_I", "tau_a", "delay_E", "delay_I"})
    require_longer_than_step(p, symbol, p[symbol]);
  require_longer_than_step(p, "C", p["C"] / p["g_L"]);
  require_longer_than_step(p, "C_I", p["C_I"] / p["g_L"]);
  require(p["trial_duration"] >= 2 * ei::rate_bin_ms, "trial_duration", p["trial_duration"],
          "at least " + number_text(2 * ei::rate_bin_ms) + " ms, two bins of the rate");
  constexpr double most_steps = 1e7;
  require(p["trial_duration"] / p["dt"] <= most_steps, "trial_duration", p["trial_duration"],
          "at most 10,000,000 steps of dt in a trial");
  constexpr double longest_delay = 1000;
  for (const std::string_view symbol : {"delay_E", "delay_I"})
    require(p[symbol] / p["dt"] <= longest_delay, symbol, p[symbol], "at most 1000 steps of dt");
}

}  // namespace homeostat::lab
