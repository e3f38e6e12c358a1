// The learning rates: one alpha while all are equal, each on its own when wanted.
#pragma once

#include <QWidget>
#include <string>
#include <vector>

#include "core/lab/parameters.h"
#include "ui/panels/panel.h"

class QPushButton;

namespace homeostat::ui {

class ParameterRow;

class LearningRates : public QWidget {
  Q_OBJECT
 public:
  explicit LearningRates(lab::Model model, QWidget* parent = nullptr);

  /// Emits nothing.
  void show_values(const lab::ParameterValues& now, const lab::ParameterValues& reference);
  /// Opens the single rates, so that their rows can be pointed at.
  void show_single_rates(bool is_shown);

  /// One row stands for all rates.
  bool shows_combined() const { return are_equal_ && !wants_singles_; }
  ParameterRow* combined_row() const { return combined_; }
  const std::vector<ParameterRow*>& single_rows() const { return singles_; }

 signals:
  void edit_requested(const std::vector<homeostat::ui::Edit>& edits, bool is_final);

 private:
  void set_all(double alpha, bool is_final);
  void refresh();

  lab::ParameterValues now_;
  ParameterRow* combined_;
  QPushButton* disclosure_;
  std::vector<ParameterRow*> singles_;
  bool are_equal_ = true;
  bool wants_singles_ = false;
};

}  // namespace homeostat::ui
