#include "core/lab/remedies.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string_view>

#include "core/ei/stability.h"
#include "core/lab/experiment.h"
#include "core/math/check.h"

namespace homeostat::lab {

namespace {

constexpr int steps_of_slider = 240;
constexpr int halvings = 40;

/// What the place depends on, besides the learning rates and a custom rule's table.
constexpr std::array<std::string_view, 13> circuit_symbols{
    "W_EE",  "W_IE",    "E_set",   "I_set", "I_ext", "I_ext_I",  "tau_E",
    "tau_I", "theta_E", "theta_I", "g_E",   "g_I",   "tau_trial"};

/// A slider as a length: 0 at its left end, 1 at its right.
struct Slider {
  double low, high;
  bool is_logarithmic;

  explicit Slider(const ParameterSpec& spec)
      : low(spec.slider_min),
        high(spec.slider_max),
        is_logarithmic(spec.scale == Scale::logarithmic) {}
  double place(double value) const {
    if (!is_logarithmic) return (value - low) / (high - low);
    return value > 0 ? std::log(value / low) / std::log(high / low) : 0;
  }
  double value(double place) const {
    return is_logarithmic ? low * std::pow(high / low, place) : low + (high - low) * place;
  }
};

/// The stable place nearest to `from`, both on the slider.
std::optional<double> nearest_stable(const std::function<bool(double)>& is_stable, double from) {
  for (int step = 1; step <= steps_of_slider; ++step) {
    std::optional<double> best;
    for (const double side : {-1.0, 1.0}) {
      double inside = from + side * step / steps_of_slider;
      if (inside < 0 || inside > 1 || !is_stable(inside)) continue;
      double outside = from + side * (step - 1) / steps_of_slider;
      for (int k = 0; k < halvings; ++k) {
        const double middle = 0.5 * (inside + outside);
        (is_stable(middle) ? inside : outside) = middle;
      }
      if (!best || std::abs(inside - from) < std::abs(*best - from)) best = inside;
    }
    if (best) return best;
  }
  return {};
}

/// With as few digits as will do, on the far side of the edge.
double rounded_away(double value, double from, const std::function<bool(double)>& is_stable) {
  if (value == 0) return value;
  for (int digits = 3; digits < 12; ++digits) {
    const double unit = std::pow(10, std::floor(std::log10(std::abs(value))) - digits + 1);
    const double rounded =
        (value > from ? std::ceil(value / unit) : std::floor(value / unit)) * unit;
    if (is_stable(rounded)) return rounded;
  }
  return value;
}

/// `alpha` stands for all learning rates, whose ratios it keeps.
std::vector<std::pair<std::string, double>> edits(const ParameterValues& values,
                                                  std::string_view symbol, double value) {
  if (symbol != "alpha") return {{std::string(symbol), value}};
  std::vector<std::pair<std::string, double>> all;
  for (const auto& spec : parameters(values.model())) {
    if (spec.section == Section::learning_rates)
      all.emplace_back(spec.symbol, value / values["alpha_EE"] * values[spec.symbol]);
  }
  return all;
}

/// The place in question, with one symbol at another value.
class Question {
 public:
  Question(const ParameterValues& values, double W_EE, double W_IE)
      : values_(values), W_EE_(W_EE), W_IE_(W_IE) {}

  double present(std::string_view symbol) const {
    if (symbol == "W_EE") return W_EE_;
    if (symbol == "W_IE") return W_IE_;
    return values_[symbol == "alpha" ? "alpha_EE" : symbol];
  }

  bool is_stable_with(std::string_view symbol, double value) const {
    if (symbol == "W_EE") return is_stable_at(values_, value, W_IE_);
    if (symbol == "W_IE") return is_stable_at(values_, W_EE_, value);
    ParameterValues changed = values_;
    for (const auto& [edited, to] : edits(values_, symbol, value)) changed.set(edited, to);
    return is_stable_at(changed, W_EE_, W_IE_);
  }

 private:
  const ParameterValues& values_;
  double W_EE_, W_IE_;
};

/// The sliders that a person could move here.
std::vector<std::string> sliders(const ParameterValues& values) {
  const ei::NamedRule& rule = ei::named_rule(values.choice("rule"));
  std::vector<std::string> symbols;
  if (values["alpha_EE"] > 0) symbols.emplace_back("alpha");
  for (const ei::WeightClass weight : {ei::EE, ei::EI, ei::IE, ei::II}) {
    if (uses_alpha(rule, weight))
      symbols.push_back("alpha" + std::string(ei::weight_symbols[weight].substr(1)));
  }
  if (uses_beta(rule)) symbols.emplace_back("beta");
  for (const auto symbol : circuit_symbols) {
    if (symbol != "tau_trial" || !is_online(values)) symbols.emplace_back(symbol);
  }
  if (rule.name != "custom") return symbols;
  for (const auto& spec : parameters(values.model())) {
    if (spec.symbol.starts_with("gain_")) symbols.emplace_back(spec.symbol);
  }
  return symbols;
}

}  // namespace

std::vector<std::pair<std::string, double>> edits_of(const Remedy& remedy,
                                                     const ParameterValues& values) {
  return edits(values, remedy.symbol, *remedy.to);
}

bool is_stable_at(const ParameterValues& values, double W_EE, double W_IE) {
  const ei::PointStability point = stability_at(plane_problem(values), W_EE, W_IE);
  return is_online(values) ? point.is_stable_in_continuous_time() : point.is_stable();
}

std::vector<Remedy> remedies(const ParameterValues& values, double W_EE, double W_IE) {
  std::vector<Remedy> found;
  if (is_frozen(rule(values)) || is_stable_at(values, W_EE, W_IE)) return found;
  const Question question(values, W_EE, W_IE);
  for (const std::string& symbol : sliders(values)) {
    const ParameterSpec& spec =
        parameter(values.model(), symbol == "alpha" ? "alpha_EE" : std::string_view(symbol));
    const Slider slider(spec);
    Remedy remedy{symbol, question.present(symbol), {}, 0};
    const double from = std::clamp(slider.place(remedy.from), 0.0, 1.0);
    const auto is_stable = [&](double value) { return question.is_stable_with(symbol, value); };
    const auto place = nearest_stable([&](double at) { return is_stable(slider.value(at)); }, from);
    if (place) {
      remedy.to = rounded_away(slider.value(*place), remedy.from, is_stable);
      remedy.distance = std::abs(*place - from);
    }
    found.push_back(std::move(remedy));
  }
  std::ranges::stable_sort(found, [](const Remedy& a, const Remedy& b) {
    return a.to.has_value() != b.to.has_value() ? a.to.has_value() : a.distance < b.distance;
  });
  return found;
}

}  // namespace homeostat::lab
