#include "ui/plots/image_item.h"

#include "ui/plots/device_image.h"

namespace homeostat::ui {

void ImageItem::content_changed() {
  is_stale_ = true;
  update();
}

void ImageItem::plot_changed() {
  is_stale_ = true;
  PlotItem::plot_changed();
}

void ImageItem::paint_image(QPainter& painter) {
  const double ratio = pixel_ratio(painter);
  if (is_stale_ || ratio != image_ratio_) {
    is_stale_ = false;
    image_ratio_ = ratio;
    ++images_made_;
    image_ = device_image(map().area.size(), ratio);
    draw_image(image_, ratio);
  }
  painter.drawImage(map().area.topLeft(), image_);
}

}  // namespace homeostat::ui
