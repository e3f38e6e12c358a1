#include "ui/panels/load_panel.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "ui/controls/segmented_control.h"
#include "ui/controls/text.h"
#include "ui/plots/error_dots_item.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/path_item.h"
#include "ui/plots/solution_style.h"

namespace homeostat::ui {
namespace {

constexpr double load_headroom = 1.08;
/// Below this part of the capacity margins go beyond all bounds.
constexpr double first_part = 0.09;

}  // namespace

LoadPanel::LoadPanel(std::vector<LoadQuantity> quantities, QWidget* parent)
    : Panel(parent),
      quantities_(std::move(quantities)),
      here_(new PathItem(plot_, [](const Theme& t) { return QPen(t.accent, 1); })),
      choice_(nullptr) {
  QStringList names;
  std::size_t most = 0;
  for (const LoadQuantity& q : quantities_) {
    names << q.name;
    most = std::max(most, q.series.size());
  }
  for (std::size_t k = 0; k < most; ++k) {
    const auto pen = [this, k](const Theme& t) {
      return k < quantity().series.size() ? quantity().series[k].pen(t) : QPen(t.ink);
    };
    series_.push_back({new PathItem(plot_, pen),
                       new ErrorDotsItem(plot_, [pen](const Theme& t) { return pen(t).color(); }),
                       &plot_.add_label([pen](const Theme& t) { return pen(t).color(); }, 11)});
  }
  choice_ = new SegmentedControl(names, this);
  connect(choice_, &SegmentedControl::picked, this, [this](int index) {
    choose(index);
    Q_EMIT view_wanted();
  });
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  plot_.set_margins({52, 28, 20, 40});
  connect(&plot_, &PlotView::area_changed, this, [this] { place_names(); });
  choose(0);
}

QWidget* LoadPanel::header_control() { return choice_; }

QByteArray LoadPanel::save_state() const { return QByteArray::number(chosen_); }

void LoadPanel::restore_state(const QByteArray& state) {
  bool is_number = false;
  const int index = state.toInt(&is_number);
  if (is_number && index >= 0 && index < static_cast<int>(quantities_.size())) choose(index);
}

void LoadPanel::choose(int index) {
  chosen_ = index;
  choice_->set_current(index);
  plot_.set_titles(tr("load, patterns per input"), quantity().title);
  plot_.setAccessibleName(tr("%1 against the load").arg(quantity().title));
  show_all();
}

void LoadPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const double alpha = view.experiment->parameters["alpha"];
  if (theory_ == view.solved.theory && samples_ == view.solved.samples && alpha == alpha_) return;
  theory_ = view.solved.theory;
  samples_ = view.solved.samples;
  alpha_ = alpha;
  show_all();
}

void LoadPanel::show_all() {
  for (std::size_t k = 0; k < series_.size(); ++k) {
    const bool is_there = k < quantity().series.size();
    for (QGraphicsItem* item :
         std::initializer_list<QGraphicsItem*>{series_[k].line, series_[k].dots, series_[k].name})
      item->setVisible(is_there);
    if (is_there) show_series(quantity().series[k], series_[k]);
  }
  const double right = theory_ ? round_limit(1.02 * std::max(theory_->by_load.alpha_c, 0.01)) : 1;
  const double top = quantity().highest > 0 ? quantity().highest : round_limit(highest());
  plot_.set_ranges(0, theory_ ? std::min(right, 1.15 * theory_->by_load.alpha_c) : right, 0, top);
  here_->set_points({{alpha_, 0}, {alpha_, top}});
  place_names();
  subtitle_.clear();
  if (samples_ && samples_->samples_done > 0)
    subtitle_ = tr("dots: %1 problems each").arg(samples_->samples_done);
}

void LoadPanel::show_series(const LoadSeries& series, Drawn& drawn) {
  drawn.line->set_points(theory_ && series.line ? series.line(*theory_) : std::vector<QPointF>());
  std::vector<ErrorDot> dots;
  if (samples_ && series.dot) {
    for (const lab::LoadSamples& at : samples_->loads) {
      const balance::Estimate e = series.dot(at);
      if (e.count == 0) continue;
      const double error = e.count > 1 ? e.error : std::numeric_limits<double>::quiet_NaN();
      dots.push_back({{at.alpha, e.mean}, error, series.is_filled});
    }
  }
  drawn.dots->set_dots(std::move(dots));
  drawn.name->set_text(series.name);
}

/// Of lines and dots where they are of ordinary size.
double LoadPanel::highest() const {
  double top = 0;
  const double from = theory_ ? first_part * theory_->by_load.alpha_c : 0;
  const auto add = [&](QPointF point) {
    if (point.x() >= from && std::isfinite(point.y()))
      top = std::max(top, load_headroom * point.y());
  };
  for (std::size_t k = 0; k < quantity().series.size(); ++k) {
    for (const QPointF& point : series_[k].line->points()) add(point);
    for (const ErrorDot& dot : series_[k].dots->dots()) add(dot.value);
  }
  return top;
}

/// Names one under the other at the top right, in the colours of their lines.
void LoadPanel::place_names() {
  const QRectF& area = plot_.map().area;
  double y = area.top() + 4;
  for (const Drawn& drawn : series_) {
    if (!drawn.name->isVisible()) continue;
    drawn.name->set_pixel({area.right() - 4, y}, Qt::AlignRight | Qt::AlignTop);
    y += key_line_px;
  }
  plot_.refresh();
}

}  // namespace homeostat::ui
