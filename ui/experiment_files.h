// Opening, saving and choosing experiments: menus, dialogs that do not block the run, and the words
// for what went wrong.
#pragma once

#include <QObject>
#include <functional>

#include "core/lab/provenance.h"

class QMenu;
class QWidget;

namespace homeostat::ui {

class Session;

class ExperimentFiles : public QObject {
  Q_OBJECT
 public:
  /// `session` gives the one in front of the person.
  ExperimentFiles(std::function<Session&()> session, QWidget* window);

  /// A built-in name or a file, which may be a figure that carries its session. False, after saying
  /// why, when it cannot be opened.
  bool open(const QString& name_or_path);
  void choose_file();
  void save_as();
  void copy_as_command();
  /// The built-in experiments with what to look for, then the recent files.
  void fill_menu(QMenu& menu);

 signals:
  void opened(const homeostat::lab::Experiment& experiment);
  /// One line for a person; the run goes on.
  void said(const QString& text);

 private:
  void open_session(const lab::ExportedSession& session, const QString& path);

  std::function<Session&()> session_;
  QWidget* window_;
};

}  // namespace homeostat::ui
