// The parameter table: the one place where a parameter is declared. Slider, number box, tooltip,
// undo, file, command line and validation all follow from a row here.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace homeostat::lab {

enum class Model { two_population, multi_unit, spiking, selective };

/// All of them, in the order of the laboratories.
std::span<const Model> models();
/// Whether its experiments are run trial by trial; a selective neuron is solved instead.
bool is_run_by_trials(Model model);
/// Whether it has many units or cells, each with a rate of its own.
bool is_network(Model model);
/// Whether it learns by rates; where it does not, `alpha` is a parameter like any other.
bool has_learning_rates(Model model);

std::string_view model_name(Model model);
/// Throws InputError with a suggestion.
Model model_from_name(std::string_view name);

/// Where a parameter stands among the controls.
enum class Section {
  rule,
  learning_rates,
  setpoints,
  initial_weights,
  network,
  cells,
  noise_and_pulse,
  protocol
};

enum class Scale { linear, logarithmic };

/// When a changed value takes effect.
enum class TakesEffect {
  live,      ///< at the next trial (online mode: the next second), and is logged
  at_start,  ///< begins the run anew: initial weights, mode
};

/// What the model admits, whatever the slider shows.
struct Allowed {
  double low;
  double high;
  bool low_included = true;
};

/// One row of the table.
struct ParameterSpec {
  std::string_view symbol;  ///< "W_EE": in files, on the command line, and typeset in the window
  std::string_view name;    ///< "Weight from E onto E"
  std::string_view unit;    ///< "Hz", "ms", or empty
  Section section;
  double slider_min, slider_max;
  double fallback;  ///< default
  double step;      ///< one press of an arrow key; on a logarithmic scale, a factor
  Scale scale;
  Allowed allowed;
  TakesEffect takes_effect;
  std::span<const std::string_view> choices;  ///< names of the values 0, 1, 2, ...; empty: a number
  std::string_view source;
  std::string_view lesson;  ///< what more of it does

  bool is_choice() const { return !choices.empty(); }
};

/// All rows of a model, in the order of the controls. `rule` is the first row.
std::span<const ParameterSpec> parameters(Model model);

/// Throws InputError with a suggestion when the model has no such symbol.
const ParameterSpec& parameter(Model model, std::string_view symbol);

/// Throws InputError unless the model admits `value` by itself (conditions between parameters are
/// checked by validate(Experiment)).
void check_value(const ParameterSpec& spec, double value);

/// "0.0005" or "cross_homeostatic" to a value; throws InputError.
double parse_value(const ParameterSpec& spec, std::string_view text);

/// The inverse of parse_value.
std::string value_text(const ParameterSpec& spec, double value);

/// One value for each row of a model's table. Choices are stored as their index.
class ParameterValues {
 public:
  explicit ParameterValues(Model model = Model::two_population);  ///< all defaults

  Model model() const { return model_; }
  double operator[](std::string_view symbol) const;
  void set(std::string_view symbol, double value);
  std::string_view choice(std::string_view symbol) const;
  void set_choice(std::string_view symbol, std::string_view name);
  bool operator==(const ParameterValues&) const = default;

 private:
  std::size_t index(std::string_view symbol) const;

  Model model_;
  std::vector<double> values_;
};

}  // namespace homeostat::lab
