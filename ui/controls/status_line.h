// What is going on, in plain words.
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

#include "ui/controls/verdict.h"

namespace homeostat::ui {

struct Status {
  Verdict verdict = Verdict::neutral;
  QString word;       ///< "Stable"
  QString clause;     ///< the one thing that matters
  QString reasons;    ///< sentences; symbols such as W_II are typeset
  QString technical;  ///< "0.4 ms per trial"; may be empty
  bool operator==(const Status&) const = default;
};

class StatusLine : public QWidget {
  Q_OBJECT
 public:
  explicit StatusLine(QWidget* parent = nullptr);

  /// Shown at once, or when the last change is 250 ms old.
  void set(const Status& status);

  QSize sizeHint() const override { return {900, 28}; }

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  void show_latest();

  Status shown_;
  Status latest_;
  QElapsedTimer since_change_;
  QTimer wait_;
};

}  // namespace homeostat::ui
