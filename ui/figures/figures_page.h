// The figures of the paper: each in small, its claims measured anew on demand, and the way from a
// figure to the experiment that makes it.
#pragma once

#include <QWidget>
#include <vector>

#include "core/lab/long_task.h"
#include "ui/figures/figures_model.h"

class QLabel;
class QPushButton;

namespace homeostat::ui {

class FigureCards;
class FigureDetail;
class ProgressLine;

class FiguresPage : public QWidget {
  Q_OBJECT
 public:
  explicit FiguresPage(QWidget* parent = nullptr);

  FiguresModel& model() { return model_; }
  FigureCards& cards() { return *cards_; }
  FigureDetail& detail() { return *detail_; }
  QPushButton& reproduce_button() { return *reproduce_; }
  bool is_measuring() const { return is_measuring_; }

  void select(int row);

 signals:
  void run_requested(const homeostat::lab::Experiment& experiment);

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  struct Question {
    std::vector<lab::Figure> figures;
    lab::Extent extent = lab::Extent::quick;
  };
  using Measuring = lab::LongTask<Question, lab::Reproduction>;
  using Sketching = lab::LongTask<int, Sketches>;

  QWidget* make_header();
  void arrange();
  void add_keys();
  void measure(Question question);
  void measure_or_cancel();
  void take_measurements();
  void take_sketches();
  void show_selected();
  void show_state();

  FiguresModel model_;
  QLabel *summary_, *progress_words_;
  QPushButton* reproduce_;
  ProgressLine* progress_;
  FigureCards* cards_;
  FigureDetail* detail_;
  bool is_measuring_ = false, is_sketched_ = false;
  double part_done_ = 0, seconds_left_ = 0;
  QString error_;
  Measuring measuring_;  // last: they call back
  Sketching sketching_;
};

}  // namespace homeostat::ui
