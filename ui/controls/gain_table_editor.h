// The table behind a rule of one's own: how strongly each weight follows each error.
#pragma once

#include <QWidget>
#include <map>
#include <string>

#include "core/lab/parameters.h"

namespace homeostat::ui {

class NumberField;
class SegmentedControl;

class GainTableEditor : public QWidget {
  Q_OBJECT
 public:
  explicit GainTableEditor(lab::Model model, QWidget* parent = nullptr);

  /// Emits nothing.
  void show_values(const lab::ParameterValues& values);

 signals:
  /// gain_EE_E ... gain_II_I, and factor.
  void edited(const QString& symbol, double value, bool is_final);

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  NumberField* add_cell(const lab::ParameterSpec& spec);

  std::map<std::string, NumberField*> cells_;
  SegmentedControl* factor_;
};

}  // namespace homeostat::ui
