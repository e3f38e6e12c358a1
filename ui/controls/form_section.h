// A titled part of the form that opens and closes.
#pragma once

#include <QWidget>
#include <vector>

class QVBoxLayout;

namespace homeostat::ui {

class ParameterRow;

/// The line that opens and closes a section: title, quiet summary, chevron.
class SectionHeader : public QWidget {
  Q_OBJECT
 public:
  explicit SectionHeader(const QString& title, QWidget* parent = nullptr);

  void set_summary(const QString& summary);
  void set_expanded(bool is_expanded);

 signals:
  void toggled();

 protected:
  void paintEvent(QPaintEvent*) override;
  void mouseReleaseEvent(QMouseEvent*) override;
  void keyPressEvent(QKeyEvent*) override;
  void focusInEvent(QFocusEvent*) override;
  void focusOutEvent(QFocusEvent*) override;

 private:
  QString title_;
  QString summary_;
  bool is_expanded_ = true;
  bool shows_focus_ = false;
};

class FormSection : public QWidget {
  Q_OBJECT
 public:
  FormSection(const QString& title, bool is_expanded, QWidget* parent = nullptr);

  void add(QWidget* part);
  void set_expanded(bool is_expanded);
  bool is_expanded() const { return is_expanded_; }
  /// Shown while closed, or always when `is_permanent`.
  void set_summary(const QString& summary, bool is_permanent = false);
  /// Shows only what holds for `text`, opened; an empty text restores what was. True when anything
  /// is left.
  bool filter(const QString& text);

 protected:
  void paintEvent(QPaintEvent*) override;

 private:
  void refresh();

  SectionHeader* header_;
  QWidget* body_;
  QVBoxLayout* rows_;
  QString summary_;
  bool is_summary_permanent_ = false;
  bool is_expanded_;
  bool is_filtering_ = false;
};

}  // namespace homeostat::ui
