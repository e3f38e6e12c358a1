#include "ui/plots/event_bars_item.h"

#include <QPainter>
#include <algorithm>
#include <utility>

#include "ui/figure/describe.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {
namespace {

constexpr int event_bars_name_pixels = 11;
constexpr double name_gap_px = 8;
constexpr double bar_px = 4;
constexpr double lane_px = 6;
/// The marks of curves that leave the frame need this much between the bars and the frame.
constexpr double clip_mark_px = 9;

}  // namespace

std::vector<double> row_of_labels(const std::vector<double>& wanted,
                                  const std::vector<double>& widths, double gap, double low,
                                  double high) {
  std::vector<double> placed = wanted;
  const auto push_right = [&] {
    double left_end = low;
    for (std::size_t k = 0; k < placed.size(); ++k) {
      placed[k] = std::max(placed[k], left_end);
      left_end = placed[k] + widths[k] + gap;
    }
  };
  push_right();
  double right_end = high;
  for (std::size_t k = placed.size(); k-- > 0;) {
    placed[k] = std::min(placed[k], right_end - widths[k]);
    right_end = placed[k] - gap;
  }
  push_right();
  return placed;
}

EventBarsItem::EventBarsItem(PlotView& plot) : PlotItem(plot, layer::label), canvas_(plot) {}

void EventBarsItem::set_bars(std::vector<EventBar> bars) {
  if (bars != bars_) {
    bars_ = std::move(bars);
    while (names_.size() < bars_.size()) {
      names_.push_back(
          &canvas_.add_label([](const Theme& t) { return t.ink2; }, event_bars_name_pixels));
      names_.back()->set_halo(false);
    }
    for (std::size_t k = 0; k < names_.size(); ++k) {
      names_[k]->set_text(k < bars_.size() ? bars_[k].markup : QString());
      if (k >= bars_.size()) continue;
      names_[k]->set_colour([colour = bars_[k].text](const Theme& t) { return t.*colour; });
    }
    assign_lanes();
  }
  place_names();
  update();
}

void EventBarsItem::assign_lanes() {
  lanes_.clear();
  std::vector<double> ends;
  for (const EventBar& bar : bars_) {
    const auto free =
        std::find_if(ends.begin(), ends.end(), [&](double end) { return end <= bar.from; });
    lanes_.push_back(static_cast<int>(free - ends.begin()));
    if (free == ends.end()) {
      ends.push_back(bar.to);
    } else {
      *free = bar.to;
    }
  }
  lane_count_ = static_cast<int>(ends.size());
}

double EventBarsItem::room_above() const {
  return title_row_px + (lane_count_ == 0 ? 0 : clip_mark_px + lane_px * (lane_count_ - 1));
}

std::vector<const LabelItem*> EventBarsItem::names() const {
  std::vector<const LabelItem*> shown;
  for (const LabelItem* name : names_) {
    if (name->isVisible() && !name->text().isEmpty()) shown.push_back(name);
  }
  return shown;
}

QRectF EventBarsItem::rect_of(std::size_t k) const {
  const double left = std::max(map().x_pixel(bars_[k].from), map().area.left());
  const double right = std::min(map().x_pixel(bars_[k].to), map().area.right());
  const double bottom = map().area.top() - clip_mark_px - lane_px * lanes_[k];
  return {left, bottom - bar_px, std::max(3.0, right - left), bar_px};
}

void EventBarsItem::place_names() {
  std::vector<double> wanted, widths;
  for (std::size_t k = 0; k < bars_.size(); ++k) {
    wanted.push_back(rect_of(k).left());
    widths.push_back(names_[k]->size().width());
  }
  const double high = canvas_.viewport()->width() - name_gap_px;
  const auto placed =
      row_of_labels(wanted, widths, name_gap_px, canvas_.y_title_right() + name_gap_px, high);
  for (std::size_t k = 0; k < placed.size(); ++k) {
    names_[k]->setVisible(isVisible() && placed[k] + widths[k] <= high + 1);
    names_[k]->set_pixel({placed[k], title_bottom_px}, Qt::AlignLeft | Qt::AlignBottom);
  }
}

void EventBarsItem::plot_changed() {
  PlotItem::plot_changed();
  place_names();
}

void EventBarsItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  for (std::size_t k = 0; k < bars_.size(); ++k)
    painter->fillRect(rect_of(k), theme().*bars_[k].line);
}

void EventBarsItem::describe(figure::Plot& paper, const Theme& theme) const {
  for (std::size_t k = 0; k < bars_.size(); ++k) {
    paper.elements.emplace_back(figure::Bars{.name = plain_name(bars_[k].markup),
                                             .from = {bars_[k].from},
                                             .to = {bars_[k].to},
                                             .above = {clip_mark_px + lane_px * lanes_[k]},
                                             .height = bar_px,
                                             .colour = described(theme.*bars_[k].line)});
  }
}

}  // namespace homeostat::ui
