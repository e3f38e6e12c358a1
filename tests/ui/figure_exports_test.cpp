// Figures out of the window: the dialog, the clipboard, films, the gallery, and back again.
#include "tests/support/test_program.h"
#include "ui/figure/figure_exports.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QFileDialog>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "core/lab/catalogue.h"
#include "core/lab/provenance.h"
#include "ui/figure/export_dialog.h"
#include "ui/figures/figure_detail.h"
#include "ui/figures/figures_page.h"
#include "ui/main_window.h"
#include "ui/theme.h"

namespace figure_exports_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

constexpr int patience_ms = 60'000;

/// A window whose run has done some trials and rests.
struct ShownWindow {
  explicit ShownWindow(const lab::Experiment& experiment) : window(experiment) {
    window.resize(1280, 800);
    window.show();
  }

  void run_trials(std::size_t count) {
    window.session().set_playing(true);
    QTRY_VERIFY_WITH_TIMEOUT(trials_done() >= count, patience_ms);
    window.session().set_playing(false);
  }

  std::size_t trials_done() {
    const View view = window.session().view();
    return view.frame && view.frame->run ? view.frame->run->rows.size() : 0;
  }

  ExportDialog& dialog() { return *window.exports().dialog(); }

  /// As if the person had chosen that file.
  void save_as(const QString& path) {
    QSignalSpy said(&window.exports(), &FigureExports::said);
    Q_EMIT dialog().save_requested();
    auto* chooser = dialog().findChild<QFileDialog*>();
    QVERIFY(chooser != nullptr);
    Q_EMIT chooser->fileSelected(path);
    chooser->close();
    QTRY_VERIFY_WITH_TIMEOUT(!said.isEmpty(), patience_ms);
    const QString words = said.first().first().toString();
    QVERIFY2(words.startsWith("Written"), qPrintable(words));
  }

  MainWindow window;
};

lab::Experiment short_run() {
  lab::Experiment experiment = lab::built_in_experiment("fig4b");
  experiment.trials = 40;
  return experiment;
}

QByteArray content_of(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class FigureExportsTest : public QObject {
  Q_OBJECT

  QTemporaryDir directory_;
  QString file(const char* name) const { return directory_.filePath(name); }

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("HomeostatTest");
    install_fonts();
  }
  void init() { QSettings().clear(); }
  void cleanupTestCase() { QSettings().clear(); }

  void what_is_saved_brings_the_run_back_with_what_a_hand_did() {
    ShownWindow shown(short_run());
    shown.run_trials(5);
    shown.window.session().edit({{"E_set", 6.0}}, true);
    shown.run_trials(10);
    shown.window.exports().open_dialog();
    QCOMPARE(shown.dialog().chosen().size(), std::size_t{4});
    shown.save_as(file("hand.svg"));
    QVERIFY(QFile::exists(file("hand_a.csv")));
    const lab::Experiment steered = shown.window.session().steered();
    QVERIFY(!steered.log.empty());

    MainWindow other(lab::built_in_experiment("fig2b"));
    QVERIFY(other.files().open(file("hand.svg")));
    QCOMPARE(other.session().experiment().name, steered.name);
    QCOMPARE(other.session().experiment().log.size(), steered.log.size());
    QVERIFY(other.session().experiment().parameters == steered.parameters);
  }

  void a_copied_panel_is_in_the_clipboard_in_three_formats() {
    ShownWindow shown(short_run());
    shown.run_trials(3);
    shown.window.exports().copy(0);
    const QMimeData* copied = QGuiApplication::clipboard()->mimeData();
    QVERIFY(copied->data("image/svg+xml").contains("rate (Hz)"));
    QVERIFY(copied->data("application/pdf").startsWith("%PDF"));
    QVERIFY(copied->hasImage());
    QVERIFY(lab::find_session(copied->data("image/svg+xml").toStdString()).has_value());
  }

  void a_film_has_its_frames_and_its_run() {
    ShownWindow shown(short_run());
    shown.run_trials(20);
    QSettings().setValue("export/format", 3);
    QSettings().setValue("export/frames", 6);
    shown.window.exports().open_dialog(1);
    QVERIFY(shown.dialog().is_film());
    shown.save_as(file("run.webp"));
    const QByteArray film = content_of(file("run.webp"));
    QVERIFY(film.startsWith("RIFF"));
    // Frames of which nothing differs may be joined.
    QVERIFY2(film.count("ANMF") >= 4 && film.count("ANMF") <= 6,
             qPrintable(QString::number(film.count("ANMF"))));
    const lab::ExportedSession session = lab::load_session(file("run.webp").toStdString());
    QCOMPARE(session.experiments.front().name, std::string("fig4b"));
  }

  void a_cancelled_film_leaves_no_file() {
    ShownWindow shown(lab::built_in_experiment("fig4b"));
    shown.run_trials(200);
    QSettings().setValue("export/format", 3);
    QSettings().setValue("export/frames", 200);
    shown.window.exports().open_dialog();
    Q_EMIT shown.dialog().save_requested();
    Q_EMIT shown.dialog().findChild<QFileDialog*>()->fileSelected(file("none.webp"));
    QTest::qWait(50);
    Q_EMIT shown.dialog().cancel_requested();
    QTest::qWait(50);
    QVERIFY(!QFile::exists(file("none.webp")));
    QVERIFY(QDir(directory_.path()).entryList({"none*"}).isEmpty());
  }

  void a_figure_of_the_gallery_is_run_and_drawn() {
    ShownWindow shown(short_run());
    shown.window.show_figures();
    shown.window.figures()->detail().show_figure(lab::built_in_figure("fig3"), {});
    shown.window.figures()->detail().export_now();
    QCOMPARE(shown.dialog().chosen().size(), std::size_t{4});
    auto* save = shown.dialog().findChild<QPushButton*>("save");
    QTRY_VERIFY_WITH_TIMEOUT(save->isEnabled(), patience_ms);
    shown.save_as(file("three.svg"));
    const QByteArray svg = content_of(file("three.svg"));
    for (const char* words : {"trial 1<", "trial 8<", "trial 18<", ">A<", ">C<"})
      QVERIFY2(svg.contains(words), words);
    QCOMPARE(lab::load_session(file("three.svg").toStdString()).panels.size(), std::size_t{4});
  }
};

TEST_PROGRAM(FigureExportsTest)

}  // namespace figure_exports_test

#include "figure_exports_test.moc"
