#include "ui/figure/figure_mime.h"

#include <QImage>
#include <utility>

#include "ui/figure/figure_file.h"

namespace homeostat::ui {
namespace {

const QString svg_format = QStringLiteral("image/svg+xml");
const QString pdf_format = QStringLiteral("application/pdf");
/// What Qt calls a picture that it can hand out in any of its formats.
const QString picture_format = QStringLiteral("application/x-qt-image");

}  // namespace

FigureMime::FigureMime(PaperFigure figure, std::string session)
    : figure_(std::move(figure)), session_(std::move(session)) {}

QStringList FigureMime::formats() const {
  return QStringList{svg_format, pdf_format, picture_format} + QMimeData::formats();
}

QVariant FigureMime::retrieveData(const QString& format, QMetaType type) const {
  if (format == svg_format) return svg_of(figure_, session_);
  if (format == pdf_format) return pdf_of(figure_, session_);
  if (format == picture_format) return picture_of(figure_, figure_.style.dpi / 72);
  return QMimeData::retrieveData(format, type);
}

}  // namespace homeostat::ui
