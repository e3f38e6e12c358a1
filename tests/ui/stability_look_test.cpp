// The enlarged stability panel: lines, shading, verdict and remedies follow the controls.
#include <QSignalSpy>
#include <QtTest>
#include <cmath>

#include "tests/support/test_program.h"
#include "tests/ui/mouse.h"
#include "tests/ui/run_so_far.h"
#include "ui/controls/line_switch.h"
#include "ui/controls/segmented_control.h"
#include "ui/panels/look_controls.h"
#include "ui/panels/stability_panel.h"
#include "ui/panels/verdict_card.h"
#include "ui/plots/boundary_lines.h"

namespace stability_look_test {

using namespace homeostat;
using namespace homeostat::ui;
using ei::BoundaryKind;

namespace {

constexpr QSize enlarged(860, 620);

/// A run at the set-point weights of (5, 10) under the homeostatic rule: neurons stable, rule not.
class UnstableRun : public RunSoFar {
 public:
  UnstableRun() : RunSoFar(1, "fig2f") {}
};

/// The view with a picture of the plane for the experiment as it stands.
View pictured(RunSoFar& run) {
  run.draw_plane({0, 10, 0, 20, 101, 101});
  return run.view();
}

}  // namespace

class StabilityLookTest : public QObject {
  Q_OBJECT

 private slots:
  void a_changed_parameter_moves_the_lines_of_the_picture() {
    UnstableRun run;
    StabilityPanel panel;
    show(panel, enlarged);
    panel.show_view(pictured(run));
    const auto line = [&] { return panel.plane().lines().points(BoundaryKind::rule_trace); };
    const auto before = line();
    QVERIFY(before.size() > 20);
    for (const QPointF p : before)  // S8 top: W_IE = 2.8 W_EE + 2.2
      QVERIFY(std::isnan(p.x()) || std::abs(p.y() - 2.8 * p.x() - 2.2) < 1e-9);
    for (const char* alpha : {"alpha_IE", "alpha_II"}) run.experiment.parameters.set(alpha, 1e-6);
    panel.show_view(pictured(run));
    for (const QPointF p : line())  // S8 bottom
      QVERIFY(std::isnan(p.x()) || std::abs(p.y() - 0.028 * p.x() - 4.972) < 1e-9);
  }

  void lines_are_switched_singly_and_each_size_keeps_its_own() {
    UnstableRun run;
    StabilityPanel panel;
    show(panel, enlarged);
    panel.show_view(pictured(run));
    QVERIFY(panel.look().lines.all());
    PlaneLook look = panel.look();
    look.lines.reset(index_of(BoundaryKind::neural_trace));
    panel.set_look(look);
    QVERIFY(!panel.plane().lines().shown()[index_of(BoundaryKind::neural_trace)]);
    QVERIFY(panel.plane().lines().shown()[index_of(BoundaryKind::W_EI_zero)]);
    StabilityPanel other;
    show(other, enlarged);
    other.restore_state(panel.save_state());
    QVERIFY(other.look() == panel.look());
    panel.resize(430, 290);
    QVERIFY(!panel.is_large());
    QVERIFY(!panel.look().lines[index_of(BoundaryKind::W_EI_zero)]);
  }

  /// At (2, 15) C < 0: the paper's condition is met, and the eigenvalues say unstable.
  void the_two_shadings_differ_where_C_is_negative() {
    UnstableRun run;
    StabilityPanel panel;
    show(panel, enlarged);
    panel.show_view(pictured(run));
    QCOMPARE(panel.plane().region_at({2, 15}), PlaneRegion::rule);
    const auto point = stability_at(lab::plane_problem(run.experiment.parameters), 2, 15);
    QVERIFY(point.C < 0 && !point.rule_is_stable);
    PlaneLook look = panel.look();
    look.shading = PlaneShading::verdict;
    panel.set_look(look);
    QCOMPARE(panel.plane().region_at({2, 15}), PlaneRegion::neither);
    QCOMPARE(panel.plane().region_at({5, 10}), PlaneRegion::neural);
  }

  void the_verdict_names_the_rule_and_the_remedies_are_there_to_click() {
    UnstableRun run;
    StabilityPanel panel;
    show(panel, enlarged);
    panel.show_view(pictured(run));
    QVERIFY2(panel.verdict().text().startsWith("Rule unstable"),
             qPrintable(panel.verdict().text()));
    QVERIFY(panel.verdict().text().contains("paradoxical"));
    QTRY_VERIFY((panel.show_view(pictured(run)), panel.verdict().text().contains("none in range")));
    std::vector<Edit> asked;
    connect(&panel, &Panel::edit_requested, [&](const std::vector<Edit>& edits, bool is_final) {
      asked = is_final ? edits : asked;
    });
    const auto all = lab::remedies(run.experiment.parameters, run.view().row.weights.EE,
                                   run.view().row.weights.IE);
    emit panel.verdict().remedy_chosen(all.front());
    QCOMPARE(asked.size(), std::size_t{1});
    QCOMPARE(asked.front().symbol, all.front().symbol);
    run.experiment.parameters.set(asked.front().symbol, asked.front().value);
    panel.show_view(pictured(run));
    QVERIFY2(panel.verdict().text().startsWith("Stable"), qPrintable(panel.verdict().text()));
  }

  /// With W_II on its floor the run settles at weights that the set-point plane does not reach.
  void where_it_is_stable_nothing_is_offered_to_mend_it() {
    RunSoFar run(300);
    StabilityPanel panel;
    show(panel, enlarged);
    panel.show_view(pictured(run));
    const ei::Weights now = run.view().row.weights;
    QVERIFY(!lab::remedies(run.experiment.parameters, now.EE, now.IE).empty());
    QVERIFY2(panel.verdict().text().startsWith("Stable"), qPrintable(panel.verdict().text()));
    QTest::qWait(300);
    QVERIFY2(!panel.verdict().text().contains("none in range"), qPrintable(panel.verdict().text()));
  }

  /// At (3, 10) the cross-homeostatic rule is stable and its trial map at 5e-4 is not.
  void the_readout_tells_overshooting_from_stable() {
    RunSoFar run(1);
    StabilityPanel panel;
    show(panel, enlarged);
    panel.show_view(pictured(run));
    const auto readout = [&](QPointF value) {
      move_mouse(panel.plane(), panel.plane().map().pixel(value));
      return panel.plane().readout_above();
    };
    QVERIFY2(readout({3, 10}).contains("overshoots"), qPrintable(readout({3, 10})));
    QVERIFY2(readout({5, 14}).endsWith("rule stable"), qPrintable(readout({5, 14})));
  }

  void a_small_panel_says_the_verdict_in_its_subtitle() {
    UnstableRun run;
    StabilityPanel panel;
    show(panel, {430, 290});
    panel.show_view(pictured(run));
    QCOMPARE(panel.subtitle(), QString("rule unstable at the point"));
  }
};

TEST_PROGRAM(StabilityLookTest)

}  // namespace stability_look_test

#include "stability_look_test.moc"
