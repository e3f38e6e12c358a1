// The basin map in the window: it runs while it is seen, follows the controls, and opens its cells.
#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QtTest>

#include "core/lab/basin_verdict.h"
#include "tests/support/test_program.h"
#include "tests/ui/mouse.h"
#include "tests/ui/run_so_far.h"
#include "ui/panels/basin_panel.h"

namespace basin_panel_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

BasinChoice small_map() {
  BasinChoice choice;
  choice.cells = 9;
  choice.trials = 120;
  return choice;
}

View seen(const RunSoFar& run) {
  View view = run.view();
  view.planned = &run.experiment;
  return view;
}

double value_of(const std::vector<Edit>& edits, std::string_view symbol) {
  for (const Edit& edit : edits) {
    if (edit.symbol == symbol) return edit.value;
  }
  return -1;
}

}  // namespace

class BasinPanelTest : public QObject {
  Q_OBJECT

 private slots:
  void the_map_is_that_of_the_core_and_restarts_when_a_parameter_changes() {
    RunSoFar run(3);
    BasinPanel panel;
    show(panel);
    panel.set_choice(small_map());
    panel.show_view(seen(run));
    QTRY_VERIFY_WITH_TIMEOUT(panel.is_finished(), 200'000);
    const lab::BasinMap first = panel.cells().basin()->map;
    QCOMPARE(first.cells.size(), std::size_t{9 * 9});
    const lab::BasinMap ours = basin_map(*first.question, {1, lab::Priority::normal});
    for (std::size_t k = 0; k < ours.cells.size(); ++k)
      QCOMPARE(ours.cells[k].run.outcome, first.cells[k].run.outcome);
    QVERIFY(panel.shown_names().contains("converged"));
    run.experiment.parameters.set_choice("rule", "homeostatic");
    panel.show_view(seen(run));
    QTRY_VERIFY_WITH_TIMEOUT(
        panel.is_finished() && panel.cells().basin()->map.question->experiment.parameters.choice(
                                   "rule") == "homeostatic",
        200'000);
    QVERIFY(!panel.shown_names().contains("converged"));
  }

  void a_click_on_a_cell_asks_for_that_very_run() {
    RunSoFar run(1);
    BasinPanel panel;
    show(panel, {880, 620});
    panel.set_choice(small_map());
    panel.show_view(seen(run));
    QTRY_VERIFY_WITH_TIMEOUT(panel.is_finished(), 200'000);
    std::vector<Edit> asked;
    connect(&panel, &Panel::edit_requested,
            [&](const std::vector<Edit>& edits, bool) { asked = edits; });
    const QPoint at = panel.plot().map().pixel({6.7, 14.7}).toPoint();
    QTest::mouseClick(panel.plot().viewport(), Qt::LeftButton, {}, at);
    const auto cell = panel.cells().cell_at(panel.plot().map().value(at));
    QVERIFY(cell);
    const lab::BasinMap& map = panel.cells().basin()->map;
    const auto wanted = cell_experiment(*map.question, cell->column, cell->row).parameters;
    for (const char* symbol : {"W_EE", "W_EI", "W_IE", "W_II"})
      QCOMPARE(value_of(asked, symbol), wanted[symbol]);
    QCOMPARE(value_of(asked, "noise_sigma"), 0.0);
  }

  void disagreements_are_listed_with_why() {
    RunSoFar run(1, "fig2b");
    BasinPanel panel;
    show(panel, {880, 620});
    const QAbstractItemModelTester tester(&panel.disagreements());
    panel.set_choice(small_map());
    panel.show_view(seen(run));
    QTRY_VERIFY_WITH_TIMEOUT(panel.is_finished(), 200'000);
    const lab::JudgedBasin& basin = *panel.cells().basin();
    int count = 0;
    for (std::size_t k = 0; k < basin.map.cells.size(); ++k) count += basin.disagrees(k) ? 1 : 0;
    QCOMPARE(panel.disagreements().rowCount(), count);
    for (int row = 0; row < count; ++row) {
      const CellPlace place = panel.disagreements().cell(row);
      const auto verdict =
          basin_verdict(*basin.map.question, basin.map.cell(place.column, place.row));
      QVERIFY(!verdict.agrees() && !verdict.why.empty());
    }
  }

  void hidden_it_stops_at_once_and_goes_on_when_shown() {
    RunSoFar run(1);
    BasinPanel panel;
    show(panel);
    BasinChoice large = small_map();
    large.cells = 128;
    large.trials = 3000;
    panel.set_choice(large);
    panel.show_view(seen(run));
    QTRY_VERIFY(panel.cells().basin() != nullptr);
    QElapsedTimer watch;
    watch.start();
    panel.hide();
    QVERIFY(watch.elapsed() < 100);
    panel.set_choice(small_map());
    panel.show();
    panel.show_view(seen(run));
    QTRY_VERIFY_WITH_TIMEOUT(panel.is_finished(), 200'000);
  }

  void online_mode_is_refused_in_words() {
    RunSoFar run(1);
    run.experiment.parameters.set_choice("mode", "online");
    BasinPanel panel;
    show(panel);
    panel.show_view(seen(run));
    QTRY_VERIFY2(panel.subtitle().contains("online"), qPrintable(panel.subtitle()));
  }
};

TEST_PROGRAM(BasinPanelTest)

}  // namespace basin_panel_test

#include "basin_panel_test.moc"
