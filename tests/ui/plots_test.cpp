// Plots as a reader and a mouse find them.
#include <QSignalSpy>
#include <QtTest>
#include <cmath>
#include <limits>
#include <numbers>

#include "tests/support/test_program.h"
#include "tests/ui/mouse.h"
#include "ui/panels/trail.h"
#include "ui/panels/trial_history.h"
#include "ui/plots/event_bars_item.h"
#include "ui/plots/label_item.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/place_names.h"
#include "ui/plots/plot_view.h"
#include "ui/plots/stroke.h"
#include "ui/theme.h"

namespace plots_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

QPen ink_pen(const Theme& t) { return QPen(t.ink, 2); }
QColor ink(const Theme& t) { return t.ink; }

void show(PlotView& plot) {
  plot.setPalette(Theme::light().palette());
  plot.resize(400, 300);
  plot.show();
  QVERIFY(QTest::qWaitForWindowExposed(&plot));
}

}  // namespace

class PlotsTest : public QObject {
  Q_OBJECT
 private slots:
  void labels_that_do_not_touch_stay_where_they_are() {
    QCOMPARE(spread_labels({10, 60, 100}, 16, 0, 200), (std::vector<double>{10, 60, 100}));
  }

  void labels_that_touch_move_apart_evenly_and_keep_their_order() {
    QCOMPARE(spread_labels({52, 48}, 16, 0, 200), (std::vector<double>{58, 42}));
    QCOMPARE(spread_labels({50, 50, 50}, 10, 0, 200), (std::vector<double>{40, 50, 60}));
  }

  void labels_stay_in_the_frame() {
    QCOMPARE(spread_labels({198, 199, -5}, 16, 0, 200), (std::vector<double>{184, 200, 0}));
  }

  void labels_in_a_row_move_apart_and_stay_between_title_and_edge() {
    QCOMPARE(row_of_labels({10, 100}, {20, 30}, 5, 40, 200), (std::vector<double>{40, 100}));
    QCOMPARE(row_of_labels({50, 55}, {20, 30}, 5, 40, 200), (std::vector<double>{50, 75}));
    QCOMPARE(row_of_labels({100, 190}, {90, 30}, 5, 0, 200), (std::vector<double>{75, 170}));
  }

  void the_label_of_a_curve_stands_where_its_value_is_beside_its_setpoint() {
    PlotView plot;
    CurveItem& curve = plot.add_curve(ink_pen, {"E", ink, true});
    CurveItem& level = plot.add_curve(ink_pen, {"set", ink});
    plot.set_x_range(0, 10);
    plot.set_y_range(0, 25);
    level.set_level(5);
    show(plot);
    for (const double value : {3.4, 6.6}) {
      curve.set_samples(std::vector<double>(11, value), 0, 1);
      plot.refresh();
      QCOMPARE(plot.curve_labels().front()->text(), value < 5 ? "set" : "E");
    }
  }

  void a_line_s_name_stands_beside_it_and_apart_from_others() {
    std::vector<QPointF> line;
    for (int x = 0; x <= 200; ++x) line.emplace_back(x, 100 - x / 2.0);
    const QRectF area(0, 0, 200, 100), other(0, 0, 120, 60);
    const auto place = place_beside_line(area, {40, 12}, line, {other}, 50);
    QVERIFY(place);
    const QRectF box(*place - QPointF(20, 6), QSizeF(40, 12));
    QVERIFY(area.contains(box) && !box.intersects(other));
    QVERIFY(place_beside_line(area, {40, 12}, line, {area}, 50));
    QVERIFY(!place_beside_line(area, {40, 12}, {{300, 300}}, {}, 50));
  }

  void axes_have_round_steps_and_limits() {
    QCOMPARE(round_step(20), 5.0);
    QCOMPARE(round_step(1000), 200.0);
    QCOMPARE(round_limit(7.3), 8.0);
    QCOMPARE(round_limit(0.31), 0.4);
    QCOMPARE(decimals_of(0.05), 2);
    QCOMPARE(decimals_of(200), 0);
    QCOMPARE(grouped_number(-1234.5, 1), QStringLiteral("−1,234.5"));
    QCOMPARE(grouped_number(-0.0001, 1), QStringLiteral("0.0"));
  }

  void an_axis_grows_at_once_and_shrinks_only_after_a_while() {
    SteadyLimit limit;
    QCOMPARE(limit.update(18), 20.0);
    QCOMPARE(limit.update(21), 25.0);
    for (int k = 0; k < 20; ++k) QCOMPARE(limit.update(4), 25.0);
    for (int k = 0; k < 20; ++k) limit.update(4);
    QCOMPARE(limit.update(4), 4.0);
  }

  void an_axis_does_not_follow_noise() {
    SteadyLimit limit;
    const double first = limit.update(19.9);
    for (int k = 0; k < 200; ++k) QCOMPARE(limit.update(14 + 5 * std::sin(k)), first);
  }

  void straight_points_are_left_out_and_corners_kept() {
    QPolygonF line;
    for (int x = 0; x <= 100; ++x) line.append({double(x), x < 50 ? x : 100.0 - x});
    const QPolygonF kept = without_straight_points(line, 0.1);
    QVERIFY2(kept.size() <= 5, qPrintable(QString::number(kept.size())));
    QCOMPARE(kept.first(), line.first());
    QCOMPARE(kept.last(), line.last());
    QVERIFY(kept.contains(QPointF(50, 50)));
  }

  void a_name_finds_room_only_where_it_fits() {
    const auto left_half = [](QPointF p) { return p.x() < 100; };
    const auto place = place_for_name({0, 0, 200, 100}, {60, 14}, {}, left_half);
    QVERIFY(place && place->x() + 30 < 100);
    QVERIFY(!place_for_name({0, 0, 200, 100}, {120, 14}, {}, left_half));
  }

  void a_long_history_stays_small_and_keeps_its_peaks() {
    TrialHistory history(1);
    for (int k = 0; k < 100'000; ++k) {
      const double value = k == 54'321 ? 99 : std::sin(k / 1000.0);
      history.append(std::span(&value, 1));
    }
    QVERIFY(history.columns(0).size() <= TrialHistory::most_columns);
    QCOMPARE(history.highest(0), 99.0);
    const std::size_t column = 54'321 / history.trials_per_column();
    QCOMPARE(history.columns(0)[column].high, 99.0f);
    QCOMPARE(history.columns(0).size(), (100'000 - 1) / history.trials_per_column() + 1);
  }

  void a_trail_stays_small_and_ends_where_the_run_is() {
    Trail trail(paper_window, 1e-4);
    for (int k = 0; k < 50'000; ++k) trail.append({5 + 4 * std::sin(k / 7.0), k / 2500.0});
    QVERIFY(trail.points().size() <= Trail::most_points + 1);
    QCOMPARE(trail.points().back(), QPointF(5 + 4 * std::sin(49'999 / 7.0), 49'999 / 2500.0));
  }

  void the_readout_shows_the_value_under_the_mouse() {
    PlotView plot;
    plot.set_margins({44, 28, 44, 40});
    CurveItem& curve = plot.add_curve(ink_pen, {"E", ink, true});
    plot.set_x_range(0, 100);
    plot.set_y_range(0, 10);
    std::vector<double> ramp;
    for (int k = 0; k <= 100; ++k) ramp.push_back(k / 10.0);
    curve.set_samples(ramp, 0, 1);
    plot.set_x_readout([](double x) { return QString::number(std::round(x)); });
    show(plot);
    plot.refresh();
    QCOMPARE(plot.curve_labels().at(0)->text(), QStringLiteral("E"));
    move_mouse(plot, plot.map().pixel({50, 5}));
    QCOMPARE(plot.curve_labels().at(0)->text(), QStringLiteral("5.0"));
    QCOMPARE(plot.readout_below(), QStringLiteral("50"));
    move_mouse(plot, {1, 1});
    QCOMPARE(plot.curve_labels().at(0)->text(), QStringLiteral("E"));
  }

  void a_curve_is_drawn_where_its_values_are() {
    PlotView plot;
    CurveItem& curve = plot.add_curve([](const Theme&) { return QPen(Qt::red, 2); });
    plot.set_x_range(0, 10);
    plot.set_y_range(0, 10);
    curve.set_samples(std::vector<double>(11, 2.5), 0, 1);
    show(plot);
    const QImage image = plot.grab().toImage();
    const QPointF on = plot.map().pixel({5, 2.5}) * image.devicePixelRatio();
    QCOMPARE(image.pixelColor(on.toPoint()), QColor(Qt::red));
    const QPointF off = plot.map().pixel({5, 3.5}) * image.devicePixelRatio();
    QVERIFY(image.pixelColor(off.toPoint()) != QColor(Qt::red));
  }

  void a_curve_that_leaves_the_frame_says_so_and_a_gap_stays_empty() {
    PlotView plot;
    CurveItem& curve = plot.add_curve([](const Theme&) { return QPen(Qt::red, 2); });
    plot.set_x_range(0, 10);
    plot.set_y_range(0, 10);
    std::vector<double> samples(101, 5);
    samples[50] = 1e12;
    for (std::size_t k = 70; k < 80; ++k) samples[k] = std::numeric_limits<double>::quiet_NaN();
    curve.set_samples(samples, 0, 0.1);
    show(plot);
    const QImage image = plot.grab().toImage();
    const auto colour = [&](QPointF at) {
      return image.pixelColor((at * image.devicePixelRatio()).toPoint());
    };
    QCOMPARE(colour({plot.map().x_pixel(5), plot.map().area.top() - 4}), QColor(Qt::red));
    QVERIFY(colour(plot.map().pixel({7.5, 5})) != QColor(Qt::red));
    QVERIFY(!curve.value_at(7.5));
  }

  void the_theme_follows_the_palette() {
    PlotView plot;
    show(plot);
    const QColor light = plot.grab().toImage().pixelColor(200, 150);
    plot.setPalette(Theme::dark().palette());
    QCOMPARE(plot.grab().toImage().pixelColor(200, 150), Theme::dark().panel);
    QVERIFY(light != Theme::dark().panel);
  }
};

TEST_PROGRAM(PlotsTest)

}  // namespace plots_test

#include "plots_test.moc"
