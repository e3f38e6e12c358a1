// The selective neuron's laboratory: what it solves while a hand moves it, and what its panels
// show.
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>

#include "core/lab/catalogue.h"
#include "core/lab/selective_answer.h"
#include "core/lab/selective_samples.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"
#include "ui/controls/parameter_form.h"
#include "ui/controls/parameter_row.h"
#include "ui/controls/solve_bar.h"
#include "ui/main_window.h"
#include "ui/panels/capacity_panel.h"
#include "ui/panels/load_quantities.h"
#include "ui/panels/noise_test_panel.h"
#include "ui/panels/panel_grid.h"
#include "ui/panels/phase_diagram_panel.h"
#include "ui/panels/potentials_panel.h"
#include "ui/panels/synapses_panel.h"
#include "ui/plots/error_dots_item.h"
#include "ui/plots/histogram_item.h"
#include "ui/plots/potentials_item.h"
#include "ui/theme.h"

namespace selective_panels_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

/// It samples only when nobody else wants the processor.
constexpr int sampling_ms = 60000;

lab::Experiment small_neuron() {
  lab::Experiment e = lab::built_in_experiment("balance_fig1");
  e.parameters.set("N", 100);
  e.trials = 4;
  return e;
}

template <class Kind>
Kind& panel(MainWindow& window, std::size_t slot, const char* kind) {
  window.panels().slot_at(slot).set_kind(kind);
  return dynamic_cast<Kind&>(window.panels().slot_at(slot).panel());
}

/// The answer to the experiment as it stands.
bool is_solved(MainWindow& window) {
  const View view = window.session().view();
  return view.solved.answer && view.solved.solving_part < 0 &&
         view.solved.answer->values["alpha"] == view.experiment->parameters["alpha"] &&
         view.solved.answer->values["f_exc"] == view.experiment->parameters["f_exc"];
}

}  // namespace

class SelectivePanelsTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("HomeostatTest");
    QCoreApplication::setApplicationName("selective_panels");
    install_fonts();
  }
  void init() { QSettings().clear(); }
  void cleanup() { QSettings().clear(); }

  void a_dragged_point_is_solved_anew_and_named() {
    MainWindow window(small_neuron());
    window.show();
    auto& diagram = panel<PhaseDiagramPanel>(window, 0, "phase_diagram");
    QTRY_VERIFY(is_solved(window));
    QTRY_VERIFY(diagram.place_words().contains("balanced"));
    PlaceView& plot = diagram.plot();
    const auto pixel = [&](QPointF value) { return plot.map().pixel(value).toPoint(); };
    QTest::mousePress(plot.viewport(), Qt::LeftButton, {}, pixel({0.8, 0.5}));
    for (const double load : {0.7, 0.9, 1.1}) QTest::mouseMove(plot.viewport(), pixel({0.9, load}));
    QMouseEvent move(QEvent::MouseMove, pixel({0.9, 1.1}),
                     plot.viewport()->mapToGlobal(pixel({0.9, 1.1})), Qt::NoButton, Qt::LeftButton,
                     {});
    QCoreApplication::sendEvent(plot.viewport(), &move);
    QTest::mouseRelease(plot.viewport(), Qt::LeftButton, {}, pixel({0.9, 1.1}));
    const lab::ParameterValues& now = window.session().experiment().parameters;
    QVERIFY(std::abs(now["f_exc"] - 0.9) < 0.02 && std::abs(now["alpha"] - 1.1) < 0.03);
    QTRY_VERIFY(is_solved(window));
    QTRY_VERIFY(diagram.place_words().contains("no solution"));
    // One drag is one step back.
    window.session().undo_stack().undo();
    QCOMPARE(window.session().experiment().parameters["alpha"], 0.5);
    QVERIFY(!window.session().undo_stack().canUndo());
    QTRY_VERIFY(is_solved(window));
  }

  void potentials_of_both_solutions_stand_side_by_side() {
    MainWindow window(small_neuron());
    window.show();
    auto& potentials = panel<PotentialsPanel>(window, 1, "potentials");
    QTRY_VERIFY(!potentials.potentials(1).patterns().empty());
    const auto& out = potentials.potentials(0).patterns();
    QCOMPARE(out.size(), potentials.potentials(1).patterns().size());
    for (const PatternMark& mark : out) QCOMPARE(mark.potential > 1, mark.is_to_fire);
    // More than the smaller margin of so few inputs, and less than the larger one.
    const lab::SelectiveAnswer& answer = *window.session().view().solved.answer;
    const double between = (answer.in.kappa_out + answer.out.kappa_out) / 2;
    window.session().edit({{"sigma_out", between}, {"sigma_in", 0.0}}, true);
    QTRY_VERIFY(potentials.potentials(1).crossings() > 0);
    QCOMPARE(potentials.potentials(0).crossings(), 0);
    const int before = potentials.potentials(0).crossings();
    window.session().edit({{"sigma_out", 3.0}}, true);
    QTRY_VERIFY(potentials.potentials(0).crossings() > before);
  }

  void weights_are_counted_with_the_silent_ones_told() {
    MainWindow window(small_neuron());
    window.show();
    auto& synapses = panel<SynapsesPanel>(window, 2, "synapses");
    QTRY_VERIFY(synapses.words(0).contains("theory"));
    QVERIFY(synapses.histogram(0).highest() > 0 && synapses.histogram(1).highest() > 0);
    const QString of_out = synapses.words(0);
    window.session().edit({{"rule", 1.0}}, true);
    QTRY_COMPARE(synapses.subtitle(), QString("largest input margin"));
    QVERIFY(synapses.words(0) != of_out);
  }

  void dots_grow_while_it_plays_and_rest_when_told() {
    MainWindow window(small_neuron());
    window.show();
    auto& margins = panel<RobustnessPanel>(window, 3, "robustness");
    QTRY_VERIFY(window.session().view().solved.theory != nullptr);
    QVERIFY(margins.dots(0).dots().empty());
    window.session().set_playing(true);
    QTRY_VERIFY_WITH_TIMEOUT(margins.dots(0).dots().size() > 8, sampling_ms);
    QTRY_VERIFY_WITH_TIMEOUT(window.session().is_finished(), sampling_ms);
    QCOMPARE(window.session().view().solved.samples->samples_done, 4);
    // Played on, it goes for as many again.
    window.session().set_playing(true);
    QTRY_COMPARE_WITH_TIMEOUT(window.session().view().solved.samples->samples_done, 8, sampling_ms);
  }

  void noise_is_tested_and_its_point_dragged() {
    MainWindow window(small_neuron());
    window.show();
    auto& test = panel<NoiseTestPanel>(window, 1, "noise_test");
    QTRY_COMPARE(test.counted(0).dots().size(), std::size_t(8));
    QCOMPARE(test.plot().handle().x(), 0.2);
    test.choose(lab::NoiseKind::inputs);
    QTRY_COMPARE(test.counted(1).dots().size(), std::size_t(8));
    emit test.plot().moved(0.4, true);
    QTRY_COMPARE(window.session().experiment().parameters["sigma_in"], 0.4);
    QCOMPARE(test.counted(1).dots().size(), std::size_t(8));  // the axis is the same
  }

  void capacity_is_measured_when_asked_and_can_be_stopped() {
    lab::Experiment e = small_neuron();
    e.parameters.set("N", 20);
    MainWindow window(e);
    window.show();
    auto& capacity = panel<CapacityPanel>(window, 0, "capacity");
    QTRY_VERIFY(capacity.button().isEnabled());
    capacity.button().click();
    QTRY_VERIFY_WITH_TIMEOUT(capacity.found(0).dots().size() == 6, 60000);
    QVERIFY(capacity.found(0).dots().front().value.y() > 0.1);
    capacity.button().click();
    QCOMPARE(capacity.button().text(), QString("Stop"));
    capacity.button().click();
    QCOMPARE(capacity.button().text(), QString("Measure capacity"));
  }

  void only_the_chosen_inputs_have_rows() {
    MainWindow window(small_neuron());
    window.show();
    const auto row = [&](const char* symbol) -> ParameterRow* {
      for (auto* found : window.form().findChildren<ParameterRow*>())
        if (found->symbol() == symbol) return found;
      return nullptr;
    };
    QVERIFY(row("k_exc")->is_used() && !row("delta_exc")->is_used());
    window.session().edit({{"inputs", 3.0}}, true);
    QVERIFY(!row("k_exc")->is_used() && row("delta_exc")->is_used());
    window.session().edit({{"p_out", 0.001}, {"alpha", 0.05}}, true);  // refused: an empty class
    QCOMPARE(window.session().experiment().parameters["p_out"], 0.5);
  }

  void another_laboratory_leaves_it_as_it_was() {
    MainWindow window(small_neuron());
    window.show();
    QTRY_VERIFY(is_solved(window));
    window.enter(lab::Model::two_population);
    window.enter(lab::Model::selective);
    QCOMPARE(window.session().experiment().parameters["N"], 100.0);
    auto* bar = window.findChild<SolveBar*>();
    QVERIFY(bar && bar->isVisible());
    const auto seed = window.session().experiment().seed;
    bar->other_patterns().click();
    QCOMPARE(window.session().experiment().seed, seed + 1);
  }
};

TEST_PROGRAM(SelectivePanelsTest)

}  // namespace selective_panels_test

#include "selective_panels_test.moc"
