#include "ui/main_window.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QVBoxLayout>
#include <utility>

#include "core/lab/catalogue.h"
#include "ui/controls/run_bar.h"
#include "ui/controls/solve_bar.h"
#include "ui/controls/status_line.h"
#include "ui/figures/figure_detail.h"
#include "ui/figures/figures_page.h"
#include "ui/help_card.h"
#include "ui/panels/panel_grid.h"
#include "ui/rail.h"
#include "ui/run_words.h"
#include "ui/solve_words.h"
#include "ui/theme.h"
#include "ui/top_bar.h"

namespace homeostat::ui {

MainWindow::MainWindow(const lab::Experiment& first)
    : files_([this]() -> Session& { return session(); }, this),
      exports_([this]() -> Laboratory& { return laboratory(); }, this),
      clock_([this] { return draw(); }) {
  setWindowTitle(tr("Homeostat"));
  setAcceptDrops(true);
  make_actions();
  arrange();
  connect_controls();
  connect_run();
  connect_solving();
  restore_state();
  put_in_front(add_laboratory(first));
  qApp->installEventFilter(this);
}

MainWindow::~MainWindow() = default;

QAction* MainWindow::add_key_action(const QString& text, const QList<QKeySequence>& keys,
                                    const std::function<void()>& act) {
  auto* action = new QAction(text, this);
  action->setShortcuts(keys);
  connect(action, &QAction::triggered, this, act);
  addAction(action);
  return action;
}

void MainWindow::make_actions() {
  run_actions_ = {
      add_key_action(tr("Play"), {Qt::Key_Space},
                     [this] {
                       // What has come to its end goes on, though it was never told to rest.
                       const bool is_at_work = session().is_playing() && !session().is_finished();
                       session().set_playing(!is_at_work);
                     }),
      add_key_action(tr("Step"), {Qt::Key_S}, [this] { session().step(); }),
      add_key_action(tr("Reset everything"), {Qt::Key_R}, [this] { session().reset_everything(); }),
      add_key_action(tr("Reset activity"), {Qt::SHIFT | Qt::Key_R},
                     [this] { session().reset_activity(); }),
      add_key_action(tr("Train ahead"), {Qt::Key_J}, [this] { toggle_jump(); })};
  add_key_action(tr("Quit"), {QKeySequence::Quit, Qt::CTRL | Qt::Key_W}, [this] { close(); });
  add_key_action(tr("Open"), {QKeySequence::Open}, [this] { files_.choose_file(); });
  add_key_action(tr("Light or dark"), {Qt::CTRL | Qt::Key_D}, [this] { set_theme(!is_dark_); });
  add_key_action(tr("Help"), {QKeySequence::HelpContents}, [this] { show_help(this); });
  add_key_action(tr("Drawing times"), {Qt::CTRL | Qt::SHIFT | Qt::Key_I}, [this] {
    shows_times_ = !shows_times_;
    clock_.reset_counters();
  });
  add_key_action(tr("Train ahead"), {Qt::Key_J}, [this] { toggle_jump(); });
  add_key_action(tr("Choose cells"), {Qt::Key_C}, [this] { laboratory_->choose_cells(); });
  add_key_action(tr("Figures"), {Qt::CTRL | Qt::Key_9}, [this] { show_figures(); });
  int digit = Qt::Key_1;
  for (const lab::Model model : lab::models())
    add_key_action(tr("Laboratory"), {Qt::CTRL | Qt::Key(digit++)},
                   [this, model] { enter(model); });
  auto* undo = undo_group_.createUndoAction(this, tr("Undo"));
  undo->setShortcuts(QKeySequence::Undo);
  auto* redo = undo_group_.createRedoAction(this, tr("Redo"));
  redo->setShortcuts({Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y});
  for (QAction* action : {undo, redo}) {
    // The stack names the edit in the text; the button keeps its one word, the tooltip tells.
    const QString word = action == undo ? tr("Undo") : tr("Redo");
    const auto keep_word = [action, word] { action->setIconText(word); };
    connect(action, &QAction::changed, action, keep_word);
    keep_word();
    addAction(action);
  }
  auto* copy = add_key_action(tr("Copy as command"), {Qt::CTRL | Qt::SHIFT | Qt::Key_C},
                              [this] { files_.copy_as_command(); });
  auto* save = add_key_action(tr("Save"), {QKeySequence::Save}, [this] { files_.save_as(); });
  auto* export_figure =
      add_key_action(tr("Export"), {Qt::CTRL | Qt::Key_E}, [this] { exports_.open_dialog(); });
  bar_actions_ = {undo, redo, copy, export_figure, save};
}

void MainWindow::arrange() {
  rail_ = new Rail(this);
  top_bar_ = new TopBar(bar_actions_, this);
  stack_ = new QStackedWidget(this);
  run_bar_ = new RunBar(this);
  solve_bar_ = new SolveBar(this);
  bars_ = new QStackedWidget(this);
  bars_->addWidget(run_bar_);
  bars_->addWidget(solve_bar_);
  bars_->setFixedHeight(run_bar_->height());
  status_ = new StatusLine(this);
  auto* bench = new QWidget(this);
  auto* column = new QVBoxLayout(bench);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(top_bar_);
  column->addWidget(stack_, 1);
  column->addWidget(bars_);
  column->addWidget(status_);
  pages_ = new QStackedWidget(this);
  pages_->addWidget(bench);
  auto* ground = new QWidget(this);
  auto* row = new QHBoxLayout(ground);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  row->addWidget(rail_);
  row->addWidget(pages_, 1);
  setCentralWidget(ground);
}

void MainWindow::connect_controls() {
  const auto say = [this](const QString& text) { laboratory_->say(text); };
  connect(top_bar_, &TopBar::seed_edited, this, [this](quint64 seed) { session().set_seed(seed); });
  connect(top_bar_, &TopBar::trials_edited, this,
          [this](qint64 trials) { session().set_trials(trials); });
  connect(top_bar_, &TopBar::refused, this, say);
  connect(rail_, &Rail::laboratory_chosen, this, &MainWindow::enter);
  connect(rail_, &Rail::figures_requested, this, &MainWindow::show_figures);
  connect(rail_, &Rail::experiments_requested, this, &MainWindow::open_experiments_menu);
  connect(rail_, &Rail::theme_toggled, this, [this] { set_theme(!is_dark_); });
  connect(rail_, &Rail::help_requested, this, [this] { show_help(this); });
  connect(&files_, &ExperimentFiles::said, this, say);
  connect(&exports_, &FigureExports::said, this, say);
  connect(&files_, &ExperimentFiles::opened, this, &MainWindow::open);
}

void MainWindow::connect_run() {
  connect(run_bar_, &RunBar::play_toggled, this,
          [this](bool is_playing) { session().set_playing(is_playing); });
  connect(run_bar_, &RunBar::step_requested, this, [this] { session().step(); });
  connect(run_bar_, &RunBar::jump_toggled, this, &MainWindow::toggle_jump);
  connect(run_bar_, &RunBar::reset_activity_requested, this,
          [this] { session().reset_activity(); });
  connect(run_bar_, &RunBar::reset_everything_requested, this,
          [this] { session().reset_everything(); });
  connect(run_bar_, &RunBar::speed_changed, this,
          [this](double speed) { session().set_trials_per_second(speed); });
  connect(run_bar_, &RunBar::trial_scrubbed, this,
          [this](qint64 trial) { session().look_at_trial(trial); });
}

void MainWindow::connect_solving() {
  connect(solve_bar_, &SolveBar::sampling_toggled, this,
          [this](bool is_on) { session().set_playing(is_on); });
  connect(solve_bar_, &SolveBar::other_patterns_wanted, this,
          [this] { session().set_seed(session().experiment().seed + 1); });
}

Laboratory* MainWindow::add_laboratory(const lab::Experiment& first) {
  auto* laboratory = new Laboratory(first, this);
  laboratories_[first.model()] = laboratory;
  stack_->addWidget(laboratory);
  undo_group_.addStack(&laboratory->session().undo_stack());
  connect(laboratory, &Laboratory::experiment_changed, this, [this, laboratory] {
    if (laboratory == laboratory_) show_experiment();
  });
  connect(laboratory, &Laboratory::view_wanted, this, [this] { is_stale_ = true; });
  const PanelGrid& grid = laboratory->panels();
  connect(&grid, &PanelGrid::export_requested, &exports_, &FigureExports::open_dialog);
  connect(&grid, &PanelGrid::copy_requested, &exports_, &FigureExports::copy);
  connect(&grid, &PanelGrid::drag_requested, &exports_, &FigureExports::drag);
  return laboratory;
}

void MainWindow::put_in_front(Laboratory* laboratory) {
  laboratory_ = laboratory;
  stack_->setCurrentWidget(laboratory);
  pages_->setCurrentIndex(0);
  for (QAction* action : run_actions_) action->setEnabled(true);
  undo_group_.setActiveStack(&session().undo_stack());
  rail_->show_laboratory(laboratory->model());
  show_experiment();
}

void MainWindow::enter(lab::Model model) {
  const bool is_in_front = pages_->currentWidget() != figures_;
  if (laboratory_->model() == model && is_in_front) return rail_->show_laboratory(model);
  const auto known = laboratories_.find(model);
  if (known == laboratories_.end())
    return open(lab::built_in_experiment(lab::default_experiment_of(model)));
  if (is_in_front) laboratory_->leave();
  put_in_front(known->second);
  laboratory_->enter();
}

void MainWindow::show_figures() {
  if (figures_ == nullptr) {
    figures_ = new FiguresPage(this);
    pages_->addWidget(figures_);
    connect(figures_, &FiguresPage::run_requested, this, &MainWindow::open);
    connect(&figures_->detail(), &FigureDetail::export_requested, &exports_,
            &FigureExports::open_figure);
  }
  if (pages_->currentWidget() != figures_) laboratory_->leave();
  pages_->setCurrentWidget(figures_);
  rail_->show_figures();
  undo_group_.setActiveStack(nullptr);
  for (QAction* action : run_actions_) action->setEnabled(false);
}

void MainWindow::open(const lab::Experiment& experiment) {
  if (laboratory_->model() != experiment.model()) laboratory_->leave();
  const auto known = laboratories_.find(experiment.model());
  if (known == laboratories_.end()) {
    put_in_front(add_laboratory(experiment));
    session().set_playing(true);
    return;
  }
  put_in_front(known->second);
  session().open(experiment);
}

void MainWindow::show_experiment() {
  const lab::Experiment& now = session().experiment();
  top_bar_->show_experiment(now, session().reference());
  bars_->setCurrentWidget(is_run_by_trials(now.model()) ? static_cast<QWidget*>(run_bar_)
                                                        : solve_bar_);
  run_bar_->set_unit(is_online(now.parameters) ? tr("second") : tr("trial"));
  is_stale_ = true;
}

void MainWindow::toggle_jump() {
  constexpr qint64 jump_trials = 500;
  if (session().is_jumping()) {
    session().stop_jump();
  } else {
    session().jump_ahead(jump_trials);
  }
}

bool MainWindow::draw() {
  const bool is_new = session().poll();
  if (!is_new && !std::exchange(is_stale_, false)) return false;
  const View view = session().view();
  if (is_run_by_trials(view.experiment->model())) {
    draw_run(view);
  } else {
    is_stale_ = false;
    laboratory_->show_view(view);
    solve_bar_->set_state(solve_state(session(), view));
    status_->set(with_times(solve_status(view)));
  }
  return true;
}

void MainWindow::draw_run(const View& view) {
  const bool is_jumping = session().is_jumping();
  // Ahead without drawing: how far is told, and the panels wait for the end, unless a hand looks
  // back.
  if (!is_jumping || view.cursor_trial > 0) laboratory_->show_view(view);
  is_stale_ = is_jumping;
  run_bar_->set_state(run_state(session(), view));
  run_bar_->set_marks(timeline_marks(view));
  status_->set(with_times(is_jumping ? jump_status(session(), view) : run_status(view)));
  // The run ends by itself: play becomes pause's opposite again.
  if (session().is_playing() && session().is_finished()) session().set_playing(false);
}

Status MainWindow::with_times(Status status) const {
  if (!shows_times_) return status;
  const auto& c = clock_.counters();
  status.technical = tr("draws in %1 ms, worst %2, %3 let go")
                         .arg(c.last_ms, 0, 'f', 1)
                         .arg(c.worst_ms, 0, 'f', 1)
                         .arg(c.skipped);
  return status;
}

void MainWindow::set_theme(bool is_dark) {
  is_dark_ = is_dark;
  const Theme& theme = is_dark ? Theme::dark() : Theme::light();
  qApp->setPalette(theme.palette());
  qApp->setStyleSheet(theme.style_sheet());
  rail_->show_theme(is_dark);
  if (laboratory_ != nullptr) show_experiment();
  is_stale_ = true;
}

void MainWindow::open_experiments_menu() {
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  files_.fill_menu(*menu);
  const QWidget* button = rail_->experiments_button();
  menu->popup(button->mapToGlobal(QPoint(button->width() + 4, 0)));
}

void MainWindow::restore_state() {
  const QSettings settings;
  const bool desktop_is_dark = qApp->palette().color(QPalette::Window).lightness() <
                               qApp->palette().color(QPalette::WindowText).lightness();
  set_theme(settings.value("dark", desktop_is_dark).toBool());
  if (!restoreGeometry(settings.value("geometry").toByteArray())) resize(sizeHint());
}

void MainWindow::closeEvent(QCloseEvent* event) {
  QSettings settings;
  settings.setValue("dark", is_dark_);
  for (const auto& [model, laboratory] : laboratories_) laboratory->save(settings);
  settings.setValue("geometry", saveGeometry());
  QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  const auto urls = event->mimeData()->urls();
  if (!urls.isEmpty()) files_.open(urls.first().toLocalFile());
}

/// A focused button or panel keeps Space for itself; elsewhere Space plays.
bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
    const bool wants_space = qobject_cast<QAbstractButton*>(watched) != nullptr ||
                             qobject_cast<PanelSlot*>(watched) != nullptr;
    if (wants_space) {
      event->accept();
      return true;
    }
  }
  return QMainWindow::eventFilter(watched, event);
}

}  // namespace homeostat::ui
