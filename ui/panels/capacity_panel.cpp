#include "ui/panels/capacity_panel.h"

#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/lab/selective_setup.h"
#include "ui/controls/progress_line.h"
#include "ui/controls/task_strip.h"
#include "ui/controls/text.h"
#include "ui/on_gui_thread.h"
#include "ui/plots/error_dots_item.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/path_item.h"
#include "ui/plots/plot_map.h"
#include "ui/plots/solution_style.h"

namespace homeostat::ui {
namespace {

/// Enough to place a median within some hundredths.
constexpr int problems = 25;
constexpr double headroom = 1.12;

QPen any_pen(const Theme& t) { return QPen(t.neural_edge, 1.75); }

/// The circuit whatever its share of excitatory inputs and its load.
bool is_same_kind(const lab::ParameterValues& a, const lab::ParameterValues& b) {
  balance::Ensemble of_a = ensemble(a), of_b = ensemble(b);
  of_a.f_exc = of_b.f_exc = 0.5;
  return of_a == of_b;
}

}  // namespace

CapacityPanel::CapacityPanel(QWidget* parent)
    : Panel(parent),
      strip_(new TaskStrip(this)),
      task_(lab::capacity_search_work(), on_gui_thread(this, [this] { take(); })) {
  for (std::size_t k = 0; k < 2; ++k) {
    lines_[k] = new PathItem(plot_, k == 0 ? PenOf(any_pen) : out_pen);
    dots_[k] = new ErrorDotsItem(plot_, k == 0 ? ColourOf(in_colour) : out_colour);
    names_[k] = &plot_.add_label(k == 0 ? ColourOf(in_text_colour) : out_colour, 11);
  }
  names_[0]->set_text(tr("any solution: hollow"));
  names_[1]->set_text(tr("a balanced one: filled"));
  plot_.set_titles(tr("share of E inputs, $f_exc$"),
                   tr("largest load (half of the problems solved)"));
  plot_.setAccessibleName(tr("Largest load against the share of excitatory inputs"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(&plot_, 1);
  column->addWidget(strip_);
  connect(&strip_->button(), &QAbstractButton::clicked, this, &CapacityPanel::begin_or_stop);
  connect(&plot_, &PlotView::area_changed, this, [this] { place_names(); });
  show_state();
}

QPushButton& CapacityPanel::button() { return strip_->button(); }

QString CapacityPanel::words() const { return strip_->words(); }

/// What nobody sees costs nothing; what was found by then stays.
void CapacityPanel::hideEvent(QHideEvent* event) {
  stop();
  Panel::hideEvent(event);
}

void CapacityPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const lab::ParameterValues& values = view.experiment->parameters;
  const bool is_other_theory = theory_ != view.solved.theory;
  theory_ = view.solved.theory;
  question_ = {values, view.experiment->seed, problems};
  if (found_of_ && !is_same_kind(*found_of_, values)) {
    stop();
    so_far_ = {};
    found_of_.reset();
    show_found();
  }
  if (is_other_theory) show_found();
  show_state();
}

void CapacityPanel::begin_or_stop() {
  if (is_running_) return stop();
  if (!question_) return;
  is_running_ = true;
  so_far_ = {};
  found_of_ = question_->values;
  task_.ask(*question_);
  show_found();
  show_state();
}

void CapacityPanel::stop() {
  if (!std::exchange(is_running_, false)) return;
  task_.cancel();
  show_state();
}

void CapacityPanel::take() {
  auto news = task_.take();
  if (!news) return;
  so_far_ = std::move(*news);
  is_running_ = !so_far_.is_finished;
  show_found();
  show_state();
}

void CapacityPanel::show_found() {
  std::array<std::vector<ErrorDot>, 2> dots;
  double top = 0.1;
  for (const lab::CapacityFound& at : so_far_.answer) {
    for (std::size_t k = 0; k < 2; ++k) {
      const balance::Median& m = k == 0 ? at.solutions : at.balanced;
      dots[k].push_back({{at.f_exc, m.median}, (m.high - m.low) / 2, k == 1});
      top = std::max(top, headroom * m.high);
    }
  }
  for (std::size_t k = 0; k < 2; ++k) dots_[k]->set_dots(std::move(dots[k]));
  if (theory_) {
    const lab::PhaseDiagram& d = theory_->diagram;
    lines_[0]->set_points(joined(d.f_exc, d.alpha_c));
    lines_[1]->set_points(joined(d.f_exc, d.alpha_b));
    top = std::max(top, headroom * *std::ranges::max_element(d.alpha_c));
  }
  const double step = round_step(top) / 2;
  plot_.set_ranges(0, 1, 0, step * std::ceil(top / step));
  place_names();
}

void CapacityPanel::show_state() {
  strip_->set_part_done(is_running_ ? so_far_.part_done : -1);
  strip_->button().setText(is_running_ ? tr("Stop") : tr("Measure capacity"));
  strip_->button().setEnabled(question_.has_value());
  subtitle_ = question_ ? tr("%1 inputs").arg(grouped_text(std::lround(question_->values["N"])))
                        : QString();
  if (!so_far_.error.empty()) return strip_->set_words(qt_text(so_far_.error));
  if (is_running_)
    return strip_->set_words(progress_words(so_far_.part_done, so_far_.seconds_left));
  strip_->set_words(
      so_far_.answer.empty()
          ? tr("%1 problems at each of six shares, by bisection").arg(problems)
          : tr("medians of %1 problems, 95 % intervals; lines: theory").arg(problems));
}

void CapacityPanel::place_names() {
  const QRectF& area = plot_.map().area;
  for (std::size_t k = 0; k < 2; ++k)
    names_[k]->set_pixel({area.left() + 8, area.top() + 2 + key_line_px * double(k)},
                         Qt::AlignLeft | Qt::AlignTop);
}

}  // namespace homeostat::ui
