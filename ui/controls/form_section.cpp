#include "ui/controls/form_section.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/controls/paint.h"
#include "ui/controls/parameter_row.h"
#include "ui/controls/text.h"
#include "ui/glyphs.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr int header_height = 28;

bool matches(const lab::ParameterSpec& spec, const QString& text) {
  const QString symbol = qt_text(spec.symbol);
  return symbol.contains(text, Qt::CaseInsensitive) ||
         QString(symbol).remove('_').contains(text, Qt::CaseInsensitive) ||
         qt_text(spec.name).contains(text, Qt::CaseInsensitive);
}

}  // namespace

SectionHeader::SectionHeader(const QString& title, QWidget* parent)
    : QWidget(parent), title_(title) {
  setFixedHeight(header_height);
  setFocusPolicy(Qt::TabFocus);
  setCursor(Qt::PointingHandCursor);
  setAccessibleName(title);
}

void SectionHeader::set_summary(const QString& summary) {
  if (summary == summary_) return;
  summary_ = summary;
  update();
}

void SectionHeader::set_expanded(bool is_expanded) {
  is_expanded_ = is_expanded;
  setAccessibleDescription(is_expanded ? "open" : "closed");
  update();
}

void SectionHeader::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (shows_focus_) draw_focus_ring(painter, QRectF(rect()).adjusted(1, 1, -1, -1), 6, theme);
  painter.setFont(text_font(13, QFont::Medium));
  painter.setPen(theme.ink);
  painter.drawText(rect(), Qt::AlignVCenter | Qt::AlignLeft, title_);
  const int title_width = painter.fontMetrics().horizontalAdvance(title_);
  painter.setFont(text_font(12));
  painter.setPen(theme.ink3);
  painter.drawText(rect().adjusted(title_width + 8, 0, -28, 0), Qt::AlignVCenter | Qt::AlignLeft,
                   summary_);
  draw_glyph(painter, is_expanded_ ? "down" : "right", QRectF(width() - 18, 6, 16, 16), theme.ink2);
}

void SectionHeader::mouseReleaseEvent(QMouseEvent* event) {
  if (rect().contains(event->pos())) emit toggled();
}

void SectionHeader::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Space || event->key() == Qt::Key_Return) {
    emit toggled();
  } else {
    QWidget::keyPressEvent(event);
  }
}

void SectionHeader::focusInEvent(QFocusEvent* event) {
  shows_focus_ = is_keyboard_focus(*event);
  update();
}

void SectionHeader::focusOutEvent(QFocusEvent*) {
  shows_focus_ = false;
  update();
}

FormSection::FormSection(const QString& title, bool is_expanded, QWidget* parent)
    : QWidget(parent),
      header_(new SectionHeader(title, this)),
      body_(new QWidget(this)),
      rows_(new QVBoxLayout(body_)),
      is_expanded_(is_expanded) {
  rows_->setContentsMargins(0, 0, 0, 0);
  rows_->setSpacing(0);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(16, 8, 8, 8);
  column->setSpacing(0);
  column->addWidget(header_);
  column->addWidget(body_);
  connect(header_, &SectionHeader::toggled, this, [this] { set_expanded(!is_expanded_); });
  refresh();
}

void FormSection::add(QWidget* part) { rows_->addWidget(part); }

void FormSection::set_expanded(bool is_expanded) {
  is_expanded_ = is_expanded;
  refresh();
}

void FormSection::set_summary(const QString& summary, bool is_permanent) {
  if (summary == summary_ && is_permanent == is_summary_permanent_) return;
  summary_ = summary;
  is_summary_permanent_ = is_permanent;
  refresh();
}

bool FormSection::filter(const QString& text) {
  is_filtering_ = !text.isEmpty();
  bool is_any_left = !is_filtering_;
  for (auto* row : body_->findChildren<ParameterRow*>()) {
    const bool is_match = row->is_used() && (!is_filtering_ || matches(row->spec(), text));
    row->setVisible(is_match);
    is_any_left = is_any_left || is_match;
  }
  setVisible(is_any_left);
  refresh();
  return is_any_left;
}

void FormSection::refresh() {
  const bool is_open = is_expanded_ || is_filtering_;
  body_->setVisible(is_open);
  header_->set_expanded(is_open);
  header_->set_summary(is_open && !is_summary_permanent_ ? QString() : summary_);
}

void FormSection::paintEvent(QPaintEvent*) {
  // What stands above the first section brings its own line.
  if (y() > 0) QPainter(this).fillRect(0, 0, width(), 1, Theme::of(this).line);
}

}  // namespace homeostat::ui
