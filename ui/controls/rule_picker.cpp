#include "ui/controls/rule_picker.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

#include "core/ei/plasticity.h"
#include "ui/controls/choice_button.h"
#include "ui/controls/equation_view.h"
#include "ui/controls/gain_table_editor.h"
#include "ui/controls/glyph_button.h"
#include "ui/controls/parameter_tip.h"
#include "ui/controls/text.h"

namespace homeostat::ui {
namespace {

std::vector<ChoiceItem> rule_items() {
  std::vector<ChoiceItem> items;
  for (const ei::NamedRule& rule : ei::named_rules()) {
    const bool is_variant = rule.name.starts_with("homeo_");
    items.push_back({QString::fromStdString(rule.title),
                     is_variant ? QString("Homeostatic variants") : QString()});
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
      gains_(new GainTableEditor(model, this)) {
  const lab::ParameterSpec& spec = lab::parameter(model, "rule");
  rules_->setAccessibleName(qt_text(spec.name));
  rules_->setToolTip(parameter_tip(spec));
  setFocusProxy(rules_);
  auto* line = new QHBoxLayout;
  line->setSpacing(8);
  line->addWidget(rules_);
  line->addWidget(revert_);
  QSizePolicy keeps_room = revert_->sizePolicy();
  keeps_room.setRetainSizeWhenHidden(true);
  revert_->setSizePolicy(keeps_room);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(8);
  column->addLayout(line);
  column->addWidget(equations_);
  column->addWidget(gains_);
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
}

}  // namespace homeostat::ui
