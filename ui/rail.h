// The narrow column at the left: laboratories, experiments, theme and help.
#pragma once

#include <QWidget>

namespace homeostat::ui {

class RailButton;

class Rail : public QWidget {
  Q_OBJECT
 public:
  explicit Rail(QWidget* parent = nullptr);

  /// The experiments' button, under which its menu opens.
  QWidget* experiments_button() const;
  /// Shows the moon in light and the sun in dark.
  void show_theme(bool is_dark);

  QSize sizeHint() const override { return {80, 600}; }

 signals:
  void experiments_requested();
  void theme_toggled();
  void help_requested();

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  RailButton* experiments_;
  RailButton* theme_;
};

}  // namespace homeostat::ui
