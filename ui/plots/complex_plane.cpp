#include "ui/plots/complex_plane.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "ui/plots/complex_frame_item.h"
#include "ui/plots/marker_item.h"
#include "ui/plots/path_item.h"
#include "ui/plots/steady_place.h"

namespace homeostat::ui {
namespace {

constexpr double dot_px = 4, hollow_px = 7;
constexpr double touch_px = 16;
/// Around what the axes must hold.
constexpr double spectrum_headroom = 1.12;
/// The growing side and the height, as parts of the width on the dying side.
constexpr double least_right = 0.25, least_height = 0.35;
constexpr double least_decades_right = 1.2, least_decades_high = 1.6;

QPen tail_pen(const Theme& t) {
  QPen pen(with_opacity(t.trail, 0.35), 2.5);
  pen.setCapStyle(Qt::RoundCap);
  pen.setJoinStyle(Qt::RoundJoin);
  return pen;
}

ColourOf colour(QColor Theme::*member) {
  return [member](const Theme& t) { return t.*member; };
}

math::Modes finite(const math::Modes& modes) {
  math::Modes kept;
  std::ranges::copy_if(modes, std::back_inserter(kept), [](std::complex<double> mode) {
    return std::isfinite(mode.real()) && std::isfinite(mode.imag());
  });
  return kept;
}

std::vector<Marker> markers(const math::Modes& modes, const ComplexScale& scale, bool is_filled) {
  std::vector<Marker> marks;
  for (const std::complex<double> mode : modes) marks.push_back({scale.place(mode), is_filled});
  return marks;
}

QRectF square_around(QPointF centre, double reach) {
  return {centre - QPointF(reach, reach), QSizeF(2 * reach, 2 * reach)};
}

}  // namespace

ComplexPlane::ComplexPlane(ComplexScale::Shape shape, int decades, QWidget* parent)
    : PlotView(parent),
      scale_{shape},
      decades_(decades),
      frame_(new ComplexFrameItem(*this)),
      tail_lines_(new PathItem(*this, tail_pen)),
      hollow_dots_(new MarkerItem(*this, colour(&Theme::ink2), hollow_px)),
      dots_(new MarkerItem(*this, colour(&Theme::trail), dot_px)),
      stable_dot_(new MarkerItem(*this, colour(&Theme::good), dot_px)),
      unstable_dot_(new MarkerItem(*this, colour(&Theme::bad), dot_px)),
      deciding_label_(add_label(colour(&Theme::ink), 13)),
      stable_name_(add_label(colour(&Theme::good))),
      logarithmic_(new QCheckBox(tr("log"), this)) {
  set_axes_visible(false);
  if (shape == ComplexScale::Shape::disc)
    set_margins({12, 28, 12, 24});
  else
    set_margins({52, 28, 20, 40});
  stable_name_.set_text(tr("stable"));
  stable_name_.set_halo(false);
  deciding_label_.set_bold(true);
  logarithmic_->setChecked(true);
  logarithmic_->setFont(text_font(11));
  logarithmic_->setToolTip(
      tr("Logarithmic: modes a thousand times slower than others stand apart from the edge. "
         "Off: the plane as it is."));
  clock_.start();
  connect(logarithmic_, &QCheckBox::toggled, this, [this](bool is_on) {
    scale_.is_logarithmic = is_on;
    update_ranges();
    show_modes();
  });
  connect(this, &PlotView::area_changed, this, [this] {
    update_ranges();
    show_modes();
  });
  connect(this, &PlotView::hover_changed, this, &ComplexPlane::show_readout);
}

math::Time ComplexPlane::time() const {
  return scale_.shape == ComplexScale::Shape::disc ? math::Time::in_steps : math::Time::continuous;
}

void ComplexPlane::set_words(WordsOf label, WordsOf number, WordsOf meaning) {
  label_of_ = std::move(label);
  number_of_ = std::move(number);
  meaning_of_ = std::move(meaning);
}

void ComplexPlane::set_modes(const math::Modes& modes, const math::Modes& hollow) {
  modes_ = finite(modes);
  hollow_ = finite(hollow);
  tails_.append(modes_, static_cast<double>(clock_.elapsed()));
  update_ranges();
  show_modes();
}

void ComplexPlane::forget_tails() {
  tails_.clear();
  tail_lines_->set_points({});
}

void ComplexPlane::update_ranges() {
  if (scale_.shape == ComplexScale::Shape::disc) {
    range_disc();
  } else {
    range_half_plane();
  }
  frame_->set_scale(scale_);
}

void ComplexPlane::range_half_plane() {
  double dying = 0, growing = 0, high = 0;
  for (const math::Modes& set : {modes_, hollow_}) {
    for (const std::complex<double> mode : set) {
      dying = std::max(dying, -mode.real());
      growing = std::max(growing, mode.real());
      high = std::max(high, std::abs(mode.imag()));
    }
  }
  const double decade = largest_.update(std::max({dying, growing, high}));
  if (scale_.is_logarithmic) {
    scale_.unit = decade * std::pow(10, -decades_);
    const QPointF far = scale_.place({growing, high});
    set_x_range(-(decades_ + 0.3), std::max(least_decades_right, std::ceil(far.x()) + 0.3));
    const double top = std::max(least_decades_high, std::ceil(far.y()) + 0.3);
    set_y_range(-top, top);
    return;
  }
  const double left = left_.update(spectrum_headroom * std::max(dying, least_right * growing));
  const double right = right_.update(spectrum_headroom * std::max(growing, least_right * dying));
  const double top =
      height_.update(spectrum_headroom * std::max(high, least_height * (dying + growing)));
  set_x_range(-left, right);
  set_y_range(-top, top);
}

void ComplexPlane::range_disc() {
  double radius = 1;
  for (const std::complex<double> mode : modes_) {
    const QPointF place = scale_.place(mode);
    radius = std::max(radius, std::hypot(place.x(), place.y()));
  }
  radius = spectrum_headroom * (radius > 1 ? right_.update(radius) : 1);
  const QSizeF size = map().area.size();
  const double smaller = std::min(size.width(), size.height());
  if (!(smaller > 0)) return;
  set_x_range(-radius * size.width() / smaller, radius * size.width() / smaller);
  set_y_range(-radius * size.height() / smaller, radius * size.height() / smaller);
}

void ComplexPlane::show_modes() {
  math::Modes others = modes_, stable, unstable;
  if (!modes_.empty()) {
    const std::size_t at = deciding(modes_, time());
    const bool dies_out = growth(modes_[at], time()) < 0;
    const auto decides = [mode = modes_[at]](std::complex<double> other) {
      return other == mode || other == std::conj(mode);
    };
    std::ranges::copy_if(modes_, std::back_inserter(dies_out ? stable : unstable), decides);
    std::erase_if(others, decides);
  }
  hollow_dots_->set_markers(markers(hollow_, scale_, false));
  dots_->set_markers(markers(others, scale_, true));
  stable_dot_->set_markers(markers(stable, scale_, true));
  unstable_dot_->set_markers(markers(unstable, scale_, true));
  show_tails();
  place_texts();
  show_readout();
}

void ComplexPlane::show_tails() {
  std::vector<QPointF> line;
  for (const math::Modes& way : tails_.ways()) {
    for (const std::complex<double> mode : way) line.push_back(scale_.place(mode));
    line.emplace_back(no_value, no_value);
  }
  tail_lines_->set_points(std::move(line));
}

void ComplexPlane::place_texts() {
  place_stable_name();
  deciding_label_.setVisible(!modes_.empty() && label_of_);
  if (modes_.empty() || !label_of_) return;
  // Of a pair the upper one.
  const std::complex<double> lower = modes_[deciding(modes_, time())];
  const std::complex<double> mode(lower.real(), std::abs(lower.imag()));
  deciding_label_.set_text(label_of_(mode));
  deciding_label_.set_colour(colour(growth(mode, time()) < 0 ? &Theme::good : &Theme::bad));
  place_deciding_label(pixel(mode));
}

std::vector<QRectF> ComplexPlane::dot_boxes() const {
  std::vector<QRectF> boxes;
  for (const std::complex<double> mode : modes_)
    boxes.push_back(square_around(pixel(mode), dot_px + 1));
  for (const std::complex<double> mode : hollow_)
    boxes.push_back(square_around(pixel(mode), hollow_px + 1));
  return boxes;
}

void ComplexPlane::place_stable_name() {
  if (scale_.shape == ComplexScale::Shape::disc) {
    stable_name_.set_value({0, -0.62}, {6, 0}, Qt::AlignLeft | Qt::AlignVCenter);
    return;
  }
  const QRectF& area = map().area;
  const QSizeF size = stable_name_.size();
  const auto box = [&](std::size_t place) {
    constexpr std::array heights{1.0, 0.0, 0.75, 0.25};  // as parts of what is left
    const double room = area.height() - size.height() - 12;
    return QRectF(area.topLeft() + QPointF(8, 6 + heights[place] * room), size);
  };
  name_place_ = steady_place(name_place_, 4, dot_boxes(), box);
  stable_name_.set_pixel(box(name_place_).topLeft(), Qt::AlignLeft | Qt::AlignTop);
}

void ComplexPlane::place_deciding_label(QPointF at) {
  const QSizeF size = deciding_label_.size();
  constexpr double gap = 9;
  const double x = size.width() / 2 + gap, y = size.height() / 2 + gap;
  const std::array sides{QPointF(0, -y), QPointF(-x, -y / 2), QPointF(x, -y / 2),
                         QPointF(0, y),  QPointF(-x, y / 2),  QPointF(x, y / 2)};
  std::vector<QRectF> taken = dot_boxes();
  taken.push_back(stable_name_.text_rect());
  const QRectF& area = map().area;
  const auto box = [&](std::size_t side) {
    return QRectF(at + sides[side] - QPointF(size.width() / 2, size.height() / 2), size);
  };
  // Whatever is outside is taken as well.
  taken.emplace_back(0, 0, area.left(), height());
  taken.emplace_back(area.right(), 0, width(), height());
  taken.emplace_back(0, 0, width(), area.top());
  taken.emplace_back(0, area.bottom(), width(), height());
  label_side_ = steady_place(label_side_, sides.size(), taken, box);
  deciding_label_.set_pixel(box(label_side_).topLeft(), Qt::AlignLeft | Qt::AlignTop);
}

std::optional<std::complex<double>> ComplexPlane::touched() const {
  std::optional<std::complex<double>> nearest;
  double reach = touch_px;
  const QPointF mouse = map().pixel(*hovered());
  for (const math::Modes& set : {modes_, hollow_}) {
    for (const std::complex<double> mode : set) {
      const QPointF away = pixel(mode) - mouse;
      if (std::hypot(away.x(), away.y()) >= reach) continue;
      reach = std::hypot(away.x(), away.y());
      nearest = mode;
    }
  }
  return nearest;
}

void ComplexPlane::show_readout() {
  if (!hovered() || !number_of_) {
    set_readout({}, {});
    return;
  }
  const std::optional<std::complex<double>> mode = touched();
  set_readout(mode ? number_of_(*mode) : tr("a mode here:"),
              meaning_of_(mode.value_or(scale_.value(*hovered()))));
}

void ComplexPlane::resizeEvent(QResizeEvent* event) {
  PlotView::resizeEvent(event);
  const QSize size = logarithmic_->sizeHint();
  logarithmic_->setGeometry(QRect(QPoint(width() - size.width() - 12, 2), size));
}

}  // namespace homeostat::ui
