// What there is to say of the chosen figure: its paragraph, its claims beside what was measured,
// and what can be done with it.
#pragma once

#include <QFrame>

#include "core/lab/figure.h"
#include "ui/figures/claims_model.h"

class QLabel;
class QPushButton;

namespace homeostat::ui {

class TableView;

class FigureDetail : public QFrame {
  Q_OBJECT
 public:
  explicit FigureDetail(QWidget* parent = nullptr);

  void show_figure(const lab::Figure& figure, const std::vector<lab::ClaimResult>& results);
  void run_live();
  void export_now();

  TableView& table() { return *table_; }
  QPushButton& run_button() { return *run_; }
  QPushButton& export_button() { return *export_; }
  QPushButton& full_button() { return *full_; }
  QString note() const;

 signals:
  void run_requested(const homeostat::lab::Experiment& experiment);
  void export_requested(const homeostat::lab::Figure& figure);
  void full_requested();

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  void arrange();
  void show_note();
  void fill_run_menu();

  const lab::Figure* figure_ = nullptr;
  ClaimsModel model_;
  QLabel *title_, *paragraph_, *note_;
  QPushButton *run_, *export_, *full_;
  TableView* table_;
};

/// The figure's experiments that its panels show, each with its panels as the laboratory lays them
/// out.
std::vector<lab::Experiment> shown_experiments(const lab::Figure& figure);

}  // namespace homeostat::ui
