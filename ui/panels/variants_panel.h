// All sixteen sign variants of the homeostatic rule in one table [paradox, Fig. S2]; the one in
// force is marked, and another can be chosen.
#pragma once

#include <optional>

#include "core/lab/long_task.h"
#include "ui/panels/panel.h"
#include "ui/panels/variants_model.h"

class QPushButton;

namespace homeostat::ui {

class TableView;
class TaskStrip;

class VariantsPanel : public Panel {
  Q_OBJECT
 public:
  explicit VariantsPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  void fill_menu(QMenu& menu) override;
  bool is_settled() const override { return is_analysed_ && !is_running_; }

  TableView& table() { return *table_; }
  VariantsModel& model() { return model_; }
  QPushButton& run_button();
  QString words() const;
  /// Of each variant from each kind of start.
  void set_runs(int runs, std::int64_t trials);

 private:
  using Rows = std::vector<lab::VariantRow>;
  using Task = lab::LongTask<lab::VariantQuestion, Rows>;

  void arrange();
  void ask(const lab::VariantQuestion& question);
  void take_analysis();
  void take_counts();
  void run_or_cancel();
  void choose(const QModelIndex& index);
  void copy() const;
  void show_state();
  bool counts_are_of_question() const { return counted_ && *counted_ == question_; }

  TableView* table_;
  TaskStrip* strip_;
  VariantsModel model_;
  lab::VariantQuestion question_;  ///< as the window stands
  bool is_asked_ = false, is_analysed_ = true;
  std::string rule_;
  std::optional<lab::VariantQuestion> counted_;  ///< what the counts are of
  lab::SoFar<Rows> counts_;
  bool is_running_ = false;
  Task analysis_task_, run_task_;  // last: they call back
};

}  // namespace homeostat::ui
