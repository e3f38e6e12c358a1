// Predicted changes of the up-state, against published numbers and long simulations.
#include "core/ei/up_state_change.h"

#include <QtTest>
#include <cmath>
#include <string>

#include "core/ei/steady_state.h"
#include "tests/support/circuits.h"
#include "tests/support/near.h"
#include "tests/support/reference_table.h"
#include "tests/support/test_program.h"

namespace up_state_change_test {

using namespace homeostat;
using ei::Circuit;
using ei::UpStateLoss;

namespace {

Circuit with_currents(Circuit circuit, double I_ext, double I_ext_I) {
  circuit.parameters.I_ext = I_ext;
  circuit.parameters.I_ext_I = I_ext_I;
  return circuit;
}

}  // namespace

class UpStateChangeTest : public QObject {
  Q_OBJECT

 private slots:
  void current_into_I_lowers_both_rates_as_in_figure_1B() {
    const auto change =
        ei::predicted_change(test::of_figure_1, with_currents(test::of_figure_1, 0, 7));
    NEAR(change.before.E, 5, 1e-12, "E before");
    NEAR(change.before.I, 10, 1e-12, "I before");
    NEAR(change.after.E, 2.953846, 5e-7, "E after");
    NEAR(change.after.I, 4.615385, 5e-7, "I after");
    NEAR(change.change().I, 4.615385 - 10, 5e-7, "change of I");
  }

  void stronger_W_IE_lowers_both_rates_as_in_figure_1C() {
    Circuit after = test::of_figure_1;
    after.weights.IE = 12;
    const auto change = ei::predicted_change(test::of_figure_1, after);
    NEAR(change.after.E, 3.155340, 5e-7, "E after");
    NEAR(change.after.I, 5.145631, 5e-7, "I after");
  }

  void currents_change_the_up_state_as_an_independent_simulation_found() {
    const test::ReferenceTable table("rate/teach_steady.csv");
    int compared = 0, lost = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const std::string& symbol = table.text(row, "symbol");
      if (symbol != "I_ext" && symbol != "I_ext_I") continue;
      const double value = table.number(row, "value");
      const Circuit after = with_currents(test::of_figure_1, symbol == "I_ext" ? value : 0,
                                          symbol == "I_ext" ? 0 : value);
      const auto change = ei::predicted_change(test::of_figure_1, after);
      const std::string what = symbol + " = " + table.text(row, "value");
      if (table.number(row, "I") == 0) {
        CLAIM(change.loss_after == UpStateLoss::silent && std::isnan(change.after.I), what);
        ++lost;
        continue;
      }
      NEAR(change.after.E, table.number(row, "E"), table.rounding(row, "E"), "E, " + what);
      NEAR(change.after.I, table.number(row, "I"), table.rounding(row, "I"), "I, " + what);
      ++compared;
    }
    QCOMPARE(compared, 14);
    QCOMPARE(lost, 4);
  }

  void predicted_state_is_where_a_long_simulation_ends() {
    for (const double IE : {8.0, 11.0, 15.0, 19.0}) {
      Circuit after = test::at_setpoints;
      after.weights.IE = IE;
      const auto change = ei::predicted_change(test::at_setpoints, after);
      const ei::Rates start{1.05 * change.after.E, 1.05 * change.after.I};
      const ei::Rates end = test::simulated(after, start);
      NEAR(end.E, change.after.E, 1e-11 * end.E, "E");
      NEAR(end.I, change.after.I, 1e-11 * end.I, "I");
    }
  }

  void a_lost_up_state_is_said_with_its_reason_and_the_simulation_leaves_it() {
    struct Case {
      double W_EE, tau_I;
      UpStateLoss loss;
    };
    for (const Case& c :
         {Case{2.9, 2, UpStateLoss::silent}, Case{6.9, 2, UpStateLoss::saturated},
          Case{7.2, 2, UpStateLoss::runaway}, Case{5, 20, UpStateLoss::slow_inhibition}}) {
      Circuit after = test::at_setpoints;
      after.weights.EE = c.W_EE;
      after.parameters.tau_I = c.tau_I;
      const auto change = ei::predicted_change(test::at_setpoints, after);
      const std::string what =
          "W_EE " + std::to_string(c.W_EE) + ", tau_I " + std::to_string(c.tau_I);
      CLAIM(change.loss_before == UpStateLoss::none, what);
      CLAIM(change.loss_after == c.loss, what);
      CLAIM(std::isnan(change.after.E) && std::isnan(change.change().I), what);
      CLAIM(std::isinf(ei::slowest_mode_ms(after)), what);
      const ei::Rates end = test::simulated(after, {5.05, 14.14});
      const ei::Rates up = ei::up_state(after.parameters, after.weights);
      CLAIM(std::abs(end.E - up.E) > 0.02 || std::abs(end.I - up.I) > 0.02, what);
    }
  }

  void slowest_mode_is_how_fast_a_disturbance_dies_away() {
    const auto simulated_ms = [](double dt) {
      ei::Segment segment;
      segment.parameters = test::of_figure_1.parameters;
      segment.parameters.dt = dt;
      segment.weights = test::of_figure_1.weights;
      ei::RateState state{{5, 10.001}, {}};
      ei::WindowSum window;
      const auto away_after = [&](double ms) {
        segment.steps = std::llround(ms / dt);
        ei::advance(segment, nullptr, state, window, nullptr, nullptr);
        return std::hypot(state.rates.E - 5, state.rates.I - 10);
      };
      const double early = away_after(20), late = away_after(10);
      return 10 / std::log(early / late);
    };
    // Euler's error is of first order: extrapolated, of second, (dt / tau_I)^2 with dt = 0.002.
    NEAR(2 * simulated_ms(0.001) - simulated_ms(0.002), ei::slowest_mode_ms(test::of_figure_1),
         1e-5, "ms");
  }
};

TEST_PROGRAM(UpStateChangeTest)

}  // namespace up_state_change_test

#include "up_state_change_test.moc"
