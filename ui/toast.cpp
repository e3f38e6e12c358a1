#include "ui/toast.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include "ui/controls/paint.h"
#include "ui/theme.h"

namespace homeostat::ui {

namespace {
constexpr int stays_ms = 6000;
constexpr int toast_margin = 16;
constexpr int widest = 460;
}  // namespace

Toast::Toast(QWidget* ground) : QFrame(ground), text_(new QLabel(this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(16, 10, 16, 10);
  row->addWidget(text_);
  text_->setWordWrap(true);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  leave_.setSingleShot(true);
  leave_.setInterval(stays_ms);
  connect(&leave_, &QTimer::timeout, this, &QWidget::hide);
  ground->installEventFilter(this);
  hide();
}

void Toast::say(const QString& text) {
  text_->setText(text);
  text_->setAccessibleDescription(text);
  place();
  show();
  raise();
  leave_.start();
}

void Toast::place() {
  const QWidget& ground = *parentWidget();
  const int width =
      std::min({widest, ground.width() - 2 * toast_margin, text_->sizeHint().width() + 320});
  resize(width, layout()->totalHeightForWidth(width) > 0 ? layout()->totalHeightForWidth(width)
                                                         : sizeHint().height());
  move(ground.width() - this->width() - toast_margin, ground.height() - height() - toast_margin);
}

bool Toast::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::Resize && isVisible()) place();
  return QFrame::eventFilter(watched, event);
}

void Toast::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = Theme::of(this);
  draw_field(painter, QRectF(rect()), 8, theme.raised, theme.line2);
}

}  // namespace homeostat::ui
