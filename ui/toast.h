// A line that comes, is read, and goes: bottom right of the centre, never in the way.
#pragma once

#include <QFrame>
#include <QTimer>

class QLabel;

namespace homeostat::ui {

class Toast : public QFrame {
  Q_OBJECT
 public:
  /// Lies over `ground` and keeps to its lower right corner.
  explicit Toast(QWidget* ground);

  void say(const QString& text);

 protected:
  void paintEvent(QPaintEvent*) override;
  void enterEvent(QEnterEvent*) override { leave_.stop(); }
  void leaveEvent(QEvent*) override { leave_.start(); }
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void place();

  QLabel* text_;
  QTimer leave_;
};

}  // namespace homeostat::ui
