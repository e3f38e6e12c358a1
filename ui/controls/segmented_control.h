// A few choices side by side, one of them taken.
#pragma once

#include <QStringList>
#include <QWidget>

namespace homeostat::ui {

class SegmentedControl : public QWidget {
  Q_OBJECT
 public:
  /// Plain words, or symbols in the markup of Typeset.
  explicit SegmentedControl(const QStringList& labels, QWidget* parent = nullptr);

  int current() const { return current_; }
  /// Emits nothing.
  void set_current(int index);
  void set_label(int index, const QString& label);

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return sizeHint(); }

 signals:
  void picked(int index);

 protected:
  void paintEvent(QPaintEvent*) override;
  void mousePressEvent(QMouseEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void focusInEvent(QFocusEvent*) override;
  void focusOutEvent(QFocusEvent*) override;

 private:
  QRectF segment(int index) const;
  void pick(int index);

  QStringList labels_;
  int current_ = 0;
  bool shows_focus_ = false;
};

}  // namespace homeostat::ui
