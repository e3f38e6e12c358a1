// The pulse into I: open loop and response, each against the simulated network.
#include <QtTest>
#include <cmath>

#include "core/ei/open_loop.h"
#include "core/lab/catalogue.h"
#include "core/lab/engine.h"
#include "core/lab/pulse_response.h"
#include "core/math/check.h"
#include "tests/support/near.h"
#include "tests/support/patience.h"
#include "tests/support/spiking.h"
#include "tests/support/test_program.h"

namespace pulse_response_test {

using namespace homeostat;

namespace {

lab::PulseQuestion of_trained(lab::PulseProtocol protocol) {
  const lab::Experiment e = lab::built_in_experiment("fig7_trained");
  return {e, nullptr, std::move(protocol)};
}

lab::PulseAnswer answer(const lab::PulseQuestion& question) {
  return lab::pulse_response(question, [](const lab::PulseAnswer&, double) {}, {});
}

}  // namespace

class PulseResponseTest : public QObject {
  Q_OBJECT

 private slots:
  void with_its_own_spikes_a_network_does_what_it_did() {
    ei::Wiring wiring;
    wiring.sizes = {160, 40};
    wiring.mean = {1800, 2140, 1500, 1600};
    ei::SpikingNetwork network(ei::Synapses::random(wiring, 3));
    ei::Kick kick;
    kick.cells = 20;
    const ei::Spikes spikes = test::run(network, {}, 5, 2, kick);
    QVERIFY(spikes.size() > 300);
    const ei::RecordedTrial record{spikes, 5, 2, {}, kick};
    QVERIFY(ei::open_loop(network.synapses(), record, 15'000, {}, 0, 0) == spikes);
    QVERIFY(ei::open_loop(network.synapses(), record, 15'000, {1, 0}, 5'000, 10'000) != spikes);
  }

  void the_mean_field_solves_its_equations() {
    const ei::Weights J{72, 21.6, 59.8, 16};
    const ei::Rates g{0.8, 0.7};
    const ei::Rates d = lab::response_to_I(J, g);
    NEAR(d.E, g.E * (J.EE * d.E - J.EI * d.I), 1e-12, "E");
    NEAR(d.I, g.I * (J.IE * d.E - J.II * d.I + 1), 1e-12, "I");
    // Without the other population a gain is all there is.
    NEAR(lab::response_to_I({0, 0, 0, 0}, g).I, g.I, 1e-15, "alone");
    NEAR(lab::response_to_I({0, 0, 0, 16}, g).I, g.I / (1 + g.I * 16), 1e-15, "I alone");
  }

  void a_straight_line_is_found_where_up_states_last() {
    lab::PulseAnswer made;
    for (const double current : {0.0, 5.0, 10.0, 20.0}) {
      lab::PulseResponse r{current};
      r.trials = 10;
      r.up_to_the_end = current < 20 ? 9 : 0;
      r.change = {-0.3 * current, current < 20 ? 1 - 1.1 * current : -25};
      made.responses.push_back(r);
    }
    const lab::PulseSlope slope = lab::pulse_slope(made);
    NEAR(slope.per_pA.E, -0.3, 1e-12, "E");
    NEAR(slope.per_pA.I, -1.1, 1e-12, "I");
    QCOMPARE(slope.largest_current, 10.0);
    made.responses.resize(1);
    QVERIFY(std::isnan(lab::pulse_slope(made).per_pA.I));
  }

  /// What a hand did to chosen cells and to parameters is in force in the pulse's trials.
  void lesions_and_edits_of_the_run_stay() {
    lab::PulseProtocol protocol;
    protocol.currents = {0};
    protocol.repeats = 1;
    protocol.from_ms = 300;
    protocol.until_ms = 500;
    protocol.trial_ms = 600;
    lab::PulseQuestion question = of_trained(protocol);
    const auto before = answer(question);
    QVERIFY(before.responses[0].during.E > 1);
    lab::Event lesion;
    lesion.trial = 1;
    lesion.symbol = lab::lesion_symbol;
    lesion.value = 1;
    lesion.cells = "E 1-1600";
    question.experiment.log = {lesion};
    QCOMPARE(answer(question).responses[0].during.E, 0.0);
    lesion.trial = 9;  // not yet
    question.experiment.log = {lesion};
    QCOMPARE(answer(question).responses[0].during, before.responses[0].during);
  }

  void nonsense_is_refused() {
    const lab::PulseQuestion good = of_trained({});
    const auto refused = [&](auto change) {
      lab::PulseQuestion question = good;
      change(question.protocol);
      QVERIFY_THROWS_EXCEPTION(InputError, answer(question));
    };
    refused([](auto& p) { p.currents.clear(); });
    refused([](auto& p) { p.currents[1] = std::nan(""); });
    refused([](auto& p) { p.repeats = 0; });
    refused([](auto& p) { p.until_ms = p.from_ms; });
    refused([](auto& p) { p.from_ms = 500; });
    refused([](auto& p) { p.trial_ms = 3500; });
  }

  void the_pulse_lowers_I_as_the_mean_field_says() {
    if (test::is_slow()) QSKIP("A statistic: no code that the tests above do not run");
    lab::PulseProtocol protocol;
    protocol.currents = {0, 4, 8, 12};
    protocol.repeats = 8;
    const lab::PulseAnswer found = answer(of_trained(protocol));
    QCOMPARE(found.responses.size(), std::size_t{4});
    for (const auto& r : found.responses) {
      QCOMPARE(r.trials, protocol.repeats);
      qInfo("%g pA: I %.2f to %.2f Hz, change %.2f +- %.2f (E %.2f), up to the end %d of %d",
            r.current, r.before.I, r.during.I, r.change.I, r.standard_error.I, r.change.E,
            r.up_to_the_end, r.trials);
    }
    const ei::Rates slope = lab::pulse_slope(found).per_pA;
    // Section 5 of the reference table: about -1.1 Hz per pA, before the pulse 8.0 / 25.3 Hz.
    NEAR(slope.I, -1.1, 0.2, "Hz per pA");
    NEAR(found.responses[0].before.I, 25.3, 1.5, "I before");
    NEAR(found.responses[0].before.E, 8.0, 0.4, "E before");
    const auto& p = found.prediction;
    qInfo("J %.1f %.1f %.1f %.1f pA/Hz, gains %.3f %.3f Hz/pA, per pA E %.3f I %.3f Hz", p.J.EE,
          p.J.EI, p.J.IE, p.J.II, p.gain.E, p.gain.I, p.per_pA.E, p.per_pA.I);
  }
};

TEST_PROGRAM(PulseResponseTest)

}  // namespace pulse_response_test

#include "pulse_response_test.moc"
