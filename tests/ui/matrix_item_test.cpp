// A weight matrix as a reader finds it, and a mouse, and a clock.
#include <QElapsedTimer>
#include <QPainter>
#include <QtTest>
#include <cmath>
#include <limits>
#include <random>

#include "tests/support/test_program.h"
#include "ui/plots/matrix_item.h"
#include "ui/plots/plot_view.h"
#include "ui/theme.h"

namespace matrix_item_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

constexpr float none = std::numeric_limits<float>::quiet_NaN();

MatrixValues matrix(ei::Sizes sizes, float value) {
  const auto cells = static_cast<std::size_t>(sizes.all());
  return {sizes, sizes, std::make_shared<const std::vector<float>>(cells * cells, value)};
}

void put(MatrixValues& into, int row, int column, float value) {
  auto values = *into.values;
  values[static_cast<std::size_t>(row * into.from.all() + column)] = value;
  into.values = std::make_shared<const std::vector<float>>(std::move(values));
}

/// A plot of 200 x 100 px around a matrix of 3 E and 1 I cells.
struct Shown {
  explicit Shown(MatrixValues values, const Theme& theme = Theme::light()) {
    plot.setPalette(theme.palette());
    plot.set_margins({20, 20, 20, 20});
    plot.set_axes_visible(false);
    plot.resize(240, 140);
    item->set_values(std::make_shared<const MatrixValues>(std::move(values)));
    plot.show();
  }

  /// Colour in the middle of a cell, and where that is in the plot's values.
  QColor colour_of(int row, int column) {
    const QImage image = plot.grab().toImage();
    const QPointF at = plot.map().pixel(place_of(row, column));
    return image.pixelColor((at * image.devicePixelRatio()).toPoint());
  }
  QPointF place_of(int row, int column) const {
    const QRectF all = item->matrix_rect();
    const double side = (all.width() - 1) / 4;
    const auto centre = [side](int k) { return (k + 0.5) * side + (k >= 3 ? 1 : 0); };
    return plot.map().value(all.topLeft() + QPointF(centre(column), centre(row)));
  }

  PlotView plot;
  MatrixItem* item = new MatrixItem(plot);
};

}  // namespace

class MatrixItemTest : public QObject {
  Q_OBJECT
 private slots:
  void pixels_never_cover_both_populations() {
    QCOMPARE(pixel_edges(0, 10, 7, 3), (std::vector<int>{0, 3, 6, 7, 10}));
    QCOMPARE(pixel_edges(2, 6, 7, 3), (std::vector<int>{2, 5, 6}));
    QCOMPARE(pixel_edges(8, 10, 7, 1), (std::vector<int>{8, 9, 10}));
    QCOMPARE(pixel_edges(0, 2, 0, 5), (std::vector<int>{0, 2}));
  }

  void a_full_weight_has_the_colour_of_its_class_and_no_synapse_that_of_the_panel() {
    for (const Theme* theme : {&Theme::light(), &Theme::dark()}) {
      MatrixValues values = matrix({3, 1}, 1);
      put(values, 1, 2, none);
      Shown shown(values, *theme);
      QCOMPARE(shown.colour_of(0, 0), theme->W_EE);
      QCOMPARE(shown.colour_of(2, 3), theme->W_EI);
      QCOMPARE(shown.colour_of(3, 0), theme->W_IE);
      QCOMPARE(shown.colour_of(3, 3), theme->W_II);
      QCOMPARE(shown.colour_of(1, 2), theme->panel);
    }
  }

  void a_larger_weight_is_darker_and_the_weakest_is_not_nothing() {
    MatrixValues values = matrix({3, 1}, 0);
    put(values, 0, 1, 5);
    put(values, 0, 2, 20);
    Shown shown(values);
    shown.item->set_scale({{10, 10, 10, 10}, false});
    const int nothing = Theme::light().panel.lightness();
    QVERIFY(shown.colour_of(0, 0).lightness() < nothing);
    QVERIFY(shown.colour_of(0, 1).lightness() < shown.colour_of(0, 0).lightness());
    QCOMPARE(shown.colour_of(0, 2), Theme::light().W_EE);
  }

  void a_difference_has_a_colour_for_each_sign() {
    for (const Theme* theme : {&Theme::light(), &Theme::dark()}) {
      MatrixValues values = matrix({3, 1}, none);
      put(values, 0, 0, -2);
      put(values, 0, 1, 0);
      put(values, 3, 3, 9);
      Shown shown(values, *theme);
      shown.item->set_scale({{2, 2, 2, 2}, true});
      QCOMPARE(shown.colour_of(0, 0), theme->less);
      QCOMPARE(shown.colour_of(3, 3), theme->more);
      QCOMPARE(shown.colour_of(1, 1), theme->panel);
      const QColor unchanged = shown.colour_of(0, 1);
      QVERIFY(std::abs(unchanged.red() - theme->grid.red()) <= 2);
    }
  }

  void cells_are_whole_pixels_and_a_line_parts_the_populations() {
    Shown shown(matrix({3, 1}, 1));
    const QRectF all = shown.item->matrix_rect();
    QCOMPARE(all, QRectF(20 + 51, 20 + 1, 97, 97));
    const QImage image = shown.plot.grab().toImage();
    const double ratio = image.devicePixelRatio();
    const QPointF line = all.topLeft() + QPointF(72, 10);
    QCOMPARE(image.pixelColor((line * ratio).toPoint()), Theme::light().line2);
    QCOMPARE(image.pixelColor(((line - QPointF(1, 0)) * ratio).toPoint()), Theme::light().W_EE);
    QCOMPARE(image.pixelColor(((line + QPointF(1, 0)) * ratio).toPoint()), Theme::light().W_EI);
  }

  void a_place_has_its_row_column_class_and_value() {
    MatrixValues values = matrix({3, 1}, none);
    put(values, 1, 3, 42);
    Shown shown(values);
    const auto spot = shown.item->spot_at(shown.place_of(1, 3));
    QVERIFY(spot);
    QCOMPARE(spot->row(), 1);
    QCOMPARE(spot->column(), 3);
    QCOMPARE(spot->cells.size(), QSize(1, 1));
    QCOMPARE(spot->weight_class, ei::EI);
    QCOMPARE(spot->mean, 42.0F);
    const auto empty = shown.item->spot_at(shown.place_of(3, 2));
    QVERIFY(empty && empty->synapses == 0 && std::isnan(empty->mean));
    const QPointF beside = shown.item->matrix_rect().topLeft() - QPointF(3, 0);
    QVERIFY(!shown.item->spot_at(shown.plot.map().value(beside)));
  }

  void a_part_can_be_shown_alone() {
    MatrixValues values = matrix({3, 1}, none);
    put(values, 2, 2, 7);
    Shown shown(values);
    shown.item->set_shown(QRect(2, 2, 9, 9));
    const QPointF corner = shown.item->matrix_rect().topLeft() + QPointF(5, 5);
    const auto spot = shown.item->spot_at(shown.plot.map().value(corner));
    QVERIFY(spot && spot->row() == 2 && spot->column() == 2 && spot->mean == 7);
    shown.item->set_shown(QRect(20, 20, 5, 5));
    QVERIFY(!shown.item->spot_at({0.5, 0.5}));
    shown.plot.grab();
  }

  void more_cells_than_pixels_are_averaged_over_the_synapses_that_exist() {
    MatrixValues values = matrix({300, 100}, none);
    put(values, 0, 0, 2);
    put(values, 1, 3, 6);
    put(values, 0, 399, 5);
    Shown shown(values);
    const int together = shown.item->cells_per_pixel();
    QVERIFY(together >= 4);
    const QPointF corner = shown.item->matrix_rect().topLeft() + QPointF(0.2, 0.2);
    const auto spot = shown.item->spot_at(shown.plot.map().value(corner));
    QVERIFY(spot);
    QCOMPARE(spot->cells, QRect(0, 0, together, together));
    QCOMPARE(spot->synapses, 2);
    QCOMPARE(spot->mean, 4.0F);
    const MatrixImage image =
        matrix_image(values, values.all(), 4, {{4, 5, 1, 1}, false}, Theme::light());
    QCOMPARE(image.image.size(), QSize(100, 100));
    QCOMPARE(image.image.pixelColor(0, 0), Theme::light().W_EE);
    QCOMPARE(image.image.pixelColor(99, 0), Theme::light().W_EI);
    QCOMPARE(image.image.pixelColor(50, 50), Theme::light().panel);
  }

  void a_mark_outlines_a_row_and_costs_no_new_image() {
    Shown shown(matrix({3, 1}, none));
    shown.plot.grab();
    const int made = shown.item->images_made();
    shown.item->set_marked({1}, {});
    const QImage image = shown.plot.grab().toImage();
    const QPointF edge = shown.item->matrix_rect().topLeft() + QPointF(10, 23);
    QCOMPARE(image.pixelColor((edge * image.devicePixelRatio()).toPoint()), Theme::light().accent);
    QCOMPARE(shown.item->images_made(), made);
  }

  void neighbours_that_are_marked_are_outlined_as_one() {
    Shown shown(matrix({3, 1}, none));
    const auto accents_along_the_left_half = [&] {
      const QImage image = shown.plot.grab().toImage();
      const double ratio = image.devicePixelRatio();
      const QRectF all = shown.item->matrix_rect();
      int count = 0;
      for (double y = all.top() - 1; y < all.bottom() + 1; y += 1 / ratio)
        count += image.pixelColor((QPointF(all.left() + 10, y) * ratio).toPoint()) ==
                 Theme::light().accent;
      return count;
    };
    shown.item->set_marked({1}, {});
    const int of_one = accents_along_the_left_half();
    QVERIFY(of_one > 0);
    shown.item->set_marked({1, 0, 2}, {});
    QCOMPARE(accents_along_the_left_half(), of_one);
  }

  void what_has_no_values_shows_nothing() {
    Shown shown({{3, 1}, {3, 1}, {}});
    shown.plot.grab();
    QVERIFY(!shown.item->spot_at({0.5, 0.5}));
    QVERIFY(shown.item->matrix_rect().isEmpty());
  }

  void four_million_cells_are_painted_within_a_frame() {
    MatrixValues values = matrix({1600, 400}, none);
    std::mt19937 random(1);
    std::vector<float> weights(*values.values);
    for (float& weight : weights) {
      if (random() % 10 == 0) weight = static_cast<float>(random() % 300);
    }
    values.values = std::make_shared<const std::vector<float>>(std::move(weights));
    PlotView plot;
    plot.resize(600, 400);
    plot.set_axes_visible(false);
    plot.show();
    auto* item = new MatrixItem(plot);
    const auto shared = std::make_shared<const MatrixValues>(std::move(values));
    QImage on(plot.size(), QImage::Format_RGB32);
    double fresh = 1e9, again = 1e9;
    for (int k = 0; k < 7; ++k) {
      item->set_values(shared);
      for (double* best : {&fresh, &again}) {
        QElapsedTimer timer;
        timer.start();
        QPainter painter(&on);
        plot.render(&painter);
        *best = std::min(*best, static_cast<double>(timer.nsecsElapsed()) / 1e6);
      }
    }
    qInfo() << "new values" << fresh << "ms, again" << again << "ms";
    if (qEnvironmentVariableIsSet("HOMEOSTAT_SLOW")) return;
    QVERIFY2(fresh < 16, qPrintable(QString::number(fresh)));
    QVERIFY2(again < fresh / 4, qPrintable(QString::number(again)));
  }
};

TEST_PROGRAM(MatrixItemTest)

}  // namespace matrix_item_test

#include "matrix_item_test.moc"
