// A number with its unit, typed or stepped. What is half typed counts only after Enter, which also
// lets go of the keyboard; so does Esc, which brings the value back.
#pragma once

#include <QLineEdit>
#include <QWidget>
#include <functional>

namespace homeostat::ui {

class NumberField : public QWidget {
  Q_OBJECT
 public:
  /// The value so many arrow presses away from another.
  using Stepper = std::function<double(double from, double steps)>;

  NumberField(const QString& unit, Stepper stepped, QWidget* parent = nullptr);

  /// Emits nothing and leaves a half-typed text alone.
  void set_value(double value);
  /// A refused text stays visible inside a red edge.
  void set_error(bool is_error);
  QString text() const { return edit_->text(); }
  /// Holds a usual number beside the unit.
  int least_width() const;

  QSize sizeHint() const override { return {88, 26}; }
  QSize minimumSizeHint() const override { return {64, 26}; }

 signals:
  void value_changed(double value, bool is_final);
  /// Enter on something that is no number.
  void text_refused(const QString& text);
  /// Esc: whatever was refused is taken back.
  void cancelled();

 protected:
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void commit();
  void cancel();
  void show_running();
  void step(double steps);
  bool handle_key(int key, Qt::KeyboardModifiers modifiers);

  QString unit_;
  Stepper stepped_;
  QLineEdit* edit_;
  double value_ = 0;
  bool is_error_ = false;
};

}  // namespace homeostat::ui
