// The foot of a panel that works at something for a while: how far it is, a button that begins and
// stops it, and what there is to say.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace homeostat::ui {

class ProgressLine;

class TaskStrip : public QWidget {
  Q_OBJECT
 public:
  explicit TaskStrip(QWidget* parent = nullptr);

  QPushButton& button() { return *button_; }
  /// 0 to 1; below 0: nothing goes on.
  void set_part_done(double part);
  /// Cut off where there is no room; the tooltip says the rest, by itself all of it.
  void set_words(const QString& words, const QString& tip = {});
  QString words() const;

 private:
  ProgressLine* progress_;
  QPushButton* button_;
  QLabel* words_;
};

}  // namespace homeostat::ui
