#include "ui/experiment_files.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <algorithm>

#include "core/lab/catalogue.h"
#include "core/lab/experiment_io.h"
#include "core/lab/panels.h"
#include "core/math/check.h"
#include "ui/controls/text.h"
#include "ui/recent_files.h"
#include "ui/session.h"

namespace homeostat::ui {

namespace {

bool is_built_in(const QString& name) {
  const auto all = lab::built_in_experiments();
  return std::ranges::any_of(all, [&](const auto& e) { return qt_text(e.name) == name; });
}

/// A refused file in one sentence; the core's own words are made for a terminal.
QString file_trouble(const QString& path, const InputError& error) {
  const QString name = QFileInfo(path).fileName();
  QString field = qt_text(error.field());
  const QString value = qt_text(error.value());
  const QString allowed = qt_text(error.allowed());
  if (field == "file") return QObject::tr("Needed: %1. Given: %2.").arg(allowed, value);
  if (field == path && value.startsWith("byte "))
    return QObject::tr("%1 stops in the middle, or is no JSON (%2).").arg(name, value);
  if (field == path) return QObject::tr("%1 holds %2.").arg(name, value);
  field.remove(path + ": ");
  if (value == "missing")
    return QObject::tr("%1 lacks the field %2 (%3).").arg(name, field, allowed);
  // The core calls the file as a whole "file".
  const QString what = field == "file" ? QString() : field + ' ';
  const QString full_stop = allowed.endsWith('?') ? "" : ".";
  return QObject::tr("In %1, %2“%3” is refused. Allowed: %4").arg(name, what, value, allowed) +
         full_stop;
}

QString filter() { return QObject::tr("Homeostat experiments (*.json)"); }

}  // namespace

ExperimentFiles::ExperimentFiles(std::function<Session&()> session, QWidget* window)
    : QObject(window), session_(std::move(session)), window_(window) {}

bool ExperimentFiles::open(const QString& name_or_path) {
  try {
    const bool is_file = !is_built_in(name_or_path);
    lab::ExportedSession session;
    if (is_file)
      session = lab::load_session(name_or_path.toStdString());
    else
      session.experiments.push_back(lab::built_in_experiment(name_or_path.toStdString()));
    open_session(session, name_or_path);
    if (is_file) remember_file(name_or_path);
    return true;
  } catch (const InputError& error) {
    Q_EMIT said(tr("Not opened. %1").arg(file_trouble(name_or_path, error)));
    return false;
  } catch (const std::exception& error) {
    Q_EMIT said(tr("Not opened. %1").arg(QString::fromUtf8(error.what())));
    return false;
  }
}

void ExperimentFiles::open_session(const lab::ExportedSession& session, const QString& path) {
  lab::Experiment experiment = session.experiments.front();
  // With the panels that the figure showed, as far as the window has room.
  std::vector<std::string> panels;
  for (const lab::SessionPanel& panel : session.panels) {
    const bool is_known = std::ranges::find(lab::panel_names, panel.kind) != lab::panel_names.end();
    const bool is_new = std::ranges::find(panels, panel.kind) == panels.end();
    if (panel.experiment == 0 && is_known && is_new && panels.size() < lab::most_panels)
      panels.push_back(panel.kind);
  }
  if (!panels.empty()) experiment.panels = std::move(panels);
  Q_EMIT opened(experiment);
  if (session.experiments.size() > 1) {
    Q_EMIT said(tr("%1 carries %2 experiments. This is the first of them, %3.")
                    .arg(QFileInfo(path).fileName())
                    .arg(session.experiments.size())
                    .arg(qt_text(experiment.name)));
  }
}

void ExperimentFiles::choose_file() {
  auto* dialog =
      new QFileDialog(window_, tr("Open an experiment"), {},
                      tr("Homeostat experiments and figures (*.json *.svg *.pdf *.png *.csv)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, &ExperimentFiles::open);
  dialog->open();
}

void ExperimentFiles::save_as() {
  auto* dialog = new QFileDialog(window_, tr("Save this run"), {}, filter());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix("json");
  dialog->selectFile(qt_text(session_().experiment().name) + ".json");
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
    try {
      lab::Experiment run = session_().steered();
      run.name = QFileInfo(path).completeBaseName().toStdString();
      lab::save_experiment(run, path.toStdString());
      remember_file(path);
      Q_EMIT said(run.log.empty()
                      ? tr("Saved to %1.").arg(path)
                      : tr("Saved to %1, with everything you changed while it ran.").arg(path));
    } catch (const std::exception& error) {
      Q_EMIT said(tr("Not saved. %1").arg(QString::fromUtf8(error.what())));
    }
  });
  dialog->open();
}

void ExperimentFiles::copy_as_command() {
  const QString command = QString::fromStdString(lab::command_line(session_().experiment()));
  QGuiApplication::clipboard()->setText(command);
  Q_EMIT said(tr("Copied: %1").arg(command));
}

void ExperimentFiles::fill_menu(QMenu& menu) {
  menu.clear();
  menu.setToolTipsVisible(true);
  for (const auto& experiment : lab::built_in_experiments()) {
    const QString name = qt_text(experiment.name);
    auto* action = menu.addAction(name + "   " + qt_text(experiment.title));
    action->setToolTip(qt_text(experiment.look_for));
    connect(action, &QAction::triggered, this, [this, name] { open(name); });
  }
  const QStringList recent = recent_files();
  if (!recent.isEmpty()) menu.addSection(tr("Recent"));
  for (const QString& path : recent) {
    auto* action = menu.addAction(QFileInfo(path).fileName());
    action->setToolTip(path);
    connect(action, &QAction::triggered, this, [this, path] { open(path); });
  }
  menu.addSeparator();
  connect(menu.addAction(tr("Open a file …")), &QAction::triggered, this,
          &ExperimentFiles::choose_file);
}

}  // namespace homeostat::ui
