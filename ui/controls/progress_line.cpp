#include "ui/controls/progress_line.h"

#include <QPainter>
#include <cmath>

#include "ui/controls/text.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr int progress_height = 2;

}  // namespace

ProgressLine::ProgressLine(QWidget* parent) : QWidget(parent) {
  setFixedHeight(progress_height);
  setAccessibleName(tr("Progress"));
}

void ProgressLine::set_part_done(double part) {
  if (part == part_) return;
  part_ = part;
  update();
}

void ProgressLine::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  if (part_ < 0) {
    painter.fillRect(QRectF(0, 0, width(), 1), theme.line);
    return;
  }
  painter.fillRect(rect(), theme.line);
  painter.fillRect(QRectF(0, 0, width() * part_, height()), theme.accent);
}

QString progress_words(double part_done, double seconds_left) {
  const QString part = QString("%1 %").arg(std::floor(100 * part_done));
  return std::isfinite(seconds_left) ? part + ", " + time_left_text(seconds_left) : part;
}

}  // namespace homeostat::ui
