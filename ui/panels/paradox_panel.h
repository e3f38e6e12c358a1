// The steady state against one weight, with what one would naively expect of it: where more drive
// to I lowers I.
#pragma once

#include <array>
#include <optional>

#include "core/ei/steady_sweep.h"
#include "ui/panels/panel.h"
#include "ui/panels/steady_lines.h"
#include "ui/plots/axis_view.h"
#include "ui/plots/nice_axis.h"

namespace homeostat::ui {

class MarkerItem;
class SegmentedControl;

class ParadoxPanel : public Panel {
  Q_OBJECT
 public:
  explicit ParadoxPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  /// Gives way to the header's control where there is no room for both.
  QString subtitle() const override;
  QWidget* header_control() override;
  QByteArray save_state() const override;
  void restore_state(const QByteArray& state) override;

  /// The weight that is varied.
  ei::WeightClass chosen() const { return chosen_; }
  void choose(ei::WeightClass c);
  /// The circuit as it is now: the point stands for it.
  const std::optional<ei::Circuit>& circuit() const { return circuit_; }

  AxisView& plot() { return plot_; }
  const SteadyLines& lines() const { return lines_; }
  const MarkerItem& changed() const { return *changed_; }
  const LabelItem& sentence() const { return sentence_; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  /// What the picture is of.
  struct Subject {
    ei::Circuit circuit;
    ei::Setpoints setpoints;
    ei::Circuit changed;  ///< by what acts in the trial looked at; else the same
    bool operator==(const Subject&) const = default;
  };

  void show_subject();
  void show_ranges();
  void show_points();
  void show_changed();
  void say();
  void place_names();
  void show_readout();
  void ask_for(double weight, bool is_final);
  double wanted_weight_end() const;

  AxisView plot_;
  SegmentedControl* choice_;
  SteadyLines lines_;
  CurveItem &I_set_, &E_set_;
  MarkerItem *partner_, *changed_, *E_read_, *I_read_;
  LabelItem &changed_name_, &sentence_;
  double y_title_right_ = 0;  ///< while no readout stands there
  ei::WeightClass chosen_ = ei::IE;
  std::optional<Subject> viewed_;       ///< as the run has it
  std::optional<ei::Circuit> circuit_;  ///< with the weight where the hand holds it
  std::array<SteadyLimit, 4> weight_end_;
  SteadyLimit rate_end_;
};

}  // namespace homeostat::ui
