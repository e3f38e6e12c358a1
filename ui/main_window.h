// The window: assembles its parts and connects them; owns nothing else.
#pragma once

#include <QMainWindow>
#include <QUndoGroup>
#include <map>

#include "ui/display_clock.h"
#include "ui/experiment_files.h"
#include "ui/figure/figure_exports.h"
#include "ui/laboratory.h"

class QAction;
class QStackedWidget;

namespace homeostat::ui {

class FiguresPage;
class Rail;
class RunBar;
class SolveBar;
class StatusLine;
struct Status;
class TopBar;

class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(const lab::Experiment& first);
  ~MainWindow() override;

  // Of the laboratory in front.
  Laboratory& laboratory() { return *laboratory_; }
  Session& session() { return laboratory_->session(); }
  PanelGrid& panels() { return laboratory_->panels(); }
  ParameterForm& form() { return laboratory_->form(); }

  /// To that model's laboratory, as it was left; the first time with its default experiment.
  void enter(lab::Model model);
  /// To the paper's figures; the run rests meanwhile.
  void show_figures();
  /// Null until they have been looked at.
  FiguresPage* figures() { return figures_; }
  FigureExports& exports() { return exports_; }
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
  void connect_solving();
  Laboratory* add_laboratory(const lab::Experiment& first);
  void put_in_front(Laboratory* laboratory);
  void open(const lab::Experiment& experiment);
  void show_experiment();
  void open_experiments_menu();
  void restore_state();
  void toggle_jump();
  void draw_run(const View& view);
  /// Status with how long drawing takes, when a hand has asked for that.
  Status with_times(Status status) const;
  QAction* add_key_action(const QString& text, const QList<QKeySequence>& keys,
                          const std::function<void()>& act);

  QUndoGroup undo_group_;
  ExperimentFiles files_;
  FigureExports exports_;
  QList<QAction*> bar_actions_;
  QList<QAction*> run_actions_;  ///< of the laboratory in front; not while figures are
  Rail* rail_ = nullptr;
  QStackedWidget* pages_ = nullptr;  ///< laboratories with all that is around them, and figures
  FiguresPage* figures_ = nullptr;
  TopBar* top_bar_ = nullptr;
  QStackedWidget* stack_ = nullptr;
  QStackedWidget* bars_ = nullptr;  ///< of runs, and of what is solved
  RunBar* run_bar_ = nullptr;
  SolveBar* solve_bar_ = nullptr;
  StatusLine* status_ = nullptr;
  std::map<lab::Model, Laboratory*> laboratories_;  ///< those entered so far
  Laboratory* laboratory_ = nullptr;                ///< in front
  bool is_dark_ = false;
  bool shows_times_ = false;
  bool is_stale_ = true;
  DisplayClock clock_;
};

}  // namespace homeostat::ui
