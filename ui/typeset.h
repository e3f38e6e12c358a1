// Symbols and equations as people print them: "W_EE" is an italic W with an upright subscript.
#pragma once

#include <QColor>
#include <QFont>
#include <QPointF>
#include <QSizeF>
#include <QString>
#include <vector>

class QPainter;

namespace homeostat::ui {

/// A line of mixed text. Markup: $...$ is mathematics (letters italic, `_x` or `_{xyz}` an upright
/// subscript, `^x` a superscript, Greek names like alpha, tau, theta become letters, * a thin
/// space); the rest is upright text. Example: "$W_EE$ (E onto E)", "$Delta W_EE = +alpha E (E_set -
/// E)$". Inside $...$ a subscript without braces runs to the end of the letters and digits.
class Typeset {
 public:
  struct Look {
    QString family{};    ///< of upright text; empty: the window's
    int resolution = 1;  ///< all lengths are so many times as long: for paper
    bool is_bold = false;
  };

  /// A run of one font; `drop` is how far its base line lies below that of the whole.
  struct Piece {
    QString text;
    QFont font;
    double x = 0;
    double drop = 0;
  };

  Typeset() = default;
  Typeset(const QString& markup, int pixels) : Typeset(markup, pixels, Look()) {}
  Typeset(const QString& markup, int pixels, const Look& look);

  QSizeF size() const;
  double ascent() const;
  const std::vector<Piece>& pieces() const { return pieces_; }
  /// `baseline_left` is the left end of the base line.
  void draw(QPainter& painter, QPointF baseline_left, const QColor& colour) const;

 private:
  std::vector<Piece> pieces_;
  double width_ = 0;
  double ascent_ = 0;
  double descent_ = 0;
};

/// "W_EE" -> "$W_EE$"; "alpha" -> Greek; the symbol of any row of the parameter table.
QString symbol_markup(const QString& symbol);

/// The same as rich text for labels and tooltips: <i>W</i><sub>EE</sub>.
QString symbol_html(const QString& symbol);

}  // namespace homeostat::ui
