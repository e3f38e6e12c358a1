// Several laboratories in one window, and the window around a network.
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

#include "core/lab/catalogue.h"
#include "tests/support/small_network.h"
#include "tests/support/test_program.h"
#include "tests/ui/form_slider.h"
#include "ui/controls/rule_text.h"
#include "ui/main_window.h"
#include "ui/panels/matrix_panel.h"
#include "ui/panels/panel_grid.h"
#include "ui/selection_bar.h"
#include "ui/theme.h"

namespace laboratories_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

std::size_t rows_done(MainWindow& window) {
  const View view = window.session().view();
  return view.frame && view.frame->run ? view.frame->run->rows.size() : 0;
}

/// The trial on the screen; rows may be ahead of it.
lab::NetworkTrial recorded(MainWindow& window) {
  const View view = window.session().view();
  return view.network ? *view.network : lab::NetworkTrial{};
}

QPushButton* button(const QWidget& in, const char* text) {
  for (QPushButton* found : in.findChildren<QPushButton*>()) {
    if (found->text() == text) return found;
  }
  return nullptr;
}

double value_of(MainWindow& window, const char* symbol) {
  return window.session().experiment().parameters[symbol];
}

}  // namespace

class LaboratoriesTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("HomeostatTest");
    QCoreApplication::setApplicationName("laboratories");
    QSettings().clear();
    install_fonts();
  }

  void cleanup() { QSettings().clear(); }

  void another_laboratory_leaves_this_one_as_it_was() {
    MainWindow window(lab::built_in_experiment("fig2b"));
    window.show();
    window.session().set_playing(true);
    QTRY_VERIFY(rows_done(window) > 3);
    window.session().edit({{"E_set", 6.0}}, true);
    window.enter(lab::Model::spiking);
    QCOMPARE(window.session().experiment().name, std::string("fig7"));
    QCOMPARE(window.panels().slot_at(0).kind_id(), QString("spikes"));
    QVERIFY(!window.session().undo_stack().canUndo());
    QTRY_VERIFY(rows_done(window) > 0);
    QTRY_VERIFY(recorded(window).trial > 0);
    window.panels().slot_at(2).set_kind("matrix");
    window.enter(lab::Model::two_population);
    QCOMPARE(value_of(window, "E_set"), 6.0);
    QVERIFY(rows_done(window) > 3 && window.session().is_playing());
    window.session().undo_stack().undo();
    QCOMPARE(value_of(window, "E_set"), 5.0);
    QVERIFY(window.files().open("fig7"));
    QCOMPARE(window.panels().slot_at(2).kind_id(), QString("matrix"));
    QVERIFY(window.session().is_playing());
  }

  void a_slider_moves_a_network_too_and_the_move_is_logged() {
    MainWindow window(test::small_network());
    window.show();
    window.session().set_playing(true);
    QTRY_VERIFY(rows_done(window) > 2);
    ValueSlider* slider = slider_of(window, "E_set");
    QVERIFY(slider);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    QTRY_VERIFY(!window.session().steered().log.empty());
    QCOMPARE(window.session().steered().log.front().symbol, std::string("E_set"));
    QVERIFY(slider_of(window, "V_thresh") && !slider_of(window, "tau_E"));
  }

  void equations_of_a_network_are_those_of_its_cells() {
    const auto equations = rule_equations(lab::built_in_experiment("fig7").parameters);
    QCOMPARE(equations[0].right,
             QString("$+alpha r_j (I_set - \u27E8I\u27E9) + beta r_j (E_set - r_i)$"));
    QCOMPARE(equations[3].right,
             QString("$+alpha r_j (E_set - \u27E8E\u27E9) - beta r_j (I_set - r_i)$"));
  }

  void a_chosen_cell_is_recorded_from_the_next_trial_on() {
    MainWindow window(test::small_network());
    window.show();
    window.session().step();
    QTRY_COMPARE(rows_done(window), std::size_t{1});
    emit window.panels().cell_chosen(165);
    QCOMPARE(window.session().view().chosen_cells, (std::vector<int>{159, 165}));
    window.session().step();
    QTRY_COMPARE(recorded(window).trial, std::int64_t{2});
    QCOMPARE(recorded(window).probed, window.session().view().chosen_cells);
  }

  void training_ahead_extends_the_run_and_can_be_stopped() {
    lab::Experiment e = test::small_network();
    e.trials = 10;
    MainWindow window(e);
    window.show();
    window.session().jump_ahead(40);
    QVERIFY(window.session().is_jumping());
    QTRY_COMPARE(rows_done(window), std::size_t{40});
    QVERIFY(!window.session().is_jumping() && !window.session().is_playing());
    window.session().jump_ahead(100'000);
    QTRY_VERIFY(rows_done(window) > 41);
    window.session().stop_jump();
    QTest::qWait(100);
    const std::size_t stopped = rows_done(window);
    QTest::qWait(100);
    QCOMPARE(rows_done(window), stopped);
  }

  void lesions_and_currents_by_hand_act_at_once_are_shown_and_undone() {
    MainWindow window(test::small_network());
    window.resize(1280, 800);
    window.show();
    window.session().step();
    QTRY_COMPARE(recorded(window).trial, std::int64_t{1});
    auto* bar = window.findChild<SelectionBar*>();
    QVERIFY(bar && !bar->isVisible());
    emit window.panels().cells_selected({0, 1, 2, 3, 170}, false);
    emit window.panels().cells_selected({3, 4}, true);
    window.draw();
    QCOMPARE(window.session().selection(), (std::vector<int>{0, 1, 2, 3, 4, 170}));
    QVERIFY(bar->isVisible());
    QCOMPARE(bar->findChild<QLineEdit*>()->text(), QString("E 1-5, I 11"));
    QTest::mouseClick(button(*bar, "Lesion"), Qt::LeftButton);
    QCOMPARE(window.session().treatment().lesioned, window.session().selection());
    window.session().step();
    QTRY_COMPARE(recorded(window).trial, std::int64_t{2});
    QCOMPARE(recorded(window).lesioned, window.session().selection());
    QTest::mouseClick(button(*bar, "Inject"), Qt::LeftButton);
    window.session().undo_stack().undo();  // the current
    window.session().undo_stack().undo();  // the lesion
    window.session().step();
    QTRY_COMPARE(recorded(window).trial, std::int64_t{3});
    QVERIFY(recorded(window).lesioned.empty() && recorded(window).driven.empty());
    // Undone, not unmade: the log has both.
    const auto log = window.session().steered().log;
    QVERIFY(std::ranges::count(log, "lesion", &lab::Event::symbol) == 2);
  }

  void typed_cells_are_marked_and_what_is_not_there_is_refused() {
    MainWindow window(test::small_network());
    window.show();
    window.session().step();
    QTRY_COMPARE(recorded(window).trial, std::int64_t{1});
    auto* bar = window.findChild<SelectionBar*>();
    bar->open();
    auto* typed = bar->findChild<QLineEdit*>();
    QTest::keyClicks(typed, "E 7-9");
    QTest::keyClick(typed, Qt::Key_Return);
    QCOMPARE(window.session().selection(), (std::vector<int>{6, 7, 8}));
    QSignalSpy refused(bar, &SelectionBar::refused);
    typed->selectAll();
    QTest::keyClicks(typed, "E 161");
    QTest::keyClick(typed, Qt::Key_Return);
    QCOMPARE(refused.count(), 1);
    QCOMPARE(window.session().selection().size(), std::size_t{3});
    QTest::keyClick(typed, Qt::Key_Escape);
    QVERIFY(window.session().selection().empty());
  }

  void looking_back_shows_the_spikes_of_that_trial() {
    lab::Experiment e = test::small_network();
    MainWindow window(e);
    window.show();
    window.session().step();
    QTRY_COMPARE(recorded(window).trial, std::int64_t{1});
    const ei::Spikes first = recorded(window).spikes;
    window.session().jump_ahead(30);
    QTRY_COMPARE(recorded(window).trial, std::int64_t{31});
    QVERIFY(recorded(window).spikes != first);
    window.session().look_at_trial(1);
    QTRY_COMPARE(recorded(window).trial, std::int64_t{1});
    QVERIFY(recorded(window).spikes == first);
    // Another cell is recorded in that trial, too.
    window.session().choose_cell(3);
    QTRY_VERIFY(recorded(window).trial == 1 && recorded(window).probed.front() == 3);
    window.session().look_at_trial(0);
    QCOMPARE(recorded(window).trial, std::int64_t{31});
  }

  void every_weight_is_recorded_only_while_a_panel_shows_them() {
    MainWindow window(test::small_network());
    window.show();
    window.session().step();
    QTRY_COMPARE(recorded(window).trial, std::int64_t{1});
    QVERIFY(!recorded(window).all_weights);
    window.panels().slot_at(3).set_kind("matrix");
    dynamic_cast<MatrixPanel&>(window.panels().slot_at(3).panel()).set_shows_all(true);
    window.draw();
    window.session().step();
    QTRY_COMPARE(recorded(window).trial, std::int64_t{2});
    QVERIFY(recorded(window).all_weights);
    QCOMPARE(recorded(window).weights.weights.size(), std::size_t{200 * 200});
    window.panels().slot_at(3).set_kind("averages");
    window.draw();
    window.session().step();
    QTRY_COMPARE(recorded(window).trial, std::int64_t{3});
    QVERIFY(!recorded(window).all_weights);
  }
};

TEST_PROGRAM(LaboratoriesTest)

}  // namespace laboratories_test

#include "laboratories_test.moc"
