// The raster as a reader finds it, and a mouse, and a clock.
#include <QElapsedTimer>
#include <QPainter>
#include <QtTest>
#include <algorithm>
#include <random>

#include "tests/support/test_program.h"
#include "ui/plots/plot_view.h"
#include "ui/plots/raster_item.h"
#include "ui/theme.h"

namespace raster_item_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

constexpr ei::Sizes small{4, 2};
constexpr double dt_ms = 0.1;

std::shared_ptr<const ei::Spikes> spikes(ei::Spikes of) {
  return std::make_shared<const ei::Spikes>(std::move(of));
}

/// As many as a trial of the whole network may have, in the order of time.
ei::Spikes many_spikes(std::size_t count, const ei::Sizes& sizes) {
  std::mt19937 random(1);
  std::uniform_int_distribution<int> step(0, 14'999), cell(0, sizes.all() - 1);
  ei::Spikes all(count);
  for (ei::Spike& spike : all) spike = {step(random), static_cast<std::uint16_t>(cell(random))};
  std::ranges::sort(all, {}, &ei::Spike::step);
  return all;
}

/// A plot of `small`, 10 ms long, six rows of 40 px.
struct Raster {
  explicit Raster(const Theme& theme = Theme::light()) {
    plot.setPalette(theme.palette());
    plot.set_margins({40, 20, 20, 40});
    plot.set_ranges(0, 10, 0, 6);
    item->set_rows(raster_rows(small, 1));
    plot.resize(360, 300);
    plot.show();
  }

  QColor colour_at(QPointF value) {
    const QImage image = plot.grab().toImage();
    return image.pixelColor((plot.map().pixel(value) * image.devicePixelRatio()).toPoint());
  }

  PlotView plot;
  RasterItem* item = new RasterItem(plot);
};

double paint_ms(PlotView& plot, QImage& on) {
  QElapsedTimer timer;
  timer.start();
  QPainter painter(&on);
  plot.render(&painter);
  return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

}  // namespace

class RasterItemTest : public QObject {
  Q_OBJECT
 private slots:
  void rows_have_I_below_E() {
    const RasterRows rows = raster_rows(small, 1);
    QCOMPARE(rows.of_cell, (std::vector<int>{2, 3, 4, 5, 0, 1}));
    QCOMPARE(rows.E, 4);
    QCOMPARE(rows.I, 2);
  }

  void rows_leave_out_cells_and_follow_a_key() {
    QCOMPARE(raster_rows(small, 2).of_cell, (std::vector<int>{1, -1, 2, -1, 0, -1}));
    const std::vector<double> rates{3, 1, 2, 0, 9, 8};
    QCOMPARE(raster_rows(small, 1, rates).of_cell, (std::vector<int>{5, 3, 4, 2, 1, 0}));
  }

  void a_spike_is_drawn_at_its_time_in_the_row_of_its_cell_and_the_colour_of_its_kind() {
    for (const Theme* theme : {&Theme::light(), &Theme::dark()}) {
      Raster raster(*theme);
      raster.item->set_spikes(spikes({{25, 1}, {50, 5}}), small, dt_ms);
      QCOMPARE(raster.colour_at({2.5, 3.5}), theme->E);
      QCOMPARE(raster.colour_at({5, 1.5}), theme->I);
      QCOMPARE(raster.colour_at({5, 3.5}), theme->panel);
      QCOMPARE(raster.colour_at({2.5, 4.5}), theme->panel);
    }
  }

  void the_marks_of_tall_rows_are_ticks_apart_from_their_neighbours() {
    Raster raster;
    raster.item->set_spikes(spikes({{25, 1}, {25, 2}}), small, dt_ms);
    QCOMPARE(raster.colour_at({2.5, 3.5 + 6.0 / 40}), Theme::light().E);
    QCOMPARE(raster.colour_at({2.5, 4}), Theme::light().panel);
  }

  void a_line_parts_the_populations() {
    Raster raster;
    raster.item->set_spikes(spikes({}), small, dt_ms);
    const QImage image = raster.plot.grab().toImage();
    const double y = raster.plot.map().y_pixel(2);
    QCOMPARE(image.pixelColor((QPointF(200, y) * image.devicePixelRatio()).toPoint()),
             Theme::light().line2);
  }

  void only_what_the_ranges_show_is_drawn() {
    Raster raster;
    raster.item->set_spikes(spikes({{25, 1}, {80, 1}}), small, dt_ms);
    raster.plot.set_ranges(6, 9, 3, 4);
    QCOMPARE(raster.colour_at({8, 3.5}), Theme::light().E);
    const QImage image = raster.plot.grab().toImage();
    int coloured = 0;
    for (int x = 0; x < image.width(); ++x) {
      const QPointF at(x, raster.plot.map().y_pixel(3.5) * image.devicePixelRatio());
      coloured += image.pixelColor(at.toPoint()) == Theme::light().E ? 1 : 0;
    }
    QVERIFY(coloured <= 3 * image.devicePixelRatio());
  }

  void a_highlighted_cell_has_the_accent_and_costs_no_new_image() {
    Raster raster;
    raster.item->set_spikes(spikes({{25, 1}}), small, dt_ms);
    raster.plot.grab();
    const int made = raster.item->images_made();
    raster.item->set_highlighted({1});
    QCOMPARE(raster.colour_at({2.5, 3.5}), Theme::light().accent);
    QCOMPARE(raster.colour_at({7.5, 3.5}), Theme::light().accent_soft);
    QCOMPARE(raster.item->images_made(), made);
  }

  void a_repaint_reuses_the_image_and_news_makes_another() {
    Raster raster;
    raster.item->set_spikes(spikes({{25, 1}}), small, dt_ms);
    raster.plot.grab();
    const int made = raster.item->images_made();
    raster.plot.grab();
    QCOMPARE(raster.item->images_made(), made);
    raster.item->set_rows(raster_rows(small, 1));
    raster.plot.grab();
    QCOMPARE(raster.item->images_made(), made);
    raster.plot.set_x_range(0, 5);
    raster.plot.grab();
    QCOMPARE(raster.item->images_made(), made + 1);
    raster.plot.setPalette(Theme::dark().palette());
    QCOMPARE(raster.colour_at({2.5, 3.5}), Theme::dark().E);
  }

  void a_place_has_the_nearest_shown_cell() {
    Raster raster;
    QCOMPARE(raster.item->cell_at({5, 2.1}), std::optional(0));
    QCOMPARE(raster.item->cell_at({5, 0.5}), std::optional(4));
    QCOMPARE(raster.item->cell_at({5, 99}), std::optional(3));
    RasterRows gap = raster_rows(small, 1);
    gap.of_cell[2] = -1;
    raster.item->set_rows(gap);
    QVERIFY(raster.item->cell_at({5, 4.5}) == 3 || raster.item->cell_at({5, 4.5}) == 1);
    raster.item->set_rows({});
    QVERIFY(!raster.item->cell_at({5, 4.5}));
  }

  void a_place_has_the_nearest_spike_within_reach() {
    Raster raster;
    raster.item->set_spikes(spikes({{25, 1}, {26, 3}, {80, 1}}), small, dt_ms);
    QCOMPARE(raster.item->spike_at({2.55, 3.5}), std::optional(ei::Spike{25, 1}));
    QCOMPARE(raster.item->spike_at({2.55, 5.5}), std::optional(ei::Spike{26, 3}));
    QVERIFY(!raster.item->spike_at({5, 3.5}));
  }

  void rows_and_spikes_that_do_not_belong_together_are_harmless() {
    Raster raster;
    raster.item->set_spikes(spikes({{25, 1}, {30, 60'000}, {-5, 0}, {2'000'000'000, 1}}), small,
                            dt_ms);
    raster.item->set_rows({{7, 2, -1}, 4, 2});
    raster.plot.grab();
    QCOMPARE(raster.colour_at({2.5, 2.5}), Theme::light().E);
  }

  /// In a fresh process the first painting also loads fonts, so the best of several counts.
  void sixty_thousand_spikes_are_painted_within_a_frame() {
    const ei::Sizes sizes;
    PlotView plot;
    plot.setPalette(Theme::light().palette());
    plot.set_margins({20, 20, 20, 40});
    plot.resize(840, 460);
    plot.set_ranges(0, 1500, 0, sizes.all());
    plot.show();
    QImage on(plot.size(), QImage::Format_RGB32);
    auto* item = new RasterItem(plot);
    item->set_rows(raster_rows(sizes, 1));
    const auto trial = spikes(many_spikes(60'000, sizes));
    double empty = 1e9, fresh = 1e9, again = 1e9;
    for (int k = 0; k < 15; ++k) {
      item->set_spikes(nullptr, sizes, dt_ms);
      empty = std::min(empty, paint_ms(plot, on));
      item->set_spikes(trial, sizes, dt_ms);
      fresh = std::min(fresh, paint_ms(plot, on));
      again = std::min(again, paint_ms(plot, on));
    }
    qInfo() << "empty plot" << empty << "ms, new spikes" << fresh << "ms, again" << again << "ms";
    if (qEnvironmentVariableIsSet("HOMEOSTAT_SLOW")) return;
    QVERIFY2(fresh - empty < 4, qPrintable(QString::number(fresh - empty)));
    QVERIFY2(again - empty < 0.7 * (fresh - empty), qPrintable(QString::number(again - empty)));
  }
};

TEST_PROGRAM(RasterItemTest)

}  // namespace raster_item_test

#include "raster_item_test.moc"
