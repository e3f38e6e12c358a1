#include "ui/controls/choice_button.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QWidgetAction>
#include <algorithm>

#include "ui/controls/paint.h"
#include "ui/controls/text.h"
#include "ui/glyphs.h"
#include "ui/theme.h"

namespace homeostat::ui {

ChoiceButton::ChoiceButton(const std::vector<ChoiceItem>& items, QWidget* parent)
    : QAbstractButton(parent), items_(items) {
  setFocusPolicy(Qt::StrongFocus);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  connect(this, &QAbstractButton::pressed, this, &ChoiceButton::open_menu);
}

void ChoiceButton::set_current(int index) {
  current_ = index;
  setAccessibleDescription(items_.at(static_cast<std::size_t>(index)).title);
  update();
}

QMenu* ChoiceButton::add_group(QMenu& menu, const QString& name) const {
  QMenu* group = menu.addMenu(name);
  if (!notes_.contains(name)) return group;
  // A line that cannot be chosen is drawn paler than can be read, unless it has its own colour.
  const QString span = "<span style='color:" + Theme::of(this).ink3.name() + "'>";
  auto* label = new QLabel(span + html_with_symbols(notes_[name]) + "</span>", group);
  label->setContentsMargins(12, 5, 24, 5);
  auto* line = new QWidgetAction(group);
  line->setDefaultWidget(label);
  line->setEnabled(false);
  group->addAction(line);
  return group;
}

void ChoiceButton::open_menu() {
  QMenu menu(this);
  QMap<QString, QMenu*> groups;
  for (std::size_t i = 0; i < items_.size(); ++i) {
    const ChoiceItem& item = items_[i];
    QMenu* place = &menu;
    if (!item.group.isEmpty()) {
      if (!groups.contains(item.group)) groups[item.group] = add_group(menu, item.group);
      place = groups[item.group];
    }
    QAction* action = place->addAction(item.title);
    action->setData(static_cast<int>(i));
    if (static_cast<int>(i) == current_)
      action->setIcon(glyph_icon("good", Theme::of(this).accent));
  }
  menu.setMinimumWidth(width());
  const QAction* chosen = menu.exec(mapToGlobal(QPoint(0, height() + 2)));
  setDown(false);
  if (chosen && chosen->data().isValid()) step(chosen->data().toInt() - current_);
}

void ChoiceButton::step(int by) {
  const int to = std::clamp(current_ + by, 0, static_cast<int>(items_.size()) - 1);
  if (to == current_) return;
  set_current(to);
  emit picked(to);
}

void ChoiceButton::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  draw_field(painter, rect(), 6, theme.raised, hasFocus() ? theme.accent : theme.line2);
  painter.setFont(text_font(13, QFont::Medium));
  painter.setPen(theme.ink);
  const QRect inside = rect().adjusted(12, 0, -32, 0);
  const QString title = painter.fontMetrics().elidedText(
      items_.at(static_cast<std::size_t>(current_)).title, Qt::ElideRight, inside.width());
  painter.drawText(inside, Qt::AlignVCenter | Qt::AlignLeft, title);
  draw_glyph(painter, "down", QRectF(width() - 24, (height() - 16) / 2.0, 16, 16), theme.ink2);
}

void ChoiceButton::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Up:
      step(-1);
      break;
    case Qt::Key_Down:
      step(1);
      break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      open_menu();
      break;
    default:
      QAbstractButton::keyPressEvent(event);
  }
}

}  // namespace homeostat::ui
