// A whole number of any size up to 2^64 - 1, typed. What is no such number is refused in words, and
// what runs comes back when the keyboard goes elsewhere.
#pragma once

#include <QLineEdit>

namespace homeostat::ui {

class WholeNumberField : public QLineEdit {
  Q_OBJECT
 public:
  WholeNumberField(quint64 lowest, quint64 highest, QWidget* parent = nullptr);

  /// Begins the sentence of a refusal: "Seed: a whole number".
  void set_words(const QString& words) { words_ = words; }
  /// Emits nothing and leaves a half-typed text alone.
  void set_value(quint64 value);

 signals:
  void value_changed(quint64 value);
  /// A sentence that says what is allowed and what runs.
  void refused(const QString& sentence);

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

 private:
  void commit();
  void show_running();
  void set_error(bool is_error);

  quint64 lowest_, highest_;
  quint64 value_ = 0;
  QString words_;
  bool is_error_ = false;
};

}  // namespace homeostat::ui
