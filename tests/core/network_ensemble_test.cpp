// Networks side by side: each is the run it would be alone.
#include <QtTest>

#include "core/lab/engine.h"
#include "core/lab/network_ensemble.h"
#include "tests/support/near.h"
#include "tests/support/small_network.h"
#include "tests/support/test_program.h"

namespace network_ensemble_test {

using namespace homeostat;

namespace {

struct Rows : lab::Observer {
  std::vector<lab::TrialRow> rows;
  void on_trial(const lab::TrialRow& row) override { rows.push_back(row); }
};

lab::EnsembleQuestion three_small_networks() {
  lab::EnsembleQuestion question;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    lab::Experiment e = test::small_network();
    e.seed = seed;
    e.trials = 25;
    question.experiments.push_back(std::move(e));
  }
  question.trials_a_point = 10;
  return question;
}

const auto nobody = [](const lab::EnsembleAnswer&, double) {};

}  // namespace

class NetworkEnsembleTest : public QObject {
  Q_OBJECT

 private slots:
  void each_member_is_its_own_run() {
    const auto question = three_small_networks();
    const auto answer = lab::run_ensemble(question, {2}, nobody, {});
    QCOMPARE(answer.members.size(), std::size_t{3});
    for (std::size_t k = 0; k < 3; ++k) {
      lab::Engine engine(question.experiments[k]);
      Rows alone;
      engine.advance(25, alone);
      const auto& member = answer.members[k];
      QVERIFY(member.last == alone.rows.back());
      QCOMPARE(member.points.size(), std::size_t{3});
      double E = 0;
      for (int trial = 10; trial < 20; ++trial)
        E += alone.rows[static_cast<std::size_t>(trial)].mean.E / 10;
      NEAR(member.points[1].mean.E, E, 1e-9, "mean of the second point");
      QCOMPARE(member.points[2].trial, std::int64_t{25});
    }
  }

  void one_that_fails_leaves_the_others_alone() {
    auto question = three_small_networks();
    question.experiments[1].start = "no such network";
    const auto answer = lab::run_ensemble(question, {1}, nobody, {});
    QVERIFY(!answer.members[1].error.empty());
    QCOMPARE(answer.members[2].last.trial, std::int64_t{25});
  }

  void it_stops_when_told() {
    std::stop_source source;
    const auto stop = [&](const lab::EnsembleAnswer&, double) { source.request_stop(); };
    const auto answer = lab::run_ensemble(three_small_networks(), {1}, stop, source.get_token());
    QVERIFY(answer.members[2].last.trial < 25);
  }

  void short_up_states_are_told_from_long_ones() {
    lab::EnsembleMember member;
    member.set = {5, 14};
    member.up_seconds = 1.4;
    member.points.assign(6, {25, {5.02, 13.9}, 0.43, 6});
    QVERIFY(member.is_at_setpoints() && member.has_short_up_states());
    member.points.assign(6, {25, {5.02, 13.9}, 1.3, 2});
    QVERIFY(member.is_at_setpoints() && !member.has_short_up_states());
    member.points.assign(6, {25, {5.02, 16.5}, 0.43, 2});
    QVERIFY(!member.is_at_setpoints() && !member.has_short_up_states());
  }

  void the_nine_begin_as_the_table_says() {
    const auto nine = lab::table_s3().experiments;
    QCOMPARE(nine.size(), std::size_t{9});
    // EE, EI, IE, II of networks 1 and 9 in Table S3.
    QVERIFY(lab::initial_weights(nine[0].parameters) == (ei::Weights{50, 300, 75, 300}));
    QVERIFY(lab::initial_weights(nine[8].parameters) == (ei::Weights{125, 100, 125, 100}));
  }
};

TEST_PROGRAM(NetworkEnsembleTest)

}  // namespace network_ensemble_test

#include "network_ensemble_test.moc"
