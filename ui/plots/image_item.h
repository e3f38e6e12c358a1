// What is drawn pixel by pixel into one image as large as the plot's area, made anew only when its
// content, the scales, the size or the theme have changed.
#pragma once

#include <QImage>

#include "ui/plots/plot_item.h"

namespace homeostat::ui {

class ImageItem : public PlotItem {
 public:
  using PlotItem::PlotItem;

  void plot_changed() override;
  /// How often the image has been made.
  int images_made() const { return images_made_; }

 protected:
  void content_changed();
  /// Into a transparent image of the plot's area, with `ratio` device pixels to a logical one.
  virtual void draw_image(QImage& image, double ratio) = 0;
  void paint_image(QPainter& painter);

 private:
  QImage image_;
  double image_ratio_ = 0;
  bool is_stale_ = true;
  int images_made_ = 0;
};

}  // namespace homeostat::ui
