// What a figure is drawn on. Lengths are in points (1/72 inch), y downwards. The same calls make an
// SVG, a PDF and a PNG.
#pragma once

#include <QColor>
#include <QImage>
#include <QPointF>
#include <QPolygonF>
#include <QRectF>
#include <QString>
#include <vector>

#include "ui/typeset.h"

namespace homeostat::ui {

/// Text is set at this many units for each px, so that letters are placed finely.
inline constexpr int paper_resolution = 16;

struct PaperStroke {
  QColor colour;
  double width = 0.5;
  std::vector<double> dashes{};
  bool has_round_ends = false;
};

struct PaperText {
  Typeset letters;      ///< of paper_resolution
  double scale = 1;     ///< points for each unit of it
  QPointF at;           ///< of its base line, the end named by `across`
  int across = -1;      ///< -1 left, 0 middle, 1 right
  QColor colour, halo;  ///< an invalid halo: none
  double halo_width = 0;
  bool is_upright = false;  ///< reads from below

  double width() const { return letters.size().width() * scale; }
};

class Canvas {
 public:
  virtual ~Canvas() = default;

  /// What follows belongs together; `name` is for who edits the file.
  virtual void begin_group(const QString& name) = 0;
  virtual void end_group() = 0;
  /// What lies outside is not drawn, until the end of the group.
  virtual void begin_clip(const QRectF& area) = 0;

  /// All of them are one path.
  virtual void lines(const std::vector<QPolygonF>& lines, const PaperStroke& stroke,
                     const QString& name) = 0;
  virtual void areas(const std::vector<QPolygonF>& outlines, const QColor& fill) = 0;
  /// Every one by itself, so that half transparent ones add up. A stroke of no width: none.
  virtual void discs(const std::vector<QPointF>& centres, double radius, const QColor& fill,
                     const PaperStroke& rim) = 0;
  virtual void text(const PaperText& text) = 0;
  /// Pixels stay as they are.
  virtual void image(const QRectF& area, const QImage& image) = 0;
};

}  // namespace homeostat::ui
