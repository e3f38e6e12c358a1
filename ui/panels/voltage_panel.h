// Chosen cells from inside: their potential, or the currents into one of them.
#pragma once

#include <array>

#include "ui/panels/network_words.h"
#include "ui/panels/panel.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plot_view.h"

class QStackedLayout;

namespace homeostat::ui {

class SegmentedControl;
class TracesItem;
class ZoomWindow;

/// One cell of each population, the wheel zooms time; a click in the panels of spikes or of inputs
/// chooses another.
class VoltagePanel : public Panel {
  Q_OBJECT
 public:
  enum class Shown { voltage, currents_E, currents_I };

  explicit VoltagePanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  QWidget* header_control() override;
  void fill_menu(QMenu& menu) override;
  QByteArray save_state() const override;
  void restore_state(const QByteArray& state) override;

  void set_shown(Shown shown);
  const TracesItem& traces() const { return *traces_; }
  PlotView& voltage_plot() { return voltage_plot_; }
  PlotView& current_plot() { return current_plot_; }

 private:
  void show_trial();
  void show_times();
  void show_voltages();
  void show_currents();
  QString words() const;

  PlotView voltage_plot_, current_plot_;
  TracesItem* traces_;
  CurveItem &from_I_, &from_E_, &adaptation_, &zero_;
  EmptyNote no_voltage_, no_current_;
  QStackedLayout* plots_;
  std::array<ZoomWindow*, 2> zooms_{};  ///< of time; for each plot its own
  SegmentedControl* control_ = nullptr;
  Shown shown_ = Shown::voltage;
  SteadyLimit reach_;
  std::shared_ptr<const lab::NetworkTrial> network_;
  std::vector<int> chosen_;
  double threshold_mV_ = 0;
  QString trial_name_, subtitle_;
};

}  // namespace homeostat::ui
