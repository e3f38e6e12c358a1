#include "ui/figure/figure_preview.h"

#include <QPainter>
#include <algorithm>
#include <utility>

#include "ui/figure/figure_file.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr double margin_px = 12, chess_px = 8;
/// Twice its size on paper is large enough.
constexpr double largest_px_per_pt = 2 * 96.0 / 72;

}  // namespace

FigurePreview::FigurePreview(QWidget* parent) : QWidget(parent) {
  setMinimumSize(320, 280);
  setAccessibleName(tr("Preview of the figure"));
}

void FigurePreview::set_figure(PaperFigure figure) {
  figure_ = std::move(figure);
  draw();
}

void FigurePreview::set_words(const QString& words) {
  figure_.reset();
  words_ = words;
  draw();
}

void FigurePreview::resizeEvent(QResizeEvent*) { draw(); }

void FigurePreview::draw() {
  image_ = QImage();
  if (figure_) {
    const double fits = std::min((width() - 2 * margin_px) / figure_->size_pt.width(),
                                 (height() - 2 * margin_px) / figure_->size_pt.height());
    const double scale = std::clamp(fits, 0.1, largest_px_per_pt) * devicePixelRatioF();
    image_ = picture_of(*figure_, scale);
    image_.setDevicePixelRatio(devicePixelRatioF());
  }
  update();
}

void FigurePreview::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::of(this);
  painter.fillRect(rect(), theme.sunken);
  if (image_.isNull()) {
    painter.setPen(theme.ink2);
    painter.drawText(rect(), Qt::AlignCenter, words_);
    return;
  }
  const QSizeF size = image_.deviceIndependentSize();
  const QRectF sheet(QPointF((width() - size.width()) / 2, (height() - size.height()) / 2), size);
  if (figure_->style.is_transparent) {
    painter.fillRect(sheet, Qt::white);
    for (int row = 0; row * chess_px < sheet.height(); ++row) {
      for (int column = row % 2; column * chess_px < sheet.width(); column += 2)
        painter.fillRect(QRectF(sheet.left() + column * chess_px, sheet.top() + row * chess_px,
                                chess_px, chess_px) &
                             sheet,
                         QColor(0xE6, 0xE6, 0xE6));
    }
  }
  painter.drawImage(sheet.topLeft(), image_);
}

}  // namespace homeostat::ui
