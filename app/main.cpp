// homeostat: the window. Without a display it runs the experiment headless and writes its figures.
#include <QApplication>
#include <QCommandLineParser>
#include <QStyleFactory>
#include <QTextStream>
#include <algorithm>
#include <exception>
#include <string_view>

#include "app/export_figure.h"
#include "app/headless.h"
#include "core/lab/catalogue.h"
#include "core/math/check.h"
#include "ui/main_window.h"
#include "ui/theme.h"

namespace {

bool has_display() {
  return !qEnvironmentVariableIsEmpty("DISPLAY") ||
         !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
         !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

/// A figure needs no display; known before there is an application to ask.
bool exports_figure(int argc, char** argv) {
  return std::any_of(argv, argv + argc, [](const char* argument) {
    return std::string_view(argument).starts_with("--export-figure");
  });
}

QtMessageHandler usual_handler = nullptr;

/// Without a display Qt warns of what nobody will miss.
void say_without_display(QtMsgType type, const QMessageLogContext& context, const QString& text) {
  if (text.contains("propagateSizeHints") || text.contains("XDG_RUNTIME_DIR")) return;
  usual_handler(type, context, text);
}

}  // namespace

int main(int argc, char** argv) {
  const bool headless = !has_display() || exports_figure(argc, argv);
  if (headless) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    usual_handler = qInstallMessageHandler(say_without_display);
  }
  QApplication app(argc, argv);
  QApplication::setOrganizationName("Homeostat");
  QApplication::setApplicationName("Homeostat");
  QApplication::setApplicationVersion(HOMEOSTAT_VERSION);
  QApplication::setStyle(QStyleFactory::create("Fusion"));
  homeostat::ui::install_fonts();

  QCommandLineParser parser;
  parser.setApplicationDescription(
      QObject::tr("Circuits of excitation and inhibition that learn to hold their setpoints."));
  parser.addHelpOption();
  parser.addVersionOption();
  parser.addPositionalArgument(
      "experiment",
      QObject::tr("built-in experiment or file, figures that carry their session among them "
                  "(default: fig4b)"),
      "[NAME|FILE]");
  parser.addOptions({
      {"export-figure", QObject::tr("draw a figure for paper, without a display"), "NAME"},
      {"out", QObject::tr("directory for its files"), "DIR"},
      {"format", QObject::tr("any of svg,pdf,png (default: all)"), "LIST", "svg,pdf,png"},
      {"width-mm", QObject::tr("its width: 85 is a column, 174 a page"), "W"},
  });
  if (!parser.parse(QApplication::arguments())) {
    QTextStream(stderr) << "homeostat: " << parser.errorText() << " (see --help)\n";
    return 2;
  }
  if (parser.isSet("version")) parser.showVersion();
  if (parser.isSet("help")) parser.showHelp();
  if (parser.isSet("export-figure")) {
    return homeostat::app::export_figure({parser.value("export-figure"), parser.value("out"),
                                          parser.value("format"), parser.value("width-mm")});
  }
  try {
    if (parser.positionalArguments().size() > 1) {
      throw homeostat::InputError(
          "experiment", parser.positionalArguments().join(' ').toStdString(), "one name or file");
    }
    const QStringList names = parser.positionalArguments();
    const auto experiment = homeostat::lab::experiment_called(
        names.isEmpty() ? homeostat::lab::default_experiment : names.first().toStdString());
    if (headless) return homeostat::app::run_headless(experiment);
    homeostat::ui::MainWindow window(experiment);
    window.show();
    window.session().set_playing(true);
    return QApplication::exec();
  } catch (const std::exception& error) {
    QTextStream(stderr) << "homeostat: " << error.what() << '\n';
    return 2;
  }
}
