// Current into all I cells for a while, in the up-state, in steps: the rates over time under each
// current, and by how much they change, beside what a mean field predicts [paradox, Fig. 7I].
#pragma once

#include <array>
#include <vector>

#include "core/lab/pulse_response.h"
#include "ui/panels/panel.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plot_view.h"

class QPushButton;

namespace homeostat::ui {

class BandItem;
class ErrorDotsItem;
class PathItem;
class SideBySide;
class TaskStrip;

class PulsePanel : public Panel {
  Q_OBJECT
 public:
  explicit PulsePanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  QWidget* header_control() override;
  QByteArray save_state() const override;
  void restore_state(const QByteArray& state) override;
  void fill_menu(QMenu& menu) override;

  /// Begins with it at once; for currents from 0 on in equal steps.
  void set_protocol(const lab::PulseProtocol& protocol);
  QPushButton& button();
  QString words() const;
  const lab::SoFar<lab::PulseAnswer>& so_far() const { return so_far_; }
  PlotView& over_time() { return over_time_; }
  PlotView& by_current() { return by_current_; }

 protected:
  void hideEvent(QHideEvent* event) override;

 private:
  void arrange();
  void begin_or_stop();
  void begin();
  void stop();
  void take();
  void show_answer();
  void show_rates();
  void show_changes();
  void show_state();

  PlotView over_time_, by_current_;
  BandItem* pulse_;
  std::vector<CurveItem*> E_, I_;  ///< by current
  LabelItem& key_;
  std::array<PathItem*, 2> predicted_{};
  std::array<ErrorDotsItem*, 2> found_{};
  std::array<LabelItem*, 2> names_{};
  PathItem* no_change_;
  LabelItem& mean_field_;
  SteadyLimit top_;
  SideBySide* views_;
  TaskStrip* strip_;
  lab::PulseProtocol protocol_;
  std::shared_ptr<const lab::Run> run_;  ///< the newest that was shown
  std::int64_t trial_ = 0;               ///< of it
  std::int64_t pulsed_trial_ = 0;
  std::weak_ptr<const lab::Run> pulsed_run_;
  bool is_running_ = false, was_asked_ = false;
  lab::SoFar<lab::PulseAnswer> so_far_;
  QString subtitle_;
  lab::PulseTask task_;  // last: it calls back
};

}  // namespace homeostat::ui
