#include "ui/controls/run_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>

#include "ui/controls/glyph_button.h"
#include "ui/controls/text.h"
#include "ui/controls/value_slider.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr double slowest = 1;
constexpr double fastest = 1000;  ///< the right end, where it means "as fast as it can"
constexpr double speed_step = 1.25;

constexpr const char* jump_tip = "Train 500 trials without drawing (J)";

QString speed_label(double trials_per_second) {
  return trials_per_second == 0 ? QString("max") : number_text(trials_per_second) + " / s";
}

}  // namespace

RunBar::RunBar(QWidget* parent)
    : QWidget(parent),
      reset_activity_(new GlyphButton("reset_activity", "Silence the network, keep the weights",
                                      GlyphButton::Look::ghost, {28, 28}, this)),
      reset_everything_(new GlyphButton("reset_everything", "Start again from trial 1 (R)",
                                        GlyphButton::Look::ghost, {28, 28}, this)),
      play_(new GlyphButton("play", "Play (Space)", GlyphButton::Look::filled, {40, 28}, this)),
      step_(new GlyphButton("step", "One trial (S)", GlyphButton::Look::outlined, {34, 28}, this)),
      jump_(new GlyphButton("ahead", jump_tip, GlyphButton::Look::outlined, {34, 28}, this)),
      speed_(new ValueSlider({slowest, fastest, speed_step, lab::Scale::logarithmic}, this)),
      speed_text_(new QLabel(this)),
      counter_(new QWidget(this)),
      timeline_(new Timeline(this)) {
  setFixedHeight(56);
  speed_->setFixedWidth(88);
  speed_->setAccessibleName("Speed, trials per second");
  speed_->setToolTip("Trials per second; at the right end as fast as it can");
  speed_text_->setFont(text_font(12));
  speed_text_->setFixedWidth(48);
  const QFontMetrics large(text_font(15, QFont::Medium));
  counter_->setFixedWidth(large.horizontalAdvance("100,000") +
                          QFontMetrics(text_font(13)).horizontalAdvance(" / 100,000"));
  counter_->setAccessibleName("Trial");
  lay_out();
  connect_parts();
  set_state({});
}

void RunBar::lay_out() {
  auto* line = new QHBoxLayout(this);
  line->setContentsMargins(12, 1, 12, 0);
  line->setSpacing(8);
  for (QWidget* part :
       std::initializer_list<QWidget*>{reset_activity_, reset_everything_, play_, step_, jump_})
    line->addWidget(part);
  line->addSpacing(8);
  line->addWidget(speed_);
  line->addWidget(speed_text_);
  line->addWidget(counter_);
  line->addSpacing(4);
  line->addWidget(timeline_, 1);
}

void RunBar::connect_parts() {
  connect(reset_activity_, &QAbstractButton::clicked, this, &RunBar::reset_activity_requested);
  connect(reset_everything_, &QAbstractButton::clicked, this, &RunBar::reset_everything_requested);
  connect(play_, &QAbstractButton::clicked, this, [this] { emit play_toggled(!state_.playing); });
  connect(step_, &QAbstractButton::clicked, this, &RunBar::step_requested);
  connect(jump_, &QAbstractButton::clicked, this, &RunBar::jump_toggled);
  connect(timeline_, &Timeline::trial_scrubbed, this, &RunBar::trial_scrubbed);
  connect(speed_, &ValueSlider::value_changed, this, [this](double value) {
    state_.speed = value >= fastest ? 0 : value;
    speed_text_->setText(speed_label(state_.speed));
    emit speed_changed(state_.speed);
  });
}

void RunBar::set_state(const RunState& state) {
  state_ = state;
  play_->set_glyph(state.playing ? "pause" : "play",
                   state.playing ? "Pause (Space)" : "Play (Space)");
  jump_->set_glyph(state.jumping ? "bad" : "ahead", state.jumping ? "Stop here (J)" : jump_tip);
  speed_->set_value(state.speed == 0 ? fastest : state.speed);
  speed_text_->setText(speed_label(state.speed));
  timeline_->set_state(state.trial, state.trials, state.looked_at);
  counter_->setAccessibleDescription(grouped_text(state.trial) + " of " +
                                     grouped_text(state.trials));
  update(counter_rect());
}

void RunBar::set_unit(const QString& unit) {
  unit_ = unit;
  speed_->setAccessibleName("Speed, " + unit + "s per second");
  update();
}

QRect RunBar::counter_rect() const { return {counter_->x(), 0, counter_->width(), height()}; }

QString RunBar::left_text() const {
  if (state_.looked_at != 0) return "newest is " + grouped_text(state_.trial);
  if (state_.finished) return "finished";
  if ((state_.playing || state_.jumping) && state_.seconds_left > 0)
    return time_left_text(state_.seconds_left);
  return unit_;
}

void RunBar::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.fillRect(rect(), theme.panel);
  painter.fillRect(0, 0, width(), 1, theme.line);
  const QRect where = counter_rect();
  const QString total = " / " + grouped_text(state_.trials);
  const QString now = grouped_text(state_.looked_at == 0 ? state_.trial : state_.looked_at);
  constexpr int baseline = 29;
  painter.setFont(text_font(13));
  const int total_left = where.right() - painter.fontMetrics().horizontalAdvance(total);
  painter.setPen(theme.ink3);
  painter.drawText(total_left, baseline, total);
  painter.setFont(text_font(15, QFont::Medium));
  painter.setPen(theme.ink);
  painter.drawText(total_left - painter.fontMetrics().horizontalAdvance(now), baseline, now);
  painter.setFont(text_font(11));
  painter.setPen(theme.ink3);
  painter.drawText(where.adjusted(0, 32, 0, -8), Qt::AlignRight | Qt::AlignVCenter, left_text());
}

}  // namespace homeostat::ui
