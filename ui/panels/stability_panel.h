// Where in the (W_EE, W_IE) plane neurons and rule are stable, and where this run is.
#pragma once

#include <QCheckBox>
#include <optional>

#include "core/ei/stability.h"
#include "core/lab/long_task.h"
#include "core/lab/plain_words.h"
#include "core/lab/remedies.h"
#include "ui/panels/panel.h"
#include "ui/panels/run_trail.h"
#include "ui/plots/plane_view.h"

class QScrollArea;

namespace homeostat::ui {

class LookControls;
class VerdictCard;

class StabilityPanel : public Panel {
  Q_OBJECT
 public:
  explicit StabilityPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  /// Gives way to the header's control where there is no room for both.
  QString subtitle() const override;
  QWidget* header_control() override { return keeps_setpoints_; }
  void fill_menu(QMenu& menu) override;
  QByteArray save_state() const override;
  void restore_state(const QByteArray& state) override;

  PlaneView& plane() { return plane_; }
  QCheckBox* keeps_setpoints() { return keeps_setpoints_; }
  /// Enough room for everything: the column beside the plane is there.
  bool is_large() const;
  VerdictCard& verdict() { return *verdict_; }
  const PlaneLook& look() const { return look_; }
  void set_look(const PlaneLook& look);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void arrange();
  void open_look();
  void show_plane(const View& view);
  void show_run(const View& view);
  void show_verdict(const View& view);
  void mend(const lab::Remedy& remedy);
  void show_readout();
  void ask_for(QPointF weights, bool is_final);

  PlaneView plane_;
  /// On: a move sets W_EI and W_II too, so that the setpoints stay the fixed point.
  QCheckBox* keeps_setpoints_;
  RunTrail run_;
  std::optional<lab::ParameterValues> values_;
  /// Few lines where there is little room: each size has its own.
  BoundarySet few_lines_, many_lines_;
  PlaneLook look_;
  QScrollArea* column_;
  VerdictCard* verdict_;
  LookControls* controls_;
  lab::PlainWords words_;
  /// What the remedies were asked for last.
  struct Place {
    lab::ParameterValues values;
    double W_EE = 0, W_IE = 0;
    bool operator==(const Place&) const = default;
  };
  std::optional<Place> place_;
  lab::LongTask<Place, std::vector<lab::Remedy>> remedies_;  // last: it calls back
};

}  // namespace homeostat::ui
