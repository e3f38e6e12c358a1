#include "ui/controls/rule_picker.h"

#include <QGridLayout>

#include "core/ei/plasticity.h"
#include "ui/controls/choice_button.h"
#include "ui/controls/equation_view.h"
#include "ui/controls/gain_table_editor.h"
#include "ui/controls/glyph_button.h"
#include "ui/controls/parameter_tip.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/text.h"

namespace homeostat::ui {
namespace {

constexpr const char* variants = "Homeostatic variants";

std::vector<ChoiceItem> rule_items() {
  std::vector<ChoiceItem> items;
  for (const ei::NamedRule& rule : ei::named_rules()) {
    const bool is_variant = rule.name.starts_with("homeo_");
    items.push_back(
        {QString::fromStdString(rule.title), is_variant ? QString(variants) : QString()});
  }
  return items;
}

}  // namespace

RulePicker::RulePicker(lab::Model model, QWidget* parent)
    : QWidget(parent),
      rules_(new ChoiceButton(rule_items(), this)),
      revert_(new GlyphButton("revert", "Back to the rule of the experiment",
                              GlyphButton::Look::accent_ghost, {20, 20}, this)),
      equations_(new EquationView(this)),
      gains_(new GainTableEditor(model, this)),
      forced_sign_(new SegmentedControl({"as analysed", "as eq. 15 is printed"}, this)) {
  const lab::ParameterSpec& spec = lab::parameter(model, "rule");
  rules_->setAccessibleName(qt_text(spec.name));
  rules_->setToolTip(parameter_tip(spec));
  rules_->set_group_note(variants, "H homeostatic, A turned round: W_EE W_EI W_IE W_II");
  setFocusProxy(rules_);
  QSizePolicy keeps_room = revert_->sizePolicy();
  keeps_room.setRetainSizeWhenHidden(true);
  revert_->setSizePolicy(keeps_room);
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setSpacing(8);
  grid->addWidget(rules_, 0, 0);
  grid->addWidget(revert_, 0, 1);
  grid->addWidget(equations_, 1, 0);
  grid->addWidget(gains_, 2, 0, 1, 2);
  grid->addWidget(forced_sign_, 3, 0, Qt::AlignLeft);
  const lab::ParameterSpec& sign = lab::parameter(model, "forced_sign");
  forced_sign_->setAccessibleName(qt_text(sign.name));
  forced_sign_->setToolTip(parameter_tip(sign));
  connect(forced_sign_, &SegmentedControl::picked, this,
          [this](int index) { emit edited("forced_sign", index, true); });
  connect(rules_, &ChoiceButton::picked, this,
          [this](int index) { emit edited("rule", index, true); });
  connect(revert_, &QAbstractButton::clicked, this,
          [this] { emit edited("rule", reference_rule_, true); });
  connect(gains_, &GainTableEditor::edited, this, &RulePicker::edited);
}

void RulePicker::show_values(const lab::ParameterValues& now,
                             const lab::ParameterValues& reference) {
  const ei::NamedRule& rule = ei::named_rule(now.choice("rule"));
  reference_rule_ = reference["rule"];
  rules_->set_current(static_cast<int>(now["rule"]));
  revert_->setVisible(now["rule"] != reference_rule_);
  equations_->set(rule_equations(now), QString::fromStdString(rule.sentence));
  gains_->show_values(now);
  gains_->setVisible(rule.name == "custom");
  forced_sign_->set_current(static_cast<int>(now["forced_sign"]));
  forced_sign_->setVisible(rule.kind == ei::RuleKind::forced_balance);
}

}  // namespace homeostat::ui
