#include "ui/figure/describe.h"

namespace homeostat::ui {

figure::Colour described(const QColor& colour) {
  const auto part = [](int value) { return static_cast<std::uint8_t>(value); };
  return {part(colour.red()), part(colour.green()), part(colour.blue()), colour.alphaF()};
}

figure::Stroke described(const QPen& pen) {
  figure::Stroke stroke{described(pen.color()), pen.widthF(), {}, false};
  // Qt counts dashes in widths of the pen.
  for (const double length : pen.dashPattern()) stroke.dashes.push_back(length * pen.widthF());
  stroke.has_round_ends = pen.capStyle() == Qt::RoundCap;
  return stroke;
}

QColor qt_colour(const figure::Colour& colour) {
  QColor made(colour.red, colour.green, colour.blue);
  made.setAlphaF(static_cast<float>(colour.opacity));
  return made;
}

std::string plain_name(const QString& markup) {
  QString name = markup;
  name.remove('$').remove('{').remove('}').replace('\n', ' ');
  return name.toStdString();
}

figure::Line described_line(const std::string& name, const std::vector<QPointF>& points,
                            const QPen& pen) {
  figure::Line line;
  line.name = name;
  for (const QPointF at : points) {
    line.x.push_back(at.x());
    line.y.push_back(at.y());
  }
  line.stroke = described(pen);
  return line;
}

}  // namespace homeostat::ui
