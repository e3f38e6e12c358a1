#include "ui/laboratory.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QSettings>
#include <QVBoxLayout>
#include <utility>

#include "ui/controls/circuit_view.h"
#include "ui/controls/parameter_form.h"
#include "ui/controls/text.h"
#include "ui/experiment_changes.h"
#include "ui/panels/panel_grid.h"
#include "ui/selection_bar.h"
#include "ui/toast.h"

namespace homeostat::ui {

Laboratory::Laboratory(lab::Experiment first, QWidget* parent)
    : QWidget(parent),
      session_(std::move(first)),
      look_for_(new QLabel(this)),
      panels_(new PanelGrid(model(), this)),
      form_(new ParameterForm(model(), this)) {
  if (model() == lab::Model::two_population) circuit_ = new CircuitView(this);
  if (is_network(model())) selection_ = new SelectionBar(model(), this);
  arrange();
  connect_parts();
  restore();
  show_experiment();
}

void Laboratory::arrange() {
  if (circuit_ != nullptr) form_->set_top(circuit_);
  form_->setFixedWidth(form_->sizeHint().width());
  look_for_->setWordWrap(true);
  look_for_->setContentsMargins(16, 8, 16, 0);
  auto* centre = new QWidget(this);
  auto* column = new QVBoxLayout(centre);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(look_for_);
  column->addWidget(panels_, 1);
  if (selection_ != nullptr) column->addWidget(selection_);
  toast_ = new Toast(centre);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  row->addWidget(centre, 1);
  row->addWidget(form_);
}

void Laboratory::connect_parts() {
  connect(form_, &ParameterForm::edit_requested, &session_, &Session::edit);
  connect(panels_, &PanelGrid::edit_requested, &session_, &Session::edit);
  connect(panels_, &PanelGrid::trial_picked, &session_, &Session::look_at_trial);
  connect(panels_, &PanelGrid::plane_chosen, &session_, &Session::choose_plane);
  connect(panels_, &PanelGrid::cell_chosen, &session_, &Session::choose_cell);
  connect(panels_, &PanelGrid::view_wanted, this, &Laboratory::view_wanted);
  if (circuit_ != nullptr) {
    connect(circuit_, &CircuitView::weight_picked, form_, &ParameterForm::reveal);
    connect(circuit_, &CircuitView::setpoint_picked, form_, &ParameterForm::reveal);
  }
  if (selection_ != nullptr) connect_selection();
  connect(&session_, &Session::experiment_changed, this, &Laboratory::show_experiment);
  connect(&session_, &Session::refused, this, [this](const QString& symbol, const QString& text) {
    form_->show_values(session_.experiment().parameters, session_.reference().parameters);
    form_->show_error(symbol, text);
  });
  connect(&session_, &Session::accepted, form_,
          [this](const QString& symbol) { form_->show_error(symbol, {}); });
}

void Laboratory::connect_selection() {
  connect(panels_, &PanelGrid::cells_selected, &session_, &Session::select_cells);
  connect(selection_, &SelectionBar::cells_typed, &session_,
          [this](const std::vector<int>& cells) { session_.select_cells(cells, false); });
  connect(selection_, &SelectionBar::treatment_wanted, &session_, &Session::treat);
  connect(selection_, &SelectionBar::refused, this, &Laboratory::say);
}

void Laboratory::choose_cells() {
  if (selection_ != nullptr) selection_->open();
}

void Laboratory::show_experiment() {
  const lab::Experiment& now = session_.experiment();
  const lab::Experiment& reference = session_.reference();
  if (reference.panels != story_) panels_->show_story(story_ = reference.panels);
  form_->show_values(now.parameters, reference.parameters);
  look_for_->setVisible(!now.look_for.empty() && is_still(now, reference));
  look_for_->setText(tr("<b>Look for:</b> %1").arg(html_with_symbols(qt_text(now.look_for))));
  Q_EMIT experiment_changed();
}

void Laboratory::leave() {
  was_playing_ = session_.is_playing();
  session_.set_playing(false);
  Q_EMIT left();
}

void Laboratory::enter() {
  if (std::exchange(was_playing_, false)) session_.set_playing(true);
}

void Laboratory::show_view(const View& view) {
  if (selection_ != nullptr) selection_->show_view(view);
  panels_->show_view(view);
  session_.want_all_weights(panels_->wants_all_weights());
  if (circuit_ != nullptr)
    circuit_->set(view.row.mean, lab::setpoints(view.felt), view.felt_weights);
}

void Laboratory::say(const QString& text) { toast_->say(text); }

QString Laboratory::key(const char* name) const {
  if (model() == lab::Model::two_population) return name;
  return QString::fromUtf8(name) + '_' + qt_text(lab::model_name(model()));
}

void Laboratory::restore() {
  const QSettings settings;
  panels_->restore_layout(settings.value(key("panels")).toByteArray());
  session_.choose_plane(plane_range(settings.value(key("plane")).toString()));
  const double speed = session_.trials_per_second();
  session_.set_trials_per_second(settings.value(key("speed"), speed).toDouble());
}

void Laboratory::save(QSettings& settings) const {
  settings.setValue(key("panels"), panels_->save_layout());
  const auto& plane = session_.chosen_plane();
  settings.setValue(key("plane"), plane ? range_text(*plane) : QString());
  // "As fast as it can" is over before anyone sees it: not how to begin.
  if (session_.trials_per_second() > 0)
    settings.setValue(key("speed"), session_.trials_per_second());
}

}  // namespace homeostat::ui
