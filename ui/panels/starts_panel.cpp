#include "ui/panels/starts_panel.h"

#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/controls/progress_line.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/task_strip.h"
#include "ui/controls/text.h"
#include "ui/on_gui_thread.h"
#include "ui/panels/rate_lines.h"
#include "ui/plots/nice_axis.h"

namespace homeostat::ui {
namespace {

constexpr std::array<std::size_t, 3> start_counts{16, 100, 400};
/// Nearly all are inside: a start may be saturated for a while.
constexpr double starts_inside = 0.97, room_above_starts = 1.1;

/// First E of every start, then I.
std::shared_ptr<const Bundle> starts_bundle(const lab::EnsembleAnswer& answer,
                                            std::int64_t trials_a_point) {
  auto bundle = std::make_shared<Bundle>();
  bundle->E_count = static_cast<int>(answer.members.size());
  for (const lab::EnsembleMember& member : answer.members)
    bundle->samples = std::max(bundle->samples, member.points.size());
  bundle->each = "of seed ";
  bundle->x_first = bundle->x_step = static_cast<double>(trials_a_point);
  for (double ei::Rates::*of : {&ei::Rates::E, &ei::Rates::I}) {
    for (const lab::EnsembleMember& member : answer.members) {
      for (std::size_t k = 0; k < bundle->samples; ++k)
        bundle->values.push_back(k < member.points.size()
                                     ? static_cast<float>(member.points[k].mean.*of)
                                     : std::nanf(""));
    }
  }
  return bundle;
}

std::vector<double> values_of(const Bundle& bundle) {
  std::vector<double> values;
  for (const float value : bundle.values) {
    if (!std::isnan(value)) values.push_back(static_cast<double>(value));
  }
  return values;
}

}  // namespace

StartsPanel::StartsPanel(QWidget* parent)
    : Panel(parent),
      bundle_(new BundleItem(plot_)),
      I_set_(add_I_set_line(plot_)),
      E_set_(add_E_set_line(plot_)),
      strip_(new TaskStrip(this)),
      task_(lab::ensemble_work(), on_gui_thread(this, [this] { take(); })) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(&plot_, 1);
  layout->addWidget(strip_);
  plot_.set_margins({44, 28, 44, 40});
  plot_.set_titles(tr("trial"), tr("mean rates over 50 trials (Hz)"));
  plot_.set_x_readout([this](double x) {
    const auto at = plot_.hovered();
    const auto curve = at ? bundle_->curve_at(*at) : std::nullopt;
    if (!curve || !bundle_->bundle()) return tr("trial %1").arg(grouped_number(x, 0));
    const int start = *curve % bundle_->bundle()->E_count + 1;
    return tr("seed %1").arg(start);
  });
  connect(&strip_->button(), &QAbstractButton::clicked, this, &StartsPanel::begin_or_stop);
}

QWidget* StartsPanel::header_control() {
  control_ = new SegmentedControl({"16", "100", "400"});
  control_->setToolTip(tr("How many starts: seeds 1 to so many"));
  control_->setAccessibleName(control_->toolTip());
  control_->set_current(chosen_count_);
  connect(control_, &SegmentedControl::picked, this, &StartsPanel::choose_count);
  return control_;
}

QByteArray StartsPanel::save_state() const { return QByteArray::number(chosen_count_); }

void StartsPanel::restore_state(const QByteArray& state) {
  const int index = state.toInt();
  if (index >= 0 && index < static_cast<int>(start_counts.size())) choose_count(index);
}

std::size_t StartsPanel::count() const {
  return start_counts.at(static_cast<std::size_t>(chosen_count_));
}

void StartsPanel::choose_count(int index) {
  chosen_count_ = index;
  if (control_ != nullptr) control_->set_current(index);
  show_state();
}

void StartsPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  present_ = *view.planned;
  const lab::Experiment& shown = asked_ ? *asked_ : *present_;
  const ei::Setpoints set = lab::setpoints(shown.parameters);
  E_set_.set_level(set.E);
  I_set_.set_level(set.I);
  if (!asked_) {
    plot_.set_ranges(0, static_cast<double>(std::max<std::int64_t>(present_->trials, 1)), 0,
                     std::max(set.E, set.I) * setpoint_headroom);
  }
  show_state();
  plot_.refresh();
}

void StartsPanel::begin_for_paper() {
  choose_count(0);
  begin_or_stop();
}

void StartsPanel::begin_or_stop() {
  if (is_running_) {
    task_.cancel();
    is_running_ = false;
  } else if (present_) {
    is_running_ = true;
    asked_ = present_;
    so_far_ = {};
    task_.ask(lab::many_starts(*asked_, count()));
    show_answer();
  }
  show_state();
}

void StartsPanel::take() {
  auto news = task_.take();
  if (!news) return;
  so_far_ = std::move(*news);
  is_running_ = !so_far_.is_finished;
  show_answer();
  show_state();
}

void StartsPanel::show_answer() {
  const auto bundle = starts_bundle(so_far_.answer, lab::start_judged_trials);
  bundle_->set_bundle(bundle);
  const ei::Setpoints set = lab::setpoints(asked_->parameters);
  const double least = std::max(set.E, set.I) * setpoint_headroom;
  const double usual = high_quantile(values_of(*bundle), starts_inside) * room_above_starts;
  plot_.set_ranges(0, static_cast<double>(asked_->trials), 0, round_limit(std::max(least, usual)));
  plot_.refresh();
}

QPushButton& StartsPanel::button() { return strip_->button(); }

QString StartsPanel::words() const { return strip_->words(); }

void StartsPanel::show_state() {
  strip_->set_part_done(is_running_ ? so_far_.part_done : -1);
  strip_->button().setText(is_running_ ? tr("Stop") : tr("Run %1 starts").arg(count()));
  subtitle_ = asked_ ? qt_text(asked_->name) : QString();
  if (!so_far_.error.empty()) return strip_->set_words(qt_text(so_far_.error));
  if (!asked_) return strip_->set_words(tr("This experiment with seeds 1 to %1").arg(count()));
  const lab::StartsSummary summary = summary_of(so_far_.answer);
  QString words = tr("%1 of %2 done").arg(summary.done).arg(so_far_.answer.members.size());
  if (summary.done > 0) {
    words += tr(", at both setpoints %1, unit by unit %2 (means %3 / %4 Hz)")
                 .arg(summary.at_setpoints)
                 .arg(summary.unit_by_unit)
                 .arg(summary.mean.E, 0, 'f', 2)
                 .arg(summary.mean.I, 0, 'f', 2);
  }
  if (summary.failed > 0) words += tr("; %1 failed").arg(summary.failed);
  strip_->set_words(is_running_
                        ? progress_words(so_far_.part_done, so_far_.seconds_left) + " · " + words
                        : words);
}

}  // namespace homeostat::ui
