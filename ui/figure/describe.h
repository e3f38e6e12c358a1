// From what is on the screen to the value that paper and CSV are made from.
#pragma once

#include <QColor>
#include <QPen>
#include <QString>
#include <vector>

#include "core/figure/plot.h"

namespace homeostat::ui {

figure::Colour described(const QColor& colour);
figure::Stroke described(const QPen& pen);
QColor qt_colour(const figure::Colour& colour);

/// "$W_{EE}$ (E onto E)" -> "W_EE (E onto E)": names of series and columns.
std::string plain_name(const QString& markup);

/// A line through the points.
figure::Line described_line(const std::string& name, const std::vector<QPointF>& points,
                            const QPen& pen);

}  // namespace homeostat::ui
