// Which of a selective neuron's two solutions is spoken of, and what it makes largest.
#pragma once

#include <QWidget>

#include "core/lab/parameters.h"

namespace homeostat::ui {

class EquationView;
class SegmentedControl;

class SolutionPicker : public QWidget {
  Q_OBJECT
 public:
  explicit SolutionPicker(QWidget* parent = nullptr);

  /// Emits nothing.
  void show_values(const lab::ParameterValues& now);

 signals:
  void edited(const QString& symbol, double value, bool is_final);

 private:
  SegmentedControl* solutions_;
  EquationView* equations_;
};

}  // namespace homeostat::ui
