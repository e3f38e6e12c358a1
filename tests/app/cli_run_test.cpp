// homeostat-cli run as a black box: what it prints, what it writes, and how it ends.
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>
#include <csignal>

#include "tests/app/command_line.h"
#include "tests/support/test_program.h"

namespace cli_run_test {

using homeostat::test::contents;
using homeostat::test::Finished;
using homeostat::test::has_numbers;
using homeostat::test::homeostat_cli;

class CliRunTest : public QObject {
  Q_OBJECT

 private slots:
  void run_prints_exactly_one_json_object() {
    const Finished finished = homeostat_cli("run --trials 3 --seed 5 --json");
    QCOMPARE(finished.exit_code, 0);
    QVERIFY(QJsonDocument::fromJson(finished.output).isObject());
    const QJsonObject json = finished.json();
    QCOMPARE(json["experiment"].toString(), QString("fig4b"));
    QCOMPARE(json["seed"].toInt(), 5);
    QCOMPARE(json["trials"].toInt(), 3);
    QVERIFY(json["outcome"].isString() && json["outcome_trial"].isDouble());
    const QJsonObject final = json["final"].toObject();
    QVERIFY(has_numbers(final, {"E_avg", "I_avg", "W_EE", "W_EI", "W_IE", "W_II"}));
    QCOMPARE(final.size(), 6);
  }

  void homeostatic_rule_falls_silent_and_cross_homeostatic_converges() {
    const auto outcome = [](const char* line) {
      return homeostat_cli(line).json()["outcome"].toString();
    };
    QCOMPARE(outcome("run fig2b --set noise_sigma=0 --set W_II=2 --trials 700 --json"),
             QString("silent"));
    QCOMPARE(outcome("run fig4b --set noise_sigma=0 --trials 1000 --json"), QString("converged"));
  }

  void divergence_and_saturation_are_answers() {
    const Finished finished = homeostat_cli("run --trials 60 --set alpha=1e300 --json");
    QCOMPARE(finished.exit_code, 0);
    QVERIFY(QJsonDocument::fromJson(finished.output).isObject());
  }

  void table_of_trials_has_its_header_and_all_digits() {
    QTemporaryDir directory;
    const QString out = directory.filePath("new/run");
    QCOMPARE(homeostat_cli({"run", "--trials", "4", "--out", out}).exit_code, 0);
    const QList<QByteArray> lines = contents(out + "/trials.csv").split('\n');
    QCOMPARE(lines.size(), 6);  // header, four trials, and the end of the last line
    QCOMPARE(lines[0], QByteArray("trial,E_mean,I_mean,E_avg,I_avg,W_EE,W_EI,W_IE,W_II"));
    QVERIFY(lines[5].isEmpty());
    for (int trial = 1; trial <= 4; ++trial) {
      const QList<QByteArray> fields = lines[trial].split(',');
      QCOMPARE(fields.size(), 9);
      QCOMPARE(fields[0].toInt(), trial);
      for (int k = 1; k < 9; ++k) {
        const double value = fields[k].toDouble();
        QCOMPARE(QByteArray::number(value, 'g', 17).toDouble(), value);
      }
    }
    // A weight that has learned needs all its digits.
    QVERIFY(lines[4].split(',')[5].size() >= 17);
    QVERIFY(!contents(out + "/trials.csv").contains('#'));
    QVERIFY(QJsonDocument::fromJson(contents(out + "/summary.json")).isObject());
    QVERIFY(contents(out + "/trace_4.csv").startsWith("t_ms,E,I\n"));
    QCOMPARE(contents(out + "/trace_4.csv").count('\n'), 20'001);
    const QStringList files =
        QDir(out).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    QCOMPARE(files, (QStringList{"experiment.json", "summary.json", "trace_4.csv", "trials.csv"}));
  }

  void traces_are_those_asked_for() {
    QTemporaryDir directory;
    const auto traces = [&](const char* choice) {
      const QString out = directory.filePath(QString("t_") + choice);
      if (homeostat_cli({"run", "--trials", "5", "--traces", choice, "--out", out}).exit_code != 0)
        return QStringList{"failed"};
      return QDir(out).entryList({"trace_*.csv"});
    };
    QCOMPARE(traces("none"), QStringList());
    QCOMPARE(traces("last"), QStringList{"trace_5.csv"});
    QCOMPARE(traces("2,4"), (QStringList{"trace_2.csv", "trace_4.csv"}));
    QCOMPARE(traces("all").size(), 5);
  }

  void written_experiment_runs_again_to_the_same_bytes() {
    QTemporaryDir directory;
    const QString first = directory.filePath("a"), second = directory.filePath("b");
    QCOMPARE(homeostat_cli({"run", "fig3", "--trials", "20", "--seed", "7", "--set", "W_EE=2.4",
                            "--out", first})
                 .exit_code,
             0);
    QCOMPARE(homeostat_cli({"run", first + "/experiment.json", "--out", second}).exit_code, 0);
    QVERIFY(!contents(first + "/trials.csv").isEmpty());
    for (const char* file : {"/trials.csv", "/trace_20.csv", "/experiment.json"})
      QVERIFY2(contents(first + file) == contents(second + file), file);
  }

  void number_of_threads_does_not_change_a_byte() {
    QTemporaryDir directory;
    QByteArray one;
    for (const char* threads : {"1", "2", "7"}) {
      const QString out = directory.filePath(threads);
      QCOMPARE(homeostat_cli(
                   {"run", "--trials", "30", "--threads", threads, "--traces", "all", "--out", out})
                   .exit_code,
               0);
      const QByteArray bytes = contents(out + "/trials.csv") + contents(out + "/trace_30.csv") +
                               contents(out + "/summary.json");
      if (one.isEmpty()) one = bytes;
      QVERIFY(bytes == one && bytes.size() > 1000);
    }
  }

  void rule_brings_its_own_learning_rate() {
    QTemporaryDir directory;
    const auto alpha_of = [&](const QStringList& set) {
      const QString out = directory.filePath(set.join('_').remove('/'));
      homeostat_cli(QStringList{"run", "fig4b", "--trials", "1", "--out", out} + set);
      return QJsonDocument::fromJson(contents(out + "/experiment.json"))
          .object()["parameters"]
          .toObject()["alpha_EI"]
          .toDouble();
    };
    QCOMPARE(alpha_of({"--set", "rule=homeostatic"}), 1e-4);
    QCOMPARE(alpha_of({"--set", "rule=cross_homeostatic"}), 5e-4);
    QCOMPARE(alpha_of({"--set", "alpha=3e-4", "--set", "rule=homeostatic"}), 3e-4);
    QCOMPARE(alpha_of({"--set", "alpha_EI=7e-4", "--set", "alpha=3e-4"}), 7e-4);
  }

  void full_disk_is_a_failure_of_the_run() {
    const QStringList run{"run", "--trials", "2", "--json"};
    QCOMPARE(homeostat_cli(run, "/dev/full").exit_code, 1);
    const Finished map = homeostat_cli({"stability", "--map", "50,50", "--out", "/dev/full"});
    QCOMPARE(map.exit_code, 1);
    QVERIFY(map.errors.contains("/dev/full"));
    QTemporaryDir directory;
    QVERIFY(QFile::link("/dev/full", directory.filePath("trials.csv")));
    const Finished finished = homeostat_cli({"run", "--trials", "200", "--out", directory.path()});
    QCOMPARE(finished.exit_code, 1);
    QVERIFY2(finished.errors.contains("trials.csv"), finished.errors);
  }

  void interrupted_run_keeps_what_was_done() {
    QTemporaryDir directory;
    const QString out = directory.filePath("run");
    QProcess process;
    process.start(HOMEOSTAT_CLI, {"run", "--trials", "10000000", "--out", out, "--json"});
    QVERIFY(process.waitForStarted());
    QTest::qWait(1500);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(5000));
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    const QByteArray table = contents(out + "/trials.csv");
    const auto rows = table.count('\n') - 1;
    QVERIFY2(rows > 100, QByteArray::number(rows));
    QVERIFY(table.endsWith('\n'));
    const QJsonObject json = QJsonDocument::fromJson(process.readAllStandardOutput()).object();
    QCOMPARE(json["trials"].toInt(), static_cast<int>(rows));
    QVERIFY(QFile::exists(out + "/experiment.json"));
  }

  void online_mode_writes_a_row_each_second() {
    QTemporaryDir directory;
    QCOMPARE(homeostat_cli({"run", "figs4", "--trials", "3", "--out", directory.path()}).exit_code,
             0);
    QCOMPARE(contents(directory.filePath("trials.csv")).count('\n'), 4);
  }
};

TEST_PROGRAM(CliRunTest)

}  // namespace cli_run_test

#include "cli_run_test.moc"
