#include "ui/panels/history_panel.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

namespace homeostat::ui {
namespace {

/// Room above the highest value.
constexpr double history_headroom = 1.04;
/// Part of all trials that may leave the frame.
constexpr double rare_part = 0.05;

}  // namespace

QPen limit_pen(const Theme& theme) {
  QPen pen(theme.ink3, 1);
  pen.setDashPattern({4, 3});
  return pen;
}

HistoryPanel::HistoryPanel(const QString& y_markup, std::vector<Series> series, QWidget* parent)
    : Panel(parent),
      series_(std::move(series)),
      empty_note_(plot_.add_label([](const Theme& t) { return t.ink2; }, 13)),
      history_(series_.size()),
      values_(series_.size()) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  plot_.set_margins({44, 28, 44, 40});
  plot_.set_titles(tr("trial"), y_markup);
  plot_.set_x_readout([this](double x) {
    return (counts_seconds_ ? tr("second %1") : tr("trial %1"))
        .arg(grouped_number(std::round(x), 0));
  });
  for (const Series& s : series_) curves_.push_back(&plot_.add_curve(s.pen, s.label));
  empty_note_.set_text(tr("Nothing learned yet. Play, or step one trial."));
  connect(&plot_, &PlotView::picked, this, [this](QPointF at) { pick(at.x()); });
}

void HistoryPanel::begin(const lab::Run* run) {
  history_.clear();
  top_.reset();
  const std::vector<double> before = run ? values_before(*run) : std::vector<double>{};
  begins_at_zero_ = !before.empty();
  if (begins_at_zero_) history_.append(before);
}

void HistoryPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const auto run = view.frame != nullptr ? view.frame->run : nullptr;
  const bool has_news = follower_.follow(
      run, [&] { begin(run.get()); },
      [this](const lab::TrialRow& row) {
        for (std::size_t k = 0; k < series_.size(); ++k) values_[k] = series_[k].value(row);
        history_.append(values_);
      });
  if (has_news) {
    const auto step = static_cast<double>(history_.trials_per_column());
    const double first = begins_at_zero_ ? step - 1 : step;
    for (std::size_t k = 0; k < curves_.size(); ++k) {
      curves_[k]->set_columns(history_.columns(k), first, step);
    }
  }
  show_range(view);
  subtitle_.clear();
  show_more(view);
  plot_.refresh();
}

double HistoryPanel::highest_shown(const View& view) const {
  double highest = least_top(view);
  for (std::size_t k = 0; k < series_.size(); ++k) {
    const double found = history_.highest_unless_rare(k, outlier_limit(view), rare_part);
    if (std::isfinite(found)) highest = std::max(highest, found * history_headroom);
  }
  return highest;
}

std::pair<double, double> HistoryPanel::y_range(const View& view) {
  return {0, top_.update(highest_shown(view))};
}

void HistoryPanel::show_range(const View& view) {
  const double done = trials_done();
  const auto planned = static_cast<double>(view.experiment->trials);
  plot_.set_x_range(0, done > planned ? round_limit(done) : std::max(1.0, planned));
  const auto [low, high] = y_range(view);
  plot_.set_y_range(low, high);
  const bool is_online = lab::is_online(view.experiment->parameters);
  if (is_online != counts_seconds_) {
    counts_seconds_ = is_online;
    plot_.set_x_title(is_online ? tr("time (s)") : tr("trial"));
  }
  const double looked_at = view.cursor_trial > 0 ? static_cast<double>(view.cursor_trial) : done;
  plot_.set_cursor(done > 0 ? std::optional(looked_at) : std::nullopt);
  empty_note_.setVisible(done == 0);
  empty_note_.set_pixel(plot_.map().area.center(), Qt::AlignHCenter | Qt::AlignVCenter);
}

void HistoryPanel::pick(double x) {
  const double done = trials_done();
  if (done > 0) emit trial_picked(static_cast<std::int64_t>(std::clamp(std::round(x), 1.0, done)));
}

}  // namespace homeostat::ui
