#include "ui/controls/rule_picker.h"

#include <QGridLayout>
#include <algorithm>

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

/// In the order of the parameter's values.
std::vector<ChoiceItem> rule_items(const lab::ParameterSpec& spec) {
  std::vector<ChoiceItem> items;
  for (const std::string_view name : spec.choices) {
    const ei::NamedRule& rule = ei::named_rule(name);
    const bool is_variant = rule.name.starts_with("homeo_");
    items.push_back(
        {QString::fromStdString(rule.title), is_variant ? QString(variants) : QString()});
  }
  return items;
}

}  // namespace

RulePicker::RulePicker(lab::Model model, QWidget* parent)
    : QWidget(parent),
      rules_(new ChoiceButton(rule_items(lab::parameter(model, "rule")), this)),
      revert_(new GlyphButton("revert", "Back to the rule of the experiment",
                              GlyphButton::Look::accent_ghost, {20, 20}, this)),
      equations_(new EquationView(this)),
      gains_(new GainTableEditor(model, this)) {
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
  forced_sign_ = add_choice(model, "forced_sign", {"as analysed", "as eq. 15 is printed"});
  partners_ = add_choice(model, "partners", {"partners that project to it", "all of them"});
  connect(rules_, &ChoiceButton::picked, this,
          [this](int index) { emit edited("rule", index, true); });
  connect(revert_, &QAbstractButton::clicked, this,
          [this] { emit edited("rule", reference_rule_, true); });
  connect(gains_, &GainTableEditor::edited, this, &RulePicker::edited);
}

SegmentedControl* RulePicker::add_choice(lab::Model model, const char* symbol,
                                         const QStringList& labels) {
  const auto table = lab::parameters(model);
  const auto spec = std::ranges::find(table, symbol, &lab::ParameterSpec::symbol);
  if (spec == table.end()) return nullptr;
  auto* choice = new SegmentedControl(labels, this);
  choice->setAccessibleName(qt_text(spec->name));
  choice->setToolTip(parameter_tip(*spec));
  auto* grid = static_cast<QGridLayout*>(layout());
  grid->addWidget(choice, grid->rowCount(), 0, Qt::AlignLeft);
  connect(choice, &SegmentedControl::picked, this,
          [this, symbol](int index) { emit edited(symbol, index, true); });
  return choice;
}

void RulePicker::show_values(const lab::ParameterValues& now,
                             const lab::ParameterValues& reference) {
  const ei::NamedRule& rule = ei::named_rule(now.choice("rule"));
  reference_rule_ = reference["rule"];
  rules_->set_current(static_cast<int>(now["rule"]));
  revert_->setVisible(now["rule"] != reference_rule_);
  QString sentence = QString::fromStdString(rule.sentence);
  if (partners_ != nullptr)
    sentence = now.choice("partners") == "local"
                   ? "Cell i receives, j sends; \u27E8 \u27E9 is the mean over the cells that "
                     "project to i."
                   : "Cell i receives, j sends; \u27E8 \u27E9 is the mean over all cells.";
  equations_->set(rule_equations(now), sentence);
  gains_->show_values(now);
  gains_->setVisible(rule.name == "custom");
  if (forced_sign_ != nullptr) {
    forced_sign_->set_current(static_cast<int>(now["forced_sign"]));
    forced_sign_->setVisible(rule.kind == ei::RuleKind::forced_balance);
  }
  if (partners_ != nullptr) partners_->set_current(static_cast<int>(now["partners"]));
}

}  // namespace homeostat::ui
