// The derivation view: landscape, directions and angle follow rule and weights.
#include <QtTest>
#include <cmath>

#include "tests/support/test_program.h"
#include "tests/ui/mouse.h"
#include "tests/ui/run_so_far.h"
#include "ui/panels/angle_panel.h"
#include "ui/panels/loss_panel.h"
#include "ui/plots/loss_item.h"

namespace loss_panel_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

/// Around every point of a level line, within a sample's distance, the loss passes that level.
void verify_level(const LossPanel& panel, const RunSoFar& run, std::size_t k) {
  const double level = LossItem::levels[k];
  const auto loss = [&](double W_EE, double W_IE) {
    ei::Weights w = run.view().row.weights;
    w.EE = W_EE;
    w.IE = W_IE;
    return ei::loss(lab::rate_parameters(run.experiment.parameters),
                    lab::setpoints(run.experiment.parameters), w);
  };
  const double dx = 10.0 / 160, dy = 20.0 / 160;
  int points = 0;
  for (const QPointF at : panel.landscape().level_line(k)) {
    if (std::isnan(at.x())) continue;
    double least = INFINITY, most = 0;
    for (int column = -4; column <= 4; ++column) {
      for (int row = -4; row <= 4; ++row) {
        const double here = loss(at.x() + dx * column / 4, at.y() + dy * row / 4);
        least = std::min(least, here);
        most = std::isnan(here) ? INFINITY : std::max(most, here);
      }
    }
    QVERIFY2(least <= level && level <= most,
             qPrintable(QString("%1 to %2 on the line of %3 at %4, %5, E_set %6")
                            .arg(least)
                            .arg(most)
                            .arg(level)
                            .arg(at.x())
                            .arg(at.y())
                            .arg(run.experiment.parameters["E_set"])));
    ++points;
  }
  QVERIFY(points > 10);
}

}  // namespace

class LossPanelTest : public QObject {
  Q_OBJECT

 private slots:
  void level_lines_lie_where_the_loss_is_theirs_and_move_with_the_setpoints() {
    RunSoFar run(60);
    LossPanel panel;
    show(panel);
    QTRY_VERIFY((panel.show_view(run.view()), panel.landscape().level_line(2).size() > 10));
    verify_level(panel, run, 2);
    // Lines hold NaN, which is unlike itself: the first point tells them apart.
    const QPointF before = panel.landscape().level_line(2).front();
    run.experiment.parameters.set("E_set", 8);
    QTRY_VERIFY((panel.show_view(run.view()), panel.landscape().level_line(2).front() != before));
    verify_level(panel, run, 2);
  }

  void the_sentence_says_uphill_for_the_homeostatic_rule_and_downhill_for_its_partner() {
    RunSoFar run(300, "fig2b");
    LossPanel panel;
    show(panel);
    panel.show_view(run.view());
    QVERIFY2(panel.subtitle().startsWith("uphill"), qPrintable(panel.subtitle()));
    run.experiment.parameters.set_choice("rule", "cross_homeostatic");
    panel.show_view(run.view());
    QVERIFY2(panel.subtitle().startsWith("downhill"), qPrintable(panel.subtitle()));
    // Where nothing is sensed at the floor, and no weight is held there.
    RunSoFar settled(100, "fig4b");
    settled.experiment.parameters.set_choice("rule", "gradient_exact");
    panel.show_view(settled.view());
    QCOMPARE(panel.subtitle(), QString("downhill, 0° from the steepest way"));
  }

  void the_mouse_reads_the_loss_out() {
    RunSoFar run(60);
    LossPanel panel;
    show(panel);
    panel.show_view(run.view());
    move_mouse(panel.plot(), panel.plot().map().pixel({4, 6}));
    QVERIFY2(panel.plot().readout_above().contains("Hz²"),
             qPrintable(panel.plot().readout_above()));
    move_mouse(panel.plot(), panel.plot().map().pixel({1, 18}));
    QVERIFY(panel.plot().readout_above().contains("no up-state"));
  }

  void the_angle_over_trials_is_that_of_the_rows() {
    RunSoFar run(150);
    AnglePanel panel;
    show(panel);
    panel.show_view(run.view());
    const auto& rows = run.frame.run->rows;
    const auto here = lab::descent(run.experiment.parameters, rows[99].weights);
    QVERIFY(here);
    move_mouse(panel.plot(), panel.plot().map().pixel({100, 100}));
    QStringList shown;
    for (const LabelItem* label : panel.plot().curve_labels()) shown << label->text();
    const auto is_angle = [&](const QString& text) {
      return std::abs(text.toDouble() - here->angle()) < 1;
    };
    QVERIFY2(std::any_of(shown.begin(), shown.end(), is_angle), qPrintable(shown.join(' ')));
  }
};

TEST_PROGRAM(LossPanelTest)

}  // namespace loss_panel_test

#include "loss_panel_test.moc"
