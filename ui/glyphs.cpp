#include "ui/glyphs.h"

#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

// The resources sit in a static library: without this the linker would drop them.
static void keep_resources() { Q_INIT_RESOURCE(homeostat); }

namespace homeostat::ui {
namespace {

class GlyphEngine : public QIconEngine {
 public:
  GlyphEngine(QString name, QColor colour) : name_(std::move(name)), colour_(colour) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    QColor colour = colour_;
    if (mode == QIcon::Disabled) colour.setAlphaF(0.4F);
    const int side = std::min(rect.width(), rect.height());
    QRect square(0, 0, side, side);
    square.moveCenter(rect.center());
    draw_glyph(*painter, name_, square, colour);
  }

  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, pixmap.rect(), mode, state);
    return pixmap;
  }

  QIconEngine* clone() const override { return new GlyphEngine(*this); }

 private:
  QString name_;
  QColor colour_;
};

}  // namespace

void draw_glyph(QPainter& painter, const QString& name, const QRectF& where, const QColor& colour) {
  keep_resources();
  QFile file(":/icons/" + name + ".svg");
  if (!file.open(QIODevice::ReadOnly)) qFatal("no glyph %s", qPrintable(name));
  const QByteArray svg = file.readAll().replace("currentColor", colour.name().toUtf8());
  QSvgRenderer renderer(svg);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setOpacity(painter.opacity() * colour.alphaF());
  renderer.render(&painter, where);
  painter.restore();
}

QIcon glyph_icon(const QString& name, const QColor& colour) {
  return QIcon(new GlyphEngine(name, colour));
}

}  // namespace homeostat::ui
