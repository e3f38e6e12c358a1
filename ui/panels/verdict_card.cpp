#include "ui/panels/verdict_card.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/controls/pill.h"
#include "ui/controls/text.h"
#include "ui/controls/verdict.h"
#include "ui/theme.h"
#include "ui/typeset.h"

namespace homeostat::ui {
namespace {

constexpr double pill_top = 2;
constexpr int heading_gap = 8;
/// More would be a list nobody reads; the others are named below it.
constexpr std::size_t most_rows = 6;

QLabel* text_label(QWidget* parent, int pixels, QFont::Weight weight = QFont::Normal) {
  auto* label = new QLabel(parent);
  label->setFont(text_font(pixels, weight));
  label->setWordWrap(true);
  label->setTextFormat(Qt::RichText);
  return label;
}

QString change_text(const lab::Remedy& remedy) {
  // Of a learned weight, which has more digits than anyone wants.
  const double from = QString::number(remedy.from, 'g', 4).toDouble();
  return QStringLiteral("%1 → %2").arg(number_text(from), number_text(*remedy.to));
}

}  // namespace

VerdictCard::VerdictCard(QWidget* parent)
    : QWidget(parent),
      clause_(text_label(this, 13, QFont::Medium)),
      reasons_(text_label(this, 12)),
      heading_(text_label(this, 13, QFont::Medium)),
      list_(text_label(this, 13)),
      none_(text_label(this, 12)) {
  heading_->setText(tr("What would make it stable"));
  heading_->setContentsMargins(0, heading_gap, 0, 0);
  list_->setToolTip(
      tr("Each line is the smallest change of that one control. Click it to make the "
         "change; Ctrl+Z takes it back."));
  list_->setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
  none_->setForegroundRole(QPalette::PlaceholderText);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, static_cast<int>(pill_height + pill_top) + 6, 0, 0);
  column->setSpacing(6);
  for (QLabel* label : {clause_, reasons_, heading_, list_, none_}) column->addWidget(label);
  connect(list_, &QLabel::linkActivated, this, &VerdictCard::choose);
  write_remedies();
}

void VerdictCard::show_words(const lab::PlainWords& words) {
  if (words.word == words_.word && words.clause == words_.clause && words.reasons == words_.reasons)
    return;
  words_ = words;
  clause_->setText(html_with_symbols(qt_text(words.clause)));
  reasons_->setText(html_with_symbols(qt_text(words.reasons)));
  reasons_->setVisible(!words.reasons.empty());
  setAccessibleName(text());
  update();
}

void VerdictCard::show_remedies(const std::vector<lab::Remedy>& remedies) {
  remedies_ = remedies;
  write_remedies();
}

void VerdictCard::write_remedies() {
  QString rows, none;
  std::size_t shown = 0;
  for (const lab::Remedy& remedy : remedies_) {
    const QString symbol = qt_text(remedy.symbol);
    if (!remedy.to) {
      none += (none.isEmpty() ? QString() : QStringLiteral(", ")) + symbol_html(symbol);
    } else if (shown++ < most_rows) {
      rows +=
          QStringLiteral(
              "<tr><td width='48'>%1</td><td><a href='%2' style='color:%4; "
              "text-decoration:none'>%3</a></td></tr>")
              .arg(symbol_html(symbol), symbol, change_text(remedy), Theme::of(this).accent.name());
    }
  }
  list_->setText(QStringLiteral("<table cellspacing='2'>%1</table>").arg(rows));
  none_->setText(tr("None in range: %1").arg(none));
  heading_->setVisible(!remedies_.empty());
  list_->setVisible(!rows.isEmpty());
  none_->setVisible(!none.isEmpty());
}

void VerdictCard::choose(const QString& symbol) {
  const auto found =
      std::find_if(remedies_.begin(), remedies_.end(),
                   [&](const lab::Remedy& remedy) { return qt_text(remedy.symbol) == symbol; });
  if (found != remedies_.end()) emit remedy_chosen(*found);
}

QString VerdictCard::text() const {
  QString all =
      qt_text(words_.word) + ". " + qt_text(words_.clause) + ' ' + qt_text(words_.reasons);
  for (const lab::Remedy& remedy : remedies_) {
    all += '\n' + qt_text(remedy.symbol) + ' ' +
           (remedy.to ? change_text(remedy) : tr("none in range"));
  }
  return all;
}

void VerdictCard::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) write_remedies();
}

void VerdictCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  draw_pill(painter, {0, pill_top}, Theme::of(this), verdict_of(words_.mood), qt_text(words_.word));
}

}  // namespace homeostat::ui
