#include "ui/main_window.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QVBoxLayout>
#include <utility>

#include "ui/controls/circuit_view.h"
#include "ui/controls/parameter_form.h"
#include "ui/controls/run_bar.h"
#include "ui/controls/status_line.h"
#include "ui/controls/text.h"
#include "ui/experiment_changes.h"
#include "ui/help_card.h"
#include "ui/panels/panel_grid.h"
#include "ui/rail.h"
#include "ui/run_words.h"
#include "ui/theme.h"
#include "ui/toast.h"
#include "ui/top_bar.h"

namespace homeostat::ui {

MainWindow::MainWindow(lab::Experiment first)
    : session_(std::move(first)), files_(session_, this), clock_([this] { return draw(); }) {
  setWindowTitle(tr("Homeostat"));
  setAcceptDrops(true);
  make_actions();
  arrange();
  connect_controls();
  connect_run();
  restore_state();
  show_experiment();
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
  add_key_action(tr("Play"), {Qt::Key_Space},
                 [this] { session_.set_playing(!session_.is_playing()); });
  add_key_action(tr("Step"), {Qt::Key_S}, [this] { session_.step(); });
  add_key_action(tr("Reset everything"), {Qt::Key_R}, [this] { session_.reset_everything(); });
  add_key_action(tr("Reset activity"), {Qt::SHIFT | Qt::Key_R},
                 [this] { session_.reset_activity(); });
  add_key_action(tr("Quit"), {QKeySequence::Quit, Qt::CTRL | Qt::Key_W}, [this] { close(); });
  add_key_action(tr("Open"), {QKeySequence::Open}, [this] { files_.choose_file(); });
  add_key_action(tr("Light or dark"), {Qt::CTRL | Qt::Key_D}, [this] { set_theme(!is_dark_); });
  add_key_action(tr("Help"), {QKeySequence::HelpContents}, [this] { show_help(this); });
  add_key_action(tr("Drawing times"), {Qt::CTRL | Qt::SHIFT | Qt::Key_I}, [this] {
    shows_times_ = !shows_times_;
    clock_.reset_counters();
  });
  auto* undo = session_.undo_stack().createUndoAction(this, tr("Undo"));
  undo->setShortcuts(QKeySequence::Undo);
  auto* redo = session_.undo_stack().createRedoAction(this, tr("Redo"));
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
  bar_actions_ = {undo, redo, copy, save};
}

void MainWindow::arrange() {
  rail_ = new Rail(this);
  top_bar_ = new TopBar(bar_actions_, this);
  look_for_ = new QLabel(this);
  panels_ = new PanelGrid(this);
  form_ = new ParameterForm(session_.experiment().model(), this);
  circuit_ = new CircuitView(this);
  run_bar_ = new RunBar(this);
  status_ = new StatusLine(this);
  form_->set_top(circuit_);
  form_->setFixedWidth(form_->sizeHint().width());
  look_for_->setWordWrap(true);
  look_for_->setContentsMargins(16, 8, 16, 0);

  auto* centre = new QWidget(this);
  auto* centre_column = new QVBoxLayout(centre);
  centre_column->setContentsMargins(0, 0, 0, 0);
  centre_column->setSpacing(0);
  centre_column->addWidget(look_for_);
  centre_column->addWidget(panels_, 1);
  toast_ = new Toast(centre);

  auto* ground = new QWidget(this);
  auto* grid = new QGridLayout(ground);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(0);
  grid->addWidget(rail_, 0, 0, 4, 1);
  grid->addWidget(top_bar_, 0, 1, 1, 2);
  grid->addWidget(centre, 1, 1);
  grid->addWidget(form_, 1, 2);
  grid->addWidget(run_bar_, 2, 1, 1, 2);
  grid->addWidget(status_, 3, 1, 1, 2);
  grid->setRowStretch(1, 1);
  grid->setColumnStretch(1, 1);
  setCentralWidget(ground);
}

void MainWindow::connect_controls() {
  connect(form_, &ParameterForm::edit_requested, &session_, &Session::edit);
  connect(panels_, &PanelGrid::edit_requested, &session_, &Session::edit);
  connect(panels_, &PanelGrid::trial_picked, &session_, &Session::look_at_trial);
  connect(panels_, &PanelGrid::plane_chosen, &session_, &Session::choose_plane);
  connect(panels_, &PanelGrid::view_wanted, this, [this] { is_stale_ = true; });
  connect(circuit_, &CircuitView::weight_picked, form_, &ParameterForm::reveal);
  connect(circuit_, &CircuitView::setpoint_picked, form_, &ParameterForm::reveal);
  connect(top_bar_, &TopBar::seed_edited, &session_, &Session::set_seed);
  connect(top_bar_, &TopBar::trials_edited, &session_, &Session::set_trials);
  connect(top_bar_, &TopBar::refused, toast_, &Toast::say);
  connect(rail_, &Rail::experiments_requested, this, &MainWindow::open_experiments_menu);
  connect(rail_, &Rail::theme_toggled, this, [this] { set_theme(!is_dark_); });
  connect(rail_, &Rail::help_requested, this, [this] { show_help(this); });
  connect(&files_, &ExperimentFiles::said, toast_, &Toast::say);
  connect(&session_, &Session::experiment_changed, this, &MainWindow::show_experiment);
  connect(&session_, &Session::refused, this, [this](const QString& symbol, const QString& text) {
    form_->show_values(session_.experiment().parameters, session_.reference().parameters);
    form_->show_error(symbol, text);
  });
  connect(&session_, &Session::accepted, form_,
          [this](const QString& symbol) { form_->show_error(symbol, {}); });
}

void MainWindow::connect_run() {
  connect(run_bar_, &RunBar::play_toggled, &session_, &Session::set_playing);
  connect(run_bar_, &RunBar::step_requested, &session_, &Session::step);
  connect(run_bar_, &RunBar::reset_activity_requested, &session_, &Session::reset_activity);
  connect(run_bar_, &RunBar::reset_everything_requested, &session_, &Session::reset_everything);
  connect(run_bar_, &RunBar::speed_changed, &session_, &Session::set_trials_per_second);
  connect(run_bar_, &RunBar::trial_scrubbed, &session_, &Session::look_at_trial);
}

void MainWindow::show_experiment() {
  const lab::Experiment& now = session_.experiment();
  const lab::Experiment& reference = session_.reference();
  if (reference.panels != story_) panels_->show_story(story_ = reference.panels);
  form_->show_values(now.parameters, reference.parameters);
  top_bar_->show_experiment(now, reference);
  run_bar_->set_unit(is_online(now.parameters) ? tr("second") : tr("trial"));
  look_for_->setVisible(!now.look_for.empty() && is_still(now, reference));
  look_for_->setText(tr("<b>Look for:</b> %1").arg(html_with_symbols(qt_text(now.look_for))));
  is_stale_ = true;
}

bool MainWindow::draw() {
  const bool is_new = session_.poll();
  if (!is_new && !std::exchange(is_stale_, false)) return false;
  is_stale_ = false;
  const View view = session_.view();
  panels_->show_view(view);
  run_bar_->set_state(run_state(session_, view));
  run_bar_->set_marks(timeline_marks(view));
  circuit_->set(view.row.mean, lab::setpoints(view.felt), view.felt_weights);
  Status status = run_status(view);
  if (shows_times_) {
    const auto& c = clock_.counters();
    status.technical = tr("draws in %1 ms, worst %2, %3 let go")
                           .arg(c.last_ms, 0, 'f', 1)
                           .arg(c.worst_ms, 0, 'f', 1)
                           .arg(c.skipped);
  }
  status_->set(status);
  // The run ends by itself: play becomes pause's opposite again.
  if (session_.is_playing() && session_.is_finished()) session_.set_playing(false);
  return true;
}

void MainWindow::set_theme(bool is_dark) {
  is_dark_ = is_dark;
  const Theme& theme = is_dark ? Theme::dark() : Theme::light();
  qApp->setPalette(theme.palette());
  qApp->setStyleSheet(theme.style_sheet());
  rail_->show_theme(is_dark);
  top_bar_->show_experiment(session_.experiment(), session_.reference());
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
  panels_->restore_layout(settings.value("panels").toByteArray());
  session_.choose_plane(plane_range(settings.value("plane").toString()));
  session_.set_trials_per_second(settings.value("speed", session_.trials_per_second()).toDouble());
  if (!restoreGeometry(settings.value("geometry").toByteArray())) resize(sizeHint());
}

void MainWindow::closeEvent(QCloseEvent* event) {
  QSettings settings;
  settings.setValue("dark", is_dark_);
  settings.setValue("panels", panels_->save_layout());
  const auto& plane = session_.chosen_plane();
  settings.setValue("plane", plane ? range_text(*plane) : QString());
  // "As fast as it can" is over before anyone sees it: not how to begin.
  if (session_.trials_per_second() > 0) settings.setValue("speed", session_.trials_per_second());
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
