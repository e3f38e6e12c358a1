// The panels of the laboratory of many units show what a trial holds, and mark the same units.
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>
#include <algorithm>
#include <cmath>

#include "core/ei/unit_balance.h"
#include "core/lab/catalogue.h"
#include "core/lab/run_keeping.h"
#include "tests/support/test_program.h"
#include "tests/ui/mouse.h"
#include "tests/ui/run_so_far.h"
#include "ui/panels/balance_panel.h"
#include "ui/panels/contrast_panel.h"
#include "ui/panels/matrix_panel.h"
#include "ui/panels/silent_units_panel.h"
#include "ui/panels/starts_panel.h"
#include "ui/panels/unit_averages_panel.h"
#include "ui/panels/unit_error_panel.h"
#include "ui/panels/unit_modes_panel.h"
#include "ui/panels/unit_rates_panel.h"
#include "ui/panels/unit_trial_panel.h"
#include "ui/panels/unit_weights_panel.h"
#include "ui/plots/histogram_item.h"
#include "ui/plots/matrix_item.h"
#include "ui/plots/scatter_item.h"

namespace unit_panels_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

/// Trials of 30 + 10 units, as a window would hand them on; a memory is imprinted before trial 4.
class UnitsSoFar : public lab::Observer {
 public:
  explicit UnitsSoFar(std::int64_t trials) : experiment(lab::built_in_experiment("figs6")) {
    for (const auto& [symbol, value] : {std::pair("N_E", 30.0),
                                        {"N_I", 10.0},
                                        {"W_EE", 5.0},
                                        {"W_EI", 1.1},
                                        {"W_IE", 10.0},
                                        {"W_II", 1.5},
                                        {"W_spread", 0.2},
                                        {"trial_duration", 700.0},
                                        {"average_window", 200.0}})
      experiment.parameters.set(symbol, value);
    experiment.events.front().trial = 4;
    run_ = std::make_shared<lab::Run>();
    run_->start = std::make_shared<const lab::Experiment>(experiment);
    lab::Engine engine(experiment);
    engine_ = &engine;
    keep_start(engine, *run_);
    engine.advance(trials, *this);
    engine_ = nullptr;
    frame.run = run_;
    frame.trial = trials;
    frame.network = trial;
  }

  lab::NetworkTrial* network_trial_for(std::int64_t) override {
    trial = std::make_shared<lab::NetworkTrial>();
    return trial.get();
  }
  void on_trial(const lab::TrialRow& row) override {
    run_->rows.append(row);
    keep_units(*engine_, *run_);
  }

  View view(std::vector<int> selection = {}) const {
    View view = view_of(experiment, &frame, nullptr, 0);
    view.selection = std::move(selection);
    return view;
  }
  const lab::Run& run() const { return *run_; }

  lab::Experiment experiment;
  lab::Frame frame;
  std::shared_ptr<lab::NetworkTrial> trial;

 private:
  std::shared_ptr<lab::Run> run_;
  lab::Engine* engine_ = nullptr;
};

std::vector<int> cells_of(const QSignalSpy& spy) {
  return spy.back().front().value<std::vector<int>>();
}

void click(PlotView& plot, QPointF value, Qt::KeyboardModifiers keys = {}) {
  QTest::mouseClick(plot.viewport(), Qt::LeftButton, keys, plot.map().pixel(value).toPoint());
}

}  // namespace

class UnitPanelsTest : public QObject {
  Q_OBJECT
 private slots:
  void initTestCase() {
    QVERIFY(so_far_.trial->rates.mean.E > 1);
    QCOMPARE(so_far_.run().units.moments().size(), std::size_t{9});
  }

  void every_unit_has_a_line_in_the_trial_and_a_click_on_it_marks_it() {
    UnitTrialPanel panel;
    show(panel, {600, 400});
    panel.show_view(so_far_.view());
    const BundleItem& item = panel.units().item();
    QCOMPARE(item.bundle()->count(), 40);
    const std::size_t sample = 500;
    const double value = so_far_.trial->samples.at(sample, 3);
    const double time = static_cast<double>(sample + 1);
    QCOMPARE(item.value_at(3, time), std::optional(value));
    QSignalSpy marked(&panel, &Panel::cells_selected);
    click(panel.plot(), {time, value});
    QCOMPARE(marked.size(), 1);
    const int unit = cells_of(marked).front();
    QVERIFY(std::abs(*item.value_at(unit, time) - value) < 1);
    QCOMPARE(marked.back().back().toBool(), false);
  }

  void averages_of_units_follow_the_trials_and_a_click_beside_them_looks_at_one() {
    UnitAveragesPanel panel;
    show(panel, {600, 400});
    panel.show_view(so_far_.view());
    const BundleItem& item = panel.units().item();
    QCOMPARE(item.bundle()->count(), 40);
    QCOMPARE(item.bundle()->samples, std::size_t{8});
    const auto last = item.value_at(7, 8);
    QVERIFY(last && std::abs(*last - so_far_.trial->averages[7]) < 1e-3);
    QSignalSpy looked(&panel, &Panel::trial_picked), marked(&panel, &Panel::cells_selected);
    const double top = panel.plot().map().y_max;
    click(panel.plot(), {5, 0.99 * top});
    QCOMPARE(looked.size() + marked.size(), 1);
  }

  void units_on_the_lines_of_balance_are_drawn_where_their_inputs_say() {
    BalancePanel panel;
    show(panel, {500, 400});
    panel.show_view(so_far_.view({2}));
    const ei::Rates input = so_far_.trial->inputs[33];
    QCOMPARE(panel.scatter().cell_at({input.E, input.I}, 0.5), std::optional(33));
    QSignalSpy marked(&panel, &Panel::cells_selected), chosen(&panel, &Panel::cell_chosen);
    click(panel.plot(), {input.E, input.I});
    QCOMPARE(cells_of(marked), std::vector<int>{33});
    QCOMPARE(chosen.size(), 0);
  }

  void the_matrix_shows_before_now_and_change_in_any_order_of_units() {
    MatrixPanel panel;
    show(panel, {300, 330});
    panel.show_view(so_far_.view());
    const auto spot_of = [&](int row, int column) {
      const QRectF where = panel.matrix().matrix_rect();
      const double side = where.width() / 40;
      const QPointF at = where.topLeft() + QPointF((column + 0.5) * side, (row + 0.5) * side);
      return panel.matrix().spot_at(panel.plot().map().value(at));
    };
    const auto now_of = [&](int to, int from) {
      return so_far_.trial->weights.weights[static_cast<std::size_t>(to * 40 + from)];
    };
    const auto before_of = [&](int to, int from) {
      return so_far_.run().start_weights.weights[static_cast<std::size_t>(to * 40 + from)];
    };
    QCOMPARE(spot_of(2, 5)->mean, now_of(2, 5));
    panel.set_time(MatrixPanel::Time::before);
    panel.show_view(so_far_.view());
    QCOMPARE(spot_of(2, 5)->mean, before_of(2, 5));
    panel.set_time(MatrixPanel::Time::difference);
    panel.show_view(so_far_.view());
    QCOMPARE(spot_of(2, 5)->mean, now_of(2, 5) - before_of(2, 5));
    panel.set_time(MatrixPanel::Time::now);
    panel.set_order(lab::UnitOrder::rate);
    panel.show_view(so_far_.view());
    const auto order = lab::ordered_units(*so_far_.trial, lab::UnitOrder::rate);
    QVERIFY(std::ranges::is_sorted(order.begin(), order.begin() + 30, {}, [&](int unit) {
      return so_far_.trial->averages[static_cast<std::size_t>(unit)];
    }));
    QCOMPARE(spot_of(2, 5)->mean, now_of(order[2], order[5]));
    QSignalSpy marked(&panel, &Panel::cells_selected);
    const QPointF place = panel.matrix().matrix_rect().topLeft() +
                          QPointF(5.5, 2.5) * (panel.matrix().matrix_rect().width() / 40);
    QTest::mouseClick(panel.plot().viewport(), Qt::LeftButton, {}, place.toPoint());
    QCOMPARE(cells_of(marked), std::vector<int>{order[2]});
    const QByteArray state = panel.save_state();
    MatrixPanel other;
    other.restore_state(state);
    QCOMPARE(other.save_state(), state);
  }

  void single_weights_are_counted_class_by_class() {
    UnitWeightsPanel panel;
    show(panel, {400, 300});
    panel.show_view(so_far_.view());
    for (const ei::WeightClass c : {ei::EE, ei::EI, ei::IE, ei::II}) {
      double sum = 0;
      const PlotMap& map = panel.plot().map();
      const double width = (map.x_max - map.x_min) / 60;
      for (int k = 0; k < 60; ++k)
        sum += *panel.of_class(c).value_at(map.x_min + (k + 0.5) * width);
      QVERIFY2(std::abs(sum - 100) < 1e-6, qPrintable(QString::number(sum)));
    }
  }

  void histories_say_what_the_last_row_holds() {
    const lab::NetworkSummary& last = so_far_.run().rows[7].network;
    SilentUnitsPanel silent;
    ContrastPanel contrast;
    UnitErrorPanel error;
    for (HistoryPanel* panel :
         {static_cast<HistoryPanel*>(&silent), static_cast<HistoryPanel*>(&contrast),
          static_cast<HistoryPanel*>(&error)}) {
      show(*panel, {400, 300});
      panel->show_view(so_far_.view());
    }
    const auto count =
        std::ranges::count_if(so_far_.trial->rates.cells, [](double rate) { return rate < 0.01; });
    QCOMPARE(std::lround(last.silent.E * 30 + last.silent.I * 10), count);
    QVERIFY(silent.subtitle().endsWith("below 0.01 Hz"));
    QVERIFY(last.contrast > 1.5);
    QCOMPARE(contrast.subtitle(),
             QStringLiteral("× %1 of the other weights").arg(last.contrast, 0, 'f', 2));
    QVERIFY(error.subtitle().startsWith("units "));
  }

  void the_modes_come_of_themselves_and_their_carriers_can_be_marked() {
    UnitModesPanel panel;
    show(panel, {500, 400});
    panel.show_view(so_far_.view());
    QTRY_VERIFY(!panel.plane().modes().empty());
    const auto wanted = lab::modes_after(*so_far_.trial, so_far_.experiment.parameters);
    QCOMPARE(panel.plane().modes().size(), wanted.modes.size());
    QVERIFY(panel.footnote().text().contains(
        QString("%1 (").arg(cell_name(wanted.slowest.front().unit, so_far_.trial->sizes))));
    QSignalSpy marked(&panel, &Panel::cells_selected);
    QMenu menu;
    panel.fill_menu(menu);
    menu.actions().front()->trigger();
    QVERIFY(std::ranges::binary_search(cells_of(marked), wanted.slowest.front().unit));
  }

  void marked_units_are_marked_in_every_panel() {
    UnitRatesPanel rates;
    show(rates, {400, 300});
    rates.show_view(so_far_.view({3, 4}));
    BalancePanel balance;
    show(balance, {500, 400});
    balance.show_view(so_far_.view());
    const QImage without = balance.plot().grab().toImage();
    balance.show_view(so_far_.view({3, 4}));
    QVERIFY(balance.plot().grab().toImage() != without);
    MatrixPanel matrix;
    show(matrix, {300, 330});
    matrix.show_view(so_far_.view());
    const QImage plain = matrix.plot().grab().toImage();
    matrix.show_view(so_far_.view({3, 4}));
    QVERIFY(matrix.plot().grab().toImage() != plain);
  }

  void many_starts_run_in_the_background_until_they_are_stopped() {
    StartsPanel panel;
    show(panel, {500, 400});
    UnitsSoFar& so_far = so_far_;
    so_far.experiment.trials = 50;
    View view = so_far.view();
    panel.restore_state("0");
    panel.show_view(view);
    QTest::mouseClick(&panel.button(), Qt::LeftButton);
    QVERIFY(panel.is_running());
    QTRY_VERIFY_WITH_TIMEOUT(!panel.is_running(), 60'000);
    QVERIFY2(panel.words().startsWith("16 of 16 done"), qPrintable(panel.words()));
    QCOMPARE(panel.starts().bundle()->count(), 32);
  }

 private:
  UnitsSoFar so_far_{8};
};

TEST_PROGRAM(UnitPanelsTest)

}  // namespace unit_panels_test

#include "unit_panels_test.moc"
