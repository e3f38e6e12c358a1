// The verdict on the present place of the plane, and what would mend it.
#pragma once

#include <QWidget>
#include <vector>

#include "core/lab/plain_words.h"
#include "core/lab/remedies.h"

class QLabel;

namespace homeostat::ui {

class VerdictCard : public QWidget {
  Q_OBJECT
 public:
  explicit VerdictCard(QWidget* parent = nullptr);

  void show_words(const lab::PlainWords& words);
  /// Empty: there is nothing to mend.
  void show_remedies(const std::vector<lab::Remedy>& remedies);

  /// What is written, for tests and screen readers.
  QString text() const;

 signals:
  /// A person wants this one.
  void remedy_chosen(const homeostat::lab::Remedy& remedy);

 protected:
  void paintEvent(QPaintEvent*) override;
  void changeEvent(QEvent* event) override;

 private:
  void choose(const QString& symbol);
  void write_remedies();

  lab::PlainWords words_;
  std::vector<lab::Remedy> remedies_;
  QLabel *clause_, *reasons_, *heading_, *list_, *none_;
};

}  // namespace homeostat::ui
