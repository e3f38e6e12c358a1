// homeostat-cli basin as a black box: the table, the runs behind it, refusals, interruption.
#include <signal.h>

#include <QTemporaryDir>
#include <QtTest>
#include <map>

#include "tests/app/command_line.h"
#include "tests/support/test_program.h"

namespace cli_basin_test {

using homeostat::test::contents;
using homeostat::test::Finished;
using homeostat::test::homeostat_cli;

namespace {

constexpr int columns = 13;

/// The lines of a table without quoted commas, header apart.
QList<QList<QByteArray>> cells_of(const QString& file) {
  QList<QList<QByteArray>> cells;
  QList<QByteArray> lines = contents(file).trimmed().split('\n');
  lines.removeFirst();
  for (const QByteArray& line : lines) cells.append(line.split('"').first().split(','));
  return cells;
}

}  // namespace

class CliBasinTest : public QObject {
  Q_OBJECT

 private slots:
  void table_has_its_columns_and_every_cell() {
    QTemporaryDir directory;
    const QString file = directory.filePath("basin.csv");
    const Finished finished = homeostat_cli({"basin", "fig4b", "--grid", "7,5", "--window",
                                             "1,9,5,21", "--trials", "200", "--out", file});
    QCOMPARE(finished.exit_code, 0);
    QVERIFY(finished.output.contains("converged"));
    const QByteArray header = contents(file).split('\n').first();
    QCOMPARE(header, QByteArray("W_EE,W_IE,W_EI,W_II,outcome,trial,seeds,converged,E_avg,I_avg,"
                                "analytic_stable,agrees,why"));
    const auto cells = cells_of(file);
    QCOMPARE(cells.size(), 35);
    for (const auto& cell : cells) QCOMPARE(cell.size(), columns);
    QCOMPARE(cells.first()[4], QByteArray("out_of_reach"));
    QCOMPARE(cells.first()[0], QByteArray("1"));
    QCOMPARE(cells.last()[1], QByteArray("21"));
  }

  void run_of_a_cell_has_its_numbers() {
    QTemporaryDir directory;
    const QString file = directory.filePath("basin.csv");
    QCOMPARE(homeostat_cli({"basin", "fig4b", "--grid", "3,3", "--window", "3,6,7,15", "--trials",
                            "150", "--seeds", "1", "--set", "E_set=6", "--out", file})
                 .exit_code,
             0);
    int compared = 0;
    for (const auto& cell : cells_of(file)) {
      if (cell[4] == "out_of_reach") continue;
      const auto set = [](const char* symbol, const QByteArray& value) {
        return QStringList{"--set", QString(symbol) + '=' + value};
      };
      const Finished run = homeostat_cli(
          QStringList{"run", "fig4b", "--json", "--set", "E_set=6", "--trials", cell[5]} +
          set("W_EE", cell[0]) + set("W_IE", cell[1]) + set("W_EI", cell[2]) +
          set("W_II", cell[3]));
      QCOMPARE(run.exit_code, 0);
      const QJsonObject json = run.json();
      QCOMPARE(json["outcome"].toString().toUtf8(), cell[4]);
      QCOMPARE(json["final"].toObject()["E_avg"].toDouble(), cell[8].toDouble());
      QCOMPARE(json["final"].toObject()["I_avg"].toDouble(), cell[9].toDouble());
      ++compared;
    }
    QVERIFY(compared >= 5);
  }

  void table_does_not_depend_on_the_number_of_threads() {
    QTemporaryDir directory;
    QByteArray first;
    for (const char* threads : {"1", "2", "7"}) {
      const QString file = directory.filePath(threads);
      QCOMPARE(homeostat_cli({"basin", "fig2b", "--grid", "9,9", "--trials", "60", "--seeds", "2",
                              "--threads", threads, "--out", file})
                   .exit_code,
               0);
      if (first.isEmpty()) first = contents(file);
      QCOMPARE(contents(file), first);
    }
    QVERIFY(first.count('\n') == 82);
  }

  void other_weights_are_where_they_are_put() {
    QTemporaryDir directory;
    const QString file = directory.filePath("basin.csv");
    const auto others = [&](const char* text) {
      homeostat_cli({"basin", "fig4b", "--grid", "2,2", "--window", "5,6,10,11", "--trials", "2",
                     "--set", "W_EI=1.25", "--set", "W_II=0.75", "--others", text, "--out", file});
      const auto cell = cells_of(file).first();
      return cell[2] + ' ' + cell[3] + ' ' + cell[10];
    };
    QCOMPARE(others("start"), QByteArray("1.25 0.75 "));
    QCOMPARE(others("0.5,2.5"), QByteArray("0.5 2.5 "));
    QVERIFY(others("setpoints").startsWith("1.0857142857142"));
    QVERIFY(others("setpoints").endsWith(" 1"));
  }

  void wrong_input_is_refused_in_one_line_that_names_it_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* line, const char* named) {
      QTest::newRow(line) << line << named;
    };
    row("basin", "--grid");
    row("basin --grid 8,8", "--out");
    row("basin --grid 8 --out never.csv", "--grid");
    row("basin --grid 0,8 --out never.csv", "--grid");
    row("basin --grid 8,100000 --out never.csv", "1024");
    row("basin --grid 8,8 --window 5,1,0,20 --out never.csv", "--window");
    row("basin --grid 8,8 --others plane --out never.csv", "setpoints, start");
    row("basin --grid 8,8 --others 1,-2 --out never.csv", "W_II");
    row("basin --grid 8,8 --trials 0 --out never.csv", "--trials");
    row("basin --grid 8,8 --seeds 0 --out never.csv", "--seeds");
    row("basin --grid 8,8 --seeds 3 --set noise_sigma=0 --out never.csv", "without noise");
    row("basin --grid 8,8 --threads x --out never.csv", "--threads");
    row("basin figs4 --grid 8,8 --out never.csv", "online");
    row("basin --grid 8,8 --set rule=hebb --out never.csv", "rule");
    row("basin --grid 8,8 --out /no/such/directory/x.csv", "/no/such/directory");
    row("basn --grid 8,8", "basin");
  }

  void wrong_input_is_refused_in_one_line_that_names_it() {
    QFETCH(QString, line);
    QFETCH(QString, named);
    const Finished finished = homeostat_cli(line.split(' '));
    QVERIFY2(finished.is_refused_in_one_line(),
             "exit " + QByteArray::number(finished.exit_code) + ": " + finished.errors);
    QVERIFY2(finished.errors.contains(named.toUtf8()), finished.errors);
    QVERIFY(!QFile::exists("never.csv"));
  }

  void interruption_keeps_what_was_done() {
    QTemporaryDir directory;
    const QString file = directory.filePath("basin.csv");
    QProcess process;
    process.start(HOMEOSTAT_CLI, {"basin", "fig2b", "--grid", "256,256", "--trials", "200000",
                                  "--window", "0,10,0,24", "--out", file});
    QVERIFY(process.waitForStarted());
    QTest::qWait(1500);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(20'000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    const auto cells = cells_of(file);
    QVERIFY(cells.size() > 1000 && cells.size() < 256 * 256);  // those out of reach at least
    for (const auto& cell : cells) QCOMPARE(cell.size(), columns);
  }
};

TEST_PROGRAM(CliBasinTest)

}  // namespace cli_basin_test

#include "cli_basin_test.moc"
