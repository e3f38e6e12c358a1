// A small card over the window that closes at a click elsewhere and at Esc, and is deleted then.
#pragma once

#include <QWidget>

namespace homeostat::ui {

class Popup : public QWidget {
  Q_OBJECT
 public:
  explicit Popup(QWidget* parent);

  /// In the middle of its parent.
  void open();

 protected:
  void paintEvent(QPaintEvent*) override;
  void keyPressEvent(QKeyEvent* event) override;
};

}  // namespace homeostat::ui
