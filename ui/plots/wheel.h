// What a wheel, or two fingers on a touchpad, ask of a plot: the same of every plot.
#pragma once

#include <QPointF>
#include <optional>

class QEvent;
class QWheelEvent;

namespace homeostat::ui {

struct WheelWish {
  double nearer = 1;  ///< to zoom by: 2 shows half as much
  QPointF pan_px;     ///< to take the plot along by
};

/// Four notches of a wheel make it twice as near; two fingers pan, or zoom where `zooms` says so (a
/// modifier is held).
WheelWish wheel_wish(const QWheelEvent& event, bool zooms);

/// How much nearer two fingers that part on a touchpad want it; nothing for other events.
std::optional<double> pinch_wish(const QEvent& event);

}  // namespace homeostat::ui
