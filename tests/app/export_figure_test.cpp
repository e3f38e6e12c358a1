// homeostat --export-figure as a shell would run it, and its files as other programs see them.
#include <QDir>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QtEndian>
#include <QtTest>
#include <cmath>

#include "tests/app/command_line.h"
#include "tests/support/test_program.h"

namespace export_figure_test {

using namespace homeostat::test;

namespace {

/// Any program; an exit code of -1 when it is not there.
Finished run_program(const QString& program, const QStringList& arguments) {
  QProcess process;
  QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
  for (const char* display : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
    environment.remove(display);
  process.setProcessEnvironment(environment);
  process.start(program, arguments);
  Finished finished;
  if (!process.waitForFinished(120'000)) return finished;
  finished.exit_code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
  finished.output = process.readAllStandardOutput();
  finished.errors = process.readAllStandardError();
  return finished;
}

Finished homeostat_window(const QStringList& arguments) {
  return run_program(HOMEOSTAT_PROGRAM, arguments);
}

bool is_there(const QString& program) { return !QStandardPaths::findExecutable(program).isEmpty(); }

/// A start tag of an SVG and its attributes.
struct Element {
  QString name;
  QXmlStreamAttributes attributes;
  QString text;
};

QList<Element> elements_of(const QByteArray& svg) {
  QList<Element> elements;
  QXmlStreamReader reader(svg);
  while (!reader.atEnd()) {
    reader.readNext();
    if (reader.isStartElement())
      elements.append({reader.name().toString(), reader.attributes(), {}});
    if (reader.isCharacters() && !elements.isEmpty()) elements.last().text += reader.text();
  }
  return reader.hasError() ? QList<Element>() : elements;
}

}  // namespace

class ExportFigureTest : public QObject {
  Q_OBJECT

  QTemporaryDir directory_;
  QString file(const QString& name) const { return directory_.filePath(name); }

 private slots:
  void initTestCase() {
    const Finished finished = homeostat_window(
        {"--export-figure", "fig3", "--out", directory_.path(), "--width-mm", "85"});
    QVERIFY2(finished.exit_code == 0, finished.errors.constData());
    for (const char* name : {"fig3.svg", "fig3.pdf", "fig3.png", "fig3_A.csv", "fig3_B.csv"}) {
      QVERIFY2(finished.output.contains(name), finished.output.constData());
      QVERIFY2(QFile::exists(file(name)), name);
    }
    for (const QString& name : QDir(directory_.path()).entryList(QDir::Files))
      QVERIFY2(!name.contains(".part"), qPrintable(name));
  }

  void the_svg_has_real_text_one_path_for_a_curve_and_the_width_asked_for() {
    const QByteArray svg = contents(file("fig3.svg"));
    const QList<Element> elements = elements_of(svg);
    QVERIFY(!elements.isEmpty());
    QCOMPARE(elements.first().attributes.value("width"), QStringLiteral("85mm"));
    QMap<QString, int> curves;
    QString words;
    for (const Element& element : elements) {
      QVERIFY(element.name != QLatin1String("polyline"));
      if (element.name == QLatin1String("path") && element.attributes.hasAttribute("data-name"))
        ++curves[element.attributes.value("data-name").toString()];
      if (element.name == QLatin1String("tspan")) words += element.text + ' ';
    }
    for (const char* wanted : {"rate (Hz)", "trial", "pulse", "time from the pulse (ms)"})
      QVERIFY2(words.contains(wanted), qPrintable(words));
    // Once each in three trials and over the trials.
    QCOMPARE(curves["E"], 4);
    QCOMPARE(curves["I"], 4);
  }

  void the_pdf_has_embedded_fonts_words_lossless_images_and_the_exact_size() {
    if (!is_there("pdffonts")) QSKIP("needs poppler-utils");
    const QString pdf = file("fig3.pdf");
    const QList<QByteArray> fonts = run_program("pdffonts", {pdf}).output.trimmed().split('\n');
    QVERIFY(fonts.size() > 2);
    for (const QByteArray& font : fonts.mid(2))
      QVERIFY2(QRegularExpression(" yes (yes|no) +yes ").match(font).hasMatch(), font.constData());
    const QByteArray words = run_program("pdftotext", {"-layout", pdf, "-"}).output;
    for (const char* wanted : {"rate (Hz)", "time from the pulse (ms)"})
      QVERIFY2(words.contains(wanted), words.constData());
    const QByteArray size = run_program("pdfinfo", {pdf}).output;
    const auto match =
        QRegularExpression("Page size: +([0-9.]+) x ([0-9.]+) pts").match(QString(size));
    QVERIFY2(std::abs(match.captured(1).toDouble() - 85 * 72 / 25.4) < 0.001, size.constData());
    QVERIFY(!size.contains("Syntax"));
    for (const QByteArray& image : run_program("pdfimages", {"-list", pdf}).output.split('\n'))
      QVERIFY2(!image.contains("jpeg"), image.constData());
    if (!is_there("qpdf")) QSKIP("needs qpdf");
    const Finished check = run_program("qpdf", {"--check", pdf});
    QVERIFY2(check.exit_code == 0, check.output + check.errors);
  }

  void the_png_knows_its_resolution() {
    const QByteArray png = contents(file("fig3.png"));
    const auto number_at = [&](qsizetype at) {
      return qFromBigEndian<quint32>(png.constData() + at);
    };
    QCOMPARE(number_at(16), quint32(qRound(85 / 25.4 * 600)));
    const qsizetype resolution = png.indexOf("pHYs") + 4;
    QVERIFY(resolution > 4);
    QVERIFY(std::abs(number_at(resolution) * 0.0254 - 600) < 0.5);
    QCOMPARE(png[resolution + 8], '\1');  // per metre
  }

  void any_of_its_files_is_the_run_again() {
    const QJsonObject wanted = homeostat_cli("run fig3 --json").json();
    QVERIFY(!wanted.isEmpty());
    for (const char* name : {"fig3.svg", "fig3.pdf", "fig3.png", "fig3_A.csv"}) {
      const Finished again = homeostat_cli({"run", file(name), "--json"});
      QVERIFY2(again.exit_code == 0, again.errors.constData());
      QCOMPARE(again.json(), wanted);
    }
  }

  void so_it_is_after_other_programs_have_saved_it_data() {
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char* name, const QStringList& arguments) {
      QTest::newRow(qPrintable(QString(name) + ' ' + arguments.join(' '))) << name << arguments;
    };
    row("qpdf", {"--linearize", "fig3.pdf", "again.pdf"});
    row("qpdf", {"--object-streams=generate", "--recompress-flate", "fig3.pdf", "again.pdf"});
    row("optipng", {"-quiet", "-o1", "-out", "again.png", "fig3.png"});
    row("pngcrush", {"-q", "-m", "1", "fig3.png", "again.png"});
    row("convert", {"fig3.png", "-resize", "50%", "again.png"});
    row("exiftool", {"-Title=another", "-o", "again.png", "fig3.png"});
    row("xmllint", {"--format", "-o", "again.svg", "fig3.svg"});
  }
  void so_it_is_after_other_programs_have_saved_it() {
    QFETCH(QString, program);
    QFETCH(QStringList, arguments);
    if (!is_there(program)) QSKIP(qPrintable("needs " + program));
    QString again;
    for (QString& argument : arguments) {
      if (argument.startsWith("again.") || argument.startsWith("fig3.")) {
        if (argument.startsWith("again.")) again = file(argument);
        argument = file(argument);
      }
    }
    QFile::remove(again);
    const Finished saved = run_program(program, arguments);
    QVERIFY2(QFile::exists(again), saved.errors.constData());
    const Finished run = homeostat_cli({"run", again, "--json"});
    QVERIFY2(run.exit_code == 0, run.errors.constData());
    QCOMPARE(run.json(), homeostat_cli("run fig3 --json").json());
  }

  void what_cannot_be_is_refused_in_one_line_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("named");
    const auto row = [](const char* line, const char* named) {
      QTest::newRow(line) << line << named;
    };
    row("--export-figure fig33 --out DIR", "fig3");
    row("--export-figure fig3", "--out");
    row("--export-figure fig3 --out DIR --width-mm wide", "--width-mm");
    row("--export-figure fig3 --out DIR --width-mm 2", "30");
    row("--export-figure fig3 --out DIR --width-mm nan", "--width-mm");
    row("--export-figure fig3 --out DIR --format jpg", "--format");
    row("--export-figure fig3 --out DIR --format svg,pfd", "pdf");
    row("--export-figure fig3 --out /dev/null/x", "--out");
  }
  void what_cannot_be_is_refused_in_one_line() {
    QFETCH(QString, line);
    QFETCH(QString, named);
    const Finished finished =
        homeostat_window(line.replace("DIR", directory_.path() + "/none").split(' '));
    QVERIFY2(finished.is_refused_in_one_line(), finished.errors + finished.output);
    QVERIFY2(finished.errors.contains(named.toUtf8()), finished.errors.constData());
    QVERIFY(!QDir(directory_.path() + "/none").exists("fig3.svg"));
  }

  void one_format_may_be_enough() {
    QTemporaryDir here;
    QCOMPARE(homeostat_window({"--export-figure", "fig1b", "--out", here.path(), "--format", "svg",
                               "--width-mm", "100.5"})
                 .exit_code,
             0);
    QVERIFY(!QFile::exists(here.filePath("fig1b.pdf")));
    QVERIFY(contents(here.filePath("fig1b.svg")).contains("width=\"100.5mm\""));
  }
};

TEST_PROGRAM(ExportFigureTest)

}  // namespace export_figure_test

#include "export_figure_test.moc"
