// Two hundred random classifications, solved by CVXOPT and by us. Skipped where CVXOPT is missing
// (Debian: python3-cvxopt). Label: long.
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>
#include <array>
#include <cmath>

#include "tests/support/margins.h"
#include "tests/support/near.h"
#include "tests/support/patience.h"
#include "tests/support/test_program.h"

namespace cvxopt_test {

using namespace homeostat;
using balance::Maximise;
using balance::Problem;

namespace {

void write(const QString& name, const Eigen::MatrixXd& m) {
  QFile file(name);
  if (!file.open(QIODevice::WriteOnly)) return;
  for (Eigen::Index r = 0; r < m.rows(); ++r)
    for (Eigen::Index c = 0; c < m.cols(); ++c)
      file.write(QByteArray::number(m(r, c), 'g', 17) + (c + 1 < m.cols() ? "," : "\n"));
}

/// Sizes, loads, shares and bounds of every regime.
Problem problem_number(int k) {
  const int N = 10 + (k * 7) % 60, P = std::max(2, static_cast<int>(N * (0.2 + 0.12 * (k % 9))));
  const double f_exc = std::array{0.3, 0.6, 0.8, 1.0}[static_cast<std::size_t>(k % 4)];
  const double Gamma = std::array{0.3, 1.0, 2.5}[static_cast<std::size_t>(k % 3)];
  return test::random_problem(P, N, 1000u + static_cast<unsigned>(k), Gamma, f_exc);
}

}  // namespace

class CvxoptTest : public QObject {
  Q_OBJECT

 private slots:
  void margins_are_those_of_cvxopt() {
    if (test::is_slow()) QSKIP("A comparison of numbers: no code that other tests do not run");
    const QString python = "/usr/bin/python3";
    QProcess look;
    look.start(python, {"-c", "import cvxopt, numpy"});
    if (!look.waitForFinished(60'000) || look.exitCode() != 0)
      QSKIP("CVXOPT is missing: install python3-cvxopt");

    constexpr int problems = 200;
    const QTemporaryDir directory;
    for (int k = 0; k < problems; ++k) {
      const Problem p = problem_number(k);
      const QString at = QString::number(k) + ".csv";
      write(directory.filePath("X" + at), p.patterns);
      write(directory.filePath("Y" + at), p.labels);
      write(directory.filePath("S" + at), p.signs);
      write(directory.filePath("G" + at), Eigen::MatrixXd::Constant(1, 1, p.Gamma));
    }
    QProcess cvxopt;
    cvxopt.start(python, {HOMEOSTAT_SOURCE_DIR "/tests/long/cvxopt_margins.py", directory.path(),
                          QString::number(problems)});
    QVERIFY(cvxopt.waitForFinished(1'500'000));
    const QList<QByteArray> lines = cvxopt.readAllStandardOutput().trimmed().split('\n');
    QCOMPARE(lines.size(), 2 * problems);

    int told_apart = 0;
    for (int k = 0; k < problems; ++k) {
      const Problem p = problem_number(k);
      const auto out = maximal_margin(p, Maximise::kappa_out);
      const auto in = maximal_margin(p, Maximise::kappa_in);
      for (const bool is_out : {true, false}) {
        const auto& ours = is_out ? out : in;
        const QList<QByteArray> numbers = lines[2 * k + (is_out ? 0 : 1)].split(' ');
        const double reached = numbers[0].toDouble(), bound = numbers[1].toDouble();
        const std::string name =
            "problem " + std::to_string(k) + (is_out ? ", kappa_out" : ", kappa_in");
        const std::string complaint =
            test::certificate_complaint(p, is_out ? Maximise::kappa_out : Maximise::kappa_in, ours);
        CLAIM(complaint.empty(), name + ": " + complaint);
        // Neither has more than the other's proof allows; the infeasible kappa_in is measured
        // otherwise.
        if (is_out || out.is_feasible()) {
          CLAIM(ours.kappa <= bound + 1e-9 && reached <= ours.kappa_upper + 1e-9, name);
          NEAR(ours.gap(), 0, 1e-9 * std::max(1.0, ours.kappa), name + ", gap");
        }
        // CVXOPT's own answers are exact to 1e-7, mostly far better.
        if (bound - reached < 1e-7 && (is_out || out.is_feasible())) {
          NEAR(ours.kappa, reached, 1e-7, name);
          ++told_apart;
        }
      }
    }
    CLAIM(told_apart > problems, std::to_string(told_apart) + " of CVXOPT's answers are exact");
  }
};

TEST_PROGRAM(CvxoptTest)

}  // namespace cvxopt_test

#include "cvxopt_test.moc"
