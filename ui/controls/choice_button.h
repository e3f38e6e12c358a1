// One choice of many, shown as a field that opens a menu; the less usual ones wait in a submenu.
#pragma once

#include <QAbstractButton>
#include <QString>
#include <vector>

namespace homeostat::ui {

struct ChoiceItem {
  QString title;
  QString group;  ///< empty: in the menu itself; otherwise the submenu's name
};

class ChoiceButton : public QAbstractButton {
  Q_OBJECT
 public:
  explicit ChoiceButton(const std::vector<ChoiceItem>& items, QWidget* parent = nullptr);

  /// Emits nothing.
  void set_current(int index);

  QSize sizeHint() const override { return {200, 32}; }
  QSize minimumSizeHint() const override { return {96, 26}; }

 signals:
  void picked(int index);

 protected:
  void paintEvent(QPaintEvent*) override;
  void keyPressEvent(QKeyEvent*) override;

 private:
  void open_menu();
  void step(int by);

  std::vector<ChoiceItem> items_;
  int current_ = 0;
};

}  // namespace homeostat::ui
