// The spikes of one trial: who fired when.
#pragma once

#include <optional>

#include "ui/panels/network_words.h"
#include "ui/panels/panel.h"
#include "ui/plots/event_bars_item.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class RasterItem;
class SelectionDrag;
class ZoomWindow;

/// A click chooses the cell of the mark that is hit, for the voltage; with Ctrl it marks the cell,
/// and a drag along the axis marks the cells of those rows.
class SpikesPanel : public Panel {
  Q_OBJECT
 public:
  enum class Order { number, rate };

  explicit SpikesPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  void fill_menu(QMenu& menu) override;
  QByteArray save_state() const override;
  void restore_state(const QByteArray& state) override;

  PlotView& plot() { return plot_; }
  const RasterItem& raster() const { return *raster_; }
  ZoomWindow& zoom() { return *zoom_; }
  /// From below: by the cells' numbers, or by their averaged rates.
  void set_order(Order order);

 private:
  void show_trial();
  void place_names();
  void pick(QPointF value, Qt::KeyboardModifiers modifiers);
  std::optional<int> cell_at(QPointF value) const;
  QString readout(double x) const;

  PlotView plot_;
  RasterItem* raster_;
  EventBarsItem* events_;
  LabelItem &E_name_, &I_name_;
  EmptyNote empty_note_;
  ZoomWindow* zoom_;
  SelectionDrag* selection_;
  Order order_ = Order::number;
  std::shared_ptr<const lab::NetworkTrial> network_;
  QString trial_name_, subtitle_;
};

}  // namespace homeostat::ui
