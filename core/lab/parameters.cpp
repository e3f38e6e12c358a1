#include "core/lab/parameters.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "core/ei/plasticity.h"
#include "core/lab/model_tables.h"
#include "core/math/check.h"

namespace homeostat::lab {

namespace {

std::string allowed_text(const Allowed& allowed) {
  const bool below = std::isfinite(allowed.high);
  const bool above = std::isfinite(allowed.low);
  if (above && below) return number_text(allowed.low) + " to " + number_text(allowed.high);
  if (above) return (allowed.low_included ? "at least " : "above ") + number_text(allowed.low);
  if (below) return "at most " + number_text(allowed.high);
  return "any finite number";
}

std::string choices_text(const ParameterSpec& spec, std::string_view given) {
  if (spec.symbol == "rule" && spec.choices.size() > 6 &&
      std::ranges::find(ei::named_rules(), given, &ei::NamedRule::name) != ei::named_rules().end())
    return "in networks, whose cells learn one by one, a rule that is linear in the two errors: "
           "two_term, cross_homeostatic, homeostatic, synaptic_scaling, homeo_HHHH to homeo_AAAA, "
           "custom";
  const std::string near = nearest_name(given, spec.choices);
  if (spec.choices.size() > 6) {
    return near.empty()
               ? "a name that 'homeostat-cli list " + std::string(spec.symbol) + "s' prints"
               : "a known name; did you mean '" + near + "'?";
  }
  std::string text;
  for (const auto& choice : spec.choices) text += (text.empty() ? "" : ", ") + std::string(choice);
  return near.empty() ? text : text + "; did you mean '" + near + "'?";
}

}  // namespace

std::span<const Model> models() {
  static constexpr std::array all{Model::two_population, Model::multi_unit, Model::spiking,
                                  Model::selective};
  return all;
}

bool is_run_by_trials(Model model) { return model != Model::selective; }

bool is_network(Model model) { return model == Model::multi_unit || model == Model::spiking; }

bool has_learning_rates(Model model) { return model != Model::selective; }

std::string_view model_name(Model model) {
  switch (model) {
    case Model::selective:
      return "selective";
    case Model::multi_unit:
      return "multi_unit";
    case Model::spiking:
      return "spiking";
    case Model::two_population:
      break;
  }
  return "two_population";
}

Model model_from_name(std::string_view name) {
  std::vector<std::string_view> names;
  std::string known;
  for (const Model model : models()) {
    if (model_name(model) == name) return model;
    names.push_back(model_name(model));
    known += (known.empty() ? "" : ", ") + std::string(names.back());
  }
  const std::string near = nearest_name(name, names);
  throw InputError("model", std::string(name),
                   near.empty() ? known : known + "; did you mean '" + near + "'?");
}

std::span<const ParameterSpec> parameters(Model model) {
  static const std::vector<ParameterSpec> two_population = two_population_table();
  static const std::vector<ParameterSpec> spiking = spiking_table();
  static const std::vector<ParameterSpec> multi_unit = multi_unit_table();
  static const std::vector<ParameterSpec> selective = selective_table();
  switch (model) {
    case Model::selective:
      return selective;
    case Model::multi_unit:
      return multi_unit;
    case Model::spiking:
      return spiking;
    case Model::two_population:
      break;
  }
  return two_population;
}

const ParameterSpec& parameter(Model model, std::string_view symbol) {
  const auto table = parameters(model);
  const auto found = std::ranges::find(table, symbol, &ParameterSpec::symbol);
  if (found != table.end()) return *found;
  std::vector<std::string_view> symbols{"alpha"};
  for (const auto& spec : table) symbols.push_back(spec.symbol);
  const std::string near = nearest_name(symbol, symbols);
  throw InputError("symbol", std::string(symbol),
                   near.empty() ? "one that 'homeostat-cli list parameters' prints"
                                : "a parameter of the model; did you mean '" + near + "'?");
}

void check_value(const ParameterSpec& spec, double value) {
  if (spec.is_choice()) {
    const bool known = value >= 0 && value < static_cast<double>(spec.choices.size()) &&
                       value == std::floor(value);
    if (!known)
      throw InputError(std::string(spec.symbol), number_text(value), choices_text(spec, ""));
    return;
  }
  const Allowed& a = spec.allowed;
  const bool inside =
      std::isfinite(value) && value <= a.high && (a.low_included ? value >= a.low : value > a.low);
  if (!inside) {
    std::string allowed = allowed_text(a);
    if (!spec.unit.empty()) allowed += " " + std::string(spec.unit);
    throw InputError(std::string(spec.symbol), number_text(value), allowed);
  }
}

double parse_value(const ParameterSpec& spec, std::string_view text) {
  if (spec.is_choice()) {
    const auto found = std::ranges::find(spec.choices, text);
    if (found == spec.choices.end()) {
      throw InputError(std::string(spec.symbol), std::string(text), choices_text(spec, text));
    }
    return static_cast<double>(found - spec.choices.begin());
  }
  std::string_view digits = text;
  if (digits.starts_with('+')) digits.remove_prefix(1);  // from_chars knows no plus sign
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error == std::errc::result_out_of_range) {
    throw InputError(std::string(spec.symbol), std::string(text), "a number of ordinary size");
  }
  if (error != std::errc{} || end != digits.data() + digits.size()) {
    throw InputError(std::string(spec.symbol), std::string(text), "a number");
  }
  check_value(spec, value);
  return value;
}

std::string value_text(const ParameterSpec& spec, double value) {
  if (spec.is_choice()) return std::string(spec.choices[static_cast<std::size_t>(value)]);
  return number_text(value);
}

ParameterValues::ParameterValues(Model model) : model_(model) {
  for (const auto& spec : parameters(model)) values_.push_back(spec.fallback);
}

std::size_t ParameterValues::index(std::string_view symbol) const {
  return static_cast<std::size_t>(&parameter(model_, symbol) - parameters(model_).data());
}

double ParameterValues::operator[](std::string_view symbol) const { return values_[index(symbol)]; }

void ParameterValues::set(std::string_view symbol, double value) { values_[index(symbol)] = value; }

std::string_view ParameterValues::choice(std::string_view symbol) const {
  const std::size_t i = index(symbol);
  return parameters(model_)[i].choices[static_cast<std::size_t>(values_[i])];
}

void ParameterValues::set_choice(std::string_view symbol, std::string_view name) {
  const std::size_t i = index(symbol);
  values_[i] = parse_value(parameters(model_)[i], name);
}

}  // namespace homeostat::lab
