// Voltages of cells as a reader finds them.
#include <QElapsedTimer>
#include <QPainter>
#include <QtTest>
#include <cmath>
#include <limits>
#include <random>

#include "tests/support/test_program.h"
#include "ui/plots/plot_view.h"
#include "ui/plots/traces_item.h"
#include "ui/theme.h"

namespace traces_item_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

/// A trial of 100 ms at one voltage, with a spike in its middle.
VoltageTrace steady(bool is_E, double mV, double threshold_mV = 20) {
  return {is_E ? "E unit 233" : "I unit 11",
          is_E,
          std::vector<double>(1000, mV),
          0,
          0.1,
          threshold_mV,
          {50}};
}

int distance(const QColor& a, const QColor& b) {
  return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) +
         std::abs(a.blue() - b.blue());
}

/// Smooth thin lines share their colour between pixels.
bool is_nearer(const QColor& found, const QColor& line, const QColor& panel) {
  return distance(found, line) < distance(found, panel);
}

struct Traces {
  explicit Traces(const Theme& theme = Theme::light()) {
    plot.setPalette(theme.palette());
    plot.set_margins({40, 20, 20, 40});
    plot.set_x_range(0, 100);
    plot.resize(360, 300);
    plot.show();
  }

  /// Whether the pixel of a trace's voltage, or one beside it, has the colour.
  bool is_drawn(std::size_t lane, double time_ms, double mV, const QColor& colour) {
    const QImage image = plot.grab().toImage();
    const QPointF at = plot.map().pixel({time_ms, item->y_of(lane, mV)});
    for (const QPointF beside : {QPointF(0, 0), {-1, 0}, {0, -1}, {0, 1}, {1, 0}}) {
      const QPoint pixel = ((at + beside) * image.devicePixelRatio()).toPoint();
      if (is_nearer(image.pixelColor(pixel), colour, Theme::of(&plot).panel)) return true;
    }
    return false;
  }

  PlotView plot;
  TracesItem* item = new TracesItem(plot);
};

}  // namespace

class TracesItemTest : public QObject {
  Q_OBJECT
 private slots:
  void each_trace_has_a_lane_of_its_own_in_the_colour_of_its_kind() {
    for (const Theme* theme : {&Theme::light(), &Theme::dark()}) {
      Traces traces(*theme);
      traces.item->set_traces({steady(true, 10), steady(false, 14)});
      QVERIFY(traces.is_drawn(0, 30, 10, theme->E));
      QVERIFY(traces.is_drawn(1, 30, 14, theme->I));
      QVERIFY(!traces.is_drawn(0, 30, 14, theme->E));
      QVERIFY(traces.item->y_of(0, 10) > traces.item->y_of(1, 40));
    }
  }

  void a_spike_is_a_line_from_the_threshold_to_its_peak() {
    Traces traces;
    traces.item->set_traces({steady(true, 10)});
    for (const double mV : {22.0, 30.0, 39.0})
      QVERIFY(traces.is_drawn(0, 50, mV, Theme::light().E));
    QVERIFY(!traces.is_drawn(0, 50, 42, Theme::light().E));
    QVERIFY(!traces.is_drawn(0, 70, 30, Theme::light().E));
    traces.plot.set_x_range(60, 90);
    QVERIFY(!traces.is_drawn(0, 80, 30, Theme::light().E));
  }

  void thresholds_are_in_line_though_their_voltages_differ() {
    Traces traces;
    traces.item->set_traces({steady(true, 10, 20), steady(false, -60, -50)});
    const double lane = traces.item->y_of(0, 20) - traces.item->y_of(1, -50);
    QCOMPARE(traces.item->y_of(0, 10) - traces.item->y_of(1, -60), lane);
    QVERIFY(traces.plot.map().y_max == 2 * lane);
  }

  void the_threshold_is_dashed() {
    Traces traces;
    traces.item->set_traces({steady(true, 10)});
    const QImage image = traces.plot.grab().toImage();
    const PlotMap& map = traces.plot.map();
    const double y = map.y_pixel(traces.item->y_of(0, 20));
    int changes = 0;
    bool was_drawn = false;
    for (double x = map.area.left() + 20; x < map.area.left() + 120; ++x) {
      bool is_drawn = false;
      for (const double beside : {-0.5, 0.5}) {
        const QPointF at = QPointF(x, y + beside) * image.devicePixelRatio();
        is_drawn |= image.pixelColor(at.toPoint()) != Theme::light().panel;
      }
      changes += is_drawn != was_drawn ? 1 : 0;
      was_drawn = is_drawn;
    }
    QVERIFY2(changes > 20, qPrintable(QString::number(changes)));
  }

  void the_scale_bar_is_as_long_as_it_says() {
    Traces traces;
    traces.item->set_traces({steady(true, 10)});
    const QImage image = traces.plot.grab().toImage();
    const PlotMap& map = traces.plot.map();
    // Above the threshold stands the name.
    const double threshold = map.y_pixel(traces.item->y_of(0, 20)) * image.devicePixelRatio();
    int dark = 0;
    for (int y = static_cast<int>(threshold) - 2; y < image.height(); ++y) {
      const auto x = static_cast<int>((map.area.left() - 10) * image.devicePixelRatio());
      dark += image.pixelColor(x, y).lightness() < 128 ? 1 : 0;
    }
    const double wanted = (map.y_pixel(0) - map.y_pixel(20)) * image.devicePixelRatio();
    QVERIFY2(std::abs(dark - wanted) <= 2, qPrintable(QString("%1 %2").arg(dark).arg(wanted)));
  }

  void a_lane_keeps_its_depth_from_trial_to_trial() {
    Traces traces;
    traces.item->set_traces({steady(true, 2)});
    const double y = traces.item->y_of(0, 20);
    traces.item->set_traces({steady(true, 9)});
    QCOMPARE(traces.item->y_of(0, 20), y);
    traces.item->set_traces({steady(true, -70)});
    QVERIFY(traces.item->y_of(0, -70) >= 0);
  }

  void a_place_has_its_lane_and_a_time_its_voltage() {
    Traces traces;
    VoltageTrace ramp = steady(false, 0);
    for (std::size_t k = 0; k < ramp.mV.size(); ++k) ramp.mV[k] = static_cast<double>(k) / 100;
    ramp.mV[500] = std::numeric_limits<double>::quiet_NaN();
    traces.item->set_traces({steady(true, 10), ramp});
    QCOMPARE(traces.item->lane_at({50, traces.item->y_of(0, 15)}), std::optional<std::size_t>(0));
    QCOMPARE(traces.item->lane_at({50, traces.item->y_of(1, 5)}), std::optional<std::size_t>(1));
    QCOMPARE(traces.item->mV_at(1, 30.01), std::optional(3.0));
    QVERIFY(!traces.item->mV_at(1, 50) && !traces.item->mV_at(1, 200));
    QVERIFY(!traces.item->mV_at(2, 30));
  }

  void fewer_traces_leave_nothing_behind() {
    Traces traces;
    traces.item->set_traces({steady(true, 10), steady(false, 14)});
    traces.plot.grab();
    traces.item->set_traces({});
    QVERIFY(!traces.item->lane_at({50, 10}));
    const QImage image = traces.plot.grab().toImage();
    const QRect inside = traces.plot.map().area.adjusted(2, 2, -2, -2).toRect();
    for (int y = inside.top(); y < inside.bottom(); ++y) {
      for (int x = inside.left(); x < inside.right(); ++x)
        QCOMPARE(image.pixelColor(QPoint(x, y) * image.devicePixelRatio()), Theme::light().panel);
    }
  }

  void six_noisy_traces_are_painted_within_a_frame() {
    std::mt19937 random(1);
    std::normal_distribution<double> noise(12, 2);
    std::vector<VoltageTrace> all(6, steady(true, 0));
    for (VoltageTrace& trace : all) {
      trace.mV.resize(15'000);
      for (double& mV : trace.mV) mV = noise(random);
    }
    Traces traces;
    traces.plot.set_x_range(0, 1500);
    QImage on(traces.plot.size(), QImage::Format_RGB32);
    double best = 1e9;
    for (int k = 0; k < 7; ++k) {
      QElapsedTimer timer;
      timer.start();
      traces.item->set_traces(all);
      QPainter painter(&on);
      traces.plot.render(&painter);
      best = std::min(best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    qInfo() << "six traces of 15,000 samples" << best << "ms";
    if (!qEnvironmentVariableIsSet("HOMEOSTAT_SLOW"))
      QVERIFY2(best < 16, qPrintable(QString::number(best)));
  }
};

TEST_PROGRAM(TracesItemTest)

}  // namespace traces_item_test

#include "traces_item_test.moc"
