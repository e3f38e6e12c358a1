#include "ui/figure/webp_writer.h"

#include <webp/encode.h>
#include <webp/mux.h>

#include "core/math/check.h"

namespace homeostat::ui {

struct WebpWriter::Encoder {
  WebPAnimEncoder* handle = nullptr;
  WebPConfig config{};

  ~Encoder() { WebPAnimEncoderDelete(handle); }
};

WebpWriter::WebpWriter(QSize size) : encoder_(std::make_unique<Encoder>()), size_(size) {
  WebPAnimEncoderOptions options;
  if (!WebPAnimEncoderOptionsInit(&options) || !WebPConfigInit(&encoder_->config))
    bug("another version of libwebp than this was built with");
  // The fastest without loss: what changes from frame to frame is little.
  WebPConfigLosslessPreset(&encoder_->config, 1);
  encoder_->handle = WebPAnimEncoderNew(size.width(), size.height(), &options);
  if (encoder_->handle == nullptr) throw RunError("no memory for a film of this size");
}

WebpWriter::~WebpWriter() = default;

void WebpWriter::add(const QImage& picture, int duration_ms) {
  if (picture.size() != size_) bug("a picture of another size");
  const QImage plain = picture.convertToFormat(QImage::Format_RGBA8888);
  WebPPicture frame;
  if (!WebPPictureInit(&frame)) bug("another version of libwebp than this was built with");
  frame.width = size_.width();
  frame.height = size_.height();
  frame.use_argb = 1;
  const bool is_added =
      WebPPictureImportRGBA(&frame, plain.constBits(), static_cast<int>(plain.bytesPerLine())) !=
          0 &&
      WebPAnimEncoderAdd(encoder_->handle, &frame, at_ms_, &encoder_->config) != 0;
  WebPPictureFree(&frame);
  if (!is_added) throw RunError(WebPAnimEncoderGetError(encoder_->handle));
  at_ms_ += duration_ms;
}

QByteArray WebpWriter::finish(const QByteArray& description) {
  WebPData bytes;
  WebPDataInit(&bytes);
  const bool is_whole = WebPAnimEncoderAdd(encoder_->handle, nullptr, at_ms_, nullptr) != 0 &&
                        WebPAnimEncoderAssemble(encoder_->handle, &bytes) != 0;
  if (!is_whole) {
    WebPDataClear(&bytes);
    throw RunError(WebPAnimEncoderGetError(encoder_->handle));
  }
  WebPMux* mux = WebPMuxCreate(&bytes, 1);
  WebPDataClear(&bytes);
  const WebPData xmp{reinterpret_cast<const std::uint8_t*>(description.constData()),
                     static_cast<std::size_t>(description.size())};
  const bool is_assembled = mux != nullptr &&
                            WebPMuxSetChunk(mux, "XMP ", &xmp, 1) == WEBP_MUX_OK &&
                            WebPMuxAssemble(mux, &bytes) == WEBP_MUX_OK;
  QByteArray file(reinterpret_cast<const char*>(bytes.bytes), static_cast<qsizetype>(bytes.size));
  WebPMuxDelete(mux);
  WebPDataClear(&bytes);
  if (!is_assembled) throw RunError("the film could not be put together");
  return file;
}

}  // namespace homeostat::ui
