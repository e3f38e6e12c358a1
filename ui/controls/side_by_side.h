// Two views of one thing: beside each other where there is room, else the one that is chosen.
#pragma once

#include <QPointer>
#include <QStringList>
#include <QWidget>
#include <array>

#include "ui/controls/segmented_control.h"

namespace homeostat::ui {

class SideBySide : public QWidget {
  Q_OBJECT
 public:
  /// Takes over both views. `names`: what they are called where one has to be chosen.
  SideBySide(QWidget* first, QWidget* second, const QStringList& names, QWidget* parent = nullptr);

  /// The choice, for a header that owns it from then on; hidden while both can be seen.
  SegmentedControl* control() { return control_; }
  int chosen() const { return chosen_; }
  void choose(int index);
  bool shows_both() const;

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  void arrange();

  std::array<QWidget*, 2> views_;
  QPointer<SegmentedControl> control_;
  int chosen_ = 0;
};

}  // namespace homeostat::ui
