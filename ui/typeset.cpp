#include "ui/typeset.h"

#include <QFontMetricsF>
#include <QHash>
#include <QPainter>
#include <QStringList>
#include <algorithm>

#include "ui/theme.h"

namespace homeostat::ui {
namespace {

enum class Role { text, variable, upright, subscript, superscript, space };

/// What the markup says, before any font is known. A space is `em` wide.
struct Token {
  Role role;
  QString text;
  double em = 0;
};

constexpr double thin_space = 0.17;
constexpr double operator_space = 0.28;
constexpr double script_size = 0.67;
constexpr double subscript_drop = 0.22;
constexpr double superscript_rise = 0.38;

QString greek(const QString& name) {
  static const QHash<QString, QString> letters{
      {"alpha", "α"}, {"beta", "β"},  {"gamma", "γ"}, {"delta", "δ"}, {"kappa", "κ"}, {"lambda", "λ"},
      {"mu", "μ"},    {"rho", "ρ"},   {"sigma", "σ"}, {"tau", "τ"},   {"theta", "θ"},
      {"phi", "φ"},   {"Delta", "Δ"}, {"Gamma", "Γ"}, {"Sigma", "Σ"}};
  return letters.value(name);
}

/// Reads the mathematics between two dollars.
class MathReader {
 public:
  explicit MathReader(QString source) : source_(std::move(source)) {}

  std::vector<Token> read() {
    while (at_ < source_.size()) read_one();
    return std::move(tokens_);
  }

 private:
  void read_one() {
    const QChar c = source_[at_];
    if (c == ' ') {
      ++at_;
      is_after_space_ = true;
      return;
    }
    if (c == '_' || c == '^') {
      ++at_;
      add(c == '_' ? Role::subscript : Role::superscript, script());
    } else if (c == '*') {
      ++at_;
      tokens_.push_back({Role::space, {}, thin_space});
    } else if (c.isLetter()) {
      add_word(take_while([](QChar x) { return x.isLetter(); }));
    } else if (QStringLiteral("=+-<>≥≤×·").contains(c)) {
      add_operator(c == '-' ? QChar(0x2212) : c);
    } else {
      open_gap();
      ++at_;
      add(Role::upright, c);
    }
    is_after_space_ = false;
  }

  void add_word(const QString& word) {
    open_gap();
    const QString letter = greek(word);
    const bool is_capital_greek = !letter.isEmpty() && word[0].isUpper();
    add(is_capital_greek ? Role::upright : Role::variable, letter.isEmpty() ? word : letter);
    is_after_delta_ = word == QLatin1String("Delta");
  }

  void add_operator(QChar sign) {
    ++at_;
    const bool is_binary = is_after_space_ && at_ < source_.size() && source_[at_] == ' ';
    if (is_binary || is_after_space_) tokens_.push_back({Role::space, {}, operator_space});
    add(Role::upright, sign);
    if (!is_binary) return;
    tokens_.push_back({Role::space, {}, operator_space});
    while (at_ < source_.size() && source_[at_] == ' ') ++at_;
  }

  void open_gap() {
    if (is_after_space_ && !is_after_delta_ && !tokens_.empty())
      tokens_.push_back({Role::space, {}, thin_space});
    is_after_delta_ = false;
  }

  QString script() {
    if (at_ < source_.size() && source_[at_] == '{') {
      const auto close = source_.indexOf('}', at_);
      const auto end = close < 0 ? source_.size() : close;
      QString inside = source_.mid(at_ + 1, end - at_ - 1);
      at_ = std::min(end + 1, source_.size());
      return inside;
    }
    return take_while([](QChar x) { return x.isLetterOrNumber(); });
  }

  template <typename Predicate>
  QString take_while(Predicate belongs) {
    const auto from = at_;
    while (at_ < source_.size() && belongs(source_[at_])) ++at_;
    return source_.mid(from, at_ - from);
  }

  void add(Role role, const QString& text) { tokens_.push_back({role, text, 0}); }

  QString source_;
  qsizetype at_ = 0;
  bool is_after_space_ = false;
  bool is_after_delta_ = false;
  std::vector<Token> tokens_;
};

std::vector<Token> read_markup(const QString& markup) {
  std::vector<Token> tokens;
  const QStringList parts = markup.split('$');
  for (qsizetype i = 0; i < parts.size(); ++i) {
    if (parts[i].isEmpty()) continue;
    if (i % 2 == 0) {
      tokens.push_back({Role::text, parts[i], 0});
      continue;
    }
    for (Token& token : MathReader(parts[i]).read()) tokens.push_back(std::move(token));
  }
  return tokens;
}

QFont role_font(Role role, int pixels, const Typeset::Look& look) {
  // STIX looks smaller than the text around it.
  const int math_pixels = pixels < 15 ? pixels + 1 : pixels;
  QFont font;
  switch (role) {
    case Role::text:
      font = text_font(pixels, look.is_bold ? QFont::Bold : QFont::Normal);
      break;
    case Role::subscript:
    case Role::superscript:
      font = text_font(std::max(7, qRound(script_size * pixels)));
      break;
    default:
      font = math_font(math_pixels);
      font.setItalic(role == Role::variable);
  }
  const bool is_text = role == Role::text || role == Role::subscript || role == Role::superscript;
  if (is_text && !look.family.isEmpty())
    font.setFamilies(QStringList{look.family} + font.families());
  font.setPixelSize(font.pixelSize() * look.resolution);
  font.setHintingPreference(QFont::PreferNoHinting);
  return font;
}

bool is_mathematical(const QString& head) {
  return head.size() == 1 || head == QLatin1String("dt") || !greek(head).isEmpty();
}

}  // namespace

Typeset::Typeset(const QString& markup, int pixels, const Look& look) {
  const QFontMetricsF base(role_font(Role::text, pixels, look));
  const double em = pixels * look.resolution;
  ascent_ = base.ascent();
  descent_ = base.descent();
  bool is_after_variable = false;
  for (const Token& token : read_markup(markup)) {
    if (token.role == Role::space) {
      width_ += token.em * em;
      continue;
    }
    Piece piece{token.text, role_font(token.role, pixels, look), width_, 0};
    const QFontMetricsF metrics(piece.font);
    if (token.role == Role::subscript) piece.drop = subscript_drop * em;
    if (token.role == Role::superscript) piece.drop = -superscript_rise * em;
    // An italic letter leans out of its box: give a superscript or a bracket room, and what stands
    // before an f.
    if (is_after_variable && token.role != Role::subscript) piece.x += 0.04 * em;
    if (token.role == Role::variable && !pieces_.empty())
      piece.x += std::max(0.0, -metrics.leftBearing(piece.text.front()));
    is_after_variable = token.role == Role::variable;
    width_ = piece.x + metrics.horizontalAdvance(piece.text);
    descent_ = std::max(descent_, metrics.descent() + piece.drop);
    pieces_.push_back(std::move(piece));
  }
}

QSizeF Typeset::size() const { return {width_, ascent_ + descent_}; }

double Typeset::ascent() const { return ascent_; }

void Typeset::draw(QPainter& painter, QPointF baseline_left, const QColor& colour) const {
  painter.setPen(colour);
  for (const Piece& piece : pieces_) {
    painter.setFont(piece.font);
    painter.drawText(baseline_left + QPointF(piece.x, piece.drop), piece.text);
  }
}

QString symbol_markup(const QString& symbol) {
  const QStringList parts = symbol.split('_');
  const QString& head = parts.first();
  const QString& tail = parts.last();
  if (parts.size() == 1) return is_mathematical(head) ? '$' + head + '$' : head;
  if (is_mathematical(head)) return "$" + head + "_{" + parts.mid(1).join(',') + "}$";
  if (!greek(tail).isEmpty())
    return "$" + tail + "_{" + parts.mid(0, parts.size() - 1).join(',') + "}$";
  return parts.join(' ');
}

QString symbol_html(const QString& symbol) {
  QString html;
  for (const Token& token : read_markup(symbol_markup(symbol))) {
    const QString text = token.text.toHtmlEscaped();
    if (token.role == Role::variable) {
      html += "<i>" + text + "</i>";
    } else if (token.role == Role::subscript) {
      html += "<sub>" + text + "</sub>";
    } else {
      html += text;
    }
  }
  return html;
}

}  // namespace homeostat::ui
