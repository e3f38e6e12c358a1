#include "ui/controls/equation_view.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextDocument>
#include <algorithm>
#include <cmath>

#include "ui/controls/text.h"
#include "ui/theme.h"
#include "ui/typeset.h"

namespace homeostat::ui {
namespace {

constexpr double padding_x = 12;
constexpr double padding_y = 8;
constexpr double line_height = 24;
constexpr int largest_pixels = 15;
constexpr int smallest_pixels = 11;

/// Where the equals sign and what follows it begin, at a size of type.
double equals_x(int pixels) { return padding_x + 3.3 * pixels; }
double right_x(int pixels) { return equals_x(pixels) + pixels; }

void lay_out(QTextDocument& document, const QString& sentence, double width) {
  document.setDefaultFont(text_font(12));
  document.setDocumentMargin(0);
  document.setHtml(html_with_symbols(sentence));
  document.setTextWidth(width);
}

}  // namespace

EquationView::EquationView(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void EquationView::set(const std::vector<Equation>& equations, const QString& sentence) {
  if (equations == equations_ && sentence == sentence_) return;
  equations_ = equations;
  sentence_ = sentence;
  setAccessibleName(sentence);
  fit_height();
  update();
}

double EquationView::sentence_height() const {
  if (sentence_.isEmpty()) return 0;
  QTextDocument document;
  lay_out(document, sentence_, width() - 2 * padding_x);
  return document.size().height() + 4;
}

void EquationView::fit_height() {
  const double equations = line_height * static_cast<double>(equations_.size());
  setFixedHeight(static_cast<int>(std::ceil(2 * padding_y + equations + sentence_height())));
}

int EquationView::fitting_pixels() const {
  const auto fits = [this](int pixels) {
    return std::ranges::all_of(equations_, [&](const Equation& equation) {
      return right_x(pixels) + Typeset(equation.right, pixels).size().width() <
             width() - padding_x + 4;
    });
  };
  int pixels = largest_pixels;
  while (pixels > smallest_pixels && !fits(pixels)) --pixels;
  return pixels;
}

void EquationView::resizeEvent(QResizeEvent*) { fit_height(); }

void EquationView::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.sunken);
  painter.drawRoundedRect(rect(), 8, 8);
  const int pixels = fitting_pixels();
  double baseline = padding_y + 17;
  for (const Equation& equation : equations_) {
    Typeset(equation.left, pixels).draw(painter, {padding_x, baseline}, theme.ink);
    Typeset("$=$", pixels).draw(painter, {equals_x(pixels), baseline}, theme.ink);
    Typeset(equation.right, pixels).draw(painter, {right_x(pixels), baseline}, theme.ink);
    baseline += line_height;
  }
  if (sentence_.isEmpty()) return;
  QTextDocument document;
  lay_out(document, sentence_, width() - 2 * padding_x);
  QAbstractTextDocumentLayout::PaintContext context;
  context.palette.setColor(QPalette::Text, theme.ink2);
  painter.translate(padding_x, baseline - 15);
  document.documentLayout()->draw(&painter, context);
}

}  // namespace homeostat::ui
