#include "ui/panels/history_panel.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

namespace homeostat::ui {
namespace {

/// Room above the highest value.
constexpr double headroom = 1.04;

}  // namespace

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

void HistoryPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const bool has_news = follower_.follow(
      view.frame != nullptr ? view.frame->run : nullptr,
      [this] {
        history_.clear();
        top_.reset();
      },
      [this](const lab::TrialRow& row) {
        for (std::size_t k = 0; k < series_.size(); ++k) values_[k] = series_[k].value(row);
        history_.append(values_);
      });
  if (has_news) {
    const auto step = static_cast<double>(history_.trials_per_column());
    for (std::size_t k = 0; k < curves_.size(); ++k) {
      curves_[k]->set_columns(history_.columns(k), step, step);
    }
  }
  show_range(view);
  show_more(view);
  if (has_news) plot_.refresh();
}

void HistoryPanel::show_range(const View& view) {
  const auto done = static_cast<double>(history_.trials());
  const auto planned = static_cast<double>(view.experiment->trials);
  plot_.set_x_range(0, done > planned ? round_limit(done) : std::max(1.0, planned));
  double highest = least_top(view);
  for (std::size_t k = 0; k < series_.size(); ++k) {
    if (std::isfinite(history_.highest(k)))
      highest = std::max(highest, history_.highest(k) * headroom);
  }
  plot_.set_y_range(0, top_.update(highest));
  const bool is_online = lab::is_online(view.experiment->parameters);
  if (is_online != counts_seconds_) {
    counts_seconds_ = is_online;
    plot_.set_x_title(is_online ? tr("time (s)") : tr("trial"));
  }
  const double looked_at = view.cursor_trial > 0 ? static_cast<double>(view.cursor_trial) : done;
  plot_.set_cursor(done > 0 ? std::optional(looked_at) : std::nullopt);
  empty_note_.setVisible(done == 0);
  empty_note_.set_value({plot_.map().x_max / 2, plot_.map().y_max / 2}, {},
                        Qt::AlignHCenter | Qt::AlignVCenter);
}

void HistoryPanel::pick(double x) {
  const auto done = static_cast<double>(history_.trials());
  if (done > 0) emit trial_picked(static_cast<std::int64_t>(std::clamp(std::round(x), 1.0, done)));
}

}  // namespace homeostat::ui
