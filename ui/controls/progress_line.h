// How far long work is, as a thin line.
#pragma once

#include <QWidget>

namespace homeostat::ui {

class ProgressLine : public QWidget {
  Q_OBJECT
 public:
  explicit ProgressLine(QWidget* parent = nullptr);

  /// 0 to 1; below 0: there is no work, and only a hairline is seen.
  void set_part_done(double part);

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  double part_ = -1;
};

/// "38 %, 24 s left"; without the time while nothing is known of it.
QString progress_words(double part_done, double seconds_left);

}  // namespace homeostat::ui
