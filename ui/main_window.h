// The window: assembles its parts and connects them; owns nothing else.
#pragma once

#include <QMainWindow>
#include <string>
#include <vector>

#include "ui/display_clock.h"
#include "ui/experiment_files.h"
#include "ui/session.h"

class QAction;
class QLabel;

namespace homeostat::ui {

class CircuitView;
class PanelGrid;
class ParameterForm;
class Rail;
class RunBar;
class StatusLine;
class Toast;
class TopBar;

class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(lab::Experiment first);
  ~MainWindow() override;

  Session& session() { return session_; }
  PanelGrid& panels() { return *panels_; }
  ParameterForm& form() { return *form_; }
  DisplayClock& clock() { return clock_; }
  ExperimentFiles& files() { return files_; }

  /// Takes what is new and draws it; true when there was anything.
  bool draw();
  void set_theme(bool is_dark);
  QSize sizeHint() const override { return {1280, 800}; }

 protected:
  void closeEvent(QCloseEvent*) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void make_actions();
  void arrange();
  void connect_controls();
  void connect_run();
  void show_experiment();
  void open_experiments_menu();
  void restore_state();
  QAction* add_key_action(const QString& text, const QList<QKeySequence>& keys,
                          const std::function<void()>& act);

  Session session_;
  ExperimentFiles files_;
  QList<QAction*> bar_actions_;
  Rail* rail_ = nullptr;
  TopBar* top_bar_ = nullptr;
  QLabel* look_for_ = nullptr;
  PanelGrid* panels_ = nullptr;
  ParameterForm* form_ = nullptr;
  CircuitView* circuit_ = nullptr;
  RunBar* run_bar_ = nullptr;
  StatusLine* status_ = nullptr;
  Toast* toast_ = nullptr;
  std::vector<std::string> story_;  ///< panels that the opened experiment asks for
  bool is_dark_ = false;
  bool shows_times_ = false;
  bool is_stale_ = true;
  DisplayClock clock_;
};

}  // namespace homeostat::ui
