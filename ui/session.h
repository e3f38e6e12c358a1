// What is on the table: the experiment as the controls have it, its history of edits, the run it
// steers and the maps that belong to it, or for a selective neuron what is solved and sampled. All
// edits go through here.
#pragma once

#include <QObject>
#include <QUndoStack>
#include <memory>
#include <optional>
#include <vector>

#include "core/lab/latest_task.h"
#include "core/lab/live_run.h"
#include "ui/look_back.h"
#include "ui/panels/panel.h"

namespace homeostat::ui {

class Solving;

class Session : public QObject {
  Q_OBJECT
 public:
  explicit Session(lab::Experiment first, QObject* parent = nullptr);
  ~Session() override;

  /// As the controls show it: with what events of the protocol or a log have changed since.
  const lab::Experiment& experiment() const { return shown_; }
  /// As it was opened: what "revert" goes back to.
  const lab::Experiment& reference() const { return reference_; }
  /// The run so far as one value: its start, and in the log what the hand did. Runs to the same
  /// bits.
  lab::Experiment steered() const;

  QUndoStack& undo_stack() { return undo_stack_; }

  /// And runs it.
  void open(const lab::Experiment& experiment);
  /// Refused edits change nothing and are answered by refused(). Edits that are not final merge
  /// with the next into one step of undo.
  void edit(const std::vector<Edit>& edits, bool is_final);
  /// What chosen cells of a network bear from the next trial on; all of them are there. Acts on the
  /// run as it stands, as one step of undo.
  void treat(lab::CellTreatment treatment, const QString& text);
  const lab::CellTreatment& treatment() const { return on_table_.treatment; }
  void set_seed(quint64 seed);
  void set_trials(qint64 trials);

  bool is_playing() const { return wish_.playing; }
  bool is_finished() const;
  double trials_per_second() const { return wish_.trials_per_second; }
  qint64 trial_limit() const { return wish_.trial_limit; }
  /// At the end, playing goes on for as many trials again.
  void set_playing(bool is_playing);
  void set_trials_per_second(double speed);
  void step();
  void reset_activity();
  void reset_everything();
  /// So many trials flat out, playing or not; views follow when they are done.
  void jump_ahead(qint64 trials);
  void stop_jump();
  bool is_jumping() const;
  /// First and last trial of the jump.
  qint64 jump_from() const { return jump_from_; }
  qint64 jump_to() const { return wish_.jump_to; }
  /// From the next trial on this cell is recorded in the place of the one of its population.
  void choose_cell(int cell);
  /// Marks these cells; see Panel::cells_selected().
  void select_cells(std::vector<int> cells, bool changes);
  const std::vector<int>& selection() const { return selection_; }
  /// Whether some panel wants every weight of a network.
  void want_all_weights(bool wants);
  /// 0: the newest.
  void look_at_trial(qint64 trial);
  /// The part of the plane of weights to look at; nothing: the one that holds the run.
  void choose_plane(const std::optional<PlaneRange>& range);
  const std::optional<PlaneRange>& chosen_plane() const { return chosen_plane_; }

  /// Takes what the workers have made since; true when there is something new to draw.
  bool poll();
  View view() const;

 signals:
  void experiment_changed();
  void run_state_changed();
  /// `text` says what is allowed and what runs meanwhile.
  void refused(const QString& symbol, const QString& text);
  void accepted(const QString& symbol);

 private:
  class TableEdit;
  /// What edits change and undo brings back.
  struct Table {
    lab::Experiment experiment;
    lab::CellTreatment treatment;
    bool operator==(const Table&) const = default;
  };
  struct PlaneQuestion {
    ei::PlaneProblem problem;
    ei::PlaneGrid grid;
  };

  void push(lab::Experiment next, const QString& text, bool is_final);
  void push(Table next, const QString& text, bool is_final);
  void apply(const Table& next);
  void begin_run();
  void show_in_force();
  /// Two populations alone have one.
  bool has_plane() const { return experiment_.model() == lab::Model::two_population; }
  /// It is solved, not run: to play is to go on sampling.
  bool is_solved() const { return solving_ != nullptr; }
  bool has_network() const { return is_network(experiment_.model()); }
  /// Runs the trial looked at again, unless it is at hand.
  void ask_for_past();
  void look_at_newest();
  void ask_for_plane();
  qint64 trials_done() const;
  ei::Weights newest_weights() const;
  PlaneRange plane() const;
  void post();

  QUndoStack undo_stack_;
  Table on_table_;
  lab::Experiment& experiment_ = on_table_.experiment;  ///< a shorter name for it
  lab::Experiment shown_, reference_;
  lab::Wish wish_;
  std::unique_ptr<lab::Frame> frame_;
  std::shared_ptr<const ei::PlanePicture> picture_;
  PlaneRange pictured_;  ///< asked for last
  std::optional<PlaneRange> chosen_plane_;
  ei::PointStability point_;
  std::vector<int> selection_;
  qint64 jump_from_ = 0;
  bool is_new_ = true;
  bool drag_is_open_ = false;
  lab::LatestTask<PlaneQuestion, ei::PlanePicture> plane_task_;
  LookBack look_back_;
  std::unique_ptr<Solving> solving_;  ///< of a selective neuron
  lab::LiveRun live_run_;
};

}  // namespace homeostat::ui
