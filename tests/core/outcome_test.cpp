// How a run is judged to have ended.
#include "core/lab/outcome.h"

#include <QtTest>
#include <limits>
#include <string>

#include "core/lab/catalogue.h"
#include "core/lab/engine.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace outcome_test {

using namespace homeostat;
using lab::Outcome;
using lab::OutcomeDetector;

namespace {

class Judge {
 public:
  /// Adds trials with this average; the weights are ordinary.
  void add(ei::Rates average, int trials = 1) {
    for (int k = 0; k < trials; ++k)
      detector_.add({++trial_, average, average, {1, 1, 1, 1}, {}}, parameters_);
  }
  const OutcomeDetector& detector() const { return detector_; }

 private:
  lab::ParameterValues parameters_;
  OutcomeDetector detector_;
  std::int64_t trial_ = 0;
};

Outcome outcome_of(ei::Rates average) {
  Judge judge;
  judge.add(average, 60);
  return judge.detector().outcome();
}

OutcomeDetector judged(const lab::Experiment& experiment, std::int64_t trials) {
  OutcomeDetector detector;
  for (const lab::TrialRow& row : test::rows_of(experiment, trials))
    detector.add(row, experiment.parameters);
  return detector;
}

}  // namespace

class OutcomeTest : public QObject {
  Q_OBJECT

 private slots:
  void bounds_are_those_of_the_contract() {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double inf = std::numeric_limits<double>::infinity();
    QCOMPARE(outcome_of({5.09, 13.91}), Outcome::converged);
    QCOMPARE(outcome_of({5.11, 14}), Outcome::wandering);
    QCOMPARE(outcome_of({5, 13.89}), Outcome::wandering);
    QCOMPARE(outcome_of({0.009, 0.009}), Outcome::silent);
    QCOMPARE(outcome_of({0.009, 0.011}), Outcome::wandering);
    QCOMPARE(outcome_of({100, 30}), Outcome::saturated);
    QCOMPARE(outcome_of({50, 250}), Outcome::saturated);
    QCOMPARE(outcome_of({99, 249}), Outcome::wandering);
    QCOMPARE(outcome_of({nan, 14}), Outcome::diverged);
    QCOMPARE(outcome_of({5, inf}), Outcome::diverged);
  }

  void infinite_weights_are_a_divergence() {
    OutcomeDetector detector;
    detector.add({1, {}, {5, 14}, {std::numeric_limits<double>::infinity(), 1, 1, 1}, {}},
                 lab::ParameterValues{});
    QCOMPARE(detector.outcome(), Outcome::diverged);
  }

  void last_fifty_trials_are_what_is_judged() {
    Judge judge;
    judge.add({10, 14}, 100);
    judge.add({5, 14}, 48);
    QCOMPARE(judge.detector().outcome(), Outcome::wandering);  // (2 * 10 + 48 * 5) / 50 = 5.2
    judge.add({5, 14});
    QCOMPARE(judge.detector().outcome(), Outcome::converged);  // 5.1
    QCOMPARE(judge.detector().since_trial(), std::int64_t{149});
  }

  void first_trial_of_the_outcome_that_holds_is_told() {
    Judge judge;
    QCOMPARE(judge.detector().since_trial(), std::int64_t{0});
    judge.add({0, 0}, 10);
    QCOMPARE(judge.detector().since_trial(), std::int64_t{1});
    judge.add({3, 3}, 200);
    QCOMPARE(judge.detector().outcome(), Outcome::wandering);
    QCOMPARE(judge.detector().since_trial(), std::int64_t{11});
  }

  void names_are_those_of_the_contract() {
    QCOMPARE(lab::outcome_name(Outcome::converged), std::string_view("converged"));
    QCOMPARE(lab::outcome_name(Outcome::silent), std::string_view("silent"));
    QCOMPARE(lab::outcome_name(Outcome::saturated), std::string_view("saturated"));
    QCOMPARE(lab::outcome_name(Outcome::diverged), std::string_view("diverged"));
    QCOMPARE(lab::outcome_name(Outcome::wandering), std::string_view("wandering"));
  }

  void cross_homeostatic_rule_converges_where_homeostatic_falls_silent() {
    const OutcomeDetector cross = judged(test::noise_free("cross_homeostatic"), 1500);
    QCOMPARE(cross.outcome(), Outcome::converged);
    // Within 0.1 Hz from trial 762 on; the mean of fifty trials follows at most fifty later.
    CLAIM(cross.since_trial() >= 762 && cross.since_trial() <= 812,
          "converged since " + std::to_string(cross.since_trial()));
    const OutcomeDetector homeostatic = judged(test::noise_free("homeostatic"), 1000);
    QCOMPARE(homeostatic.outcome(), Outcome::silent);
    CLAIM(homeostatic.since_trial() >= 446 && homeostatic.since_trial() <= 446 + 60,
          "silent since " + std::to_string(homeostatic.since_trial()));
  }

  void runaway_learning_is_an_outcome_and_no_error() {
    lab::Experiment experiment = test::noise_free("cross_homeostatic");
    lab::set_alpha(experiment.parameters, 1e300);
    const OutcomeDetector detector = judged(experiment, 20);
    CLAIM(detector.outcome() != Outcome::converged,
          std::string(lab::outcome_name(detector.outcome())));
  }
};

TEST_PROGRAM(OutcomeTest)

}  // namespace outcome_test

#include "outcome_test.moc"
