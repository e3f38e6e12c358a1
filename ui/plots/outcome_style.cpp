#include "ui/plots/outcome_style.h"

#include <QCoreApplication>
#include <QImage>
#include <QPixmap>
#include <array>
#include <cmath>

#include "ui/figure/describe.h"

namespace homeostat::ui {
namespace {

constexpr int swatch_px = 14;
constexpr double pattern_period = 6, pattern_width = 1.6, pattern_opacity = 0.45;

enum class Pattern { plain, rising, falling, dots };

struct Style {
  QColor Theme::*tone;
  double part;  ///< of the tone over the panel
  Pattern pattern;
};

/// In the order of CellKind. The parts are steps of lightness.
constexpr std::array<Style, cell_kind_count> styles{{
    {&Theme::good, 0.42, Pattern::plain},
    {&Theme::ink3, 0.85, Pattern::plain},
    {&Theme::I, 0.62, Pattern::rising},
    {&Theme::warn, 0.30, Pattern::dots},
    {&Theme::bad, 0.85, Pattern::falling},
    {&Theme::sunken, 1.0, Pattern::plain},
    {&Theme::panel, 1.0, Pattern::plain},
}};

QColor mixed(const QColor& under, const QColor& over, double part) {
  const auto mix = [part](int a, int b) { return qRound(a + (b - a) * part); };
  return {mix(under.red(), over.red()), mix(under.green(), over.green()),
          mix(under.blue(), over.blue())};
}

bool is_marked(Pattern pattern, double x, double y) {
  const auto stripe = [](double at) {
    return at - pattern_period * std::floor(at / pattern_period) < pattern_width;
  };
  switch (pattern) {
    case Pattern::rising:
      return stripe(x + y);
    case Pattern::falling:
      return stripe(x - y);
    case Pattern::dots:
      return stripe(x) && stripe(y);
    case Pattern::plain:
      break;
  }
  return false;
}

QString tr(const char* text) { return QCoreApplication::translate("CellKind", text); }

}  // namespace

CellKind cell_kind(const lab::BasinCell& cell) {
  if (cell.state == lab::BasinCell::State::out_of_reach) return CellKind::out_of_reach;
  if (!cell.is_finished()) return CellKind::not_started;
  if (!cell.run.failure.empty()) return CellKind::diverged;
  switch (cell.run.outcome) {
    case lab::Outcome::converged:
      return CellKind::converged;
    case lab::Outcome::silent:
      return CellKind::silent;
    case lab::Outcome::saturated:
      return CellKind::saturated;
    case lab::Outcome::diverged:
      return CellKind::diverged;
    case lab::Outcome::wandering:
      break;
  }
  return CellKind::wandering;
}

QString cell_kind_name(CellKind kind) {
  const std::array<QString, cell_kind_count> names{
      tr("converged"), tr("silent"),       tr("saturated"),  tr("wandering"),
      tr("diverged"),  tr("out of reach"), tr("not yet run")};
  return names[static_cast<std::size_t>(kind)];
}

QColor cell_colour(const Theme& theme, CellKind kind, double x, double y) {
  const Style& style = styles[static_cast<std::size_t>(kind)];
  const QColor fill = mixed(theme.panel, theme.*style.tone, style.part);
  return is_marked(style.pattern, x, y) ? mixed(fill, theme.ink, pattern_opacity) : fill;
}

QPixmap cell_swatch(const Theme& theme, CellKind kind, double ratio) {
  const int side = qRound(swatch_px * ratio);
  QImage image(side, side, QImage::Format_RGB32);
  image.setDevicePixelRatio(ratio);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x)
      image.setPixelColor(x, y, cell_colour(theme, kind, x / ratio, y / ratio));
  }
  return QPixmap::fromImage(image);
}

figure::CellKind described_kind(const Theme& theme, CellKind kind) {
  using Hatch = figure::CellKind::Hatch;
  constexpr std::array hatches{Hatch::none, Hatch::rising, Hatch::falling, Hatch::dots};
  const Style& style = styles[static_cast<std::size_t>(kind)];
  const auto at = static_cast<std::size_t>(style.pattern);
  figure::CellKind made;
  made.name = cell_kind_name(kind).toStdString();
  made.colour = described(mixed(theme.panel, theme.*style.tone, style.part));
  made.hatch = hatches.at(at);
  made.hatch_stroke = described(QPen(theme.ink, pattern_width));
  made.hatch_stroke.colour.opacity = pattern_opacity;
  made.hatch_spacing = pattern_period;
  return made;
}

}  // namespace homeostat::ui
