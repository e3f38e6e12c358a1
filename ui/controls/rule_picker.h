// Which learning rule, and what it says.
#pragma once

#include <QWidget>

#include "core/lab/parameters.h"

namespace homeostat::ui {

class ChoiceButton;
class EquationView;
class GainTableEditor;
class GlyphButton;
class SegmentedControl;

class RulePicker : public QWidget {
  Q_OBJECT
 public:
  explicit RulePicker(lab::Model model, QWidget* parent = nullptr);

  /// Emits nothing.
  void show_values(const lab::ParameterValues& now, const lab::ParameterValues& reference);

 signals:
  /// rule (the index), for the custom rule its gains and factor, for forced balance its sign,
  /// for networks the partners.
  void edited(const QString& symbol, double value, bool is_final);

 private:
  /// For a choice of the model; null when it has none of that name.
  SegmentedControl* add_choice(lab::Model model, const char* symbol, const QStringList& labels);

  ChoiceButton* rules_;
  GlyphButton* revert_;
  EquationView* equations_;
  GainTableEditor* gains_;
  SegmentedControl* forced_sign_ = nullptr;  ///< of two populations
  SegmentedControl* partners_ = nullptr;     ///< of networks: whose mean is the other error
  double reference_rule_ = 0;
};

}  // namespace homeostat::ui
