// The panels of the spiking laboratory show what the trial holds.
#include <QSignalSpy>
#include <QWheelEvent>
#include <QtTest>
#include <cmath>

#include "core/ei/synapses.h"
#include "tests/support/small_network.h"
#include "tests/support/test_program.h"
#include "tests/ui/mouse.h"
#include "tests/ui/run_so_far.h"
#include "ui/experiment_edits.h"
#include "ui/panels/averages_panel.h"
#include "ui/panels/balance_panel.h"
#include "ui/panels/matrix_panel.h"
#include "ui/panels/panel_grid.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/population_rate_panel.h"
#include "ui/panels/spikes_panel.h"
#include "ui/panels/unit_error_panel.h"
#include "ui/panels/unit_rates_panel.h"
#include "ui/panels/up_state_panel.h"
#include "ui/panels/voltage_panel.h"
#include "ui/panels/weights_panel.h"
#include "ui/plots/band_item.h"
#include "ui/plots/decade_axis_item.h"
#include "ui/plots/histogram_item.h"
#include "ui/plots/matrix_item.h"
#include "ui/plots/raster_item.h"
#include "ui/plots/scatter_item.h"
#include "ui/plots/traces_item.h"
#include "ui/plots/zoom_window.h"

namespace spiking_panels_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

/// So many trials of a small network, as a window would hand them on.
class NetworkSoFar : public lab::Observer {
 public:
  explicit NetworkSoFar(std::int64_t trials) : experiment(test::small_network()) {
    auto run = std::make_shared<lab::Run>();
    run->start = std::make_shared<const lab::Experiment>(experiment);
    rows_ = &run->rows;
    lab::Engine engine(experiment);
    run->start_inputs = engine.synapses()->inputs();
    engine.advance(trials, *this);
    frame.run = run;
    frame.trial = trials;
    frame.network = trial;
  }

  lab::NetworkTrial* network_trial_for(std::int64_t) override {
    trial = std::make_shared<lab::NetworkTrial>();
    trial->probed = first_probed(experiment.parameters);
    return trial.get();
  }
  void on_trial(const lab::TrialRow& row) override { rows_->append(row); }

  View view(std::int64_t cursor = 0) const {
    View view = view_of(experiment, &frame, nullptr, cursor);
    view.chosen_cells = first_probed(experiment.parameters);
    return view;
  }

  lab::Experiment experiment;
  lab::Frame frame;
  std::shared_ptr<lab::NetworkTrial> trial;

 private:
  lab::RecordLog<lab::TrialRow>* rows_ = nullptr;
};

void turn_wheel(PlotView& plot, QPointF at, int angle) {
  QWheelEvent event(at, plot.viewport()->mapToGlobal(at), {}, {0, angle}, Qt::NoButton,
                    Qt::NoModifier, Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(plot.viewport(), &event);
}

}  // namespace

class SpikingPanelsTest : public QObject {
  Q_OBJECT
 private slots:
  void a_small_network_has_an_up_state() {
    QVERIFY(!so_far_.trial->spikes.empty());
    QVERIFY(!so_far_.trial->rates.up.empty());
  }

  void the_raster_has_a_row_for_each_cell_and_a_click_on_a_mark_chooses_its_cell() {
    SpikesPanel panel;
    show(panel, {600, 500});
    panel.show_view(so_far_.view());
    QCOMPARE(panel.raster().rows().all(), 200);
    QCOMPARE(panel.subtitle(), QStringLiteral("trial 3 · all 200 cells"));
    const ei::Spike spike = so_far_.trial->spikes[so_far_.trial->spikes.size() / 2];
    const double row = panel.raster().rows().of_cell[spike.cell] + 0.5;
    const QPointF at = panel.plot().map().pixel({spike.step * so_far_.trial->dt_ms, row});
    QSignalSpy chosen(&panel, &Panel::cell_chosen);
    QTest::mouseClick(panel.plot().viewport(), Qt::LeftButton, {}, at.toPoint());
    QCOMPARE(chosen.size(), 1);
    QVERIFY(std::abs(chosen.front().front().toInt() - int{spike.cell}) <= 1);
  }

  void the_wheel_narrows_time_and_rows_and_the_menu_shows_all_again() {
    SpikesPanel panel;
    show(panel);
    panel.show_view(so_far_.view());
    turn_wheel(panel.plot(), panel.plot().map().area.center(), 480);
    const PlotMap& map = panel.plot().map();
    QVERIFY(std::abs(map.x_max - map.x_min - 150) < 1e-6);
    QVERIFY(std::abs(map.y_max - map.y_min - 100) < 1e-6);
    panel.zoom().show_whole();
    QCOMPARE(map.x_min, 0.0);
    QCOMPARE(map.x_max, 300.0);
  }

  void rows_by_rate_have_the_quietest_cell_at_the_bottom() {
    SpikesPanel panel;
    show(panel);
    panel.show_view(so_far_.view());
    panel.set_order(SpikesPanel::Order::rate);
    const auto& rows = panel.raster().rows().of_cell;
    const auto& averages = so_far_.trial->averages;
    for (std::size_t cell = 0; cell < 160; ++cell) {
      for (std::size_t other = 0; other < 160; ++other) {
        if (rows[cell] < rows[other]) QVERIFY(averages[cell] <= averages[other]);
      }
    }
    QVERIFY(panel.subtitle().endsWith("by rate"));
    SpikesPanel other;
    other.restore_state(panel.save_state());
    QCOMPARE(other.save_state(), QByteArray("rate"));
  }

  void looking_back_it_says_which_trial_is_there_and_which_is_to_come() {
    SpikesPanel panel;
    show(panel);
    panel.show_view(so_far_.view(1));
    QVERIFY2(panel.subtitle().startsWith("trial 3; 1 runs again"), qPrintable(panel.subtitle()));
  }

  void a_drag_along_the_axis_marks_the_cells_of_its_rows_whatever_their_order() {
    SpikesPanel panel;
    show(panel, {600, 150});  // too low for a row for each cell
    panel.show_view(so_far_.view());
    panel.set_order(SpikesPanel::Order::rate);
    const RasterRows& rows = panel.raster().rows();
    QVERIFY(rows.every > 1);
    QSignalSpy selected(&panel, &Panel::cells_selected);
    const PlotMap& map = panel.plot().map();
    const auto drag = [&](double from, double to, Qt::KeyboardModifiers modifiers) {
      const QPoint a(qRound(map.area.left()) - 8, qRound(map.y_pixel(from)));
      const QPoint b(a.x(), qRound(map.y_pixel(to)));
      QTest::mousePress(panel.plot().viewport(), Qt::LeftButton, modifiers, a);
      move_mouse(panel.plot(), b, Qt::LeftButton);
      QTest::mouseRelease(panel.plot().viewport(), Qt::LeftButton, modifiers, b);
    };
    drag(rows.I, rows.all(), {});
    QCOMPARE(selected.size(), 1);
    const auto E = selected[0][0].value<std::vector<int>>();
    QCOMPARE(E.size(), std::size_t{160});  // those without a mark too
    QVERIFY(!selected[0][1].toBool());
    drag(rows.all(), rows.I + rows.E / 2.0, Qt::ControlModifier);
    QVERIFY(selected[1][1].toBool());
    const auto upper = selected[1][0].value<std::vector<int>>();
    QVERIFY(upper.size() > 60 && upper.size() < 100);
    const auto& averages = so_far_.trial->averages;
    double slowest_marked = 1e9, fastest_left = 0;
    for (std::size_t cell = 0; cell < 160; ++cell) {
      const bool is_marked = std::ranges::binary_search(upper, static_cast<int>(cell));
      if (is_marked) slowest_marked = std::min(slowest_marked, averages[cell]);
      if (!is_marked) fastest_left = std::max(fastest_left, averages[cell]);
    }
    QVERIFY(fastest_left <= slowest_marked);
  }

  void a_click_with_ctrl_marks_one_cell() {
    SpikesPanel panel;
    show(panel, {600, 500});
    panel.show_view(so_far_.view());
    QSignalSpy selected(&panel, &Panel::cells_selected), chosen(&panel, &Panel::cell_chosen);
    const QPointF at = panel.plot().map().area.center();
    QTest::mouseClick(panel.plot().viewport(), Qt::LeftButton, Qt::ControlModifier, at.toPoint());
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected[0][0].value<std::vector<int>>().size(), std::size_t{1});
    QVERIFY(selected[0][1].toBool() && chosen.isEmpty());
  }

  void a_rectangle_marks_the_cells_whose_inputs_lie_in_it() {
    BalancePanel panel;
    show(panel);
    panel.show_view(so_far_.view());
    QSignalSpy selected(&panel, &Panel::cells_selected);
    const QRectF& area = panel.plot().map().area;
    const QPointF corner = area.center();
    QTest::mousePress(panel.plot().viewport(), Qt::LeftButton, {},
                      (area.topRight() + QPointF(-2, 2)).toPoint());
    move_mouse(panel.plot(), corner, Qt::LeftButton);
    QTest::mouseRelease(panel.plot().viewport(), Qt::LeftButton, {}, corner.toPoint());
    QCOMPARE(selected.size(), 1);
    const auto cells = selected[0][0].value<std::vector<int>>();
    const QPointF limit = panel.plot().map().value(corner.toPoint());
    std::vector<int> expected;
    for (int cell = 0; cell < 200; ++cell) {
      const ei::Rates& input = so_far_.trial->inputs[static_cast<std::size_t>(cell)];
      if (input.E / 1000 >= limit.x() && input.I / 1000 >= limit.y()) expected.push_back(cell);
    }
    QVERIFY(!expected.empty());
    QCOMPARE(cells, expected);
  }

  void a_stretch_of_rates_marks_the_cells_that_have_them() {
    UnitRatesPanel panel;
    show(panel);
    panel.show_view(so_far_.view());
    QSignalSpy selected(&panel, &Panel::cells_selected);
    const QRectF& area = panel.plot().map().area;
    const QPoint from = area.center().toPoint(), to = area.topRight().toPoint() + QPoint(9, 20);
    QTest::mousePress(panel.plot().viewport(), Qt::LeftButton, {}, from);
    move_mouse(panel.plot(), to, Qt::LeftButton);
    QTest::mouseRelease(panel.plot().viewport(), Qt::LeftButton, {}, to);
    QCOMPARE(selected.size(), 1);
    const double low = panel.plot().map().x_value(from.x());
    const auto expected =
        std::ranges::count_if(so_far_.trial->averages, [&](double rate) { return rate >= low; });
    QVERIFY(expected > 0);
    QCOMPARE(selected[0][0].value<std::vector<int>>().size(), static_cast<std::size_t>(expected));
  }

  void errors_of_units_stand_on_an_axis_of_decades() {
    UnitErrorPanel panel;
    show(panel);
    panel.show_view(so_far_.view());
    const PlotMap& map = panel.plot().map();
    QCOMPARE(map.y_min, std::floor(map.y_min));
    QCOMPARE(map.y_max, std::floor(map.y_max));
    for (std::size_t k = 0; k < 3; ++k) {
      const lab::NetworkSummary network = so_far_.frame.run->rows[k].network;
      for (const double error : {network.mse_raw, network.mse_average})
        QVERIFY(std::log10(error) >= map.y_min && std::log10(error) <= map.y_max);
    }
    QCOMPARE(decade_text(-2), QString("0.01"));
    QCOMPARE(decade_text(3), QString("1,000"));
    // Under the mouse the label says the error, not its logarithm.
    move_mouse(panel.plot(), map.pixel({3, (map.y_min + map.y_max) / 2}));
    const double raw = so_far_.frame.run->rows[2].network.mse_raw;
    const QString expected = grouped_number(raw, raw < 100 ? 1 : 0);
    const auto labels = panel.plot().curve_labels();
    QVERIFY(std::ranges::any_of(labels,
                                [&](const LabelItem* label) { return label->text() == expected; }));
  }

  void population_rates_mark_the_up_states_and_fit_into_the_frame() {
    PopulationRatePanel panel;
    show(panel);
    panel.show_view(so_far_.view());
    const auto& up = so_far_.trial->rates.up;
    QCOMPARE(panel.up_states().bands().size(), up.size());
    QCOMPARE(panel.up_states().bands().front(), (Band{up.front().onset, up.front().end}));
    const auto& I = so_far_.trial->rates.bins.I;
    const auto highest = std::ranges::max_element(I);
    QVERIFY(panel.plot().map().y_max >= *highest);
    const double time = (static_cast<double>(highest - I.begin()) + 0.5) * ei::rate_bin_ms;
    move_mouse(panel.plot(), panel.plot().map().pixel({time, 1}));
    const auto labels = panel.plot().curve_labels();
    const QString value = grouped_number(*highest, 1);
    QVERIFY(std::ranges::any_of(labels, [&](const LabelItem* label) {
      return label->text().startsWith(value.chopped(2));
    }));
  }

  void voltages_are_those_of_the_probed_cells() {
    VoltagePanel panel;
    show(panel);
    panel.show_view(so_far_.view());
    const auto& traces = panel.traces().traces();
    QCOMPARE(traces.size(), std::size_t{2});
    QVERIFY(traces[0].is_E && !traces[1].is_E);
    QCOMPARE(traces[1].name, QStringLiteral("I 11"));
    QCOMPARE(traces[0].mV.size(), std::size_t{3000});
    QCOMPARE(traces[0].mV[1234], so_far_.trial->states[0][1234].V);
    std::size_t spikes = 0;
    for (const ei::Spike& spike : so_far_.trial->spikes)
      spikes += spike.cell == so_far_.trial->probed[1] ? 1 : 0;
    QCOMPARE(traces[1].spikes_ms.size(), spikes);
    View view = so_far_.view();
    view.chosen_cells[0] = 4;
    panel.show_view(view);
    QCOMPARE(panel.subtitle(), QStringLiteral("E 5 from the next trial on"));
  }

  void the_wheel_narrows_the_time_of_voltages_alone() {
    VoltagePanel panel;
    show(panel);
    panel.show_view(so_far_.view());
    const PlotMap before = panel.voltage_plot().map();
    turn_wheel(panel.voltage_plot(), before.area.center(), 480);
    const PlotMap& map = panel.voltage_plot().map();
    QVERIFY(std::abs(map.x_max - map.x_min - 150) < 1e-6);
    QCOMPARE(map.y_max, before.y_max);
    panel.show_view(so_far_.view());
    QVERIFY(std::abs(map.x_max - map.x_min - 150) < 1e-6);
  }

  void currents_read_out_what_the_cell_felt() {
    VoltagePanel panel;
    show(panel, {600, 400});
    panel.set_shown(VoltagePanel::Shown::currents_I);
    panel.show_view(so_far_.view());
    QVERIFY(panel.subtitle().startsWith("I 11"));
    double strongest = 0;
    for (const ei::CellState& state : so_far_.trial->states[1])
      strongest = std::max(strongest, state.from_E);
    QVERIFY(panel.current_plot().map().y_max >= 0.99 * strongest);
  }

  void every_unit_is_in_the_histogram() {
    UnitRatesPanel panel;
    show(panel);
    panel.show_view(so_far_.view());
    double share = 0;
    const double width = panel.plot().map().x_max / 60;
    for (int bin = 0; bin < 60; ++bin)
      share += panel.averages_of_E().value_at((bin + 0.5) * width).value_or(0);
    QVERIFY2(std::abs(share - 100) < 1e-6, qPrintable(QString::number(share)));
  }

  void the_point_of_a_cell_is_its_summed_input() {
    BalancePanel panel;
    show(panel);
    panel.show_view(so_far_.view());
    const ei::Rates input = so_far_.trial->inputs[170];
    QVERIFY(panel.plot().map().x_max >= input.E / 1000 &&
            panel.plot().map().y_max >= input.I / 1000);
    QCOMPARE(panel.scatter().cell_at({input.E / 1000, input.I / 1000}, 0.5), std::optional(170));
  }

  void a_place_of_the_matrix_is_the_synapse_of_its_cells() {
    MatrixPanel panel;
    show(panel, {300, 330});
    panel.show_view(so_far_.view());
    const lab::WeightSample& sample = so_far_.trial->weights;
    QCOMPARE(sample.every, 1);
    const QRectF where = panel.matrix().matrix_rect();
    QVERIFY(!where.isEmpty());
    const QPointF pixel(where.left() + 150.5 * where.width() / 200,
                        where.top() + 20.5 * where.height() / 200);
    const auto spot = panel.matrix().spot_at(panel.plot().map().value(pixel));
    QVERIFY(spot.has_value());
    const auto at = static_cast<std::size_t>(spot->row() * 200 + spot->column());
    QVERIFY(spot->mean == sample.weights[at] ||
            (std::isnan(spot->mean) && std::isnan(sample.weights[at])));
  }

  void histories_say_what_the_row_says() {
    UpStatePanel up;
    show(up);
    up.show_view(so_far_.view());
    QVERIFY2(
        up.subtitle().contains(QString::number(so_far_.view().row.network.up_duration_s, 'f', 2)),
        qPrintable(up.subtitle()));
    UnitErrorPanel error;
    show(error);
    error.show_view(so_far_.view());
    QVERIFY(
        error.subtitle().contains(QString::number(so_far_.view().row.network.mse_average, 'f', 1)));
  }

  void every_panel_of_the_model_stands_before_and_after_the_first_trial() {
    PanelGrid grid(lab::Model::spiking);
    show(grid, {880, 660});
    QCOMPARE(grid.slot_at(0).kind_id(), QString("spikes"));
    for (const PanelKind& kind : panel_kinds(lab::Model::spiking)) {
      grid.slot_at(1).set_kind(kind.id);
      QCOMPARE(grid.slot_at(1).kind_id(), kind.id);
      grid.show_view({});
      grid.show_view(view_of(so_far_.experiment, nullptr, nullptr, 0));
      QVERIFY(!grid.grab().isNull());
      grid.show_view(so_far_.view());
      QVERIFY(!grid.grab().isNull());
    }
    grid.slot_at(1).set_kind("stability");
    QVERIFY(grid.slot_at(1).kind_id() != "stability");
  }

 private:
  NetworkSoFar so_far_{3};
};

TEST_PROGRAM(SpikingPanelsTest)

}  // namespace spiking_panels_test

#include "spiking_panels_test.moc"
