#include "ui/controls/range_form.h"

#include <QGridLayout>
#include <cmath>

#include "ui/controls/number_field.h"
#include "ui/controls/text.h"
#include "ui/plots/nice_axis.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr int range_form_edge = 16;
constexpr int field_width = 72;
/// Arrow keys and wheel change a limit by a round part of the axis.
constexpr double step_part = 0.1;
/// A limit is shown to this part of the axis.
constexpr double shown_part = 1e-3;

/// Why the plane cannot be shown between these; empty when it can.
QString why_not(double low, double high) {
  if (low < 0) return RangeForm::tr("Weights are not negative.");
  if (high > largest_weight)
    return RangeForm::tr("At most %1.").arg(grouped_number(largest_weight, 0));
  if (high - low >= narrowest_side(high)) return {};
  return RangeForm::tr("The second must be larger, by %1 at least.")
      .arg(number_text(narrowest_side(high)));
}

}  // namespace

RangeForm::RangeForm(const PlaneRange& range, QWidget* parent) : Popup(parent), wanted_(range) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(range_form_edge, range_form_edge / 2, range_form_edge,
                           range_form_edge / 2);
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(2);
  add_row("W_EE", x_low, x_high);
  add_row("W_IE", y_low, y_high);
  fields_[x_low]->setFocus();
}

double& RangeForm::limit(Side side) {
  switch (side) {
    case x_low:
      return wanted_.x_min;
    case x_high:
      return wanted_.x_max;
    case y_low:
      return wanted_.y_min;
    case y_high:
      break;
  }
  return wanted_.y_max;
}

double RangeForm::shown(Side side) {
  const auto [low, high] = ends(side);
  const int decimals = decimals_of(shown_part * (limit(high) - limit(low)));
  const double per_unit = std::pow(10.0, decimals);
  return std::round(limit(side) * per_unit) / per_unit;
}

void RangeForm::add_row(const QString& name, Side low, Side high) {
  auto* grid = static_cast<QGridLayout*>(layout());
  const int row = grid->rowCount();
  add_field(low, tr("%1 from").arg(name));
  add_field(high, tr("%1 to").arg(name));
  auto* refusal = new QLabel(this);
  refusals_[row_of(low)] = refusal;
  refusal->hide();
  refusal->setFont(text_font(12));
  QPalette palette = refusal->palette();
  palette.setColor(QPalette::WindowText, Theme::of(parentWidget()).bad);
  refusal->setPalette(palette);
  grid->addWidget(new QLabel(html_with_symbols(name), this), row, 0);
  grid->addWidget(fields_[low], row, 1);
  grid->addWidget(new QLabel(tr("to"), this), row, 2);
  grid->addWidget(fields_[high], row, 3);
  grid->addWidget(refusal, row + 1, 0, 1, 4);
}

void RangeForm::add_field(Side side, const QString& name) {
  const auto [low, high] = ends(side);
  const auto stepped = [this, low = low, high = high](double from, double steps) {
    return from + steps * round_step(step_part * (limit(high) - limit(low)));
  };
  auto* field = new NumberField({}, stepped, this);
  field->setFixedWidth(field_width);
  field->setAccessibleName(name);
  field->set_value(shown(side));
  fields_[side] = field;
  connect(field, &NumberField::value_changed, this,
          [this, side](double value) { take(side, value); });
  connect(field, &NumberField::text_refused, this,
          [this, side](const QString& text) { refuse(side, tr("“%1” is no number.").arg(text)); });
  connect(field, &NumberField::cancelled, this, &RangeForm::close);
}

void RangeForm::take(Side side, double value) {
  limit(side) = value;
  const auto [low, high] = ends(side);
  const QString why = why_not(limit(low), limit(high));
  if (!why.isEmpty()) return refuse(side, why);
  say(side, {});
  for (const Side end : {low, high}) {
    fields_[end]->set_value(shown(end));
    fields_[end]->set_error(false);
  }
  if (is_admitted(wanted_)) emit chosen(wanted_);
}

void RangeForm::refuse(Side side, const QString& why) {
  fields_[side]->set_error(true);
  fields_[side]->setAccessibleDescription(why);
  say(side, why);
}

void RangeForm::say(Side side, const QString& why) {
  QLabel* refusal = refusals_[row_of(side)];
  refusal->setText(why);
  refusal->setVisible(!why.isEmpty());
  adjustSize();
}

}  // namespace homeostat::ui
