// homeostat: the window. Without a display it runs the experiment headless and writes its figures.
#include <QApplication>
#include <QCommandLineParser>
#include <QStyleFactory>
#include <QTextStream>
#include <exception>

#include "app/headless.h"
#include "core/lab/catalogue.h"
#include "core/lab/experiment_io.h"
#include "core/math/check.h"
#include "ui/main_window.h"
#include "ui/theme.h"

namespace {

bool has_display() {
  return !qEnvironmentVariableIsEmpty("DISPLAY") ||
         !qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") ||
         !qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM");
}

homeostat::lab::Experiment chosen_experiment(const QStringList& names) {
  using namespace homeostat::lab;
  const std::string name =
      names.isEmpty() ? std::string(default_experiment) : names.first().toStdString();
  for (const auto& experiment : built_in_experiments()) {
    if (experiment.name == name) return experiment;
  }
  const bool is_file = name.find('/') != std::string::npos || name.ends_with(".json");
  return is_file ? load_experiment(name) : built_in_experiment(name);
}

}  // namespace

int main(int argc, char** argv) {
  const bool headless = !has_display();
  if (headless) qputenv("QT_QPA_PLATFORM", "offscreen");
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
      "experiment", QObject::tr("built-in experiment or file (default: fig4b)"), "[NAME|FILE]");
  if (!parser.parse(QApplication::arguments())) {
    QTextStream(stderr) << "homeostat: " << parser.errorText() << " (see --help)\n";
    return 2;
  }
  if (parser.isSet("version")) parser.showVersion();
  if (parser.isSet("help")) parser.showHelp();
  try {
    if (parser.positionalArguments().size() > 1) {
      throw homeostat::InputError(
          "experiment", parser.positionalArguments().join(' ').toStdString(), "one name or file");
    }
    const auto experiment = chosen_experiment(parser.positionalArguments());
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
