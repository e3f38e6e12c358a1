#include "core/figure/plot_csv.h"

#include <QtTest>
#include <cmath>
#include <limits>

#include "core/math/check.h"
#include "tests/support/test_program.h"

namespace plot_csv_test {

using namespace homeostat;
using namespace homeostat::figure;

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// One of each element, with numbers that have no short decimals.
Plot elaborate() {
  Plot plot;
  plot.name = "This trial";
  plot.width = 413.25;
  plot.area = {44, 28, 325.5, 200.125};
  plot.x = {"time (ms)", -100, 1900.0 / 3, true, false, {{0, "0"}, {500, "500"}}};
  plot.y = {"rate, \"Hz\"", 0, 21, true, true, {{10, "10"}}};
  const std::vector<double> time{0, 1.0 / 3, 2.0 / 3, 1};
  Line E{.name = "E", .x = time, .y = {1, nan, 1e-300, 5}};
  E.stroke = Stroke{{0, 102, 114}, 2, {7, 4}, true};
  Line I{.name = "I", .x = time, .y = {0.1, 0.2, 0.3, 0.4}, .marks_leaving = true};
  I.fill = Colour{1, 2, 3, 0.25};
  plot.elements = {
      E,
      I,
      Dots{.name = "start", .x = {1}, .y = {-0.0}, .rim = 2},
      Marks{.name = "spikes", .x = {1, 2, 3, 4, 5}, .y = {9, 8, 7, 6, 5}},
      Spans{.name = "up", .from = {1}, .to = {1e9}},
      Bars{.name = "pulse", .from = {0}, .to = {10}, .above = {9}},
      Arrows{.name = "flow", .x = {1, 2}, .y = {3, 4}, .along_x = {5, 6}, .along_y = {7, nan}},
      Cells{.name = "regions",
            .columns = 2,
            .rows = 1,
            .values = {0, 1},
            .kinds = {{"neither", {}}, {"both", {}, CellKind::Hatch::rising, {}, 7}}},
      Text{.markup = "$W_EE$ <α> = 1", .x = 3.5, .y = 4, .names_line = "E"}};
  std::get<Cells>(plot.elements[7]).scale = ColourScale{.low = 0, .high = 2, .colours = {{}, {}}};
  return plot;
}

}  // namespace

class PlotCsvTest : public QObject {
  Q_OBJECT
 private slots:
  void a_plot_reads_back_to_the_last_bit() {
    const std::string csv = plot_csv(elaborate(), "made by a test");
    const Plot read = plot_from_csv(csv);
    QCOMPARE(plot_csv(read, "made by a test"), csv);
    // Not only the writer's own view of it:
    QCOMPARE(read.elements.size(), elaborate().elements.size());
    const auto& E = std::get<Line>(read.elements[0]);
    QCOMPARE(E.x[1], 1.0 / 3);
    QVERIFY(std::isnan(E.y[1]));
    QCOMPARE(E.y[2], 1e-300);
    QVERIFY(E.stroke->has_round_ends && E.stroke->dashes == (std::vector<double>{7, 4}));
    QVERIFY(!E.casing && !E.fill);
    QCOMPARE(std::get<Line>(read.elements[1]).fill->opacity, 0.25);
    const auto& cells = std::get<Cells>(read.elements[7]);
    QVERIFY(cells.kinds[1].hatch == CellKind::Hatch::rising && cells.scale->colours.size() == 2);
    QCOMPARE(std::get<Text>(read.elements[8]).markup, std::string("$W_EE$ <α> = 1"));
    QCOMPARE(read.y.title, std::string("rate, \"Hz\""));
  }

  void columns_have_names_and_what_is_equal_is_one() {
    const std::string csv = plot_csv(elaborate());
    std::size_t line = 0;
    while (csv[line] == '#') line = csv.find('\n', line) + 1;
    const std::string header = csv.substr(line, csv.find('\n', line) - line);
    QVERIFY2(header.starts_with("time (ms),E,I,"), header.c_str());
  }

  void what_is_no_plot_is_refused() {
    QVERIFY_THROWS_EXCEPTION(InputError, plot_from_csv("t,E\n1,2\n"));
    std::string torn = plot_csv(elaborate());
    torn.replace(torn.find("\"elements\""), 10, "\"elemants\"");
    QVERIFY_THROWS_EXCEPTION(InputError, plot_from_csv(torn));
    std::string odd = plot_csv(elaborate());
    odd.replace(odd.rfind("\n1,"), 2, "\nx");
    QVERIFY_THROWS_EXCEPTION(InputError, plot_from_csv(odd));
  }
};

TEST_PROGRAM(PlotCsvTest)

}  // namespace plot_csv_test

#include "plot_csv_test.moc"
