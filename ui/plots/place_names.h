// Where in a picture the name of a region or of a line has room.
#pragma once

#include <QPointF>
#include <QRectF>
#include <functional>
#include <optional>
#include <vector>

namespace homeostat::ui {

/// What reaches so far from a point to all four sides.
QRectF around(QPointF centre, double reach);

/// Centre for a text of `size` inside `area` such that `belongs` holds under all of it, with as
/// much room around it as can be had, apart from `taken`. Nothing when it does not fit.
std::optional<QPointF> place_for_name(const QRectF& area, QSizeF size,
                                      const std::vector<QRectF>& taken,
                                      const std::function<bool(QPointF)>& belongs);

/// Centre for the name of a line beside it, all of it inside `area` and apart from `taken` and from
/// the line; of all places the one nearest to the height `wanted_y`. Where everything is taken, it
/// may lie over something; nothing when no point of the line is inside.
std::optional<QPointF> place_beside_line(const QRectF& area, QSizeF size,
                                         const std::vector<QPointF>& line,
                                         const std::vector<QRectF>& taken, double wanted_y);

}  // namespace homeostat::ui
