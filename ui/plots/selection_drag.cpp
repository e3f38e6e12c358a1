#include "ui/plots/selection_drag.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>

#include "ui/plots/plot_view.h"

namespace homeostat::ui {
namespace {

constexpr double axis_room_px = 16;
constexpr float fill_opacity = 0.18F;

bool changes(const QMouseEvent& event) {
  return event.modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
}

}  // namespace

/// The rectangle under the hand.
class SelectionDrag::BandItem : public PlotItem {
 public:
  BandItem(PlotView& plot, const SelectionDrag& drag)
      : PlotItem(plot, layer::cursor), drag_(drag) {}

  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override {
    const auto band = drag_.band_px();
    if (!band) return;
    QColor fill = theme().accent;
    fill.setAlphaF(fill_opacity);
    painter->fillRect(*band, fill);
    painter->setPen(QPen(theme().accent, 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(*band);
  }

 private:
  const SelectionDrag& drag_;
};

SelectionDrag::SelectionDrag(PlotView& plot, Shape shape)
    : PlotHand(plot), shape_(shape), band_(new BandItem(plot, *this)) {}

bool SelectionDrag::is_inside(QPointF pixel) const {
  const QRectF& area = plot_.map().area;
  if (shape_ != Shape::rows) return area.contains(pixel);
  return QRectF(0, area.top(), area.left(), area.height()).contains(pixel);
}

std::optional<QRectF> SelectionDrag::band_px() const {
  if (!is_dragging_) return {};
  const QRectF& area = plot_.map().area;
  const QRectF spanned = QRectF(*pressed_px_, now_px_).normalized();
  const double left = shape_ == Shape::rows ? area.left() - axis_room_px : spanned.left();
  const double right = shape_ == Shape::rows ? area.right() : spanned.right();
  const double top = shape_ == Shape::columns ? area.top() : spanned.top();
  const double bottom = shape_ == Shape::columns ? area.bottom() : spanned.bottom();
  const QRectF room = area.adjusted(shape_ == Shape::rows ? -axis_room_px : 0, 0, 0, 0);
  return QRectF(QPointF(left, top), QPointF(right, bottom)).intersected(room);
}

bool SelectionDrag::press(QMouseEvent& event) {
  if (event.button() != Qt::LeftButton || !is_inside(event.position())) return false;
  pressed_px_ = now_px_ = event.position();
  event.ignore();  // the frame around wants to know that it was touched
  return true;
}

bool SelectionDrag::drag(const QMouseEvent& event) {
  if (!pressed_px_) {
    if (shape_ != Shape::rows) return false;
    if (is_inside(event.position())) {
      plot_.viewport()->setCursor(Qt::CrossCursor);
    } else {
      plot_.viewport()->unsetCursor();
    }
    return false;
  }
  now_px_ = event.position();
  const QPointF way = now_px_ - *pressed_px_;
  is_dragging_ = is_dragging_ || way.manhattanLength() >= QApplication::startDragDistance();
  band_->update();
  return true;
}

bool SelectionDrag::release(const QMouseEvent& event) {
  if (!pressed_px_ || event.button() != Qt::LeftButton) return false;
  const PlotMap& map = plot_.map();
  const auto band = band_px();
  const QPointF pressed = *pressed_px_;
  pressed_px_.reset();
  is_dragging_ = false;
  band_->update();
  if (band) {
    emit selected(QRectF(map.value(band->bottomLeft()), map.value(band->topRight())),
                  changes(event));
  } else {
    emit clicked(map.value(pressed), changes(event));
  }
  return true;
}

}  // namespace homeostat::ui
