#include "ui/panels/pulse_panel.h"

#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/controls/progress_line.h"
#include "ui/controls/side_by_side.h"
#include "ui/controls/task_strip.h"
#include "ui/controls/text.h"
#include "ui/on_gui_thread.h"
#include "ui/panels/pulse_words.h"
#include "ui/panels/rate_lines.h"
#include "ui/plots/band_item.h"
#include "ui/plots/error_dots_item.h"
#include "ui/plots/path_item.h"

namespace homeostat::ui {
namespace {

constexpr std::size_t most_currents = 7;
constexpr double pulse_headroom = 1.06;
/// Shown before the pulse, as a part of its length.
constexpr double lead = 0.5;

/// The k-th of the currents: the stronger, the darker.
QPen shade(const QColor& full, const QColor& ground, std::size_t k) {
  const double part = 0.3 + 0.7 * static_cast<double>(k) / (most_currents - 1);
  const auto mix = [part](float a, float b) {
    return static_cast<float>(part * static_cast<double>(a) + (1 - part) * static_cast<double>(b));
  };
  return QPen(QColor::fromRgbF(mix(full.redF(), ground.redF()), mix(full.greenF(), ground.greenF()),
                               mix(full.blueF(), ground.blueF())),
              1.5);
}

std::vector<double> currents_to(double highest) {
  std::vector<double> currents;
  for (std::size_t k = 0; k < most_currents; ++k)
    currents.push_back(highest * static_cast<double>(k) / (most_currents - 1));
  return currents;
}

}  // namespace

PulsePanel::PulsePanel(QWidget* parent)
    : Panel(parent),
      pulse_(
          new BandItem(over_time_, [](const Theme& t) { return t.is_dark ? t.raised : t.sunken; })),
      key_(over_time_.add_label([](const Theme& t) { return t.ink2; }, 11)),
      no_change_(new PathItem(by_current_, [](const Theme& t) { return QPen(t.line2, 1); })),
      mean_field_(by_current_.add_label([](const Theme& t) { return t.ink2; }, 11)),
      views_(new SideBySide(&over_time_, &by_current_, {tr("over time"), tr("by current")}, this)),
      strip_(new TaskStrip(this)),
      task_(lab::pulse_work(), on_gui_thread(this, [this] { take(); })) {
  for (std::size_t k = 0; k < most_currents; ++k) {
    // One name each for all shades of a population, at its undriven curve.
    I_.push_back(&over_time_.add_curve([k](const Theme& t) { return shade(t.I, t.panel, k); },
                                       k == 0 ? I_label() : CurveLabel{}));
    E_.push_back(&over_time_.add_curve([k](const Theme& t) { return shade(t.E, t.panel, k); },
                                       k == 0 ? E_label() : CurveLabel{}));
  }
  const std::array<ColourOf, 2> lines{[](const Theme& t) { return t.E; },
                                      [](const Theme& t) { return t.I; }};
  const std::array<ColourOf, 2> texts{[](const Theme& t) { return t.E_text; },
                                      [](const Theme& t) { return t.I_text; }};
  for (std::size_t p = 0; p < 2; ++p) {
    predicted_[p] = new PathItem(by_current_, [colour = lines[p]](const Theme& t) {
      QPen pen(colour(t), 1.5);
      pen.setDashPattern({5, 4});
      return pen;
    });
    found_[p] = new ErrorDotsItem(by_current_, lines[p]);
    names_[p] = &by_current_.add_label(texts[p]);
    names_[p]->set_bold(true);
    names_[p]->set_text(p == 0 ? "E" : "I");
  }
  over_time_.set_titles(tr("time (ms)"), tr("rate (Hz), bins of %1 ms").arg(ei::rate_bin_ms));
  over_time_.set_x_readout([](double x) { return tr("%1 ms").arg(grouped_number(x, 0)); });
  over_time_.setAccessibleName(tr("Rates over time under each current"));
  by_current_.set_titles(tr("current into I (pA)"), tr("change of the rate (Hz)"));
  by_current_.setAccessibleName(tr("Change of the rates against the current"));
  by_current_.set_margins({52, 28, 28, 40});
  mean_field_.set_halo(false);
  arrange();
  connect(&strip_->button(), &QAbstractButton::clicked, this, &PulsePanel::begin_or_stop);
  connect(&by_current_, &PlotView::area_changed, this, [this] { show_changes(); });
  show_state();
}

void PulsePanel::arrange() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(views_, 1);
  column->addWidget(strip_);
}

QWidget* PulsePanel::header_control() { return views_->control(); }

QByteArray PulsePanel::save_state() const { return views_->chosen() == 0 ? "time" : "current"; }

void PulsePanel::restore_state(const QByteArray& state) {
  if (state == "time" || state == "current") views_->choose(state == "current");
}

void PulsePanel::fill_menu(QMenu& menu) {
  QMenu* highest = menu.addMenu(tr("Highest current"));
  for (const double current : {6.0, 12.0, 24.0}) {
    QAction* action = highest->addAction(tr("%1 pA").arg(current), this, [this, current] {
      lab::PulseProtocol next = protocol_;
      next.currents = currents_to(current);
      set_protocol(next);
    });
    action->setCheckable(true);
    action->setChecked(protocol_.currents.back() == current);
  }
  QMenu* repeats = menu.addMenu(tr("Trials for each current"));
  for (const int count : {10, 40, 160}) {
    QAction* action = repeats->addAction(QString::number(count), this, [this, count] {
      lab::PulseProtocol next = protocol_;
      next.repeats = count;
      set_protocol(next);
    });
    action->setCheckable(true);
    action->setChecked(protocol_.repeats == count);
  }
  QAction* adapts = menu.addAction(tr("With adaptation"), this, [this] {
    lab::PulseProtocol next = protocol_;
    next.adapts = !next.adapts;
    set_protocol(next);
  });
  adapts->setCheckable(true);
  adapts->setChecked(protocol_.adapts);
}

void PulsePanel::set_protocol(const lab::PulseProtocol& protocol) {
  protocol_ = protocol;
  begin();
}

/// What nobody sees costs nothing; what was found by then stays.
void PulsePanel::hideEvent(QHideEvent* event) {
  stop();
  Panel::hideEvent(event);
}

void PulsePanel::show_view(const View& view) {
  run_ = view.frame != nullptr ? view.frame->run : nullptr;
  trial_ = run_ ? static_cast<std::int64_t>(run_->rows.size()) : 0;
  // The first answer is there without being asked for.
  if (!was_asked_ && run_ && run_->start && trial_ > 0) begin();
  show_state();
}

void PulsePanel::begin_or_stop() {
  if (is_running_) {
    stop();
  } else {
    begin();
  }
}

void PulsePanel::stop() {
  if (!std::exchange(is_running_, false)) return;
  task_.cancel();
  show_state();
}

void PulsePanel::begin() {
  if (!run_ || !run_->start) return;
  was_asked_ = is_running_ = true;
  so_far_ = {};
  top_.reset();
  lab::PulseQuestion question{run_->steered(), run_->states.before(trial_ + 1), protocol_};
  pulsed_trial_ = question.trial();
  pulsed_run_ = run_;
  task_.ask(std::move(question));
  show_answer();
}

void PulsePanel::take() {
  auto news = task_.take();
  if (!news) return;
  so_far_ = std::move(*news);
  is_running_ = !so_far_.is_finished;
  show_answer();
}

void PulsePanel::show_answer() {
  show_rates();
  show_changes();
  show_state();
}

void PulsePanel::show_rates() {
  const double length = protocol_.until_ms - protocol_.from_ms;
  const double first = protocol_.from_ms - lead * length;
  over_time_.set_x_range(first, std::min(protocol_.trial_ms, protocol_.until_ms + length));
  pulse_->set_bands({{protocol_.from_ms, protocol_.until_ms}});
  double highest = 1;
  const auto& responses = so_far_.answer.responses;
  for (std::size_t k = 0; k < most_currents; ++k) {
    const ei::BinnedRates none;
    const ei::BinnedRates& rates = k < responses.size() ? responses[k].rates : none;
    E_[k]->set_samples(rates.E, ei::rate_bin_ms / 2, ei::rate_bin_ms);
    I_[k]->set_samples(rates.I, ei::rate_bin_ms / 2, ei::rate_bin_ms);
    const auto begin = static_cast<std::size_t>(first / ei::rate_bin_ms);
    for (std::size_t bin = begin; bin < rates.I.size(); ++bin)
      highest = std::max({highest, pulse_headroom * rates.E[bin], pulse_headroom * rates.I[bin]});
  }
  over_time_.set_y_range(0, top_.update(highest));
  key_.set_text(tr("pale to full: 0 to %1 pA").arg(protocol_.currents.back()));
  key_.set_value({protocol_.from_ms, over_time_.map().y_max}, {4, 3}, Qt::AlignLeft | Qt::AlignTop);
  over_time_.refresh();
}

void PulsePanel::show_changes() {
  const lab::PulseAnswer& answer = so_far_.answer;
  const double highest = protocol_.currents.back();
  const lab::PulsePrediction& prediction = answer.prediction;
  double low = -1, high = 1;
  for (std::size_t p = 0; p < 2; ++p) {
    const auto of = [p](const ei::Rates& rates) { return p == 0 ? rates.E : rates.I; };
    std::vector<ErrorDot> dots;
    for (const lab::PulseResponse& r : answer.responses) {
      if (r.trials == 0) continue;
      dots.push_back({{r.current, of(r.change)}, of(r.standard_error), r.up_states_last()});
      low = std::min(low, of(r.change) * pulse_headroom);
      high = std::max(high, of(r.change) * pulse_headroom);
    }
    std::vector<QPointF> line;
    if (prediction.trials > 0) {
      line = {{0, 0}, {highest, of(prediction.per_pA) * highest}};
      low = std::min(low, line[1].y() * pulse_headroom);
      high = std::max(high, line[1].y() * pulse_headroom);
    }
    predicted_[p]->set_points(std::move(line));
    names_[p]->setVisible(!dots.empty());
    if (!dots.empty())
      names_[p]->set_value(dots.back().value, {10, 0}, Qt::AlignLeft | Qt::AlignVCenter);
    found_[p]->set_dots(std::move(dots));
  }
  const double step = round_step(high - low);
  by_current_.set_ranges(0, highest, step * std::floor(low / step), step * std::ceil(high / step));
  no_change_->set_points({{0, 0}, {highest, 0}});
  mean_field_.set_text(
      tr("dots: found, with standard error\ndashes: mean field with the cells' gains"));
  mean_field_.setVisible(prediction.trials > 0);
  const PlotMap& map = by_current_.map();
  mean_field_.set_pixel({map.area.left() + 8, map.area.bottom() - 6},
                        Qt::AlignLeft | Qt::AlignBottom);
  by_current_.refresh();
}

QPushButton& PulsePanel::button() { return strip_->button(); }

QString PulsePanel::words() const { return strip_->words(); }

void PulsePanel::show_state() {
  const bool is_elsewhere = pulsed_run_.lock() != run_ || trial_ > pulsed_trial_ + 8;
  strip_->set_part_done(is_running_ ? so_far_.part_done : -1);
  strip_->button().setText(is_running_ ? tr("Stop")
                           : was_asked_ && is_elsewhere
                               ? tr("Pulse the network of trial %1").arg(grouped_text(trial_))
                               : tr("Pulse again"));
  strip_->button().setEnabled(run_ && run_->start);
  subtitle_.clear();
  if (was_asked_) subtitle_ = tr("network after trial %1").arg(grouped_text(pulsed_trial_));
  if (!so_far_.error.empty()) return strip_->set_words(qt_text(so_far_.error));
  const QString found = pulse_words(so_far_.answer, !is_running_);
  QStringList words;
  if (is_running_) words << progress_words(so_far_.part_done, so_far_.seconds_left);
  if (!found.isEmpty()) words << found;
  strip_->set_words(words.join(" · "), mean_field_tip());
}

}  // namespace homeostat::ui
