// homeostat-cli as a black box: help, `list`, `stability`, and everything it refuses.
#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/command_line.h"
#include "tests/support/test_program.h"

namespace cli_test {

using homeostat::test::contents;
using homeostat::test::Finished;
using homeostat::test::has_numbers;
using homeostat::test::homeostat_cli;

class CliTest : public QObject {
  Q_OBJECT

 private slots:
  void help_and_version_succeed() {
    for (const char* line :
         {"--help", "--version", "run --help", "stability --help", "list --help"}) {
      const Finished finished = homeostat_cli(line);
      QCOMPARE(finished.exit_code, 0);
      QVERIFY2(!finished.output.isEmpty(), line);
    }
  }

  void list_names_what_there_is() {
    const QByteArray experiments = homeostat_cli("list experiments").output;
    for (const char* name : {"fig1b", "fig1c", "fig2b", "fig2e", "fig3", "fig4b", "figs1a",
                             "figs1b", "figs4", "fig2b_authors", "fig4b_authors"})
      QVERIFY2(experiments.contains(name), name);
    const QByteArray rules = homeostat_cli("list rules").output;
    for (const char* name : {"cross_homeostatic", "homeo_HAHA", "two_term", "custom"})
      QVERIFY2(rules.contains(name), name);
    QVERIFY(homeostat_cli("list parameters").output.contains("noise_sigma"));
    QCOMPARE(homeostat_cli("list figures").exit_code, 0);
    QCOMPARE(homeostat_cli("list lessons").exit_code, 0);
    QCOMPARE(homeostat_cli("list").exit_code, 0);
  }

  void wrong_input_is_refused_in_one_line_that_names_it_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* line, const char* named) {
      QTest::newRow(line) << line << named;
    };
    row("run --set rule=cross_homeostatc", "cross_homeostatic");
    row("run --set W_EEE=2", "W_EE");
    row("run --set W_EE=nan", "W_EE");
    row("run --set W_EE=inf", "W_EE");
    row("run --set W_EE=", "W_EE");
    row("run --set W_EE", "W_EE");
    row("run --set =3", "--set");
    row("run --set tau_E=-1", "tau_E");
    row("run --set dt=5", "dt");
    row("run --set average_window=3000", "average_window");
    row("run --set model=spiking", "model");
    row("run --trials 0", "trials");
    row("run --trials -3", "trials");
    row("run --trials 1e3", "trials");
    row("run --seed x", "seed");
    row("run --threads 0", "threads");
    row("run --traces some", "traces");
    row("run --traces 0", "traces");
    row("run fig4bb", "fig4b");
    row("run no/such.json", "no/such.json");
    row("run --out /proc/homeostat", "/proc/homeostat");
    row("run --out /dev/full", "/dev/full");
    row("run --out /dev/null/x", "/dev/null");
    row("run --nonsense", "--nonsense");
    row("rum", "run");
    row("list experimnts", "experiments");
    row("stability", "--at");
    row("stability --at 5", "5");
    row("stability --at 5,x", "5,x");
    row("stability --at 5,nan", "nan");
    row("stability --at 5,10,3", "5,10,3");
    row("stability --map 10,10", "--out");
    row("stability --map 10 --out never.csv", "--map");
    row("stability --map 0,10 --out never.csv", "--map");
    row("stability --map 3,3 --window 0,1 --out never.csv", "--window");
    row("stability --map 3,3 --out /no/such/directory/x.csv", "/no/such/directory");
    row("stability --at 5,10 --set tau_I=0", "tau_I");
  }

  void wrong_input_is_refused_in_one_line_that_names_it() {
    QFETCH(QString, line);
    QFETCH(QString, named);
    const Finished finished = homeostat_cli(line.split(' '));
    QVERIFY2(finished.is_refused_in_one_line(),
             "exit " + QByteArray::number(finished.exit_code) + ": " + finished.errors);
    QVERIFY2(finished.errors.contains(named.toUtf8()), finished.errors);
  }

  void no_command_is_refused() { QVERIFY(homeostat_cli(QStringList{}).exit_code == 2); }

  void broken_files_are_refused_and_nothing_is_written() {
    QTemporaryDir directory;
    const QString file = directory.filePath("broken.json"), out = directory.filePath("out");
    for (const QByteArray& text : {QByteArray(), QByteArray("{\"homeostat\":1,\"na"),
                                   QByteArray("\x7f"
                                              "ELF\0\1\2",
                                              7),
                                   QByteArray("{\"homeostat\":1,\"parameters\":{\"W_EE\":1e999}}"),
                                   QByteArray("{\"homeostat\":1,\"trails\":3}")}) {
      QFile written(file);
      QVERIFY(written.open(QIODevice::WriteOnly));
      written.write(text);
      written.close();
      const Finished finished = homeostat_cli({"run", file, "--out", out});
      QVERIFY2(finished.is_refused_in_one_line(), text + " -> " + finished.errors);
      QVERIFY2(finished.errors.contains("broken.json"), finished.errors);
      QVERIFY(!QFile::exists(out + "/trials.csv"));
    }
  }

  void answer_that_cannot_be_printed_is_a_failure() {
    QCOMPARE(homeostat_cli({"stability", "--at", "5,10", "--json"}, "/dev/full").exit_code, 1);
    QCOMPARE(homeostat_cli({"list", "parameters"}, "/dev/full").exit_code, 1);
  }

  void stability_of_a_point_is_one_json_object_with_the_facts_numbers() {
    const Finished finished = homeostat_cli("stability fig4b --at 5,10 --set alpha=1 --json");
    QCOMPARE(finished.exit_code, 0);
    const QJsonObject json = finished.json();
    QVERIFY(has_numbers(json, {"W_EE", "W_EI", "W_IE", "W_II", "E_up", "I_up", "C"}));
    QVERIFY(qAbs(json["W_EI"].toDouble() - 1.085714286) < 1e-9);
    QVERIFY(qAbs(json["E_up"].toDouble() - 5) < 1e-9);
    QVERIFY(json["positive_weights"].toBool() && json["paradoxical"].toBool());
    QVERIFY(json["neural"].toObject()["stable"].toBool());
    const QJsonObject rule = json["rule"].toObject();
    QVERIFY(rule["stable"].toBool());
    const double mu = rule["eigenvalues"].toArray()[0].toArray()[0].toDouble();
    QVERIFY(qAbs(mu + 639.0224765) < 1e-6);
    const QJsonObject map = json["trial_map"].toObject();
    QVERIFY(qAbs(map["alpha_scale_max"].toDouble() - 0.009389341096) < 1e-11);
    QVERIFY(!map["stable"].toBool() && map["spectral_radius"].toDouble() > 1);
  }

  void stability_of_a_point_tells_of_neurons_and_weights_as_one_system() {
    const QJsonObject full =
        homeostat_cli("stability --at 5,14 --set alpha=1 --json").json()["full"].toObject();
    QCOMPARE(full["eigenvalues_6d"].toArray().size(), 4);
    QCOMPARE(full["eigenvalues_8d"].toArray().size(), 6);
    QVERIFY(!full["stable_6d"].toBool(true) && !full["stable_8d"].toBool(true));
    // Section 7 of the facts, per ms.
    QVERIFY(qAbs(full["critical_scale_6d"].toDouble() - 2.356e-3) < 5e-7);
    QVERIFY(qAbs(full["critical_scale_8d"].toDouble() - 5.529e-5) < 5e-9);
  }

  void only_online_mode_speaks_of_it_in_words() {
    QVERIFY(homeostat_cli("stability figs4 --at 5,14").output.contains("online stable"));
    QVERIFY(!homeostat_cli("stability fig4b --at 5,14").output.contains("online"));
  }

  void negative_weights_on_the_plane_are_answered() {
    const QJsonObject json = homeostat_cli("stability --at 0.5,1 --json").json();
    QVERIFY(json["W_EI"].toDouble() < 0 && json["W_II"].toDouble() < 0);
    QCOMPARE(json["positive_weights"].toBool(true), false);
  }

  void stability_map_has_its_columns_and_every_point() {
    QTemporaryDir directory;
    const QString file = directory.filePath("map.csv");
    QCOMPARE(homeostat_cli({"stability", "--map", "7,5", "--window", "1,10,5,30", "--out", file})
                 .exit_code,
             0);
    const QList<QByteArray> lines = contents(file).trimmed().split('\n');
    QVERIFY(
        lines[0].startsWith("W_EE,W_IE,W_EI,W_II,C,neural_stable,rule_stable,positive_weights,"
                            "paradoxical,rule_re1,rule_im1,rule_re2,rule_im2"));
    QCOMPARE(lines.size(), 36);
    for (const QByteArray& line : lines) QCOMPARE(line.count(','), lines[0].count(','));
  }
};

TEST_PROGRAM(CliTest)

}  // namespace cli_test

#include "cli_test.moc"
