// The strip above the panels: what is being run, what to look for, seed and length, undo and save.
#pragma once

#include <QWidget>

#include "core/lab/experiment.h"

class QAction;
class QLabel;
class QLineEdit;

namespace homeostat::ui {

class TopBar : public QWidget {
  Q_OBJECT
 public:
  /// The actions' buttons stand at the right, in their order.
  explicit TopBar(const QList<QAction*>& actions, QWidget* parent = nullptr);

  void show_experiment(const lab::Experiment& now, const lab::Experiment& reference);

  QSize sizeHint() const override { return {900, 44}; }

 signals:
  void seed_edited(quint64 seed);
  void trials_edited(qint64 trials);

 protected:
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override;

 private:
  QLineEdit* add_number(const QString& name, const QString& tip, int width);
  void elide();

  QLabel *title_, *subtitle_;
  QString full_subtitle_;
  QLineEdit *seed_, *trials_;
};

}  // namespace homeostat::ui
