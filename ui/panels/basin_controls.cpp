#include "ui/panels/basin_controls.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>
#include <algorithm>
#include <array>

#include "ui/controls/number_field.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/text.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr std::array<int, 4> seed_choices{0, 1, 8, 32};
constexpr std::array<int, 4> cell_choices{16, 32, 64, 128};
constexpr std::array<std::int64_t, 4> trial_choices{200, 500, 1000, 3000};

template <class Values, class Value>
int choice_index(const Values& values, Value value) {
  const auto found = std::find(values.begin(), values.end(), value);
  return found == values.end() ? 0 : static_cast<int>(found - values.begin());
}

QLabel* caption(const QString& text, QWidget* parent) {
  auto* label = new QLabel(html_with_symbols(text), parent);
  label->setFont(text_font(12));
  label->setForegroundRole(QPalette::PlaceholderText);
  return label;
}

}  // namespace

BasinControls::BasinControls(QWidget* parent)
    : QWidget(parent),
      others_(new SegmentedControl({tr("setpoints"), tr("fixed"), tr("sliders")}, this)),
      noise_(new SegmentedControl({tr("off"), tr("1 seed"), tr("8"), tr("32")}, this)),
      cells_(new SegmentedControl({"16", "32", "64", "128"}, this)),
      trials_(new SegmentedControl({"200", "500", "1,000", "3,000"}, this)),
      fixed_(new QWidget(this)),
      W_EI_(add_weight(&BasinChoice::W_EI)),
      W_II_(add_weight(&BasinChoice::W_II)),
      outlines_(new QCheckBox(tr("outline where the analysis says otherwise"), this)) {
  others_->setToolTip(
      tr("Where the other two weights start: so that the setpoints are the fixed "
         "point; at two values; or where the sliders have them."));
  noise_->setToolTip(
      tr("Without noise one run tells; with it, the tone is the share of seeds that "
         "converge."));
  outlines_->setFont(text_font(12));
  auto* fixed = new QHBoxLayout(fixed_);
  fixed->setContentsMargins(0, 0, 0, 0);
  fixed->addWidget(caption("W_EI", fixed_));
  fixed->addWidget(W_EI_);
  fixed->addWidget(caption("W_II", fixed_));
  fixed->addWidget(W_II_);
  fixed->addStretch();
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(3);
  const auto add = [&](const QString& text, QWidget* control) {
    column->addWidget(caption(text, this));
    column->addWidget(control, 0, Qt::AlignLeft);
  };
  add(tr("W_EI and W_II start at the"), others_);
  column->addWidget(fixed_);
  add(tr("noise"), noise_);
  add(tr("cells along each side"), cells_);
  add(tr("trials"), trials_);
  column->addWidget(outlines_);
  for (SegmentedControl* control : {others_, noise_, cells_, trials_})
    connect(control, &SegmentedControl::picked, this, &BasinControls::change);
  connect(outlines_, &QCheckBox::clicked, this, &BasinControls::change);
  show_choice({});
}

NumberField* BasinControls::add_weight(double BasinChoice::*weight) {
  const auto stepped = [](double from, double steps) { return std::max(0.0, from + 0.1 * steps); };
  auto* field = new NumberField({}, stepped, fixed_);
  connect(field, &NumberField::value_changed, this, [this, field, weight](double value, bool) {
    field->set_error(value < 0);
    if (value < 0) return;
    choice_.*weight = value;
    emit changed(choice_);
  });
  connect(field, &NumberField::text_refused, field, [field] { field->set_error(true); });
  return field;
}

void BasinControls::change() {
  choice_.others = static_cast<lab::OtherWeights>(others_->current());
  choice_.seeds = seed_choices[static_cast<std::size_t>(noise_->current())];
  choice_.cells = cell_choices[static_cast<std::size_t>(cells_->current())];
  choice_.trials = trial_choices[static_cast<std::size_t>(trials_->current())];
  choice_.outlines_disagreement = outlines_->isChecked();
  fixed_->setVisible(choice_.others == lab::OtherWeights::fixed);
  emit changed(choice_);
}

void BasinControls::show_choice(const BasinChoice& choice) {
  choice_ = choice;
  others_->set_current(static_cast<int>(choice.others));
  noise_->set_current(choice_index(seed_choices, choice.seeds));
  cells_->set_current(choice_index(cell_choices, choice.cells));
  trials_->set_current(choice_index(trial_choices, choice.trials));
  W_EI_->set_value(choice.W_EI);
  W_II_->set_value(choice.W_II);
  outlines_->setChecked(choice.outlines_disagreement);
  fixed_->setVisible(choice.others == lab::OtherWeights::fixed);
}

}  // namespace homeostat::ui
