#include "ui/plots/wheel.h"

#include <QInputDevice>
#include <QNativeGestureEvent>
#include <QWheelEvent>
#include <cmath>

namespace homeostat::ui {
namespace {

/// Four notches of 120 units each.
constexpr double wheel_units_per_doubling = 480;
constexpr int wheel_units_per_px = 8;

/// Two fingers on a touchpad scroll in pixels, a wheel turns in notches.
bool is_two_fingers(const QWheelEvent& event) {
  return event.device()->type() == QInputDevice::DeviceType::TouchPad ||
         (event.phase() != Qt::NoScrollPhase && !event.pixelDelta().isNull());
}

}  // namespace

WheelWish wheel_wish(const QWheelEvent& event, bool zooms) {
  if (is_two_fingers(event) && !zooms) {
    const bool has_pixels = !event.pixelDelta().isNull();
    return {1, has_pixels ? event.pixelDelta() : event.angleDelta() / wheel_units_per_px};
  }
  // With Shift some systems turn the wheel by ninety degrees.
  const QPoint turned = event.angleDelta();
  return {std::exp2((turned.y() != 0 ? turned.y() : turned.x()) / wheel_units_per_doubling), {}};
}

std::optional<double> pinch_wish(const QEvent& event) {
  if (event.type() != QEvent::NativeGesture) return {};
  const auto& gesture = static_cast<const QNativeGestureEvent&>(event);
  if (gesture.gestureType() != Qt::ZoomNativeGesture) return {};
  return 1 + gesture.value();
}

}  // namespace homeostat::ui
