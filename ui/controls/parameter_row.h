// One row of the parameter table as a person meets it: symbol, slider, number with unit, way back.
#pragma once

#include <QWidget>
#include <optional>

#include "core/ei/populations.h"
#include "core/lab/parameters.h"
#include "ui/typeset.h"

namespace homeostat::ui {

class GlyphButton;
class NumberField;
class SegmentedControl;
class ChoiceButton;
class ValueSlider;

class ParameterRow : public QWidget {
  Q_OBJECT
 public:
  explicit ParameterRow(const lab::ParameterSpec& spec, QWidget* parent = nullptr);

  const lab::ParameterSpec& spec() const { return spec_; }
  QString symbol() const;
  bool is_changed() const { return value_ != reference_; }

  /// What runs. Emits nothing. `reference` is where the mark stands and what revert goes back to.
  void set_value(double value, double reference);
  /// Where another choice has made it meaningless it is not shown.
  void set_used(bool is_used);
  bool is_used() const { return is_used_; }
  /// One line under the row; empty takes it away.
  void show_error(const QString& text);
  /// Points at the row for a second.
  void flash();

  /// Rows of a section share the width of the widest symbol.
  int symbol_width() const;
  void set_symbol_width(int width);

 signals:
  void edited(const QString& symbol, double value, bool is_final);

 protected:
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override;

 private:
  void build_number();
  void build_choice();
  void place_parts();
  void draw_symbol(QPainter& painter, const QColor& colour) const;
  int error_height() const;
  /// Refuses what the model does not admit, and says what runs meanwhile. The row itself moves only
  /// when the session has accepted and shows the value.
  void try_edit(double value, bool is_final);
  void show_running();
  QString running_text() const;

  lab::ParameterSpec spec_;
  Typeset symbol_;
  QString words_;  ///< in place of the symbol where that is no mathematics
  std::optional<ei::WeightClass> weight_class_;
  ValueSlider* slider_ = nullptr;
  NumberField* number_ = nullptr;
  SegmentedControl* segments_ = nullptr;
  ChoiceButton* choices_ = nullptr;
  GlyphButton* revert_;
  QString error_;
  double value_;
  double reference_;
  int symbol_width_ = 44;
  bool is_flashing_ = false, is_used_ = true;
};

}  // namespace homeostat::ui
