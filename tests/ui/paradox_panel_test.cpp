// The paradox explorer by what its picture holds.
#include <QtTest>
#include <algorithm>
#include <cmath>
#include <vector>

#include "core/ei/steady_state.h"
#include "tests/support/circuits.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"
#include "tests/ui/mouse.h"
#include "tests/ui/run_so_far.h"
#include "ui/panels/paradox_panel.h"
#include "ui/plots/marker_item.h"
#include "ui/plots/path_item.h"
#include "ui/session.h"

namespace paradox_panel_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

struct Asked {
  std::vector<Edit> edits;
  bool is_final;
};

void record(Panel& panel, std::vector<Asked>& asked) {
  QObject::connect(&panel, &Panel::edit_requested,
                   [&asked](const std::vector<Edit>& edits, bool is_final) {
                     asked.push_back({edits, is_final});
                   });
}

/// The drawn point nearest to a weight.
QPointF drawn_at(const PathItem& line, double weight) {
  const auto& points = line.points();
  return *std::min_element(points.begin(), points.end(), [weight](QPointF a, QPointF b) {
    return std::abs(a.x() - weight) < std::abs(b.x() - weight);
  });
}

/// Fails unless the lines are the closed form of this circuit.
void verify_lines(const ParadoxPanel& panel, const ei::Circuit& circuit, ei::WeightClass c) {
  const double end = panel.lines().excitatory().points().back().x();
  for (const double part : {0.1, 0.35, 0.6, 0.95}) {
    const QPointF E = drawn_at(panel.lines().excitatory(), part * end);
    const QPointF I = drawn_at(panel.lines().inhibitory(), part * end);
    const QPointF naive = drawn_at(panel.lines().naive(), part * end);
    const ei::SteadyPoint point = ei::steady_point(circuit, c, E.x());
    if (std::isnan(point.up.E)) {
      QVERIFY(std::isnan(E.y()) && std::isnan(I.y()));
    } else {
      NEAR(E.y(), point.up.E, 1e-9 * point.up.E, "E");
      NEAR(I.y(), point.up.I, 1e-9 * point.up.I, "I");
    }
    NEAR(naive.y(), point.naive, 1e-9, "naive");
  }
}

QPointF on_screen(ParadoxPanel& panel, QPointF value) { return panel.plot().map().pixel(value); }

bool is_inside(const PlotView& plot, const LabelItem& label) {
  return QRectF(plot.viewport()->rect()).contains(label.text_rect());
}

}  // namespace

class ParadoxPanelTest : public QObject {
  Q_OBJECT
 private slots:
  void lines_are_the_closed_form_for_every_weight() {
    const RunSoFar so_far(2, "figs13");
    ParadoxPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    for (const auto c : {ei::EE, ei::EI, ei::IE, ei::II}) {
      panel.choose(c);
      verify_lines(panel, test::at_setpoints, c);
      const auto at = ei::vertical_asymptote(test::at_setpoints, c);
      NEAR(panel.lines().asymptote().points().front().x(), *at, 1e-12, "asymptote");
      QVERIFY(panel.plot().map().x_max > *at);
    }
  }

  void an_edit_moves_point_lines_and_sentence() {
    Session session(lab::built_in_experiment("figs13"));
    ParadoxPanel panel;
    show(panel);
    panel.show_view(session.view());
    QCOMPARE(panel.sentence().text(),
             QStringLiteral("More $W_{IE}$ lowers I here: the paradoxical effect."));
    session.edit({{"W_IE", 12.5}, {"theta_I", 24}}, true);
    session.poll();
    panel.show_view(session.view());
    ei::Circuit circuit = ei::with_weight(test::at_setpoints, ei::IE, 12.5);
    circuit.parameters.theta_I = 24;
    verify_lines(panel, circuit, ei::IE);
    const ei::Rates up = ei::up_state(circuit.parameters, circuit.weights);
    NEAR(panel.plot().handle().x(), 12.5, 1e-12, "weight of the point");
    NEAR(panel.plot().handle().y(), up.I, 1e-9, "I at the point");
    session.edit(
        {{"W_EE", 1.5}, {"g_E", 0.5}, {"I_ext", 8}, {"W_EI", 0.4}, {"W_IE", 7}, {"W_II", 0.3}},
        true);
    session.poll();
    panel.show_view(session.view());
    QCOMPARE(panel.sentence().text(),
             QStringLiteral("More $W_{IE}$ raises I here, as one would expect."));
    session.edit({{"W_EE", 0.1}, {"I_ext", 0}}, true);
    session.poll();
    panel.show_view(session.view());
    QVERIFY2(panel.sentence().text().startsWith("No stable up-state here: a rate would fall to 0"),
             qPrintable(panel.sentence().text()));
    NEAR(panel.plot().handle().y(), 0, 0, "the point lies on the axis");
  }

  void the_weight_that_is_varied_is_chosen_in_the_header_and_kept() {
    const RunSoFar so_far(2, "figs13");
    ParadoxPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    QWidget* header = panel.header_control();
    header->resize(header->sizeHint());
    QTest::mouseClick(header, Qt::LeftButton, {}, QPoint(header->width() - 5, 10));
    QCOMPARE(panel.chosen(), ei::II);
    QCOMPARE(panel.sentence().text(),
             QStringLiteral("More $W_{II}$ raises I here: the paradoxical effect."));
    verify_lines(panel, test::at_setpoints, ei::II);
    ParadoxPanel other;
    other.restore_state(panel.save_state());
    QCOMPARE(other.chosen(), ei::II);
    other.restore_state("nonsense");
    QCOMPARE(other.chosen(), ei::II);
  }

  void dragging_the_point_asks_for_the_weight_and_the_end_is_final() {
    const RunSoFar so_far(3, "figs13");
    ParadoxPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    std::vector<Asked> asked;
    record(panel, asked);
    QWidget* canvas = panel.plot().viewport();
    QTest::mousePress(canvas, Qt::LeftButton, {},
                      on_screen(panel, panel.plot().handle()).toPoint());
    for (const double weight : {10.5, 11.0, 12.0})
      QTest::mouseMove(canvas, on_screen(panel, {weight, 3}).toPoint());
    panel.show_view(so_far.view());  // a run that has not begun anew yet
    const double a_pixel = 20 / panel.plot().map().area.width();
    NEAR(panel.plot().handle().x(), 12, a_pixel, "the hand's place");
    const ei::Circuit there =
        ei::with_weight(test::at_setpoints, ei::IE, panel.plot().handle().x());
    NEAR(panel.plot().handle().y(), ei::up_state(there.parameters, there.weights).I, 1e-9, "I");
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, on_screen(panel, {12, 3}).toPoint());
    QVERIFY(asked.size() >= 3);
    QVERIFY(
        std::none_of(asked.begin(), asked.end() - 1, [](const Asked& a) { return a.is_final; }));
    QVERIFY(asked.back().is_final);
    QCOMPARE(asked.back().edits.size(), std::size_t{1});
    QCOMPARE(asked.back().edits[0].symbol, std::string("W_IE"));
    NEAR(asked.back().edits[0].value, 12, a_pixel, "weight asked for");
  }

  void a_press_beside_the_point_asks_for_nothing() {
    const RunSoFar so_far(1, "figs13");
    ParadoxPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    std::vector<Asked> asked;
    record(panel, asked);
    QWidget* canvas = panel.plot().viewport();
    QTest::mousePress(canvas, Qt::LeftButton, {}, on_screen(panel, {15, 20}).toPoint());
    QTest::mouseMove(canvas, on_screen(panel, {17, 20}).toPoint());
    QTest::mouseRelease(canvas, Qt::LeftButton, {}, on_screen(panel, {17, 20}).toPoint());
    QTest::mouseClick(canvas, Qt::LeftButton, {}, on_screen(panel, {10, 14}).toPoint());
    QVERIFY(asked.empty());
  }

  void arrow_keys_move_the_point_by_the_step_of_the_table() {
    const RunSoFar so_far(1, "figs13");
    ParadoxPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    std::vector<Asked> asked;
    record(panel, asked);
    QTest::keyClick(&panel.plot(), Qt::Key_Right);
    QTest::keyClick(&panel.plot(), Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(asked.size(), std::size_t{2});
    NEAR(asked[0].edits[0].value, 10.1, 1e-9, "a step");
    NEAR(asked[1].edits[0].value, 9, 1e-9, "a stride");
    QVERIFY(asked[0].is_final && asked[1].is_final);
  }

  void readout_tells_rates_expectation_and_why_there_are_none() {
    const RunSoFar so_far(1, "figs13");
    ParadoxPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    panel.choose(ei::II);
    move_mouse(panel.plot(), on_screen(panel, {0.5, 10}));
    const double at = panel.plot().hovered()->x();
    const ei::SteadyPoint point = ei::steady_point(test::at_setpoints, ei::II, at);
    QCOMPARE(panel.plot().readout_above(),
             QStringLiteral("$W_{II}$ %1: E %2, I %3 Hz; naive I %4")
                 .arg(grouped_number(at, 2), grouped_number(point.up.E, 2),
                      grouped_number(point.up.I, 2), grouped_number(point.naive, 2)));
    QVERIFY(panel.plot().readout_below().contains(grouped_number(point.up.I - 14, 2)));
    QVERIFY(!panel.sentence().isVisible());
    move_mouse(panel.plot(), on_screen(panel, {3, 10}));
    QVERIFY2(panel.plot().readout_below() == "inhibition is too weak to hold excitation",
             qPrintable(panel.plot().readout_below()));
  }

  void rings_stand_where_the_change_of_the_trial_takes_the_circuit() {
    ParadoxPanel panel;
    show(panel);
    const RunSoFar plain(2, "figs13");
    panel.show_view(plain.view());
    QVERIFY(panel.changed().markers().empty());
    const RunSoFar stronger(2, "fig1c");
    panel.show_view(stronger.view());
    QCOMPARE(panel.changed().markers().size(), std::size_t{2});
    const QPointF I = panel.changed().markers()[1].value;
    NEAR(I.x(), 12, 1e-12, "W_IE");
    NEAR(I.y(), 5.145631, 5e-7, "I");
    NEAR(panel.plot().handle().x(), 10, 1e-12, "the circuit itself stays");
  }

  void stretches_that_are_not_stable_are_thin() {
    RunSoFar so_far(1, "figs13");
    so_far.experiment.parameters.set("tau_I", 18);
    ParadoxPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    panel.choose(ei::EE);
    QVERIFY(std::isnan(drawn_at(panel.lines().inhibitory(), 5).y()));
    NEAR(drawn_at(panel.lines().unstable_inhibitory(), 5).y(), 14, 0.3, "I, unstable");
    NEAR(drawn_at(panel.lines().inhibitory(), 4).y(), 4.909, 0.1, "I, stable");
    QVERIFY(std::isnan(drawn_at(panel.lines().unstable_inhibitory(), 4).y()));
    QCOMPARE(panel.sentence().text(),
             QStringLiteral("No stable up-state here: inhibition is too slow to hold excitation."));
  }

  void words_have_room_at_any_size() {
    const RunSoFar so_far(2, "fig1c");
    ParadoxPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    for (const QSize size : {QSize(260, 144), QSize(430, 290), QSize(1200, 800)}) {
      panel.resize(size);
      QCoreApplication::processEvents();
      for (const auto c : {ei::EE, ei::EI, ei::IE, ei::II}) {
        panel.choose(c);
        QVERIFY2(is_inside(panel.plot(), panel.sentence()), qPrintable(panel.sentence().text()));
        if (size.width() < 400) continue;
        QVERIFY(panel.lines().naive_name().isVisible());
        QVERIFY(is_inside(panel.plot(), panel.lines().naive_name()));
      }
    }
  }

  void a_learning_circuit_is_redrawn_well_within_a_frame() {
    RunSoFar so_far(100);
    ParadoxPanel panel;
    show(panel, {900, 600});
    View view = so_far.view();
    for (const auto c : {ei::EE, ei::EI, ei::IE, ei::II}) {
      panel.choose(c);
      constexpr int frames = 50;
      QElapsedTimer timer;
      timer.start();
      for (int k = 0; k < frames; ++k) {
        view.row.weights.IE += 0.01;
        panel.show_view(view);
      }
      const double ms = static_cast<double>(timer.nsecsElapsed()) / 1e6 / frames;
      if (!qEnvironmentVariableIsSet("HOMEOSTAT_SLOW"))
        QVERIFY2(ms < 3, qPrintable(QString::number(ms)));
    }
  }

  void an_unchanged_circuit_costs_nothing() {
    const RunSoFar so_far(2, "figs13");
    ParadoxPanel panel;
    show(panel);
    const View view = so_far.view();
    panel.show_view(view);
    QElapsedTimer timer;
    timer.start();
    for (int k = 0; k < 1000; ++k) panel.show_view(view);
    QVERIFY2(timer.nsecsElapsed() < 50'000'000, qPrintable(QString::number(timer.nsecsElapsed())));
  }
};

TEST_PROGRAM(ParadoxPanelTest)

}  // namespace paradox_panel_test

#include "paradox_panel_test.moc"
