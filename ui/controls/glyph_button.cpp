#include "ui/controls/glyph_button.h"

#include <QPainter>

#include "ui/controls/paint.h"
#include "ui/glyphs.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

struct Colours {
  QColor fill, edge, glyph;
};

Colours colours_of(GlyphButton::Look look, const Theme& theme, bool is_hot) {
  const QColor none = Qt::transparent;
  switch (look) {
    case GlyphButton::Look::filled:
      return {theme.accent, theme.accent, theme.on_accent};
    case GlyphButton::Look::outlined:
      return {theme.raised, is_hot ? theme.ink3 : theme.line2, theme.ink};
    case GlyphButton::Look::accent_ghost:
      return {is_hot ? theme.accent_soft : none, none, theme.accent};
    case GlyphButton::Look::ghost:
      break;
  }
  return {is_hot ? theme.sunken : none, none, theme.ink2};
}

}  // namespace

GlyphButton::GlyphButton(const QString& glyph, const QString& words, Look look, QSize size,
                         QWidget* parent)
    : QAbstractButton(parent), look_(look), size_(size) {
  set_glyph(glyph, words);
  setFixedSize(size);
  setFocusPolicy(Qt::TabFocus);
}

void GlyphButton::set_glyph(const QString& glyph, const QString& words) {
  if (glyph == glyph_) return;
  glyph_ = glyph;
  setToolTip(words);
  setAccessibleName(words);
  update();
}

void GlyphButton::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (!isEnabled()) painter.setOpacity(0.45);
  const bool is_hot = isEnabled() && (underMouse() || isDown());
  const Colours colours = colours_of(look_, theme, is_hot);
  draw_field(painter, rect(), 6, isDown() ? colours.fill.darker(108) : colours.fill, colours.edge);
  if (shows_focus_) draw_focus_ring(painter, QRectF(rect()).adjusted(1, 1, -1, -1), 6, theme);
  const double side = std::min({16, width() - 4, height() - 4});
  draw_glyph(painter, glyph_, QRectF((width() - side) / 2, (height() - side) / 2, side, side),
             colours.glyph);
}

void GlyphButton::focusInEvent(QFocusEvent* event) {
  shows_focus_ = is_keyboard_focus(*event);
  QAbstractButton::focusInEvent(event);
}

void GlyphButton::focusOutEvent(QFocusEvent* event) {
  shows_focus_ = false;
  QAbstractButton::focusOutEvent(event);
}

}  // namespace homeostat::ui
