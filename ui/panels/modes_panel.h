// Eigenvalues of the neurons, of the rule, and of what trials (online: time) make of both, in
// complex planes.
#pragma once

#include <QBoxLayout>
#include <QLabel>
#include <array>
#include <optional>

#include "core/lab/present_modes.h"
#include "ui/controls/segmented_control.h"
#include "ui/panels/panel.h"
#include "ui/plots/complex_plane.h"

namespace homeostat::ui {

class ModesPanel : public Panel {
  Q_OBJECT
 public:
  explicit ModesPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  /// The point of the plane of weights; where there is room.
  QString subtitle() const override;
  QWidget* header_control() override { return chooser_; }
  QByteArray save_state() const override;
  void restore_state(const QByteArray& state) override;

  ComplexPlane& neurons() { return neurons_; }
  ComplexPlane& rule() { return rule_; }
  ComplexPlane& trial_map() { return trial_map_; }
  ComplexPlane& full() { return full_; }
  SegmentedControl& chooser() { return *chooser_; }
  /// What goes for all planes.
  QLabel& footnote() { return *footnote_; }

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  enum class Arrangement { one, beside, stacked };
  /// What the eigenvalues depend on.
  struct Shown {
    lab::TrialRow row;
    lab::ParameterValues values;
    bool operator==(const Shown&) const = default;
  };

  Arrangement arrangement() const;
  void arrange();
  /// Neurons, rule, and the third as the mode of learning has it.
  std::array<ComplexPlane*, 3> planes();
  void show_mode(bool is_online);
  void show_modes();

  ComplexPlane neurons_, rule_, trial_map_, full_;
  QBoxLayout* planes_layout_;
  QLabel* footnote_;
  SegmentedControl* chooser_;
  std::optional<Shown> shown_;
  std::string experiment_name_;
  std::optional<bool> is_online_;
  lab::PresentModes modes_;
};

}  // namespace homeostat::ui
