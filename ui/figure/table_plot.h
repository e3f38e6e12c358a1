// A table as it is set on paper.
#pragma once

#include <QSize>

#include "core/figure/plot.h"

class QAbstractItemModel;

namespace homeostat::ui {

/// Header and rows as texts, columns as wide as they need and shares of what is left.
figure::Plot table_plot(const QAbstractItemModel& model, QSize size_px);

}  // namespace homeostat::ui
