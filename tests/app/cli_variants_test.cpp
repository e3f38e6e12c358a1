// homeostat-cli variants as a black box.
#include <QTemporaryDir>
#include <QtTest>

#include "tests/app/command_line.h"
#include "tests/support/test_program.h"

namespace cli_variants_test {

using homeostat::test::contents;
using homeostat::test::Finished;
using homeostat::test::homeostat_cli;

class CliVariantsTest : public QObject {
  Q_OBJECT

 private slots:
  void the_table_is_printed_and_written() {
    QTemporaryDir directory;
    const QString file = directory.filePath("variants.csv");
    const Finished finished =
        homeostat_cli({"variants", "--runs", "3", "--trials", "20", "--out", file});
    QCOMPARE(finished.exit_code, 0);
    QVERIFY(finished.output.contains("HAAA"));
    QVERIFY(finished.output.contains("94 %"));  // its overlap: 0.9418 of the neurons' region
    const auto lines = contents(file).trimmed().split('\n');
    QCOMPARE(lines.size(), 17);
    QVERIFY(lines.front().startsWith("variant,stable_region,overlap_share,self_sustained_runs"));
    for (int row = 1; row <= 16; ++row) QCOMPARE(lines[row].split(',')[3], QByteArray("3"));
  }

  void bad_input_is_refused_in_one_line_before_anything_runs() {
    for (const char* line :
         {"variants --runs 0", "variants --trials x", "variants --set mode=online",
          "variants --out /no/such/place/x.csv", "variants --threads -1", "variants fig22"})
      QVERIFY2(homeostat_cli(line).is_refused_in_one_line(), line);
  }
};

TEST_PROGRAM(CliVariantsTest)

}  // namespace cli_variants_test

#include "cli_variants_test.moc"
