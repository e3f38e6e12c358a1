// The right column: everything that can be set, in the order of the parameter table.
#pragma once

#include <QWidget>
#include <map>
#include <string>
#include <vector>

#include "core/lab/parameters.h"
#include "ui/panels/panel.h"

class QLineEdit;
class QScrollArea;
class QVBoxLayout;

namespace homeostat::ui {

class FormSection;
class LearningRates;
class ParameterRow;
class RulePicker;
class SolutionPicker;

/// "/" finds a parameter by symbol or name, Esc ends the search.
class ParameterForm : public QWidget {
  Q_OBJECT
 public:
  explicit ParameterForm(lab::Model model, QWidget* parent = nullptr);

  /// A widget above all sections, such as the circuit. It stays in view where the window is high
  /// enough, and otherwise scrolls with the rest. Takes ownership.
  void set_top(QWidget* widget);
  /// Emits nothing. Marks and reverts refer to `reference`.
  void show_values(const lab::ParameterValues& now, const lab::ParameterValues& reference);
  /// Opens the section, scrolls to the row and points at it.
  void reveal(const QString& symbol);
  /// Under the row; an empty text takes it away.
  void show_error(const QString& symbol, const QString& text);
  void start_search();

  QSize sizeHint() const override { return {320, 600}; }

 signals:
  void edit_requested(std::vector<homeostat::ui::Edit> edits, bool is_final);

 protected:
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void place_top();
  void build_search();
  void build_sections();
  void build_rule();
  void build_solution();
  FormSection* add_section(lab::Section section, const QString& title, bool is_expanded);
  void add_rows(lab::Section section);
  void connect_row(ParameterRow* row);
  void filter(const QString& text);
  void end_search();
  void summarise(const lab::ParameterValues& now, const lab::ParameterValues& reference);
  ParameterRow* row_of(const QString& symbol) const;

  lab::Model model_;
  QLineEdit* search_;
  QScrollArea* scroll_;
  QVBoxLayout* outer_;
  QVBoxLayout* column_;
  QWidget* top_ = nullptr;
  // Of what learns, and of what is solved.
  RulePicker* rule_ = nullptr;
  LearningRates* rates_ = nullptr;
  SolutionPicker* solution_ = nullptr;
  std::map<lab::Section, FormSection*> sections_;
  std::map<std::string, ParameterRow*, std::less<>> rows_;
};

}  // namespace homeostat::ui
