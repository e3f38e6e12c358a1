// Typeset text on a plot, with a halo where it lies on data, and the rule that keeps labels apart.
#pragma once

#include <QString>
#include <vector>

#include "ui/plots/curve_item.h"
#include "ui/typeset.h"

namespace homeostat::ui {

/// Positions as near to the wanted ones as the gap allows, in the same order, within [low, high]
/// (beyond `high` only when they do not fit). Equal wishes keep the order they were given in.
std::vector<double> spread_labels(const std::vector<double>& wanted, double gap, double low,
                                  double high);

class LabelItem : public PlotItem {
 public:
  LabelItem(PlotView& plot, ColourOf colour, int pixels = 12);

  /// Markup of Typeset; lines are parted by '\n'.
  void set_text(const QString& markup);
  /// Plain text in bold instead of markup: for E and I.
  void set_bold(bool is_bold);
  void set_colour(ColourOf colour);
  void set_halo(bool has_halo);
  QString text() const { return markup_; }

  /// The point of the text named by `alignment` comes to lie here, in pixels.
  void set_pixel(QPointF at, Qt::Alignment alignment);
  /// The same at a place in the plot's own values, moved by `offset` pixels.
  void set_value(QPointF at, QPointF offset, Qt::Alignment alignment);

  QSizeF size() const;
  /// Where the text lies now, in pixels.
  QRectF text_rect() const;
  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  void draw(QPainter& painter, QPointF top_left, const QColor& colour) const;

  ColourOf colour_;
  int pixels_;
  QString markup_;
  std::vector<Typeset> lines_;
  bool is_bold_ = false, has_halo_ = true, is_at_value_ = false;
  QPointF at_, offset_;
  Qt::Alignment alignment_ = Qt::AlignLeft | Qt::AlignVCenter;
};

}  // namespace homeostat::ui
