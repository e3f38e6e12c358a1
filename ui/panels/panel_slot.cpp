#include "ui/panels/panel_slot.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/controls/glyph_button.h"
#include "ui/controls/paint.h"
#include "ui/glyphs.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr int header_height = 36;
constexpr double corner_radius = 8;

}  // namespace

PanelSlot::PanelSlot(std::span<const PanelKind> kinds, const QString& id, QWidget* parent)
    : QWidget(parent), kinds_(kinds) {
  setFocusPolicy(Qt::TabFocus);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(2, 0, 2, 5);  // clear of the round corners
  layout->setSpacing(0);
  layout->addWidget(make_header());
  fill_title_menu();
  set_kind(id);
}

QWidget* PanelSlot::make_header() {
  header_ = new QWidget(this);
  header_->setObjectName("header");
  header_->setFixedHeight(header_height);
  header_->setToolTip(tr("Drag from here: the figure, as a file"));
  header_layout_ = new QHBoxLayout(header_);
  header_layout_->setContentsMargins(3, 2, 6, 0);
  header_layout_->setSpacing(4);
  title_ = new QToolButton(header_);
  title_->setFont(text_font(13, QFont::Medium));
  title_->setAutoRaise(true);
  title_->setPopupMode(QToolButton::InstantPopup);
  title_->setToolTip(tr("Show another panel here"));
  title_->setStyleSheet("QToolButton::menu-indicator { image: none; }");
  title_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  title_->setLayoutDirection(Qt::RightToLeft);  // the arrow behind the words
  title_->setIconSize({12, 12});
  apply_theme();
  subtitle_ = new QLabel(header_);
  subtitle_->setFont(text_font(12));
  subtitle_->setForegroundRole(QPalette::PlaceholderText);
  subtitle_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  const QSize button(28, 28);
  enlarge_ = new GlyphButton("enlarge", tr("Enlarge"), GlyphButton::Look::ghost, button, header_);
  menu_ = new GlyphButton("menu", tr("More"), GlyphButton::Look::ghost, button, header_);
  header_layout_->addWidget(title_);
  header_layout_->addWidget(subtitle_, 1);
  header_layout_->addWidget(enlarge_);
  header_layout_->addWidget(menu_);
  connect(enlarge_, &QAbstractButton::clicked, this, &PanelSlot::enlarge_toggled);
  connect(menu_, &QAbstractButton::clicked, this,
          [this] { open_menu(menu_->mapToGlobal(QPoint(0, menu_->height()))); });
  return header_;
}

void PanelSlot::apply_theme() { title_->setIcon(glyph_icon("down", Theme::of(this).ink3)); }

void PanelSlot::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange && title_ != nullptr) apply_theme();
}

void PanelSlot::fill_title_menu() {
  auto* menu = new QMenu(title_);
  for (const PanelKind& kind : kinds_) {
    menu->addAction(kind.title, this, [this, id = kind.id] { set_kind(id); });
  }
  title_->setMenu(menu);
}

void PanelSlot::set_kind(const QString& id) {
  const auto found = std::find_if(kinds_.begin(), kinds_.end(),
                                  [&](const PanelKind& kind) { return kind.id == id; });
  if (found == kinds_.end() || &*found == kind_) return;
  const bool is_first = kind_ == nullptr;
  if (!is_first) states_[kind_->id] = panel_->save_state();
  kind_ = &*found;
  install_panel();
  if (!is_first) emit kind_changed();
}

QMap<QString, QByteArray> PanelSlot::states() const {
  QMap<QString, QByteArray> states = states_;
  states[kind_->id] = panel_->save_state();
  return states;
}

void PanelSlot::restore_states(const QMap<QString, QByteArray>& states) {
  states_ = states;
  panel_->restore_state(states_[kind_->id]);
}

void PanelSlot::install_panel() {
  delete control_;
  delete panel_;
  panel_ = kind_->make(this);
  panel_->restore_state(states_[kind_->id]);
  layout()->addWidget(panel_);
  title_->setText(kind_->title);
  subtitle_->setText(panel_->subtitle());
  control_ = panel_->header_control();
  // Left of the two buttons.
  if (control_ != nullptr) {
    control_->setMinimumWidth(control_->sizeHint().width());
    header_layout_->insertWidget(2, control_);
  }
  connect(panel_, &Panel::edit_requested, this, &PanelSlot::edit_requested);
  connect(panel_, &Panel::trial_picked, this, &PanelSlot::trial_picked);
  connect(panel_, &Panel::view_wanted, this, &PanelSlot::view_wanted);
  connect(panel_, &Panel::cell_chosen, this, &PanelSlot::cell_chosen);
  connect(panel_, &Panel::cells_selected, this, &PanelSlot::cells_selected);
  connect(panel_, &Panel::plane_chosen, this, &PanelSlot::plane_chosen);
}

void PanelSlot::show_view(const View& view) {
  panel_->show_view(view);
  const QString subtitle = panel_->subtitle();
  if (subtitle_->text() != subtitle) subtitle_->setText(subtitle);
}

void PanelSlot::set_selected(bool is_selected) {
  if (is_selected == is_selected_) return;
  is_selected_ = is_selected;
  update();
}

void PanelSlot::set_enlarged(bool is_enlarged) {
  enlarge_->setToolTip(is_enlarged ? tr("Back to its place") : tr("Enlarge"));
}

void PanelSlot::open_menu(QPoint where) {
  QMenu menu(this);
  panel_->fill_menu(menu);
  if (!menu.isEmpty()) menu.addSeparator();
  menu.addAction(tr("Export figure…\tCtrl+E"), this, &PanelSlot::export_requested);
  menu.addAction(tr("Copy figure"), this, &PanelSlot::copy_requested);
  menu.exec(where);
}

void PanelSlot::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  draw_field(painter, rect(), corner_radius, theme.panel, is_selected_ ? theme.accent : theme.line);
  if (shows_focus_) {
    draw_focus_ring(painter, QRectF(rect()).adjusted(2, 2, -2, -2), corner_radius - 2, theme);
  }
}

void PanelSlot::focusInEvent(QFocusEvent* event) {
  shows_focus_ = is_keyboard_focus(*event);
  emit selected();
  update();
}

void PanelSlot::focusOutEvent(QFocusEvent*) {
  shows_focus_ = false;
  update();
}

void PanelSlot::keyPressEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Space) return QWidget::keyPressEvent(event);
  emit enlarge_toggled();
}

void PanelSlot::mousePressEvent(QMouseEvent* event) {
  emit selected();
  const bool is_on_header = header_->geometry().contains(event->pos());
  pressed_at_ = event->button() == Qt::LeftButton && is_on_header ? std::optional(event->pos())
                                                                  : std::nullopt;
  QWidget::mousePressEvent(event);
}

/// The header dragged away is the figure.
void PanelSlot::mouseMoveEvent(QMouseEvent* event) {
  if (!pressed_at_ || !(event->buttons() & Qt::LeftButton)) return;
  const QPoint way = event->pos() - *pressed_at_;
  if (way.manhattanLength() < QApplication::startDragDistance()) return;
  pressed_at_.reset();
  emit drag_requested();
}

void PanelSlot::contextMenuEvent(QContextMenuEvent* event) { open_menu(event->globalPos()); }

void PanelSlot::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) emit enlarge_toggled();
}

}  // namespace homeostat::ui
