// The window as a person uses it: real widgets, real run, offscreen.
#include "tests/support/test_program.h"
#include "ui/main_window.h"

#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QMimeData>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <fstream>

#include "core/lab/catalogue.h"
#include "core/lab/experiment_io.h"
#include "tests/ui/form_slider.h"
#include "tests/ui/loop_gaps.h"
#include "ui/panels/panel_grid.h"
#include "ui/theme.h"

namespace main_window_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

std::size_t rows_done(MainWindow& window) {
  const View view = window.session().view();
  return view.frame && view.frame->run ? view.frame->run->rows.size() : 0;
}

lab::Experiment experiment(const char* name) { return lab::built_in_experiment(name); }

double value_of(MainWindow& window, const char* symbol) {
  return window.session().experiment().parameters[symbol];
}

}  // namespace

Eigen::Matrix<double, 4, 2> signs_of(const lab::ParameterValues& values) {
  return std::get<ei::GainTable>(lab::rule(values)).gain;
}

class MainWindowTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("HomeostatTest");
    QSettings().clear();
    install_fonts();
  }

  void cleanup() { QSettings().clear(); }

  void it_draws_its_first_curve_soon_after_it_starts() {
    QElapsedTimer watch;
    watch.start();
    MainWindow window(experiment("fig4b"));
    window.show();
    window.session().set_playing(true);
    QTRY_VERIFY_WITH_TIMEOUT(rows_done(window) > 0, 5000);
    window.grab();
    const auto taken = watch.elapsed();
    qInfo("first curve after %lld ms (promise: 500)", static_cast<long long>(taken));
    // Twice the promise: the machines that run this are noisy, and sanitizers slow.
    QVERIFY(taken < 1000 || qEnvironmentVariableIsSet("HOMEOSTAT_SLOW"));
  }

  void a_slider_moves_the_run_and_the_move_is_logged_and_undone() {
    MainWindow window(experiment("fig4b"));
    window.show();
    window.session().set_playing(true);
    QTRY_VERIFY(rows_done(window) > 2);
    ValueSlider* slider = slider_of(window, "E_set");
    QVERIFY(slider);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    const double moved = value_of(window, "E_set");
    QVERIFY(moved > 5);
    QTRY_VERIFY(!window.session().steered().log.empty());
    const lab::Event logged = window.session().steered().log.front();
    QCOMPARE(logged.symbol, std::string("E_set"));
    QCOMPARE(logged.value, moved);
    window.session().undo_stack().undo();
    QCOMPARE(value_of(window, "E_set"), 5.0);
    // Time is not rewound: the undo is one more edit of the same run.
    QTRY_COMPARE(window.session().steered().log.size(), std::size_t{2});
    window.session().undo_stack().redo();
    QCOMPARE(value_of(window, "E_set"), moved);
  }

  void a_drag_is_one_step_of_undo() {
    MainWindow window(experiment("fig4b"));
    Session& session = window.session();
    for (const double value : {5.5, 6.0, 6.5}) session.edit({{"E_set", value}}, false);
    session.edit({{"E_set", 7.0}}, true);
    session.edit({{"E_set", 8.0}}, true);
    session.undo_stack().undo();
    QCOMPARE(value_of(window, "E_set"), 7.0);
    session.undo_stack().undo();
    QCOMPARE(value_of(window, "E_set"), 5.0);
    QVERIFY(!session.undo_stack().canUndo());
  }

  void an_initial_weight_begins_the_run_anew_there() {
    MainWindow window(experiment("fig4b"));
    window.show();
    window.session().set_playing(true);
    QTRY_VERIFY(rows_done(window) > 5);
    window.session().edit({{"W_EE", 6.0}, {"W_IE", 12.0}}, true);
    QTRY_VERIFY(window.session().view().frame != nullptr && rows_done(window) > 0);
    const auto run = window.session().view().frame->run;
    QCOMPARE(run->start->parameters["W_EE"], 6.0);
    QVERIFY(std::abs(run->rows[0].weights.EE - 6.0) < 0.2);
  }

  void a_rule_brings_its_own_learning_rates_and_custom_starts_from_the_rule_before() {
    MainWindow window(experiment("fig4b"));
    const auto& spec = lab::parameter(lab::Model::two_population, "rule");
    window.session().edit({{"rule", lab::parse_value(spec, "homeostatic")}}, true);
    QCOMPARE(value_of(window, "alpha_IE"), 1e-4);
    const auto before = signs_of(window.session().experiment().parameters);
    window.session().edit({{"rule", lab::parse_value(spec, "custom")}}, true);
    QVERIFY(signs_of(window.session().experiment().parameters) == before);
  }

  void what_cannot_run_is_refused_beside_its_control_and_nothing_changes() {
    MainWindow window(experiment("fig4b"));
    QString symbol, text;
    connect(&window.session(), &Session::refused, this, [&](const QString& s, const QString& t) {
      symbol = s;
      text = t;
    });
    window.session().edit({{"dt", 5.0}}, true);
    QCOMPARE(symbol, QString("dt"));
    QVERIFY2(text.contains("Running with 0.1"), qPrintable(text));
    window.session().edit({{"tau_E", std::nan("")}}, true);
    QCOMPARE(symbol, QString("tau_E"));
    QVERIFY(window.session().experiment() == experiment("fig4b"));
    QVERIFY(!window.session().undo_stack().canUndo());
  }

  void steps_and_resets_do_what_they_say() {
    MainWindow window(experiment("fig4b"));
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_S);
    QTRY_COMPARE(rows_done(window), std::size_t{1});
    QTest::keyClick(&window, Qt::Key_S);
    QTRY_COMPARE(rows_done(window), std::size_t{2});
    QTest::keyClick(&window, Qt::Key_R, Qt::ShiftModifier);
    QTRY_COMPARE(window.session().steered().log.size(), std::size_t{1});
    QCOMPARE(window.session().steered().log.front().symbol, std::string(lab::activity_symbol));
    QTest::keyClick(&window, Qt::Key_R);
    QTRY_VERIFY(window.session().view().frame != nullptr && rows_done(window) == 0);
    QTest::keyClick(&window, Qt::Key_Space);
    QVERIFY(window.session().is_playing());
  }

  void it_stops_at_its_length_and_play_goes_on_for_as_long_again() {
    lab::Experiment e = experiment("fig4b");
    e.trials = 30;
    MainWindow window(e);
    window.show();
    window.session().set_trials_per_second(0);
    window.session().set_playing(true);
    QTRY_VERIFY(window.session().is_finished() && !window.session().is_playing());
    QCOMPARE(rows_done(window), std::size_t{30});
    window.session().set_playing(true);
    QTRY_COMPARE(rows_done(window), std::size_t{60});
  }

  void a_saved_run_opens_again_and_a_broken_file_leaves_everything_as_it_was() {
    QTemporaryDir directory;
    const QString good = directory.filePath("mine.json"), bad = directory.filePath("bad.json");
    MainWindow window(experiment("fig2b"));
    window.session().edit({{"E_set", 6.0}}, true);
    lab::save_experiment(window.session().steered(), good.toStdString());
    std::ofstream(bad.toStdString()) << "{\"homeostat\":1,\"rule\":\"homeo";
    QString said;
    connect(&window.files(), &ExperimentFiles::said, this,
            [&](const QString& text) { said = text; });
    QVERIFY(!window.files().open(bad));
    QVERIFY2(said.contains("bad.json"), qPrintable(said));
    QCOMPARE(value_of(window, "E_set"), 6.0);
    QVERIFY(window.files().open("fig4b"));
    QVERIFY(window.files().open(good));
    QCOMPARE(window.session().experiment().parameters.choice("rule"),
             std::string_view("homeostatic"));
  }

  void copy_as_command_names_what_differs() {
    MainWindow window(experiment("fig2b"));
    window.session().edit({{"E_set", 6.0}}, true);
    window.files().copy_as_command();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QString("homeostat-cli run fig2b --set E_set=6"));
  }

  void layout_and_theme_are_remembered() {
    {
      MainWindow window(experiment("fig4b"));
      window.show();
      window.set_theme(true);
      window.panels().slot_at(3).set_kind("phase");
      window.close();
    }
    MainWindow window(experiment("fig4b"));
    QCOMPARE(window.panels().slot_at(3).kind_id(), QString("phase"));
    QVERIFY(Theme::of(&window).is_dark);
    window.set_theme(false);
  }

  void the_part_of_the_plane_is_remembered_and_mapped_anew() {
    const PlaneRange part{3, 6, 8, 14};
    {
      MainWindow window(experiment("fig4b"));
      window.show();
      emit window.panels().plane_chosen(part);
      const auto grid = [&] {
        window.draw();
        const auto picture = window.session().view().picture;
        return picture ? picture->regions.grid : ei::PlaneGrid{};
      };
      QTRY_VERIFY(grid() == grid_over(part));
      window.close();
    }
    {
      MainWindow window(experiment("fig4b"));
      QVERIFY(window.session().view().plane == part);
      QVERIFY(!window.session().view().plane_follows_run);
      emit window.panels().plane_chosen({});
      QVERIFY(window.session().view().plane == PlaneRange());
      window.close();
    }
    MainWindow window(experiment("fig4b"));
    QVERIFY(window.session().view().plane_follows_run);
  }

  void the_event_loop_does_not_stall_while_a_run_goes_flat_out_and_a_slider_is_dragged() {
    lab::Experiment e = experiment("fig4b");
    e.trials = 100'000'000;
    MainWindow window(e);
    window.resize(1280, 800);
    window.show();
    window.session().set_trials_per_second(0);
    window.session().set_playing(true);
    QTRY_VERIFY(rows_done(window) > 100);
    ValueSlider* slider = slider_of(window, "E_set");
    QVERIFY(slider);
    QTest::qWait(200);
    window.clock().reset_counters();

    const LoopGaps gaps;
    const QPoint middle = slider->rect().center();
    QTest::mousePress(slider, Qt::LeftButton, {}, middle);
    for (int frame = 0; frame < 180; ++frame) {
      const int sweep = static_cast<int>(30 * std::sin(frame / 12.0));
      QTest::mouseMove(slider, middle + QPoint(sweep, 0));
      QTest::qWait(16);
    }
    QTest::mouseRelease(slider, Qt::LeftButton, {}, middle);
    const auto& c = window.clock().counters();
    qInfo(
        "event loop: 95 of 100 gaps under %.1f ms, worst %.1f ms (promise: %.0f); tick last %.1f, "
        "worst %.1f ms, %lld drawn, %lld let go; %zu trials",
        gaps.usual(), gaps.worst(), promised_gap_ms, c.last_ms, c.worst_ms,
        static_cast<long long>(c.ticks), static_cast<long long>(c.skipped), rows_done(window));
    QVERIFY(gaps.usual() < tolerated_gap_ms || qEnvironmentVariableIsSet("HOMEOSTAT_SLOW"));
  }
};

TEST_PROGRAM(MainWindowTest)

}  // namespace main_window_test

#include "main_window_test.moc"
