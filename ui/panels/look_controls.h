// What of the plane of weights is drawn: the shading and, one by one, the boundaries.
#pragma once

#include <QWidget>
#include <array>

#include "ui/plots/plane_look.h"

namespace homeostat::ui {

class LineSwitch;
class SegmentedControl;

class LookControls : public QWidget {
  Q_OBJECT
 public:
  explicit LookControls(QWidget* parent = nullptr);

  /// Emits nothing.
  void show_look(const PlaneLook& look);
  SegmentedControl& shading() { return *shading_; }
  LineSwitch& line(ei::BoundaryKind kind) { return *lines_[index_of(kind)]; }

 signals:
  void changed(const homeostat::ui::PlaneLook& look);

 private:
  PlaneLook look_;
  SegmentedControl* shading_;
  std::array<LineSwitch*, boundary_count> lines_{};
};

}  // namespace homeostat::ui
