// homeostat-cli theory as a black box.
#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/command_line.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

namespace cli_theory_test {

using namespace homeostat;
using test::contents;
using test::homeostat_cli;

class CliTheoryTest : public QObject {
  Q_OBJECT

  QTemporaryDir directory_;

  /// Header and rows of the table that the words ask for.
  QList<QByteArrayList> table(const QStringList& words) {
    const QString file = directory_.filePath("table.csv");
    const auto finished = homeostat_cli(QStringList{"theory"} + words + QStringList{"--out", file});
    QList<QByteArrayList> rows;
    if (finished.exit_code != 0 || !finished.output.isEmpty()) return rows;
    for (const QByteArray& line : contents(file).trimmed().split('\n')) rows += line.split(',');
    return rows;
  }

 private slots:
  void capacities() {
    const auto rows = table({"capacity", "--set", "f_exc=0:0.5:0.8:1", "--set", "p_out=0.1"});
    QCOMPARE(rows.size(), 5);
    QCOMPARE(rows[0].join(','), QByteArray("f_exc,alpha_c,alpha_b"));
    NEAR(rows[3][1].toDouble(), 1.9564509269, 1e-9, "alpha_c");
    NEAR(rows[3][2].toDouble(), 1.6736414025, 1e-9, "alpha_b");
    QVERIFY(rows[3][1].size() >= 14);  // digits
    QCOMPARE(rows[1][1].toDouble(), 0.0);
    QCOMPARE(table({"capacity"}).size(), 52);
  }

  void margins() {
    const auto rows =
        table({"robustness", "--set", "alpha=0.5:0.9:1.1", "--set", "N=10000", "--set", "Gamma=2"});
    QCOMPARE(rows[0].join(','),
             QByteArray("alpha,kappa_out_max,kappa_in_max,regime_out,regime_in"));
    NEAR(rows[1][1].toDouble(), 2 * 0.4563996274, 1e-8, "kappa_out");
    NEAR(rows[1][2].toDouble(), 0.5238607242, 1e-8, "kappa_in");
    QCOMPARE(rows[1].mid(3).join(','), QByteArray("balanced,unbalanced"));
    NEAR(rows[2][1].toDouble(), 0.2891842076 / 100, 1e-10, "kappa_out above alpha_b");
    QCOMPARE(rows[2].mid(3).join(','), QByteArray("unbalanced,unbalanced"));
    QCOMPARE(rows[3].mid(1).join(','), QByteArray("nan,nan,none,none"));
  }

  void typical_solutions_and_weights() {
    const auto rows = table({"typical", "--set", "alpha=0.5428032384:0.9612365253"});
    QCOMPARE(rows[1][1], QByteArray("balanced"));
    NEAR(rows[1][4].toDouble(), 0.9, 1e-8, "q");
    NEAR(rows[2][2].toDouble(), 0.06397031121, 1e-8, "norm at N = 3000");
    NEAR(rows[2][3].toDouble(), 0.41337039, 1e-8, "IB");
    const auto weights = table({"weights", "--set", "alpha=0.5", "--set", "N=600"});
    QCOMPARE(weights.size(), 401);
    NEAR(weights[1][3].toDouble(), 0.596971891, 1e-8, "silent excitatory");
    NEAR(weights[101][3].toDouble(), 0.3642155245, 1e-8, "silent inhibitory");
  }

  void bad_input_is_refused_in_one_line() {
    for (const char* line :
         {"theory", "theory capacities", "theory capacity --set f=0.5",
          "theory capacity --set f_exc=2", "theory capacity --set f_exc=0.1:x",
          "theory capacity --set phi=1:2", "theory capacity --set",
          "theory capacity --set alpha=0.5", "theory robustness --set alpha=0",
          "theory robustness --set p_out=1", "theory typical --set N=0",
          "theory weights --set Gamma=-1", "theory robustness --set f_exc=0.1:0.2",
          "theory capacity --out /no/such/place/x.csv"})
      QVERIFY2(homeostat_cli(line).is_refused_in_one_line(), line);
  }
};

TEST_PROGRAM(CliTheoryTest)

}  // namespace cli_theory_test

#include "cli_theory_test.moc"
