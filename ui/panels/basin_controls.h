// What a basin map is to be of: where W_EI and W_II start, noise, resolution, length.
#pragma once

#include <QWidget>

#include "core/lab/basin_map.h"

class QCheckBox;

namespace homeostat::ui {

class NumberField;
class SegmentedControl;
class WholeNumberField;

/// The person's part of the question; the experiment and the plane's window are the window's.
struct BasinChoice {
  lab::OtherWeights others = lab::OtherWeights::setpoint_plane;
  double W_EI = 1, W_II = 1;  ///< where they are fixed
  int seeds = 0;              ///< 0: without noise
  int cells = 64;             ///< along each side
  std::int64_t trials = 500;
  bool outlines_disagreement = true;
  bool operator==(const BasinChoice&) const = default;
};

class BasinControls : public QWidget {
  Q_OBJECT
 public:
  explicit BasinControls(QWidget* parent = nullptr);

  /// Emits nothing.
  void show_choice(const BasinChoice& choice);

 signals:
  void changed(const homeostat::ui::BasinChoice& choice);

 private:
  void change();
  NumberField* add_weight(double BasinChoice::*weight);

  BasinChoice choice_;
  SegmentedControl *others_, *noise_, *cells_, *trials_;
  QWidget* fixed_;
  NumberField *W_EI_, *W_II_;
  QCheckBox* outlines_;
};

}  // namespace homeostat::ui
