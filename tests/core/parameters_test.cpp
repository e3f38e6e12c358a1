// The parameter table and its values.
#include "core/lab/parameters.h"

#include <QtTest>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "core/math/check.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

namespace parameters_test {

using namespace homeostat;
using lab::Model;
using lab::ParameterSpec;
using lab::ParameterValues;

namespace {

constexpr Model model = Model::two_population;

/// What of the refusal of `action` is under test; empty when nothing was refused.
template <class Action>
std::string refusal(Action&& action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.what();
  }
  return {};
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

class ParametersTest : public QObject {
  Q_OBJECT

 private slots:
  void every_symbol_of_the_contract_is_in_the_table_once() {
    std::multiset<std::string> ours;
    for (const ParameterSpec& spec : lab::parameters(model)) ours.insert(std::string(spec.symbol));
    const std::multiset<std::string> contract{"rule",
                                              "gain_EE_E",
                                              "gain_EE_I",
                                              "gain_EI_E",
                                              "gain_EI_I",
                                              "gain_IE_E",
                                              "gain_IE_I",
                                              "gain_II_E",
                                              "gain_II_I",
                                              "factor",
                                              "forced_sign",
                                              "alpha_EE",
                                              "alpha_EI",
                                              "alpha_IE",
                                              "alpha_II",
                                              "beta",
                                              "E_set",
                                              "I_set",
                                              "tau_E",
                                              "tau_I",
                                              "theta_E",
                                              "theta_I",
                                              "g_E",
                                              "g_I",
                                              "E_max",
                                              "I_max",
                                              "I_ext",
                                              "I_ext_I",
                                              "W_EE",
                                              "W_EI",
                                              "W_IE",
                                              "W_II",
                                              "W_min",
                                              "noise_sigma",
                                              "noise_tau",
                                              "pulse_onset",
                                              "pulse_duration",
                                              "pulse_amplitude",
                                              "trial_duration",
                                              "average_window",
                                              "tau_trial",
                                              "rate_floor",
                                              "dt",
                                              "mode",
                                              "tau_sensor",
                                              "kick_rate"};
    for (const std::string& symbol : contract) CLAIM(ours.count(symbol) == 1, symbol);
    QCOMPARE(ours.size(), contract.size());
    QCOMPARE(lab::parameters(model).front().symbol, std::string_view("rule"));
  }

  void every_row_says_what_it_is_and_has_a_sound_range() {
    for (const ParameterSpec& spec : lab::parameters(model)) {
      const std::string symbol(spec.symbol);
      CLAIM(!spec.name.empty() && !spec.source.empty() && !spec.lesson.empty(), symbol);
      CLAIM(spec.slider_min < spec.slider_max, symbol);
      CLAIM(spec.fallback >= spec.slider_min && spec.fallback <= spec.slider_max, symbol);
      CLAIM(spec.step > (spec.scale == lab::Scale::logarithmic ? 1 : 0), symbol);
      CLAIM(spec.scale == lab::Scale::linear || spec.slider_min > 0, symbol);
      CLAIM(refusal([&] { lab::check_value(spec, spec.fallback); }).empty(), symbol);
      CLAIM(refusal([&] { lab::check_value(spec, spec.slider_min); }).empty(), symbol);
      CLAIM(refusal([&] { lab::check_value(spec, spec.slider_max); }).empty(), symbol);
    }
  }

  void nothing_that_is_no_number_is_allowed_anywhere() {
    for (const ParameterSpec& spec : lab::parameters(model)) {
      for (const double value : {std::nan(""), std::numeric_limits<double>::infinity(),
                                 -std::numeric_limits<double>::infinity()}) {
        const std::string message = refusal([&] { lab::check_value(spec, value); });
        CLAIM(contains(message, spec.symbol), std::string(spec.symbol) + ": " + message);
      }
      for (const char* text : {"", "abc", "1,5", "1e", "0x10", "nan", "inf", "-inf", "1e999", "1 "})
        CLAIM(contains(refusal([&] { lab::parse_value(spec, text); }), spec.symbol),
              std::string(spec.symbol) + " takes '" + text + "'");
    }
  }

  void refusals_name_field_value_and_what_is_allowed() {
    const ParameterSpec& tau = lab::parameter(model, "tau_E");
    try {
      lab::check_value(tau, -3);
      QFAIL("a negative time constant is taken");
    } catch (const InputError& error) {
      QCOMPARE(error.field(), std::string("tau_E"));
      QCOMPARE(error.value(), std::string("-3"));
      QVERIFY(!error.allowed().empty());
      QVERIFY(!contains(error.what(), "\n"));
    }
  }

  void values_the_models_do_not_admit_are_refused() {
    for (const char* positive : {"tau_E", "tau_I", "noise_tau", "tau_sensor", "dt", "E_set",
                                 "I_set", "g_E", "g_I", "E_max", "I_max", "trial_duration"}) {
      for (const double value : {0.0, -1.0})
        CLAIM(!refusal([&] { lab::check_value(lab::parameter(model, positive), value); }).empty(),
              positive);
    }
    for (const char* not_negative : {"W_EE", "W_EI", "W_IE", "W_II", "W_min", "noise_sigma",
                                     "pulse_onset", "pulse_duration", "rate_floor", "kick_rate"}) {
      const ParameterSpec& spec = lab::parameter(model, not_negative);
      CLAIM(!refusal([&] { lab::check_value(spec, -0.01); }).empty(), not_negative);
      CLAIM(refusal([&] { lab::check_value(spec, 0); }).empty(), not_negative);
    }
    QVERIFY(!refusal([] { lab::check_value(lab::parameter(model, "tau_trial"), 0.5); }).empty());
  }

  void slider_range_is_not_the_allowed_range() {
    for (const char* symbol : {"W_EE", "alpha_EE", "tau_E", "noise_sigma", "E_set"}) {
      const ParameterSpec& spec = lab::parameter(model, symbol);
      CLAIM(refusal([&] { lab::check_value(spec, 2 * spec.slider_max); }).empty(), symbol);
    }
    QVERIFY(refusal([] { lab::check_value(lab::parameter(model, "alpha_II"), 0); }).empty());
  }

  void unknown_symbol_is_refused_with_the_nearest_one() {
    for (const auto& [wrong, meant] : {std::pair{"W_EF", "W_E"},
                                       {"w_ie", "W_IE"},
                                       {"noise_sigm", "noise_sigma"},
                                       {"alfa_EE", "alpha_EE"}}) {
      const std::string message = refusal([&, symbol = wrong] { lab::parameter(model, symbol); });
      CLAIM(
          contains(message, wrong) && contains(message, "did you mean") && contains(message, meant),
          message);
    }
    const std::string far = refusal([] { lab::parameter(model, "zzzzzzzzzzzz"); });
    CLAIM(!far.empty() && !contains(far, "did you mean"), far);
  }

  void a_rule_of_two_populations_is_refused_in_networks_which_say_what_they_allow() {
    const ParameterSpec& rule = lab::parameter(lab::Model::spiking, "rule");
    const std::string message = refusal([&] { lab::parse_value(rule, "forced_balance"); });
    CLAIM(contains(message, "forced_balance") && contains(message, "networks"), message);
    for (const std::string_view allowed : {"two_term", "cross_homeostatic", "custom"}) {
      CLAIM(contains(message, std::string(allowed)), message);
      CLAIM(refusal([&] { lab::parse_value(rule, allowed); }).empty(), std::string(allowed));
    }
    const std::string far = refusal([&] { lab::parse_value(rule, "two_tern"); });
    CLAIM(contains(far, "did you mean 'two_term'"), far);
  }

  void text_of_a_value_reads_back_as_the_value() {
    for (const ParameterSpec& spec : lab::parameters(model)) {
      for (const double value : {spec.fallback, spec.slider_min, spec.slider_max}) {
        SAME(lab::parse_value(spec, lab::value_text(spec, value)), value, std::string(spec.symbol));
      }
      if (spec.is_choice()) continue;
      const double awkward = spec.slider_min + (spec.slider_max - spec.slider_min) / 3;
      SAME(lab::parse_value(spec, lab::value_text(spec, awkward)), awkward,
           std::string(spec.symbol));
    }
  }

  void values_hold_what_was_set_and_nothing_else_changes() {
    ParameterValues values;
    const ParameterValues defaults;
    QVERIFY(values == defaults);
    values.set("W_IE", 7.25);
    SAME(values["W_IE"], 7.25, "W_IE");
    QVERIFY(!(values == defaults));
    for (const ParameterSpec& spec : lab::parameters(model)) {
      if (spec.symbol != "W_IE") SAME(values[spec.symbol], spec.fallback, std::string(spec.symbol));
    }
    values.set_choice("rule", "homeo_HAHA");
    QCOMPARE(values.choice("rule"), std::string_view("homeo_HAHA"));
    QVERIFY(!refusal([&] { values.set_choice("rule", "homeo_HAHX"); }).empty());
    QVERIFY(!refusal([&] { values.set("W_XX", 1); }).empty());
  }
};

TEST_PROGRAM(ParametersTest)

}  // namespace parameters_test

#include "parameters_test.moc"
