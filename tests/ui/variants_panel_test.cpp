// The sixteen sign variants as a table: analysis at once, runs when asked for, a rule by a click.
#include <QAbstractItemModelTester>
#include <QPushButton>
#include <QtTest>

#include "tests/support/test_program.h"
#include "tests/ui/run_so_far.h"
#include "ui/controls/table_view.h"
#include "ui/panels/variants_panel.h"

namespace variants_panel_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

View seen(const RunSoFar& run) {
  View view = run.view();
  view.planned = &run.experiment;
  return view;
}

QString cell(VariantsPanel& panel, int row, int column) {
  return panel.model().index(row, column).data().toString();
}

}  // namespace

class VariantsPanelTest : public QObject {
  Q_OBJECT

 private slots:
  void analytic_columns_follow_the_learning_rates() {
    RunSoFar run(1, "figs2");
    VariantsPanel panel;
    const QAbstractItemModelTester tester(&panel.model());
    show(panel);
    panel.show_view(seen(run));
    QTRY_COMPARE_WITH_TIMEOUT(cell(panel, 0, 2), QString("22.6 %"), 60'000);
    QCOMPARE(panel.model().rowCount(), 16);
    for (const char* alpha : {"alpha_IE", "alpha_II"}) run.experiment.parameters.set(alpha, 1e-6);
    panel.show_view(seen(run));
    QTRY_COMPARE_WITH_TIMEOUT(cell(panel, 0, 2), QString("100.0 %"), 60'000);
  }

  void a_click_chooses_the_rule() {
    RunSoFar run(1, "figs2");
    VariantsPanel panel;
    show(panel);
    panel.show_view(seen(run));
    QTRY_COMPARE_WITH_TIMEOUT(cell(panel, 0, 2), QString("22.6 %"), 60'000);
    std::vector<Edit> asked;
    connect(&panel, &Panel::edit_requested,
            [&](const std::vector<Edit>& edits, bool) { asked = edits; });
    const QRect place = panel.table().visualRect(panel.table().view_index(2));
    QTest::mouseClick(panel.table().viewport(), Qt::LeftButton, {}, place.center());
    QVERIFY(!asked.empty());
    QCOMPARE(asked.front().symbol, std::string("rule"));
    const auto& rule = lab::parameter(run.experiment.model(), "rule");
    QCOMPARE(asked.front().value, lab::parse_value(rule, "homeo_HHAH"));
  }

  void runs_start_when_asked_for_and_fill_the_counts() {
    RunSoFar run(1, "figs2");
    VariantsPanel panel;
    show(panel);
    panel.set_runs(2, 20);
    panel.show_view(seen(run));
    panel.run_button().click();
    QTRY_VERIFY_WITH_TIMEOUT(cell(panel, 15, VariantsModel::developmental).contains("of 2") ||
                                 cell(panel, 15, VariantsModel::developmental).contains("/ 2"),
                             200'000);
  }
};

TEST_PROGRAM(VariantsPanelTest)

}  // namespace variants_panel_test

#include "variants_panel_test.moc"
