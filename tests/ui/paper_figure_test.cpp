// Figures for paper: every panel of every laboratory, drawn, measured, and drawn again from its
// numbers alone.
#include <QElapsedTimer>
#include <QImage>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <memory>

#include "core/figure/plot_csv.h"
#include "core/lab/catalogue.h"
#include "tests/support/patience.h"
#include "tests/support/test_program.h"
#include "ui/controls/text.h"
#include "ui/figure/figure_file.h"
#include "ui/figure/run_panels.h"
#include "ui/panels/panel_kinds.h"
#include "ui/plots/plot_view.h"

namespace paper_figure_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

std::unique_ptr<KeptRun> ran(const char* name, std::int64_t trials,
                             const std::vector<lab::Assignment>& assignments = {}) {
  lab::Experiment experiment = with_assignments(lab::built_in_experiment(name), assignments);
  experiment.trials = trials;
  for (lab::Event& event : experiment.events)
    if (event.trial) event.trial = std::min(*event.trial, trials / 2);
  auto run = std::make_unique<KeptRun>(experiment);
  run->run();
  return run;
}

KeptRun& run_of(lab::Model model) {
  static std::map<lab::Model, std::unique_ptr<KeptRun>> runs;
  std::unique_ptr<KeptRun>& run = runs[model];
  if (run) return *run;
  switch (model) {
    case lab::Model::two_population:
      run = ran("fig4b", 60);
      break;
    case lab::Model::multi_unit:
      run = ran("figs6", 12, {{"N_E", "40"}, {"N_I", "10"}});
      break;
    case lab::Model::spiking:
      run = ran("fig7_trained", 3);
      break;
    case lab::Model::selective:
      run = ran("balance_fig1", 3, {{"N", "60"}});
      break;
  }
  return *run;
}

PaperFigure figure_of(KeptRun& run, const std::vector<std::string>& kinds,
                      const FigureStyle& style = {}) {
  std::vector<PanelOfRun> wanted;
  for (const std::string& kind : kinds) wanted.push_back({kind, &run});
  const RunPanels panels({wanted});
  panels.settle();
  return paper_figure("figure", usual_rows(panels.rows().front(), style), style);
}

/// Where texts lie, in points.
class TextBoxes : public Canvas {
 public:
  void begin_group(const QString&) override {}
  void end_group() override {}
  void begin_clip(const QRectF&) override {}
  void lines(const std::vector<QPolygonF>&, const PaperStroke&, const QString&) override {}
  void areas(const std::vector<QPolygonF>&, const QColor&) override {}
  void discs(const std::vector<QPointF>&, double, const QColor&, const PaperStroke&) override {}
  void image(const QRectF&, const QImage&) override {}
  void text(const PaperText& text) override {
    if (text.letters.pieces().empty()) return;
    // Letters without the room between lines.
    const double ascent = 0.74 * text.letters.ascent() * text.scale, descent = 0.2 * ascent;
    const double left = -text.width() * (text.across + 1) / 2;
    const QRectF box = text.is_upright ? QRectF(-ascent, left, ascent + descent, text.width())
                                       : QRectF(left, -ascent, text.width(), ascent + descent);
    QString words;
    for (const auto& piece : text.letters.pieces()) words += piece.text;
    boxes.push_back({words, box.translated(text.at)});
  }

  struct Box {
    QString words;
    QRectF where;
  };
  std::vector<Box> boxes;
};

void add_kinds() {
  QTest::addColumn<QString>("kind");
  QTest::addColumn<int>("model");
  for (const lab::Model model : lab::models()) {
    for (const PanelKind& kind : panel_kinds(model)) {
      const QString of_model = qt_text(model_name(model));
      QTest::newRow(qPrintable(kind.id + ' ' + of_model)) << kind.id << static_cast<int>(model);
    }
  }
}

/// How linear red, green and blue are seen.
struct Sight {
  const char* name;
  double matrix[3][3];
};
constexpr double Y[3] = {0.2126, 0.7152, 0.0722};
/// Machado, Oliveira and Fernandes 2009, severity 1; and luminance alone.
constexpr Sight sights[] = {{"protanopia",
                             {{0.152286, 1.052583, -0.204868},
                              {0.114503, 0.786281, 0.099216},
                              {-0.003882, -0.048116, 1.051998}}},
                            {"deuteranopia",
                             {{0.367322, 0.860646, -0.227968},
                              {0.280085, 0.672501, 0.047413},
                              {-0.011820, 0.042940, 0.968881}}},
                            {"tritanopia",
                             {{1.255528, -0.076749, -0.178779},
                              {-0.078411, 0.930809, 0.147602},
                              {0.004733, 0.691367, 0.303900}}},
                            {"grey", {{Y[0], Y[1], Y[2]}, {Y[0], Y[1], Y[2]}, {Y[0], Y[1], Y[2]}}}};

using Lab = std::array<double, 3>;

/// A colour as it is seen, in CIELAB (D65).
Lab seen(const figure::Colour& colour, const Sight& sight) {
  const auto linear = [](int value) {
    const double part = value / 255.0;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  const double rgb[3] = {linear(colour.red), linear(colour.green), linear(colour.blue)};
  double s[3] = {};
  for (int row = 0; row < 3; ++row) {
    for (int k = 0; k < 3; ++k) s[row] += sight.matrix[row][k] * rgb[k];
    s[row] = std::clamp(s[row], 0.0, 1.0);
  }
  const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
  const double fx = f((0.4124 * s[0] + 0.3576 * s[1] + 0.1805 * s[2]) / 0.9505);
  const double fy = f(Y[0] * s[0] + Y[1] * s[1] + Y[2] * s[2]);
  const double fz = f((0.0193 * s[0] + 0.1192 * s[1] + 0.9505 * s[2]) / 1.089);
  return {116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
}

double distance(const Lab& a, const Lab& b) {
  return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

PaperFigure fetched_figure(const FigureStyle& style = {}) {
  const QString kind = *static_cast<QString*>(QTest::qData("kind", QMetaType::QString));
  const auto model =
      static_cast<lab::Model>(*static_cast<int*>(QTest::qData("model", QMetaType::Int)));
  return figure_of(run_of(model), {kind.toStdString()}, style);
}

}  // namespace

class PaperFigureTest : public QObject {
  Q_OBJECT
 private slots:
  void every_panel_is_drawn_with_no_word_clipped_or_touching_another_data() { add_kinds(); }
  void every_panel_is_drawn_with_no_word_clipped_or_touching_another() {
    const PaperFigure figure = fetched_figure();
    QVERIFY(!figure.plots.empty());
    TextBoxes canvas;
    figure.draw(canvas);
    QVERIFY(canvas.boxes.size() > 3);
    const QRectF paper(QPointF(), figure.size_pt);
    for (std::size_t k = 0; k < canvas.boxes.size(); ++k) {
      const auto& [words, where] = canvas.boxes[k];
      QVERIFY2(paper.contains(where), qPrintable(words + " leaves the paper by " +
                                                 QString::number(where.right() - paper.right())));
      for (std::size_t other = 0; other < k; ++other)
        QVERIFY2(!where.intersects(canvas.boxes[other].where),
                 qPrintable(words + " meets " + canvas.boxes[other].words));
    }
  }

  void every_panel_is_the_same_picture_when_drawn_from_its_csv_alone_data() { add_kinds(); }
  void every_panel_is_the_same_picture_when_drawn_from_its_csv_alone() {
    const PaperFigure figure = fetched_figure();
    QTemporaryDir directory;
    const auto files = write_figure(figure, {FigureFormat::svg}, directory.path().toStdString(),
                                    {"test", {lab::built_in_experiment("fig4b")}, {}});
    QCOMPARE(files.size(), figure.plots.size() + 1);
    PaperFigure again = figure;
    for (std::size_t k = 0; k < figure.plots.size(); ++k) {
      QFile csv(QString::fromStdString(files[k + 1].string()));
      QVERIFY(csv.open(QIODevice::ReadOnly));
      again.plots[k].plot = figure::plot_from_csv(csv.readAll().toStdString());
    }
    QCOMPARE(svg_of(again, "{}"), svg_of(figure, "{}"));
  }

  void a_legend_names_once_what_several_panels_show() {
    FigureStyle page;
    page.width_mm = FigureStyle::page_mm;
    const QByteArray svg = svg_of(
        figure_of(run_of(lab::Model::two_population), {"trial", "averages", "weights"}, page),
        "{}");
    QCOMPARE(svg.count("font-weight=\"bold\">E</tspan>"), 1);
    QCOMPARE(svg.count("font-style=\"italic\">E</tspan>"), 1);  // its setpoint
    QCOMPARE(svg.count(">a</tspan>"), 1);
    QCOMPARE(svg.count(">c</tspan>"), 1);
    const QByteArray alone = svg_of(figure_of(run_of(lab::Model::two_population), {"trial"}), "{}");
    QCOMPARE(alone.count("font-weight=\"bold\">E</tspan>"), 1);
    QCOMPARE(alone.count(">a</tspan>"), 0);
  }

  void a_trace_of_20000_samples_is_drawn_fast_and_small() {
    PlotView plot;
    plot.resize(413, 280);
    plot.show();
    CurveItem& curve = plot.add_curve([](const Theme& t) { return QPen(t.E, 2); });
    std::vector<double> samples;
    quint32 random = 1;
    for (int k = 0; k < 20'000; ++k) {
      random = random * 1664525u + 1013904223u;
      samples.push_back(10 + 4 * std::sin(k * 1e-3) + double(random >> 16) / 65536);
    }
    curve.set_samples(samples, 0, 0.1);
    plot.set_ranges(0, 2000, 0, 20);
    double best_ms = 1e9;
    QByteArray svg;
    for (int round = 0; round < 5; ++round) {
      QElapsedTimer timer;
      timer.start();
      PaperFigure figure{"trace", {}, {}, {}, {}, {}};
      figure.plots.push_back({plot.describe(Theme::light()), {0, 0}, {}});
      figure.size_pt = QSizeF(413, 280) * figure.scale.pt_per_px;
      svg = svg_of(figure, "{}");
      best_ms = std::min(best_ms, double(timer.nsecsElapsed()) / 1e6);
    }
    qInfo("20,000 samples: %.1f ms, %.1f kB", best_ms, double(svg.size()) / 1000);
    QVERIFY(svg.size() < 200'000);
    QCOMPARE(svg.count("<path data-name=\"\""), 0);
    if (!qEnvironmentVariableIsSet("HOMEOSTAT_SLOW")) QVERIFY(best_ms < 200);
  }

  void transparent_figures_have_no_ground_and_white_ones_do() {
    FigureStyle style;
    style.dpi = 100;
    for (const bool is_transparent : {false, true}) {
      style.is_transparent = is_transparent;
      const QImage png = QImage::fromData(
          png_of(figure_of(run_of(lab::Model::two_population), {"averages"}, style),
                 "HOMEOSTAT-SESSION{}HOMEOSTAT-END"));
      QCOMPARE(png.pixelColor(0, 0).alpha(), is_transparent ? 0 : 255);
    }
  }

  void sizes_are_in_mm_and_pt() {
    FigureStyle style;
    style.text_pt = 9;
    style.line_pt = 1.25;
    style.family = "DejaVu Sans";
    const QByteArray svg =
        svg_of(figure_of(run_of(lab::Model::two_population), {"averages"}, style), "{}");
    QVERIFY(svg.contains("font-size=\"9\""));
    QVERIFY(svg.contains("font-family=\"'DejaVu Sans'"));
    QVERIFY(svg.contains("stroke-width=\"1.25\""));
    QVERIFY(svg.contains("width=\"85mm\""));
  }

  void curves_of_different_kinds_can_be_told_apart_by_everybody_data() {
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"trial", "averages", "weights"}) QTest::newRow(kind) << kind;
  }
  void curves_of_different_kinds_can_be_told_apart_by_everybody() {
    // In grey, and as those see who lack one kind of cones; what colour does not part, dashes do.
    QFETCH(QString, kind);
    const PaperFigure figure = figure_of(run_of(lab::Model::two_population), {kind.toStdString()});
    std::map<std::string, figure::Stroke> strokes;
    for (const auto& element : figure.plots[0].plot.elements) {
      const auto* line = std::get_if<figure::Line>(&element);
      if (line != nullptr && line->stroke && !line->name.empty())
        strokes.emplace(line->name, *line->stroke);
    }
    QVERIFY(strokes.size() >= 2);
    for (const auto& [name, stroke] : strokes) {
      for (const auto& [other_name, other] : strokes) {
        if (name >= other_name || stroke.dashes != other.dashes) continue;
        const std::string pair = name + " and " + other_name;
        for (const Sight& sight : sights) {
          QVERIFY2(distance(seen(stroke.colour, sight), seen(other.colour, sight)) > 10,
                   qPrintable(QString::fromStdString(pair) + ": " + sight.name));
        }
      }
    }
  }
};

TEST_PROGRAM(PaperFigureTest)

}  // namespace paper_figure_test

#include "paper_figure_test.moc"
