#include "ui/plots/plane_window.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QWheelEvent>
#include <cmath>
#include <utility>

#include "ui/controls/glyph_button.h"
#include "ui/plots/plot_view.h"
#include "ui/plots/wheel.h"

namespace homeostat::ui {
namespace {

const double key_factor = std::sqrt(2.0);
constexpr double key_pan_part = 0.1;
constexpr QSize button_size(24, 24);
constexpr int button_gap_px = 6;

bool takes_hold(const QMouseEvent& event) {
  const bool is_held = event.modifiers() & (Qt::ShiftModifier | Qt::AltModifier);
  return event.button() == Qt::MiddleButton || (event.button() == Qt::LeftButton && is_held);
}

}  // namespace

PlaneWindow::PlaneWindow(PlotView& plot)
    : PlotHand(plot),
      fit_(new GlyphButton("fit", tr("Back to the part that holds the run (0)"),
                           GlyphButton::Look::outlined, button_size, plot.viewport())) {
  plot.installEventFilter(this);
  fit_->hide();
  fit_->setCursor(Qt::ArrowCursor);
  connect(fit_, &QAbstractButton::clicked, this, &PlaneWindow::follow_run);
  connect(&plot, &PlotView::area_changed, this, &PlaneWindow::place_button);
}

PlaneRange PlaneWindow::range() const {
  const PlotMap& map = plot_.map();
  return {map.x_min, map.x_max, map.y_min, map.y_max};
}

QWidget* PlaneWindow::canvas() const { return plot_.viewport(); }

void PlaneWindow::set_range(const PlaneRange& range) {
  plot_.set_ranges(range.x_min, range.x_max, range.y_min, range.y_max);
}

void PlaneWindow::show(const PlaneRange& range, bool follows_run) {
  set_range(range);
  follows_run_ = follows_run;
  fit_->setVisible(!follows_run);
  place_button();
}

void PlaneWindow::place_button() {
  const QRectF& area = plot_.map().area;
  fit_->move(QPointF(area.right() - button_size.width() - button_gap_px, area.top() + button_gap_px)
                 .toPoint());
}

QRectF PlaneWindow::taken() const { return fit_->isHidden() ? QRectF() : fit_->geometry(); }

void PlaneWindow::choose(const PlaneRange& range) {
  show(range, false);
  emit chosen(range);
}

void PlaneWindow::zoom(double factor, QPointF about) { choose(zoomed(range(), factor, about)); }

void PlaneWindow::pan_pixels(QPointF by) {
  const QRectF& area = plot_.map().area;
  const PlaneRange now = range();
  choose(
      panned(now, {-by.x() / area.width() * now.width(), by.y() / area.height() * now.height()}));
}

QPointF PlaneWindow::key_centre() const {
  if (plot_.hovered()) return *plot_.hovered();
  const PlaneRange now = range();
  return anchor_ && now.contains(anchor_()) ? anchor_() : now.centre();
}

/// The mouse is the canvas's affair, the keys are the plot's; each passes on what it does not use.
bool PlaneWindow::eventFilter(QObject* watched, QEvent* event) {
  if (watched == &plot_ && event->type() == QEvent::KeyPress)
    return key(static_cast<QKeyEvent&>(*event));
  return PlotHand::eventFilter(watched, event);
}

bool PlaneWindow::press(QMouseEvent& event) {
  if (!takes_hold(event) || !plot_.map().area.contains(event.position())) return false;
  dragged_px_ = event.position();
  plot_.viewport()->setCursor(Qt::ClosedHandCursor);
  event.ignore();  // the frame around wants to know that it was touched
  return true;
}

bool PlaneWindow::drag(const QMouseEvent& event) {
  if (!dragged_px_) return false;
  pan_pixels(event.position() - std::exchange(*dragged_px_, event.position()));
  return true;
}

bool PlaneWindow::release(const QMouseEvent&) {
  if (!dragged_px_) return false;
  dragged_px_.reset();
  plot_.viewport()->unsetCursor();
  return true;
}

bool PlaneWindow::wheel(QWheelEvent& event) {
  event.accept();
  if (!plot_.map().area.contains(event.position())) return true;
  const auto wish = wheel_wish(event, event.modifiers() & Qt::ControlModifier);
  if (!wish.pan_px.isNull()) pan_pixels(wish.pan_px);
  if (wish.nearer != 1) zoom(wish.nearer, plot_.map().value(event.position()));
  return true;
}

bool PlaneWindow::pinch(const QNativeGestureEvent& event) {
  const auto nearer = pinch_wish(event);
  if (nearer) zoom(*nearer, plot_.map().value(event.position()));
  return nearer.has_value();
}

bool PlaneWindow::key(const QKeyEvent& event) {
  switch (event.key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
      zoom(key_factor, key_centre());
      return true;
    case Qt::Key_Minus:
      zoom(1 / key_factor, key_centre());
      return true;
    case Qt::Key_0:
      follow_run();
      return true;
    default:
      return (event.modifiers() & Qt::ControlModifier) && key_pan(event.key());
  }
}

bool PlaneWindow::key_pan(int key) {
  const PlaneRange now = range();
  QPointF by(key_pan_part * now.width(), key_pan_part * now.height());
  switch (key) {
    case Qt::Key_Left:
      by = {-by.x(), 0};
      break;
    case Qt::Key_Right:
      by = {by.x(), 0};
      break;
    case Qt::Key_Up:
      by = {0, by.y()};
      break;
    case Qt::Key_Down:
      by = {0, -by.y()};
      break;
    default:
      return false;
  }
  choose(panned(now, by));
  return true;
}

}  // namespace homeostat::ui
