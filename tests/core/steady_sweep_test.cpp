// The steady state against one weight: simulation, finite differences, published numbers.
#include "core/ei/steady_sweep.h"

#include <rapidcheck.h>
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <limits>
#include <string>

#include "core/ei/steady_state.h"
#include "tests/support/circuits.h"
#include "tests/support/near.h"
#include "tests/support/reference_table.h"
#include "tests/support/test_program.h"

namespace steady_sweep_test {

using namespace homeostat;
using ei::Circuit;
using ei::WeightClass;
using ei::WeightEffect;

namespace {

constexpr std::array all_weights{ei::EE, ei::EI, ei::IE, ei::II};

std::string named(WeightClass c, double value) {
  return std::string(ei::weight_symbols[c]) + " = " + std::to_string(value);
}

/// The population `c` acts on, stepped by hand with the other one's rate held.
double stepped(const Circuit& circuit, WeightClass c, ei::Rates held) {
  const auto& [p, w] = circuit;
  double E = held.E, I = held.I;
  for (int k = 0; k < 400'000; ++k) {
    if (ei::is_onto_I(c)) {
      const double drive = w.IE * held.E - w.II * I + p.I_ext_I - p.theta_I;
      I = std::min(p.I_max, I + (-I + p.g_I * std::max(0.0, drive)) * p.dt / p.tau_I);
    } else {
      const double drive = w.EE * E - w.EI * held.I + p.I_ext - p.theta_E;
      E = std::min(p.E_max, E + (-E + p.g_E * std::max(0.0, drive)) * p.dt / p.tau_E);
    }
  }
  return ei::is_onto_I(c) ? I : E;
}

double between(double low, double high) {
  return low + (high - low) * *rc::gen::inRange(1, 1000) / 1000.0;
}

Circuit any_circuit() {
  Circuit circuit;
  circuit.parameters.g_E = between(0.2, 2);
  circuit.parameters.g_I = between(0.5, 6);
  circuit.weights = {between(0.1, 10), between(0.1, 10), between(0.1, 20), between(0.1, 10)};
  return circuit;
}

/// With thresholds that make some rates within bounds its fixed point.
Circuit any_circuit_with_up_state() {
  Circuit circuit = any_circuit();
  auto& [p, w] = circuit;
  const double E = between(1, 50), I = between(1, 100);
  p.theta_E = w.EE * E - w.EI * I - E / p.g_E;
  p.theta_I = w.IE * E - w.II * I - I / p.g_I;
  return circuit;
}

}  // namespace

class SteadySweepTest : public QObject {
  Q_OBJECT

 private slots:
  void sweep_agrees_with_an_independent_simulation_of_kicked_circuits() {
    const test::ReferenceTable table("rate/teach_steady.csv");
    int up = 0, lost = 0, not_kicked_hard_enough = 0;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      const auto c = std::ranges::find(ei::weight_symbols, table.text(row, "symbol"));
      if (c == ei::weight_symbols.end()) continue;
      const auto swept = static_cast<WeightClass>(c - ei::weight_symbols.begin());
      const double value = table.number(row, "value");
      const ei::SteadyPoint point = ei::steady_point(test::at_setpoints, swept, value);
      const double E = table.number(row, "E"), I = table.number(row, "I");
      const std::string what = named(swept, value);
      if (E == 0 || E == 100) {
        // Near where I falls silent the kick no longer reaches the up-state that is there.
        if (swept == ei::IE && (value == 20 || value == 20.8)) {
          CLAIM(point.is_stable && point.up.E > 0, what);
          ++not_kicked_hard_enough;
          continue;
        }
        CLAIM(std::isnan(point.up.E) && std::isnan(point.up.I), what);
        ++lost;
        continue;
      }
      // The table averages from 1,250 ms after the kick.
      const Circuit there = ei::with_weight(test::at_setpoints, swept, value);
      const double not_yet_settled = std::exp(-1250 / ei::slowest_mode_ms(there));
      NEAR(point.up.E, E, table.rounding(row, "E") + not_yet_settled * E, "E, " + what);
      NEAR(point.up.I, I, table.rounding(row, "I") + not_yet_settled * I, "I, " + what);
      CLAIM(point.is_stable, what);
      ++up;
    }
    QCOMPARE(up, 38);
    QCOMPARE(lost, 26);
    QCOMPARE(not_kicked_hard_enough, 2);
  }

  void simulation_stays_at_stable_points_and_leaves_the_others() {
    for (const WeightClass c : all_weights) {
      for (const ei::SteadyPoint& point : ei::steady_sweep(test::at_setpoints, c, 0.2, 20, 34)) {
        if (std::isnan(point.up.E)) continue;
        const Circuit there = ei::with_weight(test::at_setpoints, c, point.weight);
        const ei::Rates end = test::simulated(there, {1.0001 * point.up.E, 1.0001 * point.up.I});
        const bool stayed = std::abs(end.E - point.up.E) < 1e-6 * point.up.E &&
                            std::abs(end.I - point.up.I) < 1e-6 * point.up.I;
        CLAIM(stayed == point.is_stable, named(c, point.weight));
      }
    }
  }

  void a_slow_inhibition_makes_points_that_exist_but_are_not_stable() {
    Circuit slow = test::at_setpoints;
    slow.parameters.tau_I = 18;  // beyond 17.86 ms
    const ei::SteadyPoint here = ei::steady_point(slow, ei::EE, 5);
    QVERIFY(!std::isnan(here.up.E) && !here.is_stable);
    QVERIFY(ei::steady_point(slow, ei::EE, 4).is_stable);
    QVERIFY(ei::weight_effect(slow, ei::IE) == WeightEffect::no_up_state);
  }

  void slope_of_the_sweep_is_the_rate_response() {
    const auto& [p, w] = test::at_setpoints;
    const auto response = ei::rate_response(p, w, ei::up_state(p, w));
    for (const WeightClass c : all_weights) {
      constexpr double h = 1e-4;
      const double now = w.array()[c];
      const auto line = ei::steady_sweep(test::at_setpoints, c, now - h, now + h, 3);
      const double E = (line[2].up.E - line[0].up.E) / (2 * h);
      const double I = (line[2].up.I - line[0].up.I) / (2 * h);
      // A third derivative over 6 of at most 1e4 times the slope, times h^2.
      const double tolerance = 1e-4 * std::abs(response(1, c));
      NEAR(E, response(0, c), tolerance, std::string("dE/d") + ei::weight_symbols[c].data());
      NEAR(I, response(1, c), tolerance, std::string("dI/d") + ei::weight_symbols[c].data());
    }
  }

  void asymptotes_stand_where_the_published_sliders_diverge() {
    const double found[] = {7.08, 0.714, 6.579, 2.464};
    const double half_a_digit[] = {5e-3, 5e-4, 5e-4, 5e-4};
    for (const WeightClass c : all_weights) {
      const auto at = ei::vertical_asymptote(test::at_setpoints, c);
      QVERIFY(at);
      NEAR(*at, found[c], half_a_digit[c], std::string(ei::weight_symbols[c]));
    }
  }

  void determinant_vanishes_at_the_asymptote_of_any_circuit() {
    const bool holds = rc::check("C = 0", [] {
      const Circuit circuit = any_circuit();
      const auto& p = circuit.parameters;
      for (const WeightClass c : all_weights) {
        const auto C = [&](double weight) {
          return ei::determinant_C(p, ei::with_weight(circuit, c, weight).weights);
        };
        const auto at = ei::vertical_asymptote(circuit, c);
        if (at) {
          RC_ASSERT(std::abs(C(*at)) < 1e-11 * (std::abs(C(0)) + std::abs(C(2 * *at)) + 1));
        } else {  // C keeps its sign over all weights that are possible
          RC_ASSERT(C(0) * C(1e6) >= 0);
        }
      }
    });
    QVERIFY(holds);
  }

  void naive_rate_is_the_population_stepped_alone() {
    Circuit not_paradoxical = test::at_setpoints;
    not_paradoxical.parameters.g_E = 0.5;
    not_paradoxical.parameters.I_ext = 8;
    not_paradoxical.weights = {1.5, 0.4, 7, 0.3};
    const auto& q = not_paradoxical;
    QVERIFY(ei::up_state_loss(q) == ei::UpStateLoss::none);
    for (const Circuit& now : {test::at_setpoints, q}) {
      const ei::Rates held = ei::up_state(now.parameters, now.weights);
      for (const WeightClass c : all_weights) {
        for (const double factor : {0.1, 0.5, 0.9, 1.1, 2.0, 5.0}) {
          const Circuit there = ei::with_weight(now, c, factor * now.weights.array()[c]);
          const double alone = stepped(there, c, held);
          NEAR(ei::naive_rate(there, c, held), alone, 1e-9 * std::max(1.0, alone),
               named(c, there.weights.array()[c]));
        }
      }
    }
  }

  void naive_expectation_meets_the_steady_state_at_the_present_weight() {
    for (const WeightClass c : all_weights) {
      const double now = test::at_setpoints.weights.array()[c];
      const ei::SteadyPoint here = ei::steady_point(test::at_setpoints, c, now);
      NEAR(here.naive, ei::is_onto_I(c) ? here.up.I : here.up.E, 1e-9, named(c, now));
    }
  }

  void nothing_is_expected_where_the_present_has_no_up_state() {
    const Circuit silent = ei::with_weight(test::at_setpoints, ei::EE, 2);
    const ei::SteadyPoint point = ei::steady_point(silent, ei::EE, 5);
    QVERIFY(std::isnan(point.naive));
    NEAR(point.up.E, 5, 1e-12, "E");
    QVERIFY(ei::weight_effect(silent, ei::EE) == WeightEffect::no_up_state);
  }

  void weights_onto_I_are_paradoxical_exactly_where_inhibition_stabilises() {
    const bool holds = rc::check("paradoxical iff g_E W_EE > 1", [] {
      const Circuit circuit = any_circuit_with_up_state();
      RC_PRE(ei::up_state_loss(circuit) == ei::UpStateLoss::none);
      const bool is_stabilised = ei::is_inhibition_stabilised(circuit.parameters, circuit.weights);
      for (const WeightClass c : all_weights) {
        const bool is_paradoxical = ei::weight_effect(circuit, c) == WeightEffect::paradoxical;
        RC_ASSERT(is_paradoxical == (is_stabilised && ei::is_onto_I(c)));
      }
    });
    QVERIFY(holds);
  }
};

TEST_PROGRAM(SteadySweepTest)

}  // namespace steady_sweep_test

#include "steady_sweep_test.moc"
