// The plane of weights under mouse and keys.
#include <QApplication>
#include <QSignalSpy>
#include <QtTest>
#include <algorithm>
#include <cmath>

#include "core/ei/steady_state.h"
#include "tests/support/test_program.h"
#include "tests/ui/mouse.h"
#include "tests/ui/run_so_far.h"
#include "ui/panels/panel_grid.h"
#include "ui/panels/stability_panel.h"

namespace stability_panel_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

double value_of(const std::vector<Edit>& edits, std::string_view symbol) {
  for (const Edit& edit : edits) {
    if (edit.symbol == symbol) return edit.value;
  }
  return -1;
}

struct Asked {
  std::vector<Edit> edits;
  bool is_final;
};

}  // namespace

class StabilityPanelTest : public QObject {
  Q_OBJECT
 private slots:
  void dragging_the_point_asks_for_weights_on_the_setpoint_plane() {
    const RunSoFar so_far(3);
    StabilityPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    std::vector<Asked> asked;
    connect(&panel, &Panel::edit_requested, [&](const std::vector<Edit>& edits, bool is_final) {
      asked.push_back({edits, is_final});
    });
    QWidget* canvas = panel.plane().viewport();
    const PlotMap& map = panel.plane().map();
    QTest::mousePress(canvas, Qt::LeftButton, {}, map.pixel({2.1, 4}).toPoint());
    QTest::mouseMove(canvas, map.pixel({5, 12}).toPoint());
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, map.pixel({5, 12}).toPoint());
    QVERIFY(asked.size() >= 2);
    QVERIFY(!asked.front().is_final);
    QVERIFY(asked.back().is_final);
    const std::vector<Edit>& last = asked.back().edits;
    const double a_pixel = 10 / map.area.width();
    QVERIFY(std::abs(value_of(last, "W_EE") - 5) < a_pixel);
    QVERIFY(std::abs(value_of(last, "W_IE") - 12) < 2 * 20 / map.area.height());
    const ei::Weights w = ei::setpoint_weights(lab::rate_parameters(so_far.experiment.parameters),
                                               lab::setpoints(so_far.experiment.parameters),
                                               value_of(last, "W_EE"), value_of(last, "W_IE"));
    QCOMPARE(value_of(last, "W_EI"), w.EI);
    QCOMPARE(value_of(last, "W_II"), w.II);
  }

  void off_the_plane_only_two_weights_are_asked_for() {
    const RunSoFar so_far(1);
    StabilityPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    panel.keeps_setpoints()->setChecked(false);
    std::size_t count = 0;
    connect(&panel, &Panel::edit_requested,
            [&](const std::vector<Edit>& edits, bool) { count = edits.size(); });
    QTest::mouseClick(panel.plane().viewport(), Qt::LeftButton);
    QTRY_COMPARE(count, std::size_t{2});
  }

  void a_double_click_on_the_plane_enlarges_and_asks_for_nothing() {
    PanelGrid grid(lab::Model::two_population);
    show(grid, {880, 660});
    grid.slot_at(0).set_kind("stability");
    grid.show_view(RunSoFar(1).view());
    auto& panel = dynamic_cast<StabilityPanel&>(grid.slot_at(0).panel());
    QSignalSpy asked(&panel.plane(), &PlaneView::moved);
    const QPoint at = panel.plane().map().pixel({7, 15}).toPoint();
    QWidget* canvas = panel.plane().viewport();
    QTest::mouseClick(canvas, Qt::LeftButton, {}, at);
    QTest::mouseDClick(canvas, Qt::LeftButton, {}, at);
    QCOMPARE(grid.enlarged(), 0);
    QTest::qWait(QApplication::doubleClickInterval() + 50);
    QCOMPARE(asked.size(), 0);
  }

  void a_point_beyond_the_plane_stands_at_its_edge_with_its_values() {
    PlaneView plane;
    show(plane);
    plane.set_points({2, 4}, {12.5, 31}, "now");
    const auto labels = plane.items();
    const bool is_named = std::any_of(labels.begin(), labels.end(), [](const QGraphicsItem* item) {
      const auto* label = dynamic_cast<const LabelItem*>(item);
      return label != nullptr && label->text() == "now: 12.50, 31.00" && label->isVisible();
    });
    QVERIFY(is_named);
  }

  void arrow_keys_move_the_point_step_by_step() {
    const RunSoFar so_far(1);
    StabilityPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    const QPointF before = panel.plane().handle();
    std::vector<Edit> last;
    connect(&panel, &Panel::edit_requested,
            [&](const std::vector<Edit>& edits, bool is_final) { last = is_final ? edits : last; });
    QTest::keyClick(&panel.plane(), Qt::Key_Right);
    QVERIFY(std::abs(value_of(last, "W_EE") - before.x() - 0.05) < 0.0051);
    QTest::keyClick(&panel.plane(), Qt::Key_Right);
    QVERIFY(std::abs(value_of(last, "W_EE") - before.x() - 0.10) < 0.0051);
    QTest::keyClick(&panel.plane(), Qt::Key_Up, Qt::ShiftModifier);
    QVERIFY(std::abs(value_of(last, "W_IE") - before.y() - 0.5) < 0.0051);
  }

  void the_handle_waits_for_the_run_that_begins_where_it_was_put() {
    RunSoFar so_far(5);
    StabilityPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    connect(&panel, &Panel::edit_requested, [&](const std::vector<Edit>& edits, bool) {
      for (const Edit& edit : edits) so_far.experiment.parameters.set(edit.symbol, edit.value);
    });
    QTest::keyClick(&panel.plane(), Qt::Key_Right, Qt::ShiftModifier);
    const QPointF put = panel.plane().handle();
    panel.show_view(so_far.view());  // a frame of the old run is still on its way
    QCOMPARE(panel.plane().handle(), put);
    auto run = std::make_shared<lab::Run>();
    run->start = std::make_shared<const lab::Experiment>(so_far.experiment);
    so_far.frame.run = run;
    panel.show_view(so_far.view());
    QCOMPARE(panel.plane().handle(), put);
    QVERIFY(!panel.plane().asked());
  }

  void the_plane_names_its_regions_and_reads_eigenvalues_out() {
    const RunSoFar so_far(3);
    StabilityPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    QVERIFY(panel.plane().shown_names().contains("neurons stable\nrule stable too"));
    move_mouse(panel.plane(), panel.plane().map().pixel({6, 14}));
    QVERIFY2(panel.plane().readout_above().contains("neurons stable, rule stable"),
             qPrintable(panel.plane().readout_above()));
    QVERIFY(panel.plane().readout_below().contains("rule"));
  }
};

TEST_PROGRAM(StabilityPanelTest)

}  // namespace stability_panel_test

#include "stability_panel_test.moc"
