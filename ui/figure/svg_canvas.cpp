#include "ui/figure/svg_canvas.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <array>
#include <charconv>
#include <cmath>

namespace homeostat::ui {
namespace {

/// Of coordinates: a hundredth of a point is a sixth of a dot at 1,200 dpi.
constexpr double grain = 100;

QByteArray number(double value) {
  std::array<char, 32> digits{};
  const double rounded = std::round(value * 1000) / 1000;
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), rounded == 0 ? 0 : rounded).ptr;
  return {digits.data(), end - digits.data()};
}

/// Hundredths as the shortest text that SVG reads: "-.5", "12.34".
void append_hundredths(QByteArray& text, qint64 value) {
  if (value < 0) text += '-';
  const qint64 size = std::abs(value);
  if (size >= 100 || size == 0) text += QByteArray::number(size / 100);
  const int rest = static_cast<int>(size % 100);
  if (rest == 0) return;
  text += '.';
  text += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) text += static_cast<char>('0' + rest % 10);
}

/// A pair of relative coordinates; a minus or a point parts numbers by itself.
void append_pair(QByteArray& text, qint64 x, qint64 y, bool is_first) {
  if (!is_first && x >= 0) text += ' ';
  append_hundredths(text, x);
  if (y >= 0) text += ' ';
  append_hundredths(text, y);
}

QByteArray escaped(const QString& text) { return text.toHtmlEscaped().toUtf8(); }

QByteArray families(const QFont& font) {
  QStringList names;
  for (const QString& family : font.families())
    names << (family.contains(' ') ? '\'' + family + '\'' : family);
  names << (font.families().first().startsWith("STIX") ? "serif" : "sans-serif");
  return escaped(names.join(", "));
}

/// Letters, digits and dashes of a name, for an id.
QByteArray id_of(const QString& name) {
  QByteArray id;
  for (const QChar c : name) {
    const bool is_plain = c.unicode() < 128 && c.isLetterOrNumber();
    if (is_plain || c == '_') {
      id += c.toLatin1();
    } else if (!id.isEmpty() && !id.endsWith('-')) {
      id += '-';
    }
  }
  while (id.endsWith('-')) id.chop(1);
  if (id.isEmpty() || !std::isalpha(static_cast<unsigned char>(id[0]))) id.prepend("n-");
  return id;
}

}  // namespace

void SvgCanvas::open(const char* element) {
  body_ += '<';
  body_ += element;
}

void SvgCanvas::attribute(const char* name, const QByteArray& value) {
  body_ += ' ';
  body_ += name;
  body_ += "=\"" + value + '"';
}

void SvgCanvas::attribute(const char* name, double value) { attribute(name, number(value)); }

void SvgCanvas::colour(const char* name, const QColor& colour) {
  attribute(name, colour.name().toLatin1());
  if (colour.alpha() < 255)
    attribute((QByteArray(name) + "-opacity").constData(), double{colour.alphaF()});
}

void SvgCanvas::stroke(const PaperStroke& stroke) {
  if (!(stroke.width > 0)) return;
  colour("stroke", stroke.colour);
  attribute("stroke-width", stroke.width);
  if (stroke.has_round_ends) attribute("stroke-linecap", QByteArray("round"));
  if (stroke.dashes.empty()) return;
  QByteArray dashes;
  for (const double length : stroke.dashes)
    dashes += (dashes.isEmpty() ? "" : " ") + number(length);
  attribute("stroke-dasharray", dashes);
}

void SvgCanvas::begin_group(const QString& name) {
  open_elements_.push_back(1);
  open("g");
  if (!name.isEmpty()) {
    QByteArray id = id_of(name);
    for (int k = 2; ids_.contains(id); ++k) id = id_of(name) + '-' + QByteArray::number(k);
    ids_ << id;
    attribute("id", id);
  }
  body_ += ">\n";
}

void SvgCanvas::end_group() {
  for (int k = 0; k < open_elements_.back(); ++k) body_ += "</g>\n";
  open_elements_.pop_back();
}

void SvgCanvas::begin_clip(const QRectF& area) {
  const QByteArray id = "clip" + QByteArray::number(++clips_);
  definitions_ += "<clipPath id=\"" + id + "\"><rect x=\"" + number(area.x()) + "\" y=\"" +
                  number(area.y()) + "\" width=\"" + number(area.width()) + "\" height=\"" +
                  number(area.height()) + "\"/></clipPath>\n";
  body_ += "<g clip-path=\"url(#" + id + ")\">\n";
  ++open_elements_.back();
}

void SvgCanvas::path(const std::vector<QPolygonF>& lines, bool are_closed) {
  body_ += " d=\"";
  qint64 x = 0, y = 0;
  for (const QPolygonF& line : lines) {
    for (qsizetype k = 0; k < line.size(); ++k) {
      const qint64 next_x = std::llround(line[k].x() * grain);
      const qint64 next_y = std::llround(line[k].y() * grain);
      if (k == 0) body_ += 'M';
      if (k == 1) body_ += 'l';
      if (k == 0) {
        append_pair(body_, next_x, next_y, true);
      } else {
        append_pair(body_, next_x - x, next_y - y, k == 1);
      }
      x = next_x, y = next_y;
    }
    if (are_closed) body_ += 'z';
  }
  body_ += '"';
}

void SvgCanvas::lines(const std::vector<QPolygonF>& lines, const PaperStroke& stroke_wanted,
                      const QString& name) {
  if (lines.empty()) return;
  open("path");
  if (!name.isEmpty()) attribute("data-name", escaped(name));
  attribute("fill", QByteArray("none"));
  attribute("stroke-linejoin", QByteArray("round"));
  stroke(stroke_wanted);
  path(lines, false);
  body_ += "/>\n";
}

void SvgCanvas::areas(const std::vector<QPolygonF>& outlines, const QColor& fill) {
  if (outlines.empty()) return;
  open("path");
  colour("fill", fill);
  path(outlines, true);
  body_ += "/>\n";
}

void SvgCanvas::discs(const std::vector<QPointF>& centres, double radius, const QColor& fill,
                      const PaperStroke& rim) {
  if (centres.empty()) return;
  open("g");
  colour("fill", fill);
  stroke(rim);
  body_ += ">\n";
  for (const QPointF at : centres) {
    open("circle");
    attribute("cx", at.x());
    attribute("cy", at.y());
    attribute("r", radius);
    body_ += "/>\n";
  }
  body_ += "</g>\n";
}

void SvgCanvas::tspans(const PaperText& text) {
  double drop = 0, end = 0;
  for (const Typeset::Piece& piece : text.letters.pieces()) {
    open("tspan");
    attribute("font-family", families(piece.font));
    attribute("font-size", piece.font.pixelSize() * text.scale);
    if (piece.font.italic()) attribute("font-style", QByteArray("italic"));
    if (piece.font.weight() >= QFont::Bold) attribute("font-weight", QByteArray("bold"));
    if (const double gap = (piece.x - end) * text.scale; std::abs(gap) > 0.01) attribute("dx", gap);
    if (const double fall = (piece.drop - drop) * text.scale; std::abs(fall) > 0.001)
      attribute("dy", fall);
    body_ += '>' + escaped(piece.text) + "</tspan>";
    drop = piece.drop;
    end = piece.x + QFontMetricsF(piece.font).horizontalAdvance(piece.text);
  }
}

void SvgCanvas::text(const PaperText& text) {
  if (text.letters.pieces().empty()) return;
  open("text");
  if (text.is_upright) {
    attribute("transform",
              "translate(" + number(text.at.x()) + ' ' + number(text.at.y()) + ") rotate(-90)");
  } else {
    attribute("x", text.at.x());
    attribute("y", text.at.y());
  }
  if (text.across != -1) attribute("text-anchor", QByteArray(text.across == 0 ? "middle" : "end"));
  attribute("xml:space", QByteArray("preserve"));
  colour("fill", text.colour);
  if (text.halo.isValid()) {
    attribute("paint-order", QByteArray("stroke"));
    attribute("stroke-linejoin", QByteArray("round"));
    stroke({text.halo, text.halo_width, {}, false});
  }
  body_ += '>';
  tspans(text);
  body_ += "</text>\n";
}

void SvgCanvas::image(const QRectF& area, const QImage& image) {
  QByteArray png;
  QBuffer buffer(&png);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  open("image");
  attribute("x", area.x());
  attribute("y", area.y());
  attribute("width", area.width());
  attribute("height", area.height());
  attribute("preserveAspectRatio", QByteArray("none"));
  attribute("image-rendering", QByteArray("pixelated"));
  attribute("xlink:href", "data:image/png;base64," + png.toBase64());
  body_ += "/>\n";
}

QByteArray SvgCanvas::document(double width_mm, QSizeF size_pt, const QByteArray& title,
                               const QByteArray& metadata) const {
  const auto exact = [](double value) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return QByteArray(digits.data(), end - digits.data());
  };
  QByteArray svg =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg "
      "xmlns=\"http://www.w3.org/2000/svg\" "
      "xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\" width=\"";
  svg += exact(width_mm) + "mm\" height=\"" +
         exact(std::round(size_pt.height() / size_pt.width() * width_mm * 1e4) / 1e4) +
         "mm\" viewBox=\"0 0 " + number(size_pt.width()) + ' ' + number(size_pt.height()) + "\">\n";
  svg += "<title>" + title + "</title>\n";
  svg += "<metadata>\n" + metadata + "\n</metadata>\n";
  if (!definitions_.isEmpty()) svg += "<defs>\n" + definitions_ + "</defs>\n";
  return svg + body_ + "</svg>\n";
}

}  // namespace homeostat::ui
