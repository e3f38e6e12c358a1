// Colours, pens and fonts: the only place they are decided. Light and dark are two constant tables.
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>
#include <QPen>
#include <QString>

#include "core/ei/populations.h"

class QWidget;

namespace homeostat::ui {

/// Colour says who sends (E teal and blue, I orange and ochre), dash says who receives (solid onto
/// E, dashed onto I), in every panel, row and export.
struct Theme {
  bool is_dark = false;
  QColor window, panel, raised, sunken, line, line2, grid;
  QColor ink, ink2, ink3, accent, accent_soft, on_accent;
  QColor E, I, E_text, I_text;
  QColor W_EE, W_EI, W_IE, W_II, W_EE_text, W_EI_text, W_IE_text, W_II_text;
  QColor neural, rule, both, hatch, neural_edge, neural_text, rule_edge, paradox, trail, ghost;
  QColor less, more;  ///< ends of a signed scale, told apart without red and green cones
  QColor good, warn, bad, good_soft, warn_soft, bad_soft;

  static const Theme& light();
  static const Theme& dark();
  /// The theme a widget is to be drawn in: the one its palette was made from.
  static const Theme& of(const QWidget* widget);

  QColor weight_line(ei::WeightClass c) const;
  QColor weight_text(ei::WeightClass c) const;
  /// Line of a weight class: its colour, solid onto E and dashed 7 4 px onto I.
  QPen weight_pen(ei::WeightClass c, double width = 2) const;
  /// Setpoint line: the population's colour, 1.25 px, dots 2 4, 85 % opaque.
  QPen setpoint_pen(const QColor& population) const;

  QPalette palette() const;
  QString style_sheet() const;
};

/// Upright text. Sizes are in pixels at scale 1: 11, 12, 13 (body), 15, 16.
QFont text_font(int pixels, QFont::Weight weight = QFont::Normal);
/// Symbols and equations.
QFont math_font(int pixels);

/// Loads nothing from disk that the program does not find: falls back to DejaVu.
void install_fonts();

/// `part` of the way from one colour to the other.
QColor mixed(const QColor& under, const QColor& over, double part);
QColor with_opacity(QColor colour, double part);

}  // namespace homeostat::ui
