// Points as a reader finds them, and a mouse, and a clock.
#include <QElapsedTimer>
#include <QPainter>
#include <QtTest>
#include <limits>
#include <random>

#include "tests/support/test_program.h"
#include "ui/plots/plot_view.h"
#include "ui/plots/scatter_item.h"
#include "ui/theme.h"

namespace scatter_item_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();

/// A plot of 10 by 10, each unit 30 by 20 px.
struct Scatter {
  explicit Scatter(const Theme& theme = Theme::light()) {
    plot.setPalette(theme.palette());
    plot.set_margins({40, 20, 20, 40});
    plot.set_grid_visible(false);
    plot.set_ranges(0, 10, 0, 10);
    plot.resize(360, 260);
    plot.show();
  }

  QColor colour_at(QPointF value) {
    const QImage image = plot.grab().toImage();
    return image.pixelColor((plot.map().pixel(value) * image.devicePixelRatio()).toPoint());
  }

  PlotView plot;
  ScatterItem* item = new ScatterItem(plot);
};

/// Half transparent, a point has the hue of its colour.
int hue_distance(const QColor& a, const QColor& b) {
  const int away = std::abs(a.hue() - b.hue());
  return std::min(away, 360 - away);
}

}  // namespace

class ScatterItemTest : public QObject {
  Q_OBJECT
 private slots:
  void points_have_the_colour_of_their_kind_where_their_values_are() {
    for (const Theme* theme : {&Theme::light(), &Theme::dark()}) {
      Scatter scatter(*theme);
      scatter.item->set_points({{2, 3}, {7, 8}}, 1);
      QVERIFY(hue_distance(scatter.colour_at({2, 3}), theme->E) < 8);
      QVERIFY(hue_distance(scatter.colour_at({7, 8}), theme->I) < 8);
      QCOMPARE(scatter.colour_at({2, 8}), theme->panel);
    }
  }

  void a_crowd_is_darker_than_a_point() {
    Scatter scatter;
    scatter.item->set_points({{2, 3}, {7, 8}, {7, 8}, {7, 8}}, 4);
    QVERIFY(scatter.colour_at({7, 8}).lightness() < scatter.colour_at({2, 3}).lightness() - 20);
  }

  void ghosts_are_grey_and_under_the_points() {
    Scatter scatter;
    scatter.item->set_points({{2, 3}, {4, 4}}, 2);
    scatter.item->set_ghosts({{2, 3}, {6, 6}});
    const QColor ghost = scatter.colour_at({6, 6});
    QVERIFY(ghost != Theme::light().panel && ghost.saturation() < 40);
    QVERIFY(hue_distance(scatter.colour_at({2, 3}), Theme::light().E) < 12);
  }

  void a_line_has_its_slope_and_intercept_in_the_colour_of_its_kind() {
    Scatter scatter;
    scatter.item->set_lines({{0.5, 0, true}, {0.5, 5, false}});
    QVERIFY(hue_distance(scatter.colour_at({4, 2}), Theme::light().E) < 12);
    QVERIFY(hue_distance(scatter.colour_at({4, 7}), Theme::light().I) < 12);
    QCOMPARE(scatter.colour_at({4, 4}), Theme::light().panel);
    scatter.plot.set_ranges(5, 10, 0, 10);
    QVERIFY(scatter.colour_at({8, 4}) != Theme::light().panel);
    scatter.item->set_lines({});
    QCOMPARE(scatter.colour_at({8, 4}), Theme::light().panel);
  }

  void a_selected_cell_s_way_has_the_accent_and_others_are_grey() {
    Scatter scatter;
    scatter.item->set_points({{9, 9}, {9, 2}}, 2);
    scatter.item->set_ways({QPolygonF({{1, 9}, {9, 9}}), QPolygonF({{1, 2}, {9, 2}})});
    scatter.item->set_selected({1});
    QVERIFY(hue_distance(scatter.colour_at({4, 2}), Theme::light().accent) < 12);
    const QColor other = scatter.colour_at({4, 9});
    QVERIFY(other != Theme::light().panel && other.saturation() < 40);
  }

  void a_highlighted_point_has_the_accent_and_costs_no_new_image() {
    Scatter scatter;
    scatter.item->set_points({{2, 3}, {7, 8}}, 1);
    scatter.item->set_ghosts({{2, 3}, {7, 2}});
    scatter.plot.grab();
    const int made = scatter.item->images_made();
    scatter.item->set_highlighted(1);
    QCOMPARE(scatter.colour_at({7, 8}), Theme::light().accent);
    QVERIFY(hue_distance(scatter.colour_at({7, 5}), Theme::light().accent) < 12);
    QCOMPARE(scatter.item->images_made(), made);
    scatter.item->set_highlighted(99);
    scatter.plot.grab();
  }

  void a_place_has_the_nearest_point_within_reach() {
    Scatter scatter;
    scatter.item->set_points({{2, 3}, {2.2, 3}, {nowhere, 3}, {7, 8}}, 2);
    QCOMPARE(scatter.item->cell_at({2.05, 3}), std::optional(0));
    QCOMPARE(scatter.item->cell_at({2.3, 3.1}), std::optional(1));
    QVERIFY(!scatter.item->cell_at({7, 3}));
    QCOMPARE(scatter.item->cell_at({7, 3}, 200), std::optional(3));
  }

  void points_outside_the_ranges_or_without_a_place_are_left_out() {
    Scatter scatter;
    scatter.item->set_points({{20, 3}, {nowhere, nowhere}, {5, 1e300}, {-1e300, 2}, {5, 5}}, 5);
    QVERIFY(hue_distance(scatter.colour_at({5, 5}), Theme::light().E) < 8);
    const QImage image = scatter.plot.grab().toImage();
    const QPointF right = scatter.plot.map().area.topRight() + QPointF(8, 140);
    QCOMPARE(image.pixelColor((right * image.devicePixelRatio()).toPoint()), Theme::light().panel);
  }

  void two_thousand_points_are_painted_within_a_frame() {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> value(0, 10);
    std::vector<QPointF> points(2000);
    for (QPointF& at : points) at = {value(random), value(random)};
    Scatter scatter;
    scatter.item->set_ghosts(points);
    QImage on(scatter.plot.size(), QImage::Format_RGB32);
    double fresh = 1e9, again = 1e9;
    for (int k = 0; k < 10; ++k) {
      scatter.item->set_points(points, 1600);
      for (double* best : {&fresh, &again}) {
        QElapsedTimer timer;
        timer.start();
        QPainter painter(&on);
        scatter.plot.render(&painter);
        *best = std::min(*best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
      }
    }
    qInfo() << "new points" << fresh << "ms, again" << again << "ms";
    if (qEnvironmentVariableIsSet("HOMEOSTAT_SLOW")) return;
    QVERIFY2(fresh < 8, qPrintable(QString::number(fresh)));
    QVERIFY2(again < fresh / 2, qPrintable(QString::number(again)));
  }
};

TEST_PROGRAM(ScatterItemTest)

}  // namespace scatter_item_test

#include "scatter_item_test.moc"
