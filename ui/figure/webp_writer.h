// Pictures one after another as an animated WebP.
#pragma once

#include <QByteArray>
#include <QImage>
#include <memory>

namespace homeostat::ui {

class WebpWriter {
 public:
  /// All pictures must have this size, in pixels.
  explicit WebpWriter(QSize size);
  ~WebpWriter();
  WebpWriter(const WebpWriter&) = delete;
  WebpWriter& operator=(const WebpWriter&) = delete;

  /// Shown for so long. Without loss: lines and letters stay sharp. Throws RunError.
  void add(const QImage& picture, int duration_ms);
  /// The whole file, which goes round and round. `description` lies open in it, as XMP.
  QByteArray finish(const QByteArray& description);

 private:
  struct Encoder;
  std::unique_ptr<Encoder> encoder_;
  QSize size_;
  int at_ms_ = 0;
};

}  // namespace homeostat::ui
