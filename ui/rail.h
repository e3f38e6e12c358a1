// The narrow column at the left: laboratories, figures, experiments, theme and help.
#pragma once

#include <QWidget>
#include <map>

#include "core/lab/parameters.h"

namespace homeostat::ui {

class RailButton;

class Rail : public QWidget {
  Q_OBJECT
 public:
  explicit Rail(QWidget* parent = nullptr);

  /// The experiments' button, under which its menu opens.
  QWidget* experiments_button() const;
  /// Marks the laboratory in front, or the figures.
  void show_laboratory(lab::Model model);
  void show_figures();
  /// Shows the moon in light and the sun in dark.
  void show_theme(bool is_dark);

  QSize sizeHint() const override { return {80, 600}; }

 signals:
  void laboratory_chosen(homeostat::lab::Model model);
  void figures_requested();
  void experiments_requested();
  void theme_toggled();
  void help_requested();

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  void add_laboratory(lab::Model model, const QString& glyph, const QString& words,
                      const QString& tip);

  std::map<lab::Model, RailButton*> laboratories_;
  RailButton *experiments_, *figures_;
  RailButton* theme_;
};

}  // namespace homeostat::ui
