// The cells of a network that a hand has marked, and what can be done to them.
#pragma once

#include <QWidget>
#include <vector>

#include "core/ei/spikes.h"
#include "core/lab/cell_treatment.h"
#include "ui/view.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace homeostat::ui {

class GlyphButton;
class NumberField;

/// "24 cells [E 1-24] lesion | inject 150 pA from 500 to 800 ms | clear"; away while there is
/// nothing to say.
class SelectionBar : public QWidget {
  Q_OBJECT
 public:
  explicit SelectionBar(QWidget* parent = nullptr);

  void show_view(const View& view);
  /// Shows it, ready for cells to be typed.
  void open();

 signals:
  void cells_typed(std::vector<int> cells);
  /// `text` names the step of undo.
  void treatment_wanted(homeostat::lab::CellTreatment treatment, const QString& text);
  void refused(const QString& text);

 protected:
  void paintEvent(QPaintEvent*) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  NumberField* add_number(const QString& unit, double& value, double least, double step);
  void take_typed();
  void clear();
  void lesion();
  void inject();
  void restore();
  void show_buttons();

  double current_pA_ = 150, from_ms_ = 500, until_ms_ = 800;  // before the fields that show them
  QLabel* count_;
  QLineEdit* cells_;
  QPushButton *lesion_, *inject_, *restore_;
  NumberField *pA_, *from_, *until_;
  GlyphButton* clear_;
  std::vector<int> selection_;
  lab::CellTreatment treatment_;
  ei::Sizes sizes_;
  bool is_opened_ = false;  ///< by a key, with nothing marked yet
};

}  // namespace homeostat::ui
