// How often both solutions err against the strength of the noise, predicted as lines and counted as
// dots; the point is the noise of the experiment and can be dragged [balance, Fig. 1].
#pragma once

#include <array>
#include <memory>

#include "core/lab/noise_errors.h"
#include "ui/panels/panel.h"
#include "ui/plots/axis_view.h"

namespace homeostat::ui {

class ErrorDotsItem;
class PathItem;
class SegmentedControl;

class NoiseTestPanel : public Panel {
  Q_OBJECT
 public:
  explicit NoiseTestPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  QWidget* header_control() override;
  bool is_settled() const override { return !is_working_; }
  QByteArray save_state() const override;
  void restore_state(const QByteArray& state) override;

  void choose(lab::NoiseKind kind);
  AxisView& plot() { return plot_; }
  const ErrorDotsItem& counted(std::size_t k) const { return *dots_[k]; }

 private:
  void ask();
  void take();
  void show_rates();
  void place_names();
  const char* symbol() const;

  AxisView plot_;
  std::array<PathItem*, 2> lines_{};
  std::array<ErrorDotsItem*, 2> dots_{};
  std::array<LabelItem*, 2> names_{};
  LabelItem& nothing_;
  SegmentedControl* choice_;
  lab::NoiseKind kind_ = lab::NoiseKind::output;
  std::shared_ptr<const lab::SelectiveAnswer> answer_;
  std::optional<lab::ParameterValues> values_, asked_;  ///< asked_: at no strength of its kind
  lab::NoiseAnswer rates_;
  bool is_working_ = false;
  QString subtitle_;
  lab::NoiseTask task_;  // last: it calls back
};

}  // namespace homeostat::ui
