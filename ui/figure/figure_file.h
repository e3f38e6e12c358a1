// A figure as bytes of a file that carries its session, and on disk.
#pragma once

#include <QByteArray>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/lab/provenance.h"
#include "ui/figure/paper_figure.h"

namespace homeostat::ui {

enum class FigureFormat { svg, pdf, png };

/// "svg"; throws InputError with a suggestion for any other.
FigureFormat figure_format(std::string_view name);
std::string_view format_name(FigureFormat format);

/// `session` is a block of lab::session_block.
QByteArray svg_of(const PaperFigure& figure, std::string_view session);
QByteArray pdf_of(const PaperFigure& figure, std::string_view session);
QByteArray png_of(const PaperFigure& figure, std::string_view session);
QByteArray bytes_of(const PaperFigure& figure, FigureFormat format, std::string_view session);

/// XMP that holds a session block.
QByteArray session_xmp(const std::string& title, std::string_view session);

/// The picture alone, `scale` pixels for each point; for previews.
QImage picture_of(const PaperFigure& figure, double scale);

/// Writes DIR/NAME.svg, ... and the data of each plot as DIR/NAME.csv, or NAME_a.csv, NAME_b.csv
/// where there are several; each whole or not at all. Returns their paths. Throws RunError.
std::vector<std::filesystem::path> write_figure(const PaperFigure& figure,
                                                const std::set<FigureFormat>& formats,
                                                const std::filesystem::path& directory,
                                                const lab::ExportedSession& session);

}  // namespace homeostat::ui
