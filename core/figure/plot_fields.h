// The fields of a plot, each named once for both ways: `io(key, field)` and `io.series(key,
// numbers)` either look at a value or fill it.
#pragma once

#include <array>
#include <concepts>
#include <string_view>
#include <type_traits>
#include <variant>

#include "core/figure/plot.h"

namespace homeostat::figure {

template <class T, class Of>
concept Any = std::same_as<std::remove_const_t<T>, Of>;

/// In the order of Element.
inline constexpr std::array<std::string_view, std::variant_size_v<Element>> element_names{
    "line", "dots", "error bars", "marks", "spans", "bars", "arrows", "cells", "text"};

void fields(auto& io, Any<Colour> auto& c) {
  io("red", c.red), io("green", c.green), io("blue", c.blue), io("opacity", c.opacity);
}
void fields(auto& io, Any<Stroke> auto& s) {
  io("colour", s.colour), io("width", s.width), io("dashes", s.dashes);
  io("has_round_ends", s.has_round_ends);
}
void fields(auto& io, Any<Line> auto& e) {
  io.series("x", e.x), io.series("y", e.y);
  io("name", e.name), io("stroke", e.stroke), io("casing", e.casing), io("fill", e.fill);
  io("marks_leaving", e.marks_leaving), io("is_clipped", e.is_clipped);
}
void fields(auto& io, Any<Dots> auto& e) {
  io.series("x", e.x), io.series("y", e.y);
  io("name", e.name), io("radius", e.radius), io("colour", e.colour), io("is_filled", e.is_filled);
  io("rim", e.rim), io("line", e.line);
}
void fields(auto& io, Any<ErrorBars> auto& e) {
  io.series("x", e.x), io.series("y", e.y), io.series("error", e.error);
  io("name", e.name), io("cap", e.cap), io("stroke", e.stroke);
}
void fields(auto& io, Any<Marks> auto& e) {
  io.series("x", e.x), io.series("y", e.y);
  io("name", e.name), io("width", e.width), io("height", e.height), io("colour", e.colour);
}
void fields(auto& io, Any<Spans> auto& e) {
  io.series("from", e.from), io.series("to", e.to);
  io("name", e.name), io("colour", e.colour);
}
void fields(auto& io, Any<Bars> auto& e) {
  io.series("from", e.from), io.series("to", e.to), io.series("above", e.above);
  io("name", e.name), io("height", e.height), io("colour", e.colour);
}
void fields(auto& io, Any<Arrows> auto& e) {
  io.series("x", e.x), io.series("y", e.y);
  io.series("along_x", e.along_x), io.series("along_y", e.along_y);
  io("name", e.name), io("head", e.head), io("stroke", e.stroke);
}
void fields(auto& io, Any<CellKind> auto& k) {
  io("name", k.name), io("colour", k.colour), io("hatch", k.hatch);
  io("hatch_stroke", k.hatch_stroke), io("hatch_spacing", k.hatch_spacing);
}
void fields(auto& io, Any<ColourScale> auto& s) {
  io("low", s.low), io("high", s.high), io("colours", s.colours), io("missing", s.missing);
}
void fields(auto& io, Any<Cells> auto& e) {
  io("name", e.name), io("columns", e.columns), io("rows", e.rows);
  io("x_low", e.x_low), io("x_high", e.x_high), io("y_low", e.y_low), io("y_high", e.y_high);
  io.series("value", e.values);
  io("kinds", e.kinds), io("scale", e.scale), io("is_smooth", e.is_smooth);
}
void fields(auto& io, Any<Text> auto& e) {
  io("markup", e.markup), io("x", e.x), io("y", e.y), io("across", e.across), io("down", e.down);
  io("size", e.size), io("is_bold", e.is_bold), io("has_halo", e.has_halo);
  io("is_upright", e.is_upright), io("colour", e.colour), io("names_line", e.names_line);
}
void fields(auto& io, Any<Tick> auto& t) { io("at", t.at), io("markup", t.markup); }
void fields(auto& io, Any<Axis> auto& a) {
  io("title", a.title), io("low", a.low), io("high", a.high), io("is_drawn", a.is_drawn);
  io("has_grid", a.has_grid), io("ticks", a.ticks);
}
void fields(auto& io, Any<Box> auto& b) {
  io("left", b.left), io("top", b.top), io("width", b.width), io("height", b.height);
}
void fields(auto& io, Any<Plot> auto& p) {
  io("name", p.name), io("width", p.width), io("height", p.height), io("area", p.area);
  io("x", p.x), io("y", p.y), io("elements", p.elements);
}

}  // namespace homeostat::figure
