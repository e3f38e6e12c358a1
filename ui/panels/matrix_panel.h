// The weights of a network, among a sample of its cells or among all, as an image.
#pragma once

#include <array>

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
  PlotView& plot() { return plot_; }
  const MatrixItem& matrix() const { return *matrix_; }

 private:
  void show_weights(const lab::NetworkTrial& network);
  void show_means(const ei::Weights& weights);
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
  SegmentedControl* control_ = nullptr;
  bool shows_all_ = false;
  QString subtitle_;
};

}  // namespace homeostat::ui
