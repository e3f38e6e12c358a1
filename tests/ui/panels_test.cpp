// The panels on a real run, driven by mouse and keys.
#include <QSignalSpy>
#include <QtTest>

#include "core/ei/stability.h"
#include "core/lab/catalogue.h"
#include "core/lab/engine.h"
#include "ui/panels/averages_panel.h"
#include "ui/panels/panel_grid.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/phase_panel.h"
#include "ui/panels/stability_panel.h"
#include "ui/panels/trial_panel.h"
#include "ui/panels/weights_panel.h"
#include "ui/theme.h"

using namespace homeostat;
using namespace homeostat::ui;

namespace {

/// A run of the default experiment as a window would hand it to its panels.
class RunSoFar : public lab::Observer {
 public:
  explicit RunSoFar(std::int64_t trials) : experiment(lab::built_in_experiment("fig4b")) {
    auto run = std::make_shared<lab::Run>();
    run->start = std::make_shared<const lab::Experiment>(experiment);
    rows_ = &run->rows;
    frame.run = run;
    lab::Engine engine(experiment);
    engine.advance(trials, *this);
    frame.trial = trials;
    regions = ei::region_map(lab::plane_problem(experiment.parameters), {0, 10, 0, 20, 101, 101});
  }

  lab::Trace* trace_for(std::int64_t) override { return &frame.trace; }
  void on_trial(const lab::TrialRow& row) override { rows_->append(row); }
  View view() const { return {&experiment, &frame, &regions, nullptr, 0}; }

  lab::Experiment experiment;
  lab::Frame frame;
  ei::RegionMap regions;

 private:
  lab::RecordLog<lab::TrialRow>* rows_;
};

void show(QWidget& widget, QSize size = {430, 290}) {
  widget.setPalette(Theme::light().palette());
  widget.resize(size);
  widget.show();
  QVERIFY(QTest::qWaitForWindowExposed(&widget));
}

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

class PanelsTest : public QObject {
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
    QCOMPARE(count, std::size_t{2});
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
    QTest::mouseMove(panel.plane().viewport(), panel.plane().map().pixel({6, 14}).toPoint());
    QVERIFY2(panel.plane().readout_above().contains("neurons stable, rule stable"),
             qPrintable(panel.plane().readout_above()));
    QVERIFY(panel.plane().readout_below().contains("rule"));
  }

  void averages_read_out_the_row_under_the_mouse_and_a_click_picks_it() {
    const RunSoFar so_far(400);
    AveragesPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    const PlotMap& map = panel.plot().map();
    const QPoint at = map.pixel({250, 10}).toPoint();
    const auto trial = static_cast<std::int64_t>(std::round(map.x_value(at.x())));
    QTest::mouseMove(panel.plot().viewport(), at);
    QCOMPARE(panel.plot().readout_below(), QStringLiteral("trial %1").arg(trial));
    const auto row = so_far.frame.run->rows[static_cast<std::size_t>(trial - 1)];
    bool is_shown = false;
    for (const LabelItem* label : panel.plot().curve_labels()) {
      is_shown = is_shown || label->text() == grouped_number(row.average.E, 1);
    }
    QVERIFY(is_shown);
    QSignalSpy picked(&panel, &Panel::trial_picked);
    QTest::mouseClick(panel.plot().viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(picked.at(0).at(0).toLongLong(), trial);
  }

  void a_tick_on_a_hundred_thousand_trials_is_cheap() {
    const lab::Experiment experiment = lab::built_in_experiment("fig4b");
    auto run = std::make_shared<lab::Run>();
    for (std::int64_t k = 1; k <= 100'000; ++k) {
      run->rows.append({k, {}, {5 + std::sin(double(k)), 14}, {4, 1, 6, 0.1}, {}});
    }
    lab::Frame frame;
    frame.run = run;
    WeightsPanel panel;
    show(panel);
    panel.show_view({&experiment, &frame, nullptr, nullptr, 0});
    run->rows.append({100'001, {}, {5, 14}, {4, 1, 6, 0.1}, {}});
    QElapsedTimer timer;
    timer.start();
    panel.show_view({&experiment, &frame, nullptr, nullptr, 0});
    QVERIFY2(timer.nsecsElapsed() < 5'000'000, qPrintable(QString::number(timer.nsecsElapsed())));
    QCOMPARE(panel.plot().map().x_max, 150'000.0);
  }

  void nothing_to_show_is_no_mistake() {
    const lab::Experiment experiment = lab::built_in_experiment("fig4b");
    PanelGrid grid;
    show(grid, {880, 660});
    for (const PanelKind& kind : panel_kinds()) {
      grid.slot_at(0).set_kind(kind.id);
      grid.show_view({});
      grid.show_view({&experiment, nullptr, nullptr, nullptr, 0});
      QCOMPARE(grid.slot_at(0).kind_id(), kind.id);
      QVERIFY(!grid.grab().isNull());
    }
  }

  void columns_are_in_line_whatever_the_headers_want() {
    PanelGrid grid;
    show(grid, {880, 672});
    grid.show_view(RunSoFar(1).view());
    QCOMPARE(grid.slot_at(0).width(), grid.slot_at(2).width());
    QCOMPARE(grid.slot_at(1).width(), grid.slot_at(3).width());
  }

  void double_click_and_space_enlarge_and_bring_back() {
    PanelGrid grid;
    show(grid, {880, 660});
    PanelSlot& slot = grid.slot_at(2);
    QTest::mouseDClick(slot.findChild<QWidget*>("header"), Qt::LeftButton, {}, {200, 10});
    QCOMPARE(grid.enlarged(), 2);
    QVERIFY(!grid.slot_at(0).isVisible() && !grid.slot_at(3).isVisible());
    QTRY_VERIFY(slot.width() > 800 && slot.height() > 600);
    QTest::keyClick(&slot, Qt::Key_Space);
    QCOMPARE(grid.enlarged(), -1);
    QVERIFY(grid.slot_at(0).isVisible());
  }

  void a_layout_comes_back_as_it_was_and_nonsense_is_refused() {
    PanelGrid grid;
    show(grid, {880, 660});
    grid.slot_at(0).set_kind("phase");
    grid.toggle_enlarged(3);
    const QByteArray layout = grid.save_layout();
    PanelGrid other;
    show(other, {880, 660});
    QVERIFY(other.restore_layout(layout));
    QCOMPARE(other.slot_at(0).kind_id(), QStringLiteral("phase"));
    QCOMPARE(other.enlarged(), 3);
    QVERIFY(!other.restore_layout("nonsense"));
  }

  void labels_stay_inside_their_plots() {
    const RunSoFar so_far(300);
    PanelGrid grid;
    show(grid, {880, 660});
    grid.show_view(so_far.view());
    for (const PlotView* plot : grid.findChildren<PlotView*>()) {
      for (const LabelItem* label : plot->curve_labels()) {
        QVERIFY2(QRectF(plot->viewport()->rect()).contains(label->text_rect()),
                 qPrintable(label->text()));
      }
    }
  }
};

QTEST_MAIN(PanelsTest)
#include "panels_test.moc"
