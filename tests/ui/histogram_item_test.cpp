// Histograms as a reader finds them.
#include <QtTest>
#include <limits>

#include "tests/support/test_program.h"
#include "ui/plots/histogram_item.h"
#include "ui/plots/plot_view.h"
#include "ui/theme.h"

namespace histogram_item_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

QPen E_pen(const Theme& t) { return QPen(t.E, 2); }
QPen I_pen(const Theme& t) { return QPen(t.I, 2); }

/// A plot of 10 bins a unit wide and counts to 10, each 30 px wide and 20 px high.
struct Histogram {
  explicit Histogram(HistogramItem::Style style, const Theme& theme = Theme::light()) {
    plot.setPalette(theme.palette());
    plot.set_margins({40, 20, 20, 40});
    plot.set_grid_visible(false);
    plot.set_ranges(0, 10, 0, 10);
    plot.resize(360, 260);
    item = new HistogramItem(plot, E_pen, style);
    plot.show();
  }

  QColor colour_at(QPointF value) {
    const QImage image = plot.grab().toImage();
    return image.pixelColor((plot.map().pixel(value) * image.devicePixelRatio()).toPoint());
  }

  PlotView plot;
  HistogramItem* item = nullptr;
};

int distance(const QColor& a, const QColor& b) {
  return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green()) +
         std::abs(a.blue() - b.blue());
}

}  // namespace

class HistogramItemTest : public QObject {
  Q_OBJECT
 private slots:
  void a_bar_reaches_from_zero_to_its_count_under_an_outline() {
    for (const Theme* theme : {&Theme::light(), &Theme::dark()}) {
      Histogram histogram(HistogramItem::Style::bars, *theme);
      histogram.item->set_counts(std::vector<double>{0, 4, 8}, 0, 1);
      QCOMPARE(histogram.colour_at({1.5, 4}), theme->E);
      QCOMPARE(histogram.colour_at({2.5, 8}), theme->E);
      QCOMPARE(histogram.colour_at({1.5, 6}), theme->panel);
      QCOMPARE(histogram.colour_at({0.5, 2}), theme->panel);
      const QColor inside = histogram.colour_at({2.5, 5});
      QVERIFY(inside != theme->panel);
      QVERIFY(distance(inside, theme->panel) < distance(inside, theme->E));
    }
  }

  void an_outline_leaves_its_inside_free_and_closes_at_both_ends() {
    Histogram histogram(HistogramItem::Style::outline);
    histogram.item->set_counts(std::vector<double>{4, 4}, 2, 2);
    QCOMPARE(histogram.colour_at({3, 2}), Theme::light().panel);
    for (const QPointF on : {QPointF(3, 4), {5, 4}, {2, 2}, {6, 2}})
      QCOMPARE(histogram.colour_at(on), Theme::light().E);
    QCOMPARE(histogram.colour_at({4, 2}), Theme::light().panel);
  }

  void empty_bins_leave_the_axis_free() {
    Histogram histogram(HistogramItem::Style::outline);
    histogram.item->set_counts(std::vector<double>{0, 0, 3, 0, 0, 0, 3, 0}, 0, 1);
    histogram.plot.set_y_range(-5, 10);
    QCOMPARE(histogram.colour_at({4.5, 0}), Theme::light().panel);
    QCOMPARE(histogram.colour_at({2.5, 3}), Theme::light().E);
    QCOMPARE(histogram.colour_at({6.5, 3}), Theme::light().E);
  }

  void the_set_point_is_a_dotted_line_of_the_same_colour() {
    Histogram histogram(HistogramItem::Style::bars);
    histogram.item->set_set_point(5);
    const QImage image = histogram.plot.grab().toImage();
    const double ratio = image.devicePixelRatio();
    const PlotMap& map = histogram.plot.map();
    int dark = 0, light = 0;
    for (double y = map.area.top() + 2; y < map.area.bottom() - 2; ++y) {
      const QColor colour = image.pixelColor((QPointF(map.x_pixel(5), y) * ratio).toPoint());
      (colour == Theme::light().panel ? light : dark) += 1;
    }
    QVERIFY2(dark > 40 && light > 40, qPrintable(QString("%1 %2").arg(dark).arg(light)));
    histogram.item->set_set_point({});
    QCOMPARE(histogram.colour_at({5, 5}), Theme::light().panel);
  }

  void two_populations_share_a_plot() {
    Histogram histogram(HistogramItem::Style::bars);
    HistogramItem other(histogram.plot, I_pen);
    histogram.item->set_counts(std::vector<double>{0, 6}, 0, 1);
    other.set_counts(std::vector<double>{0, 0, 0, 3}, 0, 1);
    QCOMPARE(histogram.colour_at({1.5, 6}), Theme::light().E);
    QCOMPARE(histogram.colour_at({3.5, 3}), Theme::light().I);
  }

  void a_value_has_the_count_of_its_bin() {
    Histogram histogram(HistogramItem::Style::bars);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    histogram.item->set_counts(std::vector<double>{1, nan, 7}, -1, 0.5);
    QCOMPARE(histogram.item->value_at(-0.9), std::optional(1.0));
    QCOMPARE(histogram.item->value_at(-0.2), std::optional(0.0));
    QCOMPARE(histogram.item->value_at(0), std::optional(7.0));
    QVERIFY(!histogram.item->value_at(0.5) && !histogram.item->value_at(-1.1));
    QVERIFY(!histogram.item->value_at(nan));
    QCOMPARE(histogram.item->highest(), 7.0);
    histogram.item->clear();
    QCOMPARE(histogram.item->highest(), 0.0);
    histogram.plot.grab();
  }
};

TEST_PROGRAM(HistogramItemTest)

}  // namespace histogram_item_test

#include "histogram_item_test.moc"
