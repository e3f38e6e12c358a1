// The strip above the panels: what is being run, what to look for, seed and length, undo and save.
#pragma once

#include <QWidget>

#include "core/lab/experiment.h"

class QAction;
class QLabel;
class QLineEdit;

namespace homeostat::ui {

class WholeNumberField;

class TopBar : public QWidget {
  Q_OBJECT
 public:
  /// The actions' buttons stand at the right, in their order.
  explicit TopBar(const QList<QAction*>& actions, QWidget* parent = nullptr);

  /// A title stands only while the experiment is what it says.
  void show_experiment(const lab::Experiment& now, const lab::Experiment& reference);

  QSize sizeHint() const override { return {900, 44}; }

 signals:
  void seed_edited(quint64 seed);
  void trials_edited(qint64 trials);
  /// A sentence: what is allowed, and what runs.
  void refused(const QString& sentence);

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  QLabel* add_number(QLineEdit* field);
  /// What a number is called and what it does.
  static void name_number(QLabel* label, QLineEdit* field, const QString& name, const QString& tip);
  void show_subtitle();

  QLabel *title_, *subtitle_;
  QLabel* trials_name_ = nullptr;
  QString subtitle_text_;
  WholeNumberField *seed_, *trials_;
};

}  // namespace homeostat::ui
