// A small popup in which the ranges of a plane's axes are typed.
#pragma once

#include <QLabel>
#include <array>
#include <utility>

#include "ui/controls/popup.h"
#include "ui/plots/plane_range.h"

namespace homeostat::ui {

class NumberField;

/// Two numbers for each axis. A range counts as soon as both its ends make sense together; what
/// does not is refused under its field and stays there to be mended.
class RangeForm : public Popup {
  Q_OBJECT
 public:
  RangeForm(const PlaneRange& range, QWidget* parent);

  enum Side { x_low, x_high, y_low, y_high };
  NumberField& field(Side side) { return *fields_[side]; }
  /// Why the numbers of an axis are refused; empty while they are not.
  QString refusal(Side side) const { return refusals_[row_of(side)]->text(); }

 signals:
  void chosen(const homeostat::ui::PlaneRange& range);

 private:
  static std::size_t row_of(Side side) { return side < y_low ? 0 : 1; }
  static std::pair<Side, Side> ends(Side side) {
    return side < y_low ? std::pair(x_low, x_high) : std::pair(y_low, y_high);
  }
  double shown(Side side);
  void say(Side side, const QString& why);
  double& limit(Side side);
  void add_row(const QString& name, Side low, Side high);
  void add_field(Side side, const QString& name);
  void take(Side side, double value);
  void refuse(Side side, const QString& why);

  PlaneRange wanted_;
  std::array<NumberField*, 4> fields_{};
  std::array<QLabel*, 2> refusals_{};
};

}  // namespace homeostat::ui
