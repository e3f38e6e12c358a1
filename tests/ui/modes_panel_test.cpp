// The panel of eigenvalues: what is drawn is what the core says, at the run's present weights.
#include <QElapsedTimer>
#include <QSettings>
#include <QtTest>
#include <algorithm>
#include <cmath>

#include "core/ei/steady_state.h"
#include "core/lab/plain_words.h"
#include "tests/support/test_program.h"
#include "tests/ui/form_slider.h"
#include "tests/ui/run_so_far.h"
#include "ui/panels/mode_words.h"
#include "ui/panels/modes_panel.h"
#include "ui/panels/panel_grid.h"

namespace modes_panel_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

constexpr QSize wide(880, 620), small(430, 280);

ModesPanel& modes_in(MainWindow& window) {
  PanelSlot& slot = window.findChild<PanelGrid*>()->slot_at(3);
  slot.set_kind("eigenvalues");
  return dynamic_cast<ModesPanel&>(slot.panel());
}

bool is_near(std::complex<double> a, std::complex<double> b) {
  return std::abs(a - b) <= 1e-9 * std::abs(b);
}

}  // namespace

class ModesPanelTest : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("HomeostatTest");
    QSettings().clear();
    install_fonts();
  }
  void cleanup() { QSettings().clear(); }

  void dots_are_the_eigenvalues_at_the_present_weights() {
    const RunSoFar so_far(100);
    ModesPanel panel;
    show(panel, wide);
    panel.show_view(so_far.view());
    const ei::Weights now = so_far.view().row.weights;
    const ei::PointStability point =
        stability_at(lab::plane_problem(so_far.experiment.parameters), now.EE, now.IE);
    QCOMPARE(panel.neurons().modes(), (math::Modes{point.neural[0], point.neural[1]}));
    QCOMPARE(panel.rule().modes(), (math::Modes{point.rule[0], point.rule[1]}));
    QCOMPARE(panel.trial_map().modes().size(), std::size_t{4});
    QVERIFY(panel.subtitle().contains(grouped_number(now.EE, 2)));
  }

  void a_slider_moves_the_dots_and_they_leave_a_tail() {
    MainWindow window(lab::built_in_experiment("fig4b"));
    ModesPanel& panel = modes_in(window);
    window.show();
    QTRY_COMPARE(panel.rule().modes().size(), std::size_t{2});
    const math::Modes before = panel.rule().modes();
    ValueSlider* slider = slider_of(window, "alpha");
    QVERIFY(slider);
    slider->setFocus();
    QTest::keyClick(slider, Qt::Key_Right);
    const double factor = window.session().experiment().parameters["alpha_EE"] / 5e-4;
    QVERIFY(factor > 1);
    QTRY_VERIFY(is_near(panel.rule().modes()[0], factor * before[0]));
    QVERIFY(is_near(panel.rule().modes()[1], factor * before[1]));
    for (const math::Modes& way : panel.rule().tails()) {
      QVERIFY(way.size() >= 2);
      QVERIFY(std::ranges::count(before, way.front()) == 1);
    }
  }

  void the_label_agrees_with_the_status_line_where_a_weight_is_held() {
    const RunSoFar so_far(752);
    ModesPanel panel;
    show(panel, wide);
    panel.show_view(so_far.view());
    const View view = so_far.view();
    const double trials = settling_trials(view.row, so_far.experiment.parameters);
    QVERIFY(trials > 400);
    QCOMPARE(panel.trial_map().deciding_label().text(),
             QString("%1 trials").arg(trials, 0, 'f', 0));
    QVERIFY2(panel.footnote().text().contains("<i>W</i><sub>II</sub> is at its floor."),
             qPrintable(panel.footnote().text()));
  }

  void out_of_reach_is_said() {
    const RunSoFar so_far(1);
    ModesPanel panel;
    show(panel, wide);
    panel.show_view(so_far.view());
    QVERIFY(panel.footnote().text().contains("Out of reach: the setpoints need"));
  }

  void online_the_full_system_stands_beside_the_slow_ones() {
    const RunSoFar so_far(20, "figs4");
    ModesPanel panel;
    show(panel, wide);
    panel.show_view(so_far.view());
    QVERIFY(panel.full().isVisible() && !panel.trial_map().isVisible());
    QCOMPARE(panel.full().modes().size(), std::size_t{6});
    QCOMPARE(panel.full().hollow(), panel.rule().modes());
    QVERIFY(panel.footnote().text().contains("learning rate"));
  }

  void large_it_shows_three_planes_and_small_the_chosen_one() {
    const RunSoFar so_far(20);
    ModesPanel panel;
    show(panel, wide);
    panel.show_view(so_far.view());
    QVERIFY(panel.neurons().isVisible() && panel.rule().isVisible());
    QVERIFY(panel.trial_map().isVisible() && !panel.chooser().isVisible());
    QCoreApplication::processEvents();
    QVERIFY(std::abs(panel.neurons().width() - panel.trial_map().width()) <= 1);
    panel.resize(280, 640);
    QCoreApplication::processEvents();
    QVERIFY(panel.rule().y() > panel.neurons().y() && panel.trial_map().y() > panel.rule().y());
    panel.resize(small);
    QCoreApplication::processEvents();
    QVERIFY(panel.chooser().isVisible() && panel.rule().isVisible());
    QVERIFY(!panel.neurons().isVisible() && !panel.trial_map().isVisible());
    panel.chooser().setFocus();
    QTest::keyClick(&panel.chooser(), Qt::Key_Right);
    QVERIFY(panel.trial_map().isVisible() && !panel.rule().isVisible());
  }

  void it_comes_back_as_it_was_set_up() {
    ModesPanel first, second;
    first.chooser().set_current(2);
    first.rule().set_logarithmic(false);
    second.restore_state(first.save_state());
    QCOMPARE(second.chooser().current(), 2);
    QVERIFY(!second.rule().is_logarithmic() && second.neurons().is_logarithmic());
    second.restore_state("nonsense");
    QCOMPARE(second.chooser().current(), 2);
  }

  void times_read_as_people_say_them() {
    const ModeClock ms{math::Time::continuous, true}, trials{math::Time::in_steps, false};
    QCOMPARE(decay_label({-0.04, 0.3}, ms), QString("25 ms"));
    QCOMPARE(decay_label({-7.4e-5, 0}, ms), QString("13.5 s"));
    QCOMPARE(decay_label({0.04, 0}, ms), QString("grows, 25 ms"));
    QCOMPARE(decay_label({0, 1}, ms), QString("stays"));
    QCOMPARE(decay_label({0.992542, 0}, trials), QString("134 trials"));
    QCOMPARE(mode_number({-0.0487, 0.31}, ms), QString("−0.0487 ± 0.31i per ms"));
    QCOMPARE(mode_number({-7.4018e-5, 0}, ms), QString("−7.4e−5 per ms"));
    QCOMPARE(mode_number({0.5, 0}, trials), QString("0.5000"));
    QCOMPARE(mode_meaning({-0.04, -0.314159265}, ms),
             QString("to 1/e in 25 ms, one turn in 20 ms"));
    QCOMPARE(mode_meaning({-0.9, 0}, trials),
             QString("to 1/e in 9.5 trials, changing sign every trial"));
    QCOMPARE(mode_meaning({0, 0}, trials), QString("gone at once"));
  }

  void the_sentence_says_how_much_faster_learning_may_be() {
    lab::PresentModes reachable;
    reachable.weights = {1, 1, 1, 1};
    const auto words = [&](double factor) { return modes_sentence(reachable, factor); };
    QCOMPARE(words(8.52), QString("Stable up to 8.5 × these learning rates."));
    QCOMPARE(words(1985), QString("Stable up to 2,000 × these learning rates."));
    QCOMPARE(words(0.4), QString("Stable only below 0.4 × these learning rates."));
    QCOMPARE(words(0), QString("Unstable at any learning rate."));
    QCOMPARE(words(INFINITY), QString("Stable at any learning rate."));
  }

  void a_new_picture_takes_little_of_a_frame() {
    RunSoFar so_far(20, "figs4");
    ModesPanel panel;
    show(panel, wide);
    QElapsedTimer watch;
    constexpr int pictures = 40;
    double alpha = 5e-6;
    watch.start();
    for (int k = 0; k < pictures; ++k) {
      set_alpha(so_far.experiment.parameters, alpha *= 1.01);
      panel.show_view(so_far.view());
      panel.grab();
    }
    const double each_ms = static_cast<double>(watch.elapsed()) / pictures;
    qInfo("a picture in %.1f ms", each_ms);
    QVERIFY(each_ms < 16 || qEnvironmentVariableIsSet("HOMEOSTAT_SLOW"));
  }
};

TEST_PROGRAM(ModesPanelTest)

}  // namespace modes_panel_test

#include "modes_panel_test.moc"
