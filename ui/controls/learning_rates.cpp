#include "ui/controls/learning_rates.h"

#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/controls/alpha.h"
#include "ui/controls/parameter_row.h"

namespace homeostat::ui {
namespace {

/// The shorthand `alpha` looks like the first of the rates it stands for.
lab::ParameterSpec combined_spec(lab::Model model) {
  lab::ParameterSpec spec = lab::parameter(model, "alpha_EE");
  spec.symbol = "alpha";
  spec.name = "Learning rate of all weights";
  spec.lesson = "More learns faster; too much overshoots from trial to trial. 0 freezes learning.";
  return spec;
}

}  // namespace

LearningRates::LearningRates(lab::Model model, QWidget* parent)
    : QWidget(parent),
      now_(model),
      combined_(new ParameterRow(combined_spec(model), this)),
      disclosure_(new QPushButton(this)) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(combined_);
  for (const lab::ParameterSpec& spec : lab::parameters(model)) {
    if (spec.section != lab::Section::learning_rates) continue;
    auto* row = new ParameterRow(spec, this);
    singles_.push_back(row);
    column->addWidget(row);
    connect(row, &ParameterRow::edited, this,
            [this](const QString& symbol, double value, bool is_final) {
              emit edit_requested({{symbol.toStdString(), value}}, is_final);
            });
  }
  disclosure_->setProperty("flat", true);
  disclosure_->setFocusPolicy(Qt::TabFocus);
  column->addWidget(disclosure_, 0, Qt::AlignLeft);
  connect(disclosure_, &QPushButton::clicked, this, [this] {
    show_single_rates(are_equal_ && !wants_singles_);
    if (!are_equal_) set_all(now_["alpha_EE"], true);
  });
  connect(combined_, &ParameterRow::edited, this,
          [this](const QString&, double value, bool is_final) { set_all(value, is_final); });
  refresh();
}

void LearningRates::set_all(double alpha, bool is_final) {
  std::vector<Edit> edits;
  for (const std::string& symbol : symbols_of_alpha(now_)) edits.push_back({symbol, alpha});
  emit edit_requested(edits, is_final);
}

void LearningRates::show_values(const lab::ParameterValues& now,
                                const lab::ParameterValues& reference) {
  now_ = now;
  const std::vector<std::string> symbols = symbols_of_alpha(now);
  are_equal_ = is_one_alpha(now);
  combined_->set_value(now[symbols.front()], reference[symbols.front()]);
  for (ParameterRow* row : singles_)
    row->set_value(now[row->spec().symbol], reference[row->spec().symbol]);
  refresh();
}

void LearningRates::show_single_rates(bool is_shown) {
  wants_singles_ = is_shown;
  refresh();
}

void LearningRates::refresh() {
  const bool shows_singles = !shows_combined();
  combined_->setVisible(!shows_singles);
  const std::vector<std::string> used = symbols_of_alpha(now_);
  for (ParameterRow* row : singles_) {
    const bool is_used = std::ranges::find(used, row->spec().symbol) != used.end();
    row->setVisible(shows_singles && is_used);
  }
  disclosure_->setText(!shows_singles ? "One for each weight"
                       : are_equal_   ? "One for all weights"
                                      : "Make all equal");
}

}  // namespace homeostat::ui
