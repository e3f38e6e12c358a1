#include "ui/session.h"

#include <QUndoCommand>
#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

#include "core/lab/spiking_setup.h"
#include "core/math/check.h"
#include "ui/controls/text.h"
#include "ui/experiment_edits.h"
#include "ui/solving.h"

namespace homeostat::ui {

namespace {

constexpr double default_trials_per_second = 40;

QString edit_text(const std::vector<Edit>& edits) {
  if (edits.size() > 1) return QObject::tr("%1 and others").arg(qt_text(edits.front().symbol));
  return qt_text(edits.front().symbol);
}

}  // namespace

/// One step of undo. Steps of one drag merge.
class Session::TableEdit : public QUndoCommand {
 public:
  TableEdit(Session& session, Table next, const QString& text, bool is_final)
      : QUndoCommand(text),
        session_(session),
        before_(session.on_table_),
        next_(std::move(next)),
        is_open_(!is_final) {}

  void undo() override { session_.apply(before_); }
  void redo() override { session_.apply(next_); }
  int id() const override { return 1; }
  bool mergeWith(const QUndoCommand* other) override {
    const auto& later = static_cast<const TableEdit&>(*other);
    if (!is_open_ || later.text() != text()) return false;
    next_ = later.next_;
    is_open_ = later.is_open_;
    // A drag that came back to where it began is no step.
    setObsolete(!is_open_ && next_ == before_);
    return true;
  }

 private:
  Session& session_;
  Table before_, next_;
  bool is_open_;
};

Session::Session(lab::Experiment first, QObject* parent)
    : QObject(parent),
      on_table_{std::move(first), {}},
      shown_(experiment_),
      reference_(experiment_),
      plane_task_([](const PlaneQuestion& q) { return plane_picture(q.problem, q.grid); }) {
  wish_.trials_per_second = default_trials_per_second;
  wish_.trial_limit = experiment_.trials;
  wish_.probed = first_probed(experiment_.parameters);
  if (!is_run_by_trials(experiment_.model())) solving_ = std::make_unique<Solving>();
  ask_for_plane();
  post();
}

Session::~Session() = default;

lab::Experiment Session::steered() const {
  if (!frame_ || !frame_->run || !frame_->run->start) return experiment_;
  lab::Experiment run = frame_->run->steered();
  run.trials = experiment_.trials;
  return run;
}

void Session::begin_run() {
  ++wish_.run;
  look_at_newest();
  wish_.jump_to = 0;
}

void Session::open(const lab::Experiment& experiment) {
  // Every opening is a run of its own, the same experiment opened twice included.
  begin_run();
  wish_.trial_limit = experiment.trials;
  wish_.playing = true;
  reference_ = experiment;
  undo_stack_.clear();
  selection_.clear();
  apply({experiment, {}});
}

void Session::edit(const std::vector<Edit>& edits, bool is_final) {
  if (edits.empty()) return;
  lab::Experiment next = experiment_;
  const std::string& asked = edits.front().symbol;
  try {
    apply_edits(next, edits);
  } catch (const InputError& error) {
    const auto& spec = lab::parameter(next.model(), asked);
    const QString field = error.field() == asked ? QString() : qt_text(error.field()) + ": ";
    Q_EMIT refused(qt_text(asked),
                   tr("Allowed: %1%2. Running with %3.")
                       .arg(field, qt_text(error.allowed()),
                            qt_text(lab::value_text(spec, experiment_.parameters[asked]))));
    return;
  }
  for (const auto& change : edits) Q_EMIT accepted(qt_text(change.symbol));
  push(std::move(next), edit_text(edits), is_final);
}

void Session::set_seed(quint64 seed) {
  lab::Experiment next = experiment_;
  next.seed = seed;
  push(std::move(next), tr("seed"), true);
}

void Session::set_trials(qint64 trials) {
  lab::Experiment next = experiment_;
  next.trials = trials;
  push(std::move(next), tr("length"), true);
}

void Session::treat(lab::CellTreatment treatment, const QString& text) {
  push(Table{experiment_, std::move(treatment)}, text, true);
}

void Session::push(lab::Experiment next, const QString& text, bool is_final) {
  // In another network the cells of that name are others.
  const bool are_cells_the_same =
      !has_network() || network_sizes(next.parameters) == network_sizes(experiment_.parameters);
  push(Table{std::move(next), are_cells_the_same ? on_table_.treatment : lab::CellTreatment{}},
       text, is_final);
}

void Session::push(Table next, const QString& text, bool is_final) {
  // An edit that ends a drag where it already is closes the step; any other that changes nothing is
  // no step at all.
  const bool closes_drag = std::exchange(drag_is_open_, !is_final);
  if (next == on_table_ && !closes_drag) return;
  undo_stack_.push(new TableEdit(*this, std::move(next), text, is_final));
}

void Session::apply(const Table& table) {
  const lab::Experiment& next = table.experiment;
  if (begins_anew(next, experiment_)) begin_run();
  const auto cells = first_probed(next.parameters);
  if (cells != first_probed(experiment_.parameters)) {
    wish_.probed = cells;
    selection_.clear();
  }
  if (next.trials != experiment_.trials) wish_.trial_limit = next.trials;
  on_table_ = table;
  wish_.treatment = table.treatment;
  shown_ = next;
  ask_for_plane();
  post();
  Q_EMIT experiment_changed();
}

bool Session::is_finished() const {
  if (is_solved()) return solving_->has_sampled();
  return frame_ && frame_->finished;
}

void Session::set_playing(bool is_playing) {
  if (is_playing && is_finished()) wish_.trial_limit += experiment_.trials;
  wish_.playing = is_playing;
  wish_.jump_to = 0;
  if (is_playing) look_at_newest();
  post();
}

void Session::jump_ahead(qint64 trials) {
  if (is_solved()) return;
  wish_.jump_to = trials_done() + trials;
  wish_.trial_limit = std::max(wish_.trial_limit, wish_.jump_to);
  look_at_newest();
  jump_from_ = trials_done();
  post();
}

void Session::stop_jump() {
  wish_.jump_to = 0;
  post();
}

bool Session::is_jumping() const {
  const bool has_failed = frame_ && frame_->run_number == wish_.run && !frame_->error.empty();
  return trials_done() < wish_.jump_to && !has_failed;
}

qint64 Session::trials_done() const {
  if (!frame_ || frame_->run_number != wish_.run) return 0;
  return static_cast<qint64>(frame_->run->rows.size());
}

void Session::choose_cell(int cell) {
  if (wish_.probed.empty()) return;
  const auto E = static_cast<int>(experiment_.parameters["N_E"]);
  for (int& probed : wish_.probed) {
    if ((probed < E) == (cell < E)) probed = cell;
  }
  ask_for_past();
  post();
}

void Session::select_cells(std::vector<int> cells, bool changes) {
  if (!changes) {
    selection_ = std::move(cells);
  } else if (std::ranges::includes(selection_, cells)) {
    std::erase_if(selection_, [&](int cell) { return std::ranges::binary_search(cells, cell); });
  } else {
    std::vector<int> both;
    std::ranges::set_union(selection_, cells, std::back_inserter(both));
    selection_ = std::move(both);
  }
  is_new_ = true;
}

void Session::want_all_weights(bool wants) {
  if (wants == wish_.all_weights) return;
  wish_.all_weights = wants;
  ask_for_past();
  post();
}

void Session::set_trials_per_second(double speed) {
  wish_.trials_per_second = speed;
  post();
}

void Session::step() {
  if (is_solved()) return;
  if (is_finished()) ++wish_.trial_limit;
  wish_.playing = false;
  wish_.jump_to = 0;
  look_at_newest();
  ++wish_.single_steps;
  post();
}

void Session::reset_activity() {
  ++wish_.activity_resets;
  post();
}

void Session::reset_everything() {
  begin_run();
  wish_.trial_limit = experiment_.trials;
  shown_ = experiment_;
  post();
  Q_EMIT experiment_changed();
}

void Session::look_at_trial(qint64 trial) {
  wish_.cursor_trial = trial;
  ask_for_past();
  post();
}

void Session::look_at_newest() {
  wish_.cursor_trial = 0;
  look_back_.stop();
}

void Session::ask_for_past() {
  const std::int64_t trial = wish_.cursor_trial;
  if (!has_network() || trial == 0 || trial > trials_done()) return look_back_.stop();
  look_back_.look({frame_->run, trial, wish_.probed, wish_.all_weights}, frame_->network);
}

void Session::post() {
  if (is_solved()) {
    solving_->ask(experiment_, wish_.trial_limit, wish_.playing);
    is_new_ = true;
    Q_EMIT run_state_changed();
    return;
  }
  if (!wish_.experiment || *wish_.experiment != experiment_) {
    wish_.experiment = std::make_shared<const lab::Experiment>(experiment_);
    ++wish_.revision;
  }
  live_run_.post(wish_);
  is_new_ = true;
  Q_EMIT run_state_changed();
}

ei::Weights Session::newest_weights() const {
  if (!frame_ || frame_->run_number != wish_.run || frame_->run->rows.empty()) {
    return lab::initial_weights(experiment_.parameters);
  }
  const auto& rows = frame_->run->rows;
  return rows[rows.size() - 1].weights;
}

PlaneRange Session::plane() const {
  if (chosen_plane_) return *chosen_plane_;
  return range_of_run(lab::initial_weights(experiment_.parameters), newest_weights());
}

void Session::choose_plane(const std::optional<PlaneRange>& range) {
  chosen_plane_ = range;
  is_new_ = true;
}

void Session::ask_for_plane() {
  if (!has_plane()) return;
  pictured_ = plane();
  plane_task_.ask({lab::plane_problem(shown_.parameters), grid_over(pictured_)});
}

void Session::show_in_force() {
  if (frame_->in_force.model() != shown_.model()) return;  // nothing ran
  if (frame_->revision != wish_.revision || frame_->in_force == shown_.parameters) return;
  lab::ParameterValues values = frame_->in_force;
  // Weights in force are the run's affair; the controls keep where it started.
  for (const auto symbol : ei::weight_symbols) values.set(symbol, experiment_.parameters[symbol]);
  if (values == shown_.parameters) return;
  shown_.parameters = values;
  ask_for_plane();
  Q_EMIT experiment_changed();
}

bool Session::poll() {
  bool is_new = std::exchange(is_new_, false);
  if (is_solved()) return solving_->poll() || is_new;
  if (auto frame = live_run_.take()) {
    if (frame->run_number == wish_.run) {
      if (frame_) live_run_.give_back(std::move(frame_));
      frame_ = std::move(frame);
      show_in_force();
      is_new = true;
    }
  }
  is_new |= look_back_.poll();
  if (auto picture = plane_task_.take()) {
    picture_ = std::move(picture);
    is_new = true;
  }
  if (is_new && has_plane()) {
    const ei::Weights now = newest_weights();
    point_ = stability_at(lab::plane_problem(shown_.parameters), now.EE, now.IE);
    if (plane() != pictured_) ask_for_plane();
  }
  return is_new;
}

View Session::view() const {
  const bool is_current = frame_ && frame_->run_number == wish_.run;
  View view = view_of(shown_, is_current ? frame_.get() : nullptr, has_plane() ? &point_ : nullptr,
                      wish_.cursor_trial);
  view.planned = &experiment_;
  if (is_solved()) view.solved = solving_->solved();
  view.chosen_cells = wish_.probed;
  view.selection = selection_;
  view.treatment = on_table_.treatment;
  view.past_seconds_left = look_back_.seconds_left();
  view.past_error = look_back_.error();
  if (is_current && wish_.cursor_trial > 0) {
    if (auto past = look_back_.trial_of(frame_->run)) view.network = std::move(past);
  }
  if (!has_plane()) return view;
  view.picture = picture_;
  view.plane = plane();
  view.plane_follows_run = !chosen_plane_;
  return view;
}

}  // namespace homeostat::ui
