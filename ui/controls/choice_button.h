// One choice of many, shown as a field that opens a menu; the less usual ones wait in a submenu.
#pragma once

#include <QAbstractButton>
#include <QMap>
#include <QString>
#include <vector>

class QMenu;

namespace homeostat::ui {

struct ChoiceItem {
  QString title;
  QString group;  ///< empty: in the menu itself; otherwise the submenu's name
};

class ChoiceButton : public QAbstractButton {
  Q_OBJECT
 public:
  explicit ChoiceButton(const std::vector<ChoiceItem>& items, QWidget* parent = nullptr);

  /// A quiet line above the choices of a group. Symbols in it are typeset.
  void set_group_note(const QString& group, const QString& note) { notes_[group] = note; }
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
  QMenu* add_group(QMenu& menu, const QString& name) const;
  void step(int by);

  std::vector<ChoiceItem> items_;
  QMap<QString, QString> notes_;
  int current_ = 0;
};

}  // namespace homeostat::ui
