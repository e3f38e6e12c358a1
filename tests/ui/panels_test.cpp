// The panels on a real run, driven by mouse and keys.
#include <QSignalSpy>
#include <QtTest>
#include <algorithm>
#include <cmath>

#include "tests/support/test_program.h"
#include "tests/ui/mouse.h"
#include "tests/ui/run_so_far.h"
#include "ui/panels/averages_panel.h"
#include "ui/panels/panel_grid.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/phase_panel.h"
#include "ui/panels/trial_panel.h"
#include "ui/panels/weights_panel.h"

namespace panels_test {

using namespace homeostat;
using namespace homeostat::ui;

class PanelsTest : public QObject {
  Q_OBJECT
 private slots:
  void a_current_within_the_trial_is_a_bar_and_a_weight_over_all_of_it_a_subtitle() {
    const RunSoFar current(3, "fig1b");
    TrialPanel panel;
    show(panel, {300, 200});
    panel.show_view(current.view());
    QCOMPARE(panel.events().bars().size(), std::size_t{2});
    const EventBar bar = panel.events().bars().back();
    QCOMPARE(bar.markup, QStringLiteral("$I_{ext,I}$ +7"));
    QVERIFY(std::abs(bar.from - 750) < 0.2 && std::abs(bar.to - 1250) < 0.2);
    QCOMPARE(panel.events().names().size(), std::size_t{2});
    for (const LabelItem* name : panel.events().names())
      QVERIFY(name->text_rect().left() > panel.plot().y_title_right());
    const RunSoFar weight(8, "fig3");
    panel.show_view(weight.view());
    QCOMPARE(panel.events().bars().size(), std::size_t{1});
    QVERIFY2(panel.subtitle().startsWith("trial 8, ") && panel.subtitle().endsWith(" = 12"),
             qPrintable(panel.subtitle()));
  }

  void nullclines_keep_their_names_at_any_size() {
    const RunSoFar so_far(8, "fig3");
    PhasePanel panel;
    show(panel);
    panel.show_view(so_far.view());
    for (const QSize size : {QSize(260, 144), QSize(430, 290), QSize(1200, 800)}) {
      panel.resize(size);
      QCoreApplication::processEvents();
      for (const LabelItem* name : panel.nullcline_names()) {
        QVERIFY(name->isVisible());
        QVERIFY(panel.plot().map().area.contains(name->text_rect()));
      }
    }
  }

  void weights_begin_where_the_run_began() {
    const RunSoFar so_far(1);
    WeightsPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    move_mouse(panel.plot(), panel.plot().map().pixel({0.2, 1}));
    const auto labels = panel.plot().curve_labels();
    const auto begun = lab::initial_weights(so_far.experiment.parameters);
    QVERIFY(std::any_of(labels.begin(), labels.end(), [&](const LabelItem* label) {
      return label->text() == grouped_number(begun.EE, 2);
    }));
  }

  void one_spike_does_not_flatten_the_averages() {
    const lab::Experiment experiment = lab::built_in_experiment("fig4b");
    auto run = std::make_shared<lab::Run>();
    for (std::int64_t k = 1; k <= 200; ++k) {
      run->rows.append({k, {}, {k == 100 ? 90.0 : 5.0, k == 100 ? 240.0 : 14.0}, {}, {}});
    }
    lab::Frame frame;
    frame.run = run;
    AveragesPanel panel;
    show(panel);
    panel.show_view(view_of(experiment, &frame));
    QVERIFY2(panel.plot().map().y_max <= 56, qPrintable(QString::number(panel.plot().map().y_max)));
  }

  void online_a_past_second_has_no_trace_and_the_panel_says_so() {
    RunSoFar so_far(3);
    so_far.experiment.parameters.set_choice("mode", "online");
    TrialPanel panel;
    show(panel);
    View view = so_far.view();
    panel.show_view(view);
    QCOMPARE(panel.subtitle(), QStringLiteral("second 3"));
    QVERIFY(panel.has_trace());
    view.cursor_trial = 2;
    panel.show_view(view);
    QCOMPARE(panel.subtitle(), QStringLiteral("second 2"));
    QVERIFY(!panel.has_trace());
  }

  void averages_read_out_the_row_under_the_mouse_and_a_click_picks_it() {
    const RunSoFar so_far(400);
    AveragesPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    const PlotMap& map = panel.plot().map();
    const QPoint at = map.pixel({250, 10}).toPoint();
    const auto trial = static_cast<std::int64_t>(std::round(map.x_value(at.x())));
    move_mouse(panel.plot(), at);
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
    panel.show_view(view_of(experiment, &frame));
    run->rows.append({100'001, {}, {5, 14}, {4, 1, 6, 0.1}, {}});
    QElapsedTimer timer;
    timer.start();
    panel.show_view(view_of(experiment, &frame));
    QVERIFY2(timer.nsecsElapsed() < 5'000'000, qPrintable(QString::number(timer.nsecsElapsed())));
    QCOMPARE(panel.plot().map().x_max, 150'000.0);
  }

  void nothing_to_show_is_no_mistake() {
    const lab::Experiment experiment = lab::built_in_experiment("fig4b");
    PanelGrid grid(lab::Model::two_population);
    show(grid, {880, 660});
    for (const PanelKind& kind : panel_kinds(lab::Model::two_population)) {
      grid.slot_at(0).set_kind(kind.id);
      grid.show_view({});
      grid.show_view(view_of(experiment, nullptr));
      QCOMPARE(grid.slot_at(0).kind_id(), kind.id);
      QVERIFY(!grid.grab().isNull());
    }
  }

  void columns_are_in_line_whatever_the_headers_want() {
    PanelGrid grid(lab::Model::two_population);
    show(grid, {880, 672});
    grid.show_view(RunSoFar(1).view());
    QCOMPARE(grid.slot_at(0).width(), grid.slot_at(2).width());
    QCOMPARE(grid.slot_at(1).width(), grid.slot_at(3).width());
  }

  void double_click_and_space_enlarge_and_bring_back() {
    PanelGrid grid(lab::Model::two_population);
    show(grid, {880, 660});
    PanelSlot& slot = grid.slot_at(2);
    QTest::mouseDClick(slot.findChild<QWidget*>("header"), Qt::LeftButton, {}, {200, 10});
    QCOMPARE(grid.enlarged(), 2);
    QVERIFY(!grid.slot_at(0).isVisible() && !grid.slot_at(3).isVisible());
    QTRY_VERIFY(slot.width() > 800 && slot.height() > 600);
    QTest::mouseDClick(dynamic_cast<WeightsPanel&>(slot.panel()).plot().viewport(), Qt::LeftButton);
    QCOMPARE(grid.enlarged(), -1);
    grid.toggle_enlarged(2);
    QTest::keyClick(&slot, Qt::Key_Space);
    QCOMPARE(grid.enlarged(), -1);
    QVERIFY(grid.slot_at(0).isVisible());
  }

  void a_layout_comes_back_as_it_was_and_nonsense_is_refused() {
    PanelGrid grid(lab::Model::two_population);
    show(grid, {880, 660});
    grid.slot_at(0).set_kind("phase");
    grid.toggle_enlarged(3);
    const QByteArray layout = grid.save_layout();
    PanelGrid other(lab::Model::two_population);
    show(other, {880, 660});
    QVERIFY(other.restore_layout(layout));
    QCOMPARE(other.slot_at(0).kind_id(), QStringLiteral("phase"));
    QCOMPARE(other.enlarged(), 3);
    QVERIFY(!other.restore_layout("nonsense"));
  }

  void an_experiments_panels_give_way_to_the_persons_own() {
    PanelGrid grid(lab::Model::two_population);
    grid.slot_at(1).set_kind("phase");
    grid.show_story({"stability", "weights"});
    QCOMPARE(grid.slot_at(0).kind_id(), QString("stability"));
    QCOMPARE(grid.slot_at(1).kind_id(), QString("weights"));
    QCOMPARE(grid.slot_at(2).kind_id(), QString("weights"));
    grid.show_story({"phase"});
    QCOMPARE(grid.slot_at(0).kind_id(), QString("phase"));
    QCOMPARE(grid.slot_at(1).kind_id(), QString("phase"));
    grid.slot_at(3).set_kind("averages");  // a hand's choice stays
    PanelGrid other(lab::Model::two_population);
    QVERIFY(other.restore_layout(grid.save_layout()));
    QCOMPARE(other.slot_at(0).kind_id(), QString("trial"));
    grid.show_story({});
    QCOMPARE(grid.slot_at(0).kind_id(), QString("trial"));
    QCOMPARE(grid.slot_at(1).kind_id(), QString("phase"));
    QCOMPARE(grid.slot_at(3).kind_id(), QString("averages"));
  }

  void labels_stay_inside_their_plots() {
    const RunSoFar so_far(300);
    PanelGrid grid(lab::Model::two_population);
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

TEST_PROGRAM(PanelsTest)

}  // namespace panels_test

#include "panels_test.moc"
