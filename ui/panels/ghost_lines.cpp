#include "ui/panels/ghost_lines.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "ui/controls/text.h"
#include "ui/panels/effect_words.h"

namespace homeostat::ui {
namespace {

constexpr int words_px = 11;
constexpr double number_gap_px = 4;
/// A lower plot has no room for the window's line.
constexpr double least_height_for_window_px = 150;

QPen ghost_pen(const Theme& t) { return QPen(t.ghost, 1); }

}  // namespace

GhostLines::GhostLines(PlotView& plot)
    : plot_(plot),
      I_(plot.add_curve(ghost_pen)),
      E_(plot.add_curve(ghost_pen)),
      name_(plot.add_label([](const Theme& t) { return t.ink3; }, words_px)),
      words_(plot.add_label([](const Theme& t) { return t.ink2; }, words_px)) {
  name_.set_text(tr("without the change"));
  name_.setVisible(false);
  words_.setVisible(false);
}

void GhostLines::show(const lab::Ghost& ghost, const lab::Trace& trace, double onset_ms) {
  is_visible_ = !ghost.trace.E.empty();
  effect_ = ghost.effect;
  const double dt = ghost.trace.dt_ms;
  E_.set_samples(ghost.trace.E, dt - onset_ms, dt);
  I_.set_samples(ghost.trace.I, dt - onset_ms, dt);
  if (is_visible_) find_parting(ghost, trace, onset_ms);
  write_words(onset_ms);
}

void GhostLines::find_parting(const lab::Ghost& ghost, const lab::Trace& trace, double onset_ms) {
  const std::vector<double>&I = trace.I, &ghost_I = ghost.trace.I;
  const double dt = ghost.trace.dt_ms;
  auto to = static_cast<std::ptrdiff_t>(std::min(I.size(), ghost_I.size()));
  auto from = std::mismatch(I.begin(), I.begin() + to, ghost_I.begin()).first - I.begin();
  if (effect_) {
    from = std::llround(effect_->from_ms / dt) - 1;
    to = std::llround(effect_->to_ms / dt) - 1;
  }
  from = std::min(from, to - 1);
  const auto begin = ghost_I.begin() + from, end = ghost_I.begin() + to;
  const auto [low, high] = std::minmax_element(begin, end);
  parting_ = {
      static_cast<double>(from + to) / 2 * dt - onset_ms, *low, *high,
      std::accumulate(I.begin() + from, I.begin() + to, 0.0) < std::accumulate(begin, end, 0.0)};
}

void GhostLines::write_words(double onset_ms) {
  words_.setVisible(effect_.has_value());
  if (!effect_) return;
  QString words = effect_words(*effect_);
  if (plot_.map().area.height() >= least_height_for_window_px)
    words += '\n' + effect_window_words(*effect_, onset_ms);
  words_.set_text(words);
}

double GhostLines::headroom() const {
  if (!effect_) return 1;
  const double height = plot_.map().area.height();
  const double words = words_.size().height() + 2 * number_gap_px;
  return height / std::max(height / 2, height - words);
}

void GhostLines::place() {
  const QRectF& area = plot_.map().area;
  words_.set_pixel(area.topRight() + QPointF(-number_gap_px, number_gap_px),
                   Qt::AlignRight | Qt::AlignTop);
  name_.setVisible(is_visible_);
  if (is_visible_) place_name();
}

void GhostLines::place_name() {
  const PlotMap& map = plot_.map();
  const QSizeF half = name_.size() / 2;
  // On the side away from the trial.
  const double y = parting_.is_trial_below
                       ? map.clamped_y_pixel(parting_.high) - number_gap_px - half.height()
                       : map.clamped_y_pixel(parting_.low) + number_gap_px + half.height();
  const QRectF room = map.area.adjusted(half.width() + number_gap_px, half.height(),
                                        -half.width() - number_gap_px, -half.height());
  name_.set_pixel({std::max(room.left(), std::min(map.x_pixel(parting_.middle_ms), room.right())),
                   std::max(room.top(), std::min(y, room.bottom()))},
                  Qt::AlignHCenter | Qt::AlignVCenter);
}

}  // namespace homeostat::ui
