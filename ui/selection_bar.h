// The cells of a network that a hand has marked, and what can be done to them.
#pragma once

#include <QStringList>
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

/// "24 cells [E 1-24] lesion | inject 150 pA from 500 to 800 ms | clear", for rate units in a
/// second row "inject ... | W_EE among them x 2 | setpoint 10 Hz"; away while there is nothing to
/// say.
class SelectionBar : public QWidget {
  Q_OBJECT
 public:
  explicit SelectionBar(lab::Model model, QWidget* parent = nullptr);

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
  void imprint();
  void set_setpoint();
  void restore();
  void arrange();
  QStringList done_words() const;
  bool has_both_populations() const;
  void show_buttons();

  lab::Model model_;
  // Before the fields that show them; the current in pA, or as I_ext of rate units.
  double current_, from_ms_ = 500, until_ms_ = 800, factor_ = 2, setpoint_Hz_ = 10;
  QLabel* count_;
  QLineEdit* cells_;
  QPushButton *lesion_, *inject_, *imprint_, *setpoint_, *restore_;
  NumberField *amount_, *from_, *until_, *times_, *Hz_;
  GlyphButton* clear_;
  std::vector<int> selection_;
  lab::CellTreatment treatment_;
  ei::Sizes sizes_;
  bool is_opened_ = false;  ///< by a key, with nothing marked yet
};

}  // namespace homeostat::ui
