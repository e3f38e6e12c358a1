// homeostat-cli reproduce as a black box: the run that CI makes.
#include <sys/resource.h>

#include <QJsonArray>
#include <QSet>
#include <QtTest>

#include "tests/app/command_line.h"
#include "tests/support/patience.h"
#include "tests/support/test_program.h"

namespace cli_reproduce_test {

using homeostat::test::Finished;
using homeostat::test::homeostat_cli;

namespace {

/// Processor time of all programs run so far.
double seconds_of_children() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

}  // namespace

class CliReproduceTest : public QObject {
  Q_OBJECT

 private slots:
  void every_quick_claim_holds() {
    if (homeostat::test::is_slow()) QSKIP("Statistics are for the release run");
    const double before = seconds_of_children();
    const Finished finished = homeostat_cli("reproduce --quick --json");
    const double seconds = seconds_of_children() - before;
    QSet<QString> figures;
    int differs = 0;
    for (const auto& value : finished.json()["claims"].toArray()) {
      const auto claim = value.toObject();
      for (const char* key : {"figure", "claim", "paper", "ours", "tolerance", "verdict"})
        QVERIFY2(claim.contains(key), key);
      const QString verdict = claim["verdict"].toString();
      QVERIFY2(verdict == "pass" || verdict == "differs" || verdict == "unstated",
               qPrintable(claim["figure"].toString() + ": " + claim["claim"].toString() +
                          ", ours " + claim["ours_text"].toString()));
      QCOMPARE(verdict == "unstated", claim["paper"].isNull());
      if (verdict == "differs")
        QVERIFY(claim["note"].toString().size() > 12);
      differs += verdict == "differs";
      figures.insert(claim["figure"].toString());
    }
    QCOMPARE(finished.exit_code, 0);
    QVERIFY(figures.size() >= 8);
    QVERIFY(differs >= 10);
    // 45 s of two processors.
    QVERIFY2(seconds < 90, qPrintable(QString::number(seconds)));
  }

  void one_figure_is_printed_as_a_table() {
    const Finished finished = homeostat_cli("reproduce figs8_bottom fig2f --quick");
    QCOMPARE(finished.exit_code, 0);
    QVERIFY(finished.output.startsWith("figure"));
    QVERIFY(finished.output.contains("\nfigs8 "));
    QVERIFY(finished.output.contains("\nfig2f "));
    QVERIFY(finished.output.contains("0 fail"));
    QVERIFY(finished.errors.isEmpty());
  }

  void figures_are_listed_by_name() {
    const Finished finished = homeostat_cli("list figures");
    for (const char* name : {"fig4b ", "fig2f ", "fig7 ", "figs13 "})
      QVERIFY2(finished.output.contains(name), name);
  }

  void what_is_no_figure_is_refused_in_one_line() {
    for (const char* line : {"reproduce fig22", "reproduce --threads 0", "reproduce --slow"})
      QVERIFY2(homeostat_cli(line).is_refused_in_one_line(), line);
    QVERIFY(homeostat_cli("reproduce fig4x").errors.contains("did you mean"));
  }
};

TEST_PROGRAM(CliReproduceTest)

}  // namespace cli_reproduce_test

#include "cli_reproduce_test.moc"
