#include "ui/plots/label_item.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QStringList>
#include <algorithm>
#include <numeric>
#include <utility>

#include "ui/figure/describe.h"

namespace homeostat::ui {
namespace {

/// Labels that touch and therefore move as one; `sum` is of the wishes for the first of them.
struct Cluster {
  double sum = 0;
  int count = 0;
  double start = 0;
};

constexpr double halo_px = 1.7;
constexpr double line_spacing = 1.3;

}  // namespace

std::vector<double> spread_labels(const std::vector<double>& wanted, double gap, double low,
                                  double high) {
  std::vector<std::size_t> order(wanted.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return wanted[a] < wanted[b]; });
  std::vector<Cluster> clusters;
  for (const std::size_t label : order) {
    Cluster next{wanted[label], 1, 0};
    while (true) {
      const double highest_start = std::max(low, high - (next.count - 1) * gap);
      next.start = std::clamp(next.sum / next.count, low, highest_start);
      if (clusters.empty() || clusters.back().start + clusters.back().count * gap <= next.start)
        break;
      const Cluster before = clusters.back();
      clusters.pop_back();
      next.sum += before.sum - next.count * before.count * gap;
      next.count += before.count;
    }
    clusters.push_back(next);
  }
  std::vector<double> placed(wanted.size());
  std::size_t at = 0;
  for (const Cluster& cluster : clusters) {
    for (int k = 0; k < cluster.count; ++k) placed[order[at++]] = cluster.start + k * gap;
  }
  return placed;
}

LabelItem::LabelItem(PlotView& plot, ColourOf colour, int pixels)
    : PlotItem(plot, layer::label), colour_(std::move(colour)), pixels_(pixels) {}

void LabelItem::set_text(const QString& markup) {
  if (markup == markup_) return;
  markup_ = markup;
  lines_.clear();
  for (const QString& line : markup.split('\n')) lines_.emplace_back(line, pixels_);
  update();
}

void LabelItem::set_bold(bool is_bold) {
  is_bold_ = is_bold;
  update();
}

void LabelItem::set_colour(ColourOf colour) {
  colour_ = std::move(colour);
  update();
}

void LabelItem::set_halo(bool has_halo) {
  has_halo_ = has_halo;
  update();
}

void LabelItem::set_pixel(QPointF at, Qt::Alignment alignment) {
  if (!is_at_value_ && at == at_ && alignment == alignment_) return;
  is_at_value_ = false;
  at_ = at;
  offset_ = {};
  alignment_ = alignment;
  update();
}

void LabelItem::set_value(QPointF at, QPointF offset, Qt::Alignment alignment) {
  if (is_at_value_ && at == at_ && offset == offset_ && alignment == alignment_) return;
  is_at_value_ = true;
  at_ = at;
  offset_ = offset;
  alignment_ = alignment;
  update();
}

QSizeF LabelItem::size() const {
  if (is_bold_) {
    const QFontMetricsF metrics(text_font(pixels_, QFont::Bold));
    return {metrics.horizontalAdvance(markup_), metrics.height()};
  }
  QSizeF all(0, 0);
  for (const Typeset& line : lines_) all.setWidth(std::max(all.width(), line.size().width()));
  const double between = static_cast<double>(lines_.size()) - 1;
  if (!lines_.empty())
    all.setHeight(lines_.back().size().height() + between * line_spacing * pixels_);
  return all;
}

QRectF LabelItem::text_rect() const {
  const QSizeF box = size();
  QPointF at = (is_at_value_ ? map().pixel(at_) : at_) + offset_;
  if (alignment_ & Qt::AlignRight) at.rx() -= box.width();
  if (alignment_ & Qt::AlignHCenter) at.rx() -= box.width() / 2;
  if (alignment_ & Qt::AlignBottom) at.ry() -= box.height();
  if (alignment_ & Qt::AlignVCenter) at.ry() -= box.height() / 2;
  return {at, box};
}

void LabelItem::draw(QPainter& painter, QPointF top_left, const QColor& colour) const {
  if (is_bold_) {
    const QFont font = text_font(pixels_, QFont::Bold);
    painter.setFont(font);
    painter.setPen(colour);
    painter.drawText(top_left + QPointF(0, QFontMetricsF(font).ascent()), markup_);
    return;
  }
  const double width = size().width();
  for (std::size_t k = 0; k < lines_.size(); ++k) {
    const double centring =
        alignment_ & Qt::AlignHCenter ? (width - lines_[k].size().width()) / 2 : 0;
    const double y = static_cast<double>(k) * line_spacing * pixels_ + lines_[k].ascent();
    lines_[k].draw(painter, top_left + QPointF(centring, y), colour);
  }
}

void LabelItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (markup_.isEmpty()) return;
  const QPointF top_left = text_rect().topLeft();
  if (has_halo_) {
    for (const QPointF side :
         {QPointF{-1, 0}, {1, 0}, {0, -1}, {0, 1}, {-.7, -.7}, {.7, .7}, {-.7, .7}, {.7, -.7}}) {
      draw(*painter, top_left + halo_px * side, theme().panel);
    }
  }
  draw(*painter, top_left, colour_(theme()));
}

void LabelItem::describe(figure::Plot& paper, const Theme& theme) const {
  if (markup_.isEmpty()) return;
  figure::Text text;
  text.markup = markup_.toStdString();
  const QPointF at = (is_at_value_ ? map().pixel(at_) : at_) + offset_;
  text.x = at.x();
  text.y = at.y();
  text.across = alignment_ & Qt::AlignRight ? 1 : alignment_ & Qt::AlignHCenter ? 0 : -1;
  text.down = alignment_ & Qt::AlignBottom ? 1 : alignment_ & Qt::AlignVCenter ? 0 : -1;
  text.size = pixels_;
  text.is_bold = is_bold_;
  text.has_halo = has_halo_;
  text.colour = described(colour_(theme));
  text.names_line = name();
  paper.elements.emplace_back(std::move(text));
}

}  // namespace homeostat::ui
