#include "ui/controls/solve_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <algorithm>
#include <cmath>

#include "ui/controls/glyph_button.h"
#include "ui/controls/progress_line.h"
#include "ui/controls/text.h"
#include "ui/theme.h"

namespace homeostat::ui {

SolveBar::SolveBar(QWidget* parent)
    : QWidget(parent),
      progress_(new ProgressLine(this)),
      sample_(new GlyphButton("play", "", GlyphButton::Look::filled, {40, 28}, this)),
      other_(new QPushButton(tr("Other patterns"), this)),
      sampling_(new QLabel(this)),
      solution_(new QLabel(this)) {
  setFixedHeight(56);
  other_->setToolTip(tr("The next seed: new patterns of the same kind"));
  sampling_->setFont(text_font(12));
  solution_->setFont(text_font(12));
  solution_->setForegroundRole(QPalette::PlaceholderText);
  solution_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  solution_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(progress_);
  auto* line = new QHBoxLayout;
  line->setContentsMargins(12, 0, 16, 0);
  line->setSpacing(12);
  line->addWidget(sample_);
  line->addWidget(sampling_);
  line->addWidget(solution_, 1);
  line->addWidget(other_);
  column->addLayout(line, 1);
  connect(sample_, &QAbstractButton::clicked, this,
          [this] { Q_EMIT sampling_toggled(!state_.is_sampling); });
  connect(other_, &QAbstractButton::clicked, this, &SolveBar::other_patterns_wanted);
  set_state({});
}

QString SolveBar::sampling_words() const {
  const QString count = tr("%1 of %2 problems at each load")
                            .arg(grouped_text(state_.samples), grouped_text(state_.samples_wanted));
  if (state_.sampling_part < 0) return count + tr(", sampled");
  if (!state_.is_sampling) return count + tr(", resting");
  if (state_.seconds_left > 0 && std::isfinite(state_.seconds_left))
    return count + ", " + time_left_text(state_.seconds_left);
  return count;
}

void SolveBar::set_state(const SolveState& state) {
  state_ = state;
  sample_->set_glyph(state.is_sampling ? "pause" : "play",
                     state.is_sampling ? tr("Rest from sampling (Space)")
                                       : tr("Solve more problems at many loads (Space)"));
  progress_->set_part_done(state.solving_part >= 0 ? state.solving_part : state.sampling_part);
  sampling_->setText(sampling_words());
  solution_->setText(state.solving_part >= 0
                         ? tr("solving: %1 %").arg(std::lround(100 * state.solving_part))
                         : state.words);
}

QString SolveBar::words() const { return sampling_->text() + " | " + solution_->text(); }

void SolveBar::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.fillRect(rect(), theme.panel);
  painter.fillRect(0, 0, width(), 1, theme.line);
}

}  // namespace homeostat::ui
