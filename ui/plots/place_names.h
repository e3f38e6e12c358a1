// Where in a picture a region's name has room.
#pragma once

#include <QPointF>
#include <QRectF>
#include <functional>
#include <optional>
#include <vector>

namespace homeostat::ui {

/// Centre for a text of `size` inside `area` such that `belongs` holds under all of it, with as
/// much room around it as can be had, apart from `taken`. Nothing when it does not fit.
std::optional<QPointF> place_for_name(const QRectF& area, QSizeF size,
                                      const std::vector<QRectF>& taken,
                                      const std::function<bool(QPointF)>& belongs);

}  // namespace homeostat::ui
