// Where complex numbers lie in a picture, and the tails of those that move.
#include <rapidcheck.h>

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <complex>

#include "tests/support/test_program.h"
#include "tests/ui/mouse.h"
#include "tests/ui/run_so_far.h"
#include "ui/plots/complex_plane.h"

namespace complex_plane_test {

using namespace homeostat;
using namespace homeostat::ui;
using Shape = ComplexScale::Shape;

namespace {

const ComplexScale log_disc{Shape::disc};
const ComplexScale log_half_plane{Shape::half_plane, true, 1e-4};

double radius(QPointF place) { return std::hypot(place.x(), place.y()); }

rc::Gen<double> any_magnitude() {
  return rc::gen::map(rc::gen::inRange(-6000, 1000),
                      [](int n) { return std::pow(10.0, n / 1000.0); });
}

std::complex<double> any_value() {
  const double angle = *rc::gen::inRange(-3141, 3141) / 1000.0;
  return std::polar(*any_magnitude(), angle);
}

QStringList numbers(const std::vector<ScaleTick>& ticks) {
  QStringList list;
  for (const ScaleTick& tick : ticks) {
    if (!tick.markup.isEmpty()) list << tick.markup;
  }
  return list;
}

}  // namespace

class ComplexPlaneTest : public QObject {
  Q_OBJECT
 private slots:
  void every_place_has_its_value() {
    QVERIFY(rc::check("there and back", [] {
      const std::complex<double> value = any_value();
      for (const ComplexScale& scale :
           {log_disc, log_half_plane, ComplexScale{Shape::disc, false}}) {
        // The disc packs its centre: a relative error of the distance from the circle.
        const double error = std::abs(scale.value(scale.place(value)) - value);
        RC_ASSERT(error < 1e-12 * (1 + std::abs(value)));
      }
    }));
  }

  void the_edge_of_stability_stays_the_edge() {
    QVERIFY(rc::check("circle and imaginary axis", [] {
      const std::complex<double> value = any_value();
      RC_ASSERT((radius(log_disc.place(value)) < 1) == (std::abs(value) < 1));
      RC_ASSERT((log_half_plane.place(value).x() < 0) == (value.real() < 0));
    }));
    QCOMPARE(log_disc.place({0, 1}).y(), 1.0);
    QCOMPARE(log_half_plane.place({0, 1}).x(), 0.0);
  }

  void decades_from_the_circle_are_evenly_apart() {
    const double step = radius(log_disc.place(0.999)) - radius(log_disc.place(0.99));
    QVERIFY(std::abs(radius(log_disc.place(0.99)) - radius(log_disc.place(0.9)) - step) < 0.02);
    QVERIFY(step > 0.2);
  }

  void numbers_of_an_axis_are_decades_that_have_room() {
    QCOMPARE(numbers(axis_ticks(log_half_plane, -4.3, 1.2, 0.5)),
             (QStringList{"0", "−1", "−0.1", "−0.01", "−0.001", "0.001"}));
    QCOMPARE(numbers(axis_ticks(log_half_plane, -4.3, 1.2, 1.5)),
             (QStringList{"0", "−1", "−0.01"}));
    const ComplexScale slow{Shape::half_plane, true, 1e-7};
    QVERIFY(numbers(axis_ticks(slow, -4.3, 1.2, 0.5)).contains("−$10^{−3}$"));
    QCOMPARE(numbers(axis_ticks({Shape::half_plane, false}, -1, 0.3, 0.5)),
             (QStringList{"−1", "0"}));
  }

  void rings_are_named_from_the_circle_inwards() {
    const QStringList names = numbers(ring_ticks(log_disc, 1.1, 0.1));
    QCOMPARE(names.first(), QString("1"));
    QVERIFY(names.contains("0.999") && names.contains("0.9") && !names.contains("2"));
    QVERIFY(numbers(ring_ticks(log_disc, 2.2, 0.1)).contains("2"));
  }

  void each_eigenvalue_goes_on_with_its_own_tail() {
    ModeTails tails;
    tails.append({{-1, 0}, {-0.01, 0}}, 0);
    tails.append({{-0.011, 0}, {-1.1, 0}}, 10);
    const std::vector<math::Modes> ways = tails.ways();
    QCOMPARE(ways.size(), std::size_t{2});
    for (const math::Modes& way : ways) {
      QCOMPARE(way.size(), std::size_t{2});
      QVERIFY(std::abs(way[0] - way[1]) < 0.11);
    }
  }

  void tails_hold_the_last_second_of_motion() {
    ModeTails tails;
    for (int k = 0; k <= 20; ++k) tails.append({{-1.0 - k, 0}}, 100 * k);
    // Eleven moments of the last second, and the one before, where it came from.
    QCOMPARE(tails.ways().front().size(), std::size_t{12});
    tails.append({{-50, 0}}, 60'000);
    QCOMPARE(tails.ways().front(), (math::Modes{{-21, 0}, {-50, 0}}));
    tails.append({{-50, 1}, {-50, -1}}, 60'010);
    QCOMPARE(tails.ways().front().size(), std::size_t{1});
  }

  void modes_a_thousand_times_apart_are_both_seen() {
    ComplexPlane plane(Shape::half_plane, 4);
    show(plane, {290, 260});
    plane.set_modes({{-0.704, 0}, {-0.0007, 0}});
    const double fast = plane.pixel({-0.704, 0}).x(), slow = plane.pixel({-0.0007, 0}).x();
    const double edge = plane.map().x_pixel(0);
    QVERIFY(fast > plane.map().area.left() + 4);
    QVERIFY(slow - fast > 40 && edge - slow > 20);
    plane.set_logarithmic(false);
    QVERIFY(plane.map().x_pixel(0) - plane.pixel({-0.0007, 0}).x() < 2);
  }

  void the_circle_is_round_and_the_slowest_mode_stands_apart_from_it() {
    ComplexPlane plane(Shape::disc, 0);
    for (const QSize size : {QSize(430, 260), QSize(290, 600)}) {
      show(plane, size);
      plane.set_modes({{0.992542, 0}, {0.5, 0.1}, {0.5, -0.1}});
      const QPointF centre = plane.pixel({0, 0});
      const double across = plane.pixel({1, 0}).x() - centre.x();
      QVERIFY(std::abs(centre.y() - plane.pixel({0, 1}).y() - across) < 1e-9);
      QVERIFY(plane.map().area.contains(plane.pixel({1, 0})));
      QVERIFY(plane.pixel({1, 0}).x() - plane.pixel({0.992542, 0}).x() > 20);
    }
  }

  void the_axes_hold_still_while_modes_jitter() {
    ComplexPlane plane(Shape::half_plane, 4);
    show(plane);
    for (const bool is_logarithmic : {true, false}) {
      plane.set_logarithmic(is_logarithmic);
      plane.set_modes({{-1.2, 0.3}, {-1.2, -0.3}});
      const PlotMap before = plane.map();
      for (int k = 0; k < 200; ++k) {
        const double noise = 0.2 * std::sin(37.0 * k);
        plane.set_modes({{-1.2 + noise, 0.3 + noise}, {-1.2 + noise, -0.3 - noise}});
        if (plane.map() == before) continue;
        // Room may be made once.
        QVERIFY(plane.map().x_min <= before.x_min && plane.map().y_max >= before.y_max);
      }
      const PlotMap settled = plane.map();
      for (int k = 200; k < 400; ++k) {
        const double noise = 0.2 * std::sin(37.0 * k);
        plane.set_modes({{-1.2 + noise, 0.3 + noise}, {-1.2 + noise, -0.3 - noise}});
        QCOMPARE(plane.map(), settled);
      }
    }
  }

  void what_is_not_finite_is_left_out() {
    ComplexPlane plane(Shape::half_plane, 4);
    show(plane);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    plane.set_words([](auto) { return QString("label"); }, {}, {});
    plane.set_modes({{nan, 0}, {-INFINITY, 0}});
    QVERIFY(plane.modes().empty());
    QVERIFY(!plane.deciding_label().isVisible());
  }

  void the_label_of_the_deciding_mode_is_on_nothing_and_within_the_plane() {
    ComplexPlane plane(Shape::half_plane, 4);
    show(plane, {290, 260});
    plane.set_words([](auto) { return QString("134 trials"); }, {}, {});
    for (int k = 0; k < 60; ++k) {
      const double turn = 0.02 * k;
      const math::Modes modes{{-0.5, 0}, {-0.02, turn}, {-0.02, -turn}};
      plane.set_modes(modes);
      const QRectF label = plane.deciding_label().text_rect();
      QVERIFY(plane.map().area.contains(label));
      for (const std::complex<double> mode : modes) QVERIFY(!label.contains(plane.pixel(mode)));
    }
  }

  void under_the_mouse_a_place_says_what_a_mode_there_would_do() {
    ComplexPlane plane(Shape::half_plane, 4);
    show(plane);
    plane.set_words(
        [](auto) { return QString("label"); },
        [](std::complex<double> m) { return QString("at %1").arg(m.real()); },
        [](std::complex<double> m) { return QString(m.real() < 0 ? "dies" : "grows"); });
    plane.set_modes({{-0.5, 0}, {-0.02, 0}});
    move_mouse(plane, plane.pixel({-0.02, 0}) + QPointF(3, -3));
    QCOMPARE(plane.readout_above(), QString("at -0.02"));
    QCOMPARE(plane.readout_below(), QString("dies"));
    move_mouse(plane, plane.map().pixel({0.5, 1}));
    QCOMPARE(plane.readout_above(), QString("a mode here:"));
    QCOMPARE(plane.readout_below(), QString("grows"));
  }
};

TEST_PROGRAM(ComplexPlaneTest)

}  // namespace complex_plane_test

#include "complex_plane_test.moc"
