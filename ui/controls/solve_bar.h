// The bar under a selective neuron's panels: sampling on and off, other patterns, and how far it
// all is.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace homeostat::ui {

class GlyphButton;
class ProgressLine;

struct SolveState {
  bool is_sampling = false;
  qint64 samples = 0, samples_wanted = 0;  ///< at every load
  double sampling_part = -1;               ///< done; below 0: nothing to do
  double seconds_left = 0;
  double solving_part = -1;  ///< of the problem on the screen
  QString words;             ///< about it, once solved
  bool operator==(const SolveState&) const = default;
};

class SolveBar : public QWidget {
  Q_OBJECT
 public:
  explicit SolveBar(QWidget* parent = nullptr);

  void set_state(const SolveState& state);
  QString words() const;
  QPushButton& other_patterns() { return *other_; }

  QSize sizeHint() const override { return {900, 56}; }

 signals:
  void sampling_toggled(bool is_on);
  /// The next seed.
  void other_patterns_wanted();

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  QString sampling_words() const;

  SolveState state_;
  ProgressLine* progress_;
  GlyphButton* sample_;
  QPushButton* other_;
  QLabel *sampling_, *solution_;
};

}  // namespace homeostat::ui
