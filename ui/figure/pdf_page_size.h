// Pages of a size that is no whole number of points.
#pragma once

#include <QByteArray>
#include <QSizeF>

namespace homeostat::ui {

/// The file with its one page cut to `size_pt`, its left upper corner kept: QPdfWriter rounds to
/// whole points. Appends the page anew, as PDF files are meant to be changed.
QByteArray with_page_size(const QByteArray& pdf, QSizeF size_pt);

}  // namespace homeostat::ui
