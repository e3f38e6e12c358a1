#include "ui/figure/figure_file.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QPainter>
#include <QPdfWriter>
#include <algorithm>
#include <array>
#include <cmath>

#include "core/figure/plot_csv.h"
#include "core/lab/result_io.h"
#include "core/math/check.h"
#include "ui/figure/painter_canvas.h"
#include "ui/figure/pdf_page_size.h"
#include "ui/figure/svg_canvas.h"

namespace homeostat::ui {
namespace {

constexpr std::array<std::string_view, 3> names{"svg", "pdf", "png"};
constexpr const char* session_namespace = "https://homeostat.example/session";

QByteArray bytes(std::string_view text) {
  return {text.data(), static_cast<qsizetype>(text.size())};
}

QByteArray title_of(const std::string& name) {
  return QString::fromStdString(name).toHtmlEscaped().toUtf8() + ", drawn by Homeostat";
}

QByteArray session_element(std::string_view session) {
  return QByteArray("<homeostat:session xmlns:homeostat=\"") + session_namespace + "\">" +
         bytes(session) + "</homeostat:session>";
}

void paint(const PaperFigure& figure, QPainter& painter, double units_per_pt) {
  painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing |
                         QPainter::LosslessImageRendering);
  painter.scale(units_per_pt, units_per_pt);
  PainterCanvas canvas(painter);
  figure.draw(canvas);
}

}  // namespace

FigureFormat figure_format(std::string_view name) {
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) return static_cast<FigureFormat>(found - names.begin());
  const std::string near = nearest_name(name, names);
  throw InputError("--format", std::string(name),
                   "svg, pdf or png" + (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

std::string_view format_name(FigureFormat format) {
  return names[static_cast<std::size_t>(format)];
}

QByteArray session_xmp(const std::string& title, std::string_view session) {
  return "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
         "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
         "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
         "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
         "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">" +
         title_of(title) + "</rdf:li></rdf:Alt></dc:title>\n" + session_element(session) +
         "\n</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

QByteArray svg_of(const PaperFigure& figure, std::string_view session) {
  SvgCanvas canvas;
  if (!figure.style.is_transparent)
    canvas.areas({QPolygonF(QRectF(QPointF(), figure.size_pt))}, Qt::white);
  figure.draw(canvas);
  return canvas.document(figure.style.width_mm, figure.size_pt, title_of(figure.name.toStdString()),
                         session_element(session));
}

QByteArray pdf_of(const PaperFigure& figure, std::string_view session) {
  constexpr int resolution = 1200;
  QByteArray pdf;
  QBuffer buffer(&pdf);
  buffer.open(QIODevice::WriteOnly);
  {
    QPdfWriter writer(&buffer);
    writer.setResolution(resolution);
    // Whole points that hold it all; cut to the exact size below.
    const QSizeF whole(std::ceil(figure.size_pt.width()), std::ceil(figure.size_pt.height()));
    writer.setPageSize(QPageSize(whole, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF(0, 0, 0, 0));
    writer.setTitle(figure.name);
    writer.setCreator("Homeostat " + QCoreApplication::applicationVersion());
    writer.setDocumentXmpMetadata(session_xmp(figure.name.toStdString(), session));
    QPainter painter(&writer);
    if (!figure.style.is_transparent)
      painter.fillRect(QRectF(0, 0, writer.width(), writer.height()), Qt::white);
    paint(figure, painter, resolution / 72.0);
  }
  return with_page_size(pdf, figure.size_pt);
}

QImage picture_of(const PaperFigure& figure, double scale) {
  const QSize size(static_cast<int>(std::lround(figure.size_pt.width() * scale)),
                   static_cast<int>(std::lround(figure.size_pt.height() * scale)));
  QImage image(size.expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
  image.fill(figure.style.is_transparent ? Qt::transparent : Qt::white);
  QPainter painter(&image);
  paint(figure, painter, scale);
  return image;
}

QByteArray png_of(const PaperFigure& figure, std::string_view session) {
  constexpr double mm_per_inch = 25.4;
  QImage image = picture_of(figure, figure.style.dpi / 72);
  if (!figure.style.is_transparent) image = image.convertToFormat(QImage::Format_RGB32);
  const int per_metre = static_cast<int>(std::lround(figure.style.dpi / mm_per_inch * 1000));
  image.setDotsPerMeterX(per_metre);
  image.setDotsPerMeterY(per_metre);
  QByteArray png;
  QBuffer buffer(&png);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return bytes(
      lab::png_with_session({png.constData(), static_cast<std::size_t>(png.size())}, session));
}

QByteArray bytes_of(const PaperFigure& figure, FigureFormat format, std::string_view session) {
  if (format == FigureFormat::svg) return svg_of(figure, session);
  return format == FigureFormat::pdf ? pdf_of(figure, session) : png_of(figure, session);
}

std::vector<std::filesystem::path> write_figure(const PaperFigure& figure,
                                                const std::set<FigureFormat>& formats,
                                                const std::filesystem::path& directory,
                                                const lab::ExportedSession& session) {
  const std::string block = lab::session_block(session);
  const std::string name = figure.name.toStdString();
  std::vector<std::filesystem::path> written;
  const auto write = [&](const std::string& file, std::string_view content) {
    lab::OutputFile out(directory / file);
    out.write(content);
    out.commit();
    written.push_back(directory / file);
  };
  for (const FigureFormat format : formats) {
    const QByteArray content = bytes_of(figure, format, block);
    write(name + '.' + std::string(format_name(format)),
          {content.constData(), static_cast<std::size_t>(content.size())});
  }
  std::set<std::string> taken;
  for (const PaperFigure::Placed& placed : figure.plots) {
    std::string file = placed.letter.empty() ? name : name + '_' + placed.letter;
    const std::string first = file;
    for (int k = 2; !taken.insert(file).second; ++k) file = first + '_' + std::to_string(k);
    write(file + ".csv", figure::plot_csv(placed.plot, block));
  }
  return written;
}

}  // namespace homeostat::ui
