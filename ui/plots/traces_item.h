// Voltages of a few cells, one above another, each with its threshold and its spikes.
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "ui/plots/label_item.h"
#include "ui/plots/nice_axis.h"

namespace homeostat::ui {

/// What one cell did in a trial. Sample k is at first_ms + k * step_ms; NaN: a gap.
struct VoltageTrace {
  QString name;  ///< "E unit 233"
  bool is_E = true;
  std::vector<double> mV;
  double first_ms = 0, step_ms = 0.1;
  double threshold_mV = 0;
  std::vector<double> spikes_ms;
};

/// x is time in ms. All lanes have one scale, which a bar at the left names, so the plot loses its
/// y axis; its y range belongs to this item. The model has no spikes but only their times, so each
/// is drawn as a line from the threshold to `spike_mV` above it.
class TracesItem : public PlotItem {
 public:
  static constexpr double spike_mV = 20;

  explicit TracesItem(PlotView& plot);

  /// From top to bottom.
  void set_traces(std::vector<VoltageTrace> traces);
  const std::vector<VoltageTrace>& traces() const { return traces_; }

  /// Which trace lies at a place in the plot's values; nothing when there are none.
  std::optional<std::size_t> lane_at(QPointF value) const;
  /// Voltage of a trace at a time, in mV; nothing outside it or in a gap.
  std::optional<double> mV_at(std::size_t lane, double time_ms) const;
  /// The y of the plot at which a voltage of a trace is drawn.
  double y_of(std::size_t lane, double mV) const;

  void plot_changed() override;
  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  /// From one lane to the next, in mV.
  double lane_mV() const;
  QColor colour_of(std::size_t lane, const Theme& theme) const;
  void add_lanes(std::size_t count);
  void set_curves();
  void place_names();
  void draw_lane(QPainter& painter, std::size_t lane) const;
  void draw_scale_bar(QPainter& painter) const;

  PlotView& view_;
  std::vector<VoltageTrace> traces_;
  std::vector<CurveItem*> curves_;
  std::vector<LabelItem*> names_;
  SteadyLimit steady_depth_;
  double depth_mV_ = 20;  ///< of the lanes below the threshold
};

}  // namespace homeostat::ui
