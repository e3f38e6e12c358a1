// Equations aligned at "=" on a quiet card, with one sentence under them.
#pragma once

#include <QWidget>

#include "ui/controls/rule_text.h"

namespace homeostat::ui {

class EquationView : public QWidget {
  Q_OBJECT
 public:
  explicit EquationView(QWidget* parent = nullptr);

  /// Equations too long for the card are set smaller, down to 12 px.
  void set(const std::vector<Equation>& equations, const QString& sentence);

 protected:
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override;

 private:
  void fit_height();
  double sentence_height() const;
  int fitting_pixels() const;

  std::vector<Equation> equations_;
  QString sentence_;
};

}  // namespace homeostat::ui
