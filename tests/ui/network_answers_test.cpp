// Panels that ask the network something of their own: the pulse into I, networks side by side.
#include <QPushButton>
#include <QTableView>
#include <QtTest>

#include "tests/support/small_network.h"
#include "tests/support/test_program.h"
#include "tests/ui/run_so_far.h"
#include "ui/panels/networks_panel.h"
#include "ui/panels/pulse_panel.h"
#include "ui/plots/error_dots_item.h"

namespace network_answers_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

constexpr int patience_ms = 60'000;

/// A run of one trial, as a window would hand it on.
struct OneTrial : lab::Observer {
  OneTrial() : experiment(test::small_network()), run(std::make_shared<lab::Run>()) {
    run->start = std::make_shared<const lab::Experiment>(experiment);
    lab::Engine engine(experiment);
    engine.advance(1, *this);
    frame.run = run;
    frame.trial = 1;
  }
  void on_trial(const lab::TrialRow& row) override { run->rows.append(row); }
  View view() const { return view_of(experiment, &frame, nullptr, 0); }

  lab::Experiment experiment;
  std::shared_ptr<lab::Run> run;
  lab::Frame frame;
};

lab::PulseProtocol short_pulse() {
  lab::PulseProtocol protocol;
  protocol.currents = {0, 2, 4, 6, 8, 10, 12};
  protocol.repeats = 2;
  protocol.from_ms = 300;
  protocol.until_ms = 500;
  protocol.trial_ms = 600;
  return protocol;
}

}  // namespace

class NetworkAnswersTest : public QObject {
  Q_OBJECT
 private slots:
  void the_pulse_is_measured_when_the_panel_is_first_seen_and_again_when_asked() {
    const OneTrial one;
    PulsePanel panel;
    panel.resize(900, 400);
    panel.show();
    QVERIFY(QTest::qWaitForWindowExposed(&panel));
    QVERIFY(!panel.button().isEnabled());
    panel.show_view(one.view());
    QCOMPARE(panel.button().text(), QStringLiteral("Stop"));
    panel.button().click();
    QCOMPARE(panel.button().text(), QStringLiteral("Pulse again"));
    panel.set_protocol(short_pulse());
    QTRY_VERIFY_WITH_TIMEOUT(panel.so_far().is_finished, patience_ms);
    QVERIFY2(panel.so_far().error.empty(), panel.so_far().error.c_str());
    QCOMPARE(panel.so_far().answer.responses.size(), std::size_t{7});
    for (const auto& response : panel.so_far().answer.responses) QCOMPARE(response.trials, 2);
    QCOMPARE(panel.subtitle(), QStringLiteral("network after trial 0"));
    QVERIFY(!panel.words().isEmpty());
  }

  void hidden_it_works_at_nothing() {
    const OneTrial one;
    PulsePanel panel;
    panel.show();
    panel.show_view(one.view());
    QCOMPARE(panel.button().text(), QStringLiteral("Stop"));
    panel.hide();
    QVERIFY(panel.button().text() != QStringLiteral("Stop"));
  }

  void networks_are_trained_side_by_side() {
    lab::EnsembleQuestion question;
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
      question.experiments.push_back(test::small_network());
      question.experiments.back().seed = seed;
      question.experiments.back().trials = 20;
    }
    question.trials_a_point = 5;
    NetworksPanel panel;
    panel.resize(900, 400);
    panel.show();
    panel.set_question(question);
    QCOMPARE(panel.model().rowCount(), 3);
    QVERIFY(panel.model().member(0).points.empty());
    panel.button().click();
    QTRY_VERIFY_WITH_TIMEOUT(!panel.is_running(), patience_ms);
    for (int row = 0; row < 3; ++row) {
      QCOMPARE(panel.model().member(row).points.size(), std::size_t{4});
      QCOMPARE(panel.model().index(row, NetworksModel::trial).data().toString(),
               QStringLiteral("20"));
    }
    QVERIFY2(panel.words().contains("of 3 at their setpoints"), qPrintable(panel.words()));
  }

  void the_nine_are_there_before_anybody_runs_them() {
    NetworksPanel panel;
    QCOMPARE(panel.model().rowCount(), 9);
    QCOMPARE(panel.model().index(0, NetworksModel::start).data().toString(),
             QStringLiteral("50/300/75/300"));
    QCOMPARE(networks_csv({}).count('\n'), 1);
  }
};

TEST_PROGRAM(NetworkAnswersTest)

}  // namespace network_answers_test

#include "network_answers_test.moc"
