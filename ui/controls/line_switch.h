// A check box for one line of a plot, with a piece of the line and its name.
#pragma once

#include <QAbstractButton>

#include "ui/plots/curve_item.h"
#include "ui/typeset.h"

namespace homeostat::ui {

class LineSwitch : public QAbstractButton {
  Q_OBJECT
 public:
  /// `name` is markup of Typeset.
  LineSwitch(PenOf pen, const QString& name, QWidget* parent = nullptr);

  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent*) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  PenOf pen_;
  Typeset name_;
  bool shows_focus_ = false;
};

}  // namespace homeostat::ui
