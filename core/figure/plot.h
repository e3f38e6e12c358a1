// A plot as a value: axes, what lies in them, and how it looks. The drawing on paper and the CSV
// beside it are both made from it, so neither can show what the other does not.
//
// Series are in the units of the axes. Lengths that do not scale with the axes (line widths,
// dashes, letters, where a text stands) are in px: pixels of a canvas `width` x `height` whose text
// is 12 px tall, y downwards. Paper maps the canvas to millimetres.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace homeostat::figure {

struct Colour {
  std::uint8_t red = 0, green = 0, blue = 0;
  double opacity = 1;
  bool operator==(const Colour&) const = default;
};

struct Stroke {
  Colour colour{};
  double width = 1;              ///< px
  std::vector<double> dashes{};  ///< px drawn, px left out, in turn; empty: solid
  bool has_round_ends = false;
  bool operator==(const Stroke&) const = default;
};

/// Joined in order; a point with NaN is a gap. Closed and filled where it has a fill.
struct Line {
  std::string name{};
  std::vector<double> x{}, y{};
  std::optional<Stroke> stroke{}, casing{};
  std::optional<Colour> fill{};
  bool marks_leaving = false;  ///< a triangle where it leaves the frame at the top
  bool is_clipped = true;      ///< by the frame
};

/// Discs, or rings where they are not filled.
struct Dots {
  std::string name{};
  std::vector<double> x{}, y{};
  double radius = 3;  ///< px
  Colour colour{};
  bool is_filled = true;
  double rim = 0;  ///< px around it in the ground's colour
  double line = 1.6;
};

/// Upright bars `error` up and down from y, NaN: none, with caps.
struct ErrorBars {
  std::string name{};
  std::vector<double> x{}, y{}, error{};
  double cap = 3;  ///< px, half of it
  Stroke stroke{};
};

/// Upright marks, such as spikes.
struct Marks {
  std::string name{};
  std::vector<double> x{}, y{};
  double width = 1, height = 2;  ///< px
  Colour colour{};
};

/// Stretches of x, over the whole height.
struct Spans {
  std::string name{};
  std::vector<double> from{}, to{};
  Colour colour{};
};

/// Bars above the frame that say when something is on; `above` px between frame and bar.
struct Bars {
  std::string name{};
  std::vector<double> from{}, to{}, above{};
  double height = 4;  ///< px
  Colour colour{};
};

/// Begin at x, y and reach along_x, along_y px further (downwards positive), with a head.
struct Arrows {
  std::string name{};
  std::vector<double> x{}, y{}, along_x{}, along_y{};
  double head = 3;  ///< px
  Stroke stroke{};
};

/// A kind of cell: 0 is the first of the list.
struct CellKind {
  std::string name{};
  Colour colour{};
  /// Parallel lines over it.
  enum class Hatch { none, rising, falling, dots } hatch = Hatch::none;
  Stroke hatch_stroke{};
  double hatch_spacing = 7;  ///< px
};

/// A colour for each value from `low` to `high`, evenly between the listed ones.
struct ColourScale {
  double low = 0, high = 1;
  std::vector<Colour> colours{};
  Colour missing{255, 255, 255};  ///< of NaN
};

/// A grid of values that fills the rectangle given by its outer edges, row by row from below.
struct Cells {
  std::string name{};
  int columns = 0, rows = 0;
  double x_low = 0, x_high = 1, y_low = 0, y_high = 1;
  std::vector<double> values{};
  std::vector<CellKind> kinds{};       ///< values are indices of these; NaN: nothing
  std::optional<ColourScale> scale{};  ///< or any numbers
  bool is_smooth = false;              ///< samples of something smooth, not cells with edges
};

/// Markup of ui/typeset.h: "$W_EE$". Lines are parted by '\n'.
struct Text {
  std::string markup{};
  double x = 0, y = 0;  ///< px: the point of its box named by `across` and `down`
  int across = 0;       ///< -1 its left end, 0 its middle, 1 its right end
  int down = 0;         ///< -1 its top, 0 its middle, 1 its bottom
  double size = 12;     ///< px
  bool is_bold = false, has_halo = false, is_upright = false;
  Colour colour{};
  /// The line whose name it is, by name; a legend that a figure's panels share takes its place.
  std::string names_line{};
};

using Element = std::variant<Line, Dots, ErrorBars, Marks, Spans, Bars, Arrows, Cells, Text>;

struct Tick {
  double at = 0;
  std::string markup{};  ///< empty: no number
};

struct Axis {
  std::string title{};  ///< plain, with its unit; the title that is drawn is a Text
  double low = 0, high = 1;
  bool is_drawn = true, has_grid = false;
  std::vector<Tick> ticks{};
};

struct Box {
  double left = 0, top = 0, width = 1, height = 1;
};

struct Plot {
  std::string name{};                ///< of the panel, "This trial"
  double width = 400, height = 300;  ///< px
  Box area{};                        ///< px, where the series are
  Axis x{}, y{};
  /// From the lowest to the highest.
  std::vector<Element> elements{};
};

}  // namespace homeostat::figure
