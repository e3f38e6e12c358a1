// Where in the (W_EE, W_IE) plane neurons and rule are stable, and where this run is.
#pragma once

#include <QCheckBox>
#include <optional>

#include "core/ei/stability.h"
#include "ui/panels/panel.h"
#include "ui/panels/run_follower.h"
#include "ui/panels/trail.h"
#include "ui/plots/plane_view.h"

namespace homeostat::ui {

class StabilityPanel : public Panel {
  Q_OBJECT
 public:
  explicit StabilityPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  /// Gives way to the header's control where there is no room for both.
  QString subtitle() const override;
  QWidget* header_control() override { return keeps_setpoints_; }
  void fill_menu(QMenu& menu) override;

  PlaneView& plane() { return plane_; }
  QCheckBox* keeps_setpoints() { return keeps_setpoints_; }

 private:
  void show_plane(const View& view);
  void show_run(const View& view);
  void show_readout();
  void ask_for(QPointF weights, bool is_final);

  PlaneView plane_;
  /// On: a move sets W_EI and W_II too, so that the setpoints stay the fixed point.
  QCheckBox* keeps_setpoints_;
  RunFollower follower_;
  Trail trail_;
  std::optional<lab::ParameterValues> values_;
};

}  // namespace homeostat::ui
