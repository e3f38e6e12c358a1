// The weights of a network as an image: of spiking cells among a sample or among all, of rate units
// before the first trial, now, or the difference, in a chosen order of the units.
#pragma once

#include <array>

#include "core/lab/unit_views.h"

#include "ui/panels/network_words.h"
#include "ui/panels/panel.h"
#include "ui/panels/run_follower.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class MatrixItem;
class SegmentedControl;
struct MatrixSpot;

class MatrixPanel : public Panel {
  Q_OBJECT
 public:
  explicit MatrixPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  QWidget* header_control() override;
  bool wants_all_weights() const override { return shows_all_; }
  QByteArray save_state() const override;
  void restore_state(const QByteArray& state) override;
  void set_shows_all(bool shows_all);
  enum class Time { before, now, difference };
  void set_time(Time time);
  void set_order(lab::UnitOrder order);
  void fill_menu(QMenu& menu) override;
  PlotView& plot() { return plot_; }
  const MatrixItem& matrix() const { return *matrix_; }

 private:
  void begin(const View& view);
  void show_weights(const lab::Run& run);
  void show_means(const ei::Weights& weights);
  void show_marked(const std::vector<int>& cells);
  bool shows_difference() const { return are_rate_units_ && time_ == Time::difference; }
  void pick(QPointF value, bool changes);
  void pick_rows(const QRectF& values, bool changes);
  void show_controls();
  QString look_words(const QString& trial) const;
  QString weight_words(const MatrixSpot& spot) const;
  double full_of(ei::WeightClass c, double mean) const;
  void place_names();
  void show_readout();
  QString words(const MatrixSpot& spot) const;
  /// The cell that a row or column of the sample stands for.
  int cell_of(int place) const;
  /// "E 11", or "E 11-31" where rows or columns share a pixel.
  QString cells_of(int first, int last) const;

  PlotView plot_;
  MatrixItem* matrix_;
  std::array<LabelItem*, 4> means_{};
  LabelItem &from_, &onto_;
  EmptyNote empty_note_;
  RunWatch run_;
  std::array<SteadyLimit, 4> full_;
  std::shared_ptr<const lab::NetworkTrial> network_;
  std::shared_ptr<const lab::WeightSample> shown_weights_;  ///< of rate units
  std::vector<int> order_of_units_;                         ///< of rows and columns
  QWidget* header_ = nullptr;
  SegmentedControl *control_ = nullptr, *time_control_ = nullptr;
  bool shows_all_ = false;
  Time time_ = Time::now;
  lab::UnitOrder order_ = lab::UnitOrder::number;
  bool are_rate_units_ = false, is_other_look_ = false;
  QString subtitle_;
};

}  // namespace homeostat::ui
