// A button that is one glyph: ghost on the ground, outlined, or the one filled button of its place.
#pragma once

#include <QAbstractButton>

namespace homeostat::ui {

class GlyphButton : public QAbstractButton {
  Q_OBJECT
 public:
  enum class Look { ghost, accent_ghost, outlined, filled };

  /// `words` are the tooltip and what a screen reader says.
  GlyphButton(const QString& glyph, const QString& words, Look look, QSize size,
              QWidget* parent = nullptr);

  void set_glyph(const QString& glyph, const QString& words);

  QSize sizeHint() const override { return size_; }

 protected:
  void paintEvent(QPaintEvent*) override;
  void enterEvent(QEnterEvent*) override { update(); }
  void leaveEvent(QEvent*) override { update(); }
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

 private:
  QString glyph_;
  Look look_;
  QSize size_;
  bool shows_focus_ = false;
};

}  // namespace homeostat::ui
