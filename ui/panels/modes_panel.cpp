#include "ui/panels/modes_panel.h"

#include <QDataStream>
#include <algorithm>

#include "ui/controls/text.h"
#include "ui/panels/mode_words.h"
#include "ui/plots/nice_axis.h"
#include "ui/typeset.h"

namespace homeostat::ui {
namespace {

/// Smaller than this a plane is better seen alone.
constexpr QSize least_plane(216, 190);
/// How far below the largest eigenvalue the axes reach: those of neurons are near to each other,
/// those of the full system go from membranes to weights.
constexpr int neural_decades = 3, rule_decades = 4, full_decades = 7;

constexpr quint32 state_version = 1;

void speak(ComplexPlane& plane, ModeClock clock) {
  plane.set_words([clock](std::complex<double> mode) { return decay_label(mode, clock); },
                  [clock](std::complex<double> mode) { return mode_number(mode, clock); },
                  [clock](std::complex<double> mode) { return mode_meaning(mode, clock); });
}

}  // namespace

ModesPanel::ModesPanel(QWidget* parent)
    : Panel(parent),
      neurons_(ComplexScale::Shape::half_plane, neural_decades, this),
      rule_(ComplexScale::Shape::half_plane, rule_decades, this),
      trial_map_(ComplexScale::Shape::disc, 0, this),
      full_(ComplexScale::Shape::half_plane, full_decades, this),
      planes_layout_(new QBoxLayout(QBoxLayout::LeftToRight)),
      footnote_(new QLabel(this)),
      chooser_(new SegmentedControl({tr("neurons"), tr("rule"), tr("trial map")}, this)) {
  auto* layout = new QVBoxLayout(this);
  for (QBoxLayout* box : {static_cast<QBoxLayout*>(layout), planes_layout_}) {
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
  }
  layout->addLayout(planes_layout_, 1);
  layout->addWidget(footnote_);
  for (ComplexPlane* plane : {&neurons_, &rule_, &trial_map_, &full_}) {
    plane->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);  // equal shares
    planes_layout_->addWidget(plane, 1);
  }
  footnote_->setFont(text_font(12));
  footnote_->setForegroundRole(QPalette::PlaceholderText);
  footnote_->setContentsMargins(12, 0, 12, 4);
  footnote_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  neurons_.set_titles(tr("real part (per ms)"), tr("Neurons: imaginary part"));
  trial_map_.set_titles(tr("from trial to trial"), tr("Trial map"));
  full_.set_titles(tr("○ rule alone    real part (per ms)"), tr("Full system: imaginary part"));
  speak(neurons_, {math::Time::continuous, true});
  speak(trial_map_, {math::Time::in_steps, false});
  speak(full_, {math::Time::continuous, true});
  chooser_->setAccessibleName(tr("Eigenvalues of"));
  chooser_->set_current(1);
  connect(chooser_, &SegmentedControl::picked, this, &ModesPanel::arrange);
  show_mode(false);
}

std::array<ComplexPlane*, 3> ModesPanel::planes() {
  return {&neurons_, &rule_, is_online_.value_or(false) ? &full_ : &trial_map_};
}

void ModesPanel::show_mode(bool is_online) {
  if (is_online_ == is_online) return;
  is_online_ = is_online;
  rule_.set_titles(is_online ? tr("real part (per ms)") : tr("real part (per trial)"),
                   tr("Rule: imaginary part"));
  speak(rule_, {math::Time::continuous, is_online});
  chooser_->set_label(2, is_online ? tr("full system") : tr("trial map"));
  arrange();
}

ModesPanel::Arrangement ModesPanel::arrangement() const {
  if (width() >= 3 * least_plane.width() && height() >= least_plane.height())
    return Arrangement::beside;
  if (width() >= least_plane.width() && height() >= 3 * least_plane.height())
    return Arrangement::stacked;
  return Arrangement::one;
}

void ModesPanel::arrange() {
  const Arrangement now = arrangement();
  planes_layout_->setDirection(now == Arrangement::stacked ? QBoxLayout::TopToBottom
                                                           : QBoxLayout::LeftToRight);
  chooser_->setVisible(now == Arrangement::one);
  const auto shown = planes();
  for (ComplexPlane* plane : {&neurons_, &rule_, &trial_map_, &full_}) {
    const auto at = std::find(shown.begin(), shown.end(), plane) - shown.begin();
    plane->setVisible(at < 3 && (now != Arrangement::one || at == chooser_->current()));
  }
}

void ModesPanel::resizeEvent(QResizeEvent* event) {
  Panel::resizeEvent(event);
  arrange();
}

QByteArray ModesPanel::save_state() const {
  QByteArray state;
  QDataStream out(&state, QIODevice::WriteOnly);
  out << state_version << qint32{chooser_->current()};
  for (const ComplexPlane* plane : {&neurons_, &rule_, &trial_map_, &full_})
    out << plane->is_logarithmic();
  return state;
}

void ModesPanel::restore_state(const QByteArray& state) {
  QDataStream in(state);
  quint32 version = 0;
  qint32 chosen = 0;
  std::array<bool, 4> is_logarithmic{};
  in >> version >> chosen;
  for (bool& is_on : is_logarithmic) in >> is_on;
  if (in.status() != QDataStream::Ok || version != state_version || chosen < 0 || chosen > 2)
    return;
  chooser_->set_current(chosen);
  neurons_.set_logarithmic(is_logarithmic[0]);
  rule_.set_logarithmic(is_logarithmic[1]);
  trial_map_.set_logarithmic(is_logarithmic[2]);
  full_.set_logarithmic(is_logarithmic[3]);
  arrange();
}

QString ModesPanel::subtitle() const {
  if (!shown_ || arrangement() == Arrangement::one) return {};
  return tr("at %1 %2, %3 %4")
      .arg(symbol_html("W_EE"), grouped_number(modes_.weights.EE, 2), symbol_html("W_IE"),
           grouped_number(modes_.weights.IE, 2));
}

void ModesPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const Shown now{view.row, view.experiment->parameters};
  if (shown_ == now) return;
  const bool is_other =
      view.experiment->name != experiment_name_ || is_online_ != lab::is_online(now.values);
  if (is_other) {
    for (ComplexPlane* plane : {&neurons_, &rule_, &trial_map_, &full_}) plane->forget_tails();
  }
  experiment_name_ = view.experiment->name;
  shown_ = now;
  show_mode(lab::is_online(now.values));
  show_modes();
}

void ModesPanel::show_modes() {
  modes_ = present_modes(shown_->row, shown_->values);
  neurons_.set_modes(modes_.neural);
  rule_.set_modes(modes_.rule);
  if (*is_online_) {
    full_.set_modes(modes_.full, modes_.rule);
  } else {
    trial_map_.set_modes(modes_.trial_map);
  }
  footnote_->setText(
      html_with_symbols(modes_sentence(modes_, largest_rate_factor(modes_, shown_->values))));
}

}  // namespace homeostat::ui
