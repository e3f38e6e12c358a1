#include "ui/panels/paradox_words.h"

#include <cmath>

#include "ui/controls/text.h"
#include "ui/panels/effect_words.h"
#include "ui/plots/nice_axis.h"
#include "ui/typeset.h"

namespace homeostat::ui {
namespace {

QString symbol(ei::WeightClass c) { return symbol_markup(qt_text(ei::weight_symbols[c])); }

QString receiver(ei::WeightClass c) { return ei::is_onto_I(c) ? "I" : "E"; }
QString other_than_receiver(ei::WeightClass c) { return ei::is_onto_I(c) ? "E" : "I"; }
QString sender(ei::WeightClass c) { return ei::is_from_I(c) ? "I" : "E"; }

QString hertz(double rate) { return grouped_number(rate, 2); }

}  // namespace

QString weight_effect_words(const ei::Circuit& now, ei::WeightClass c) {
  const ei::WeightEffect effect = ei::weight_effect(now, c);
  if (effect == ei::WeightEffect::no_up_state)
    return tr("No stable up-state here: %1.").arg(loss_words(ei::up_state_loss(now)));
  if (effect == ei::WeightEffect::none)
    return tr("More %1 leaves %2 as it is: the onset of the paradox.").arg(symbol(c), receiver(c));
  const bool is_paradoxical = effect == ei::WeightEffect::paradoxical;
  const QString verb = ei::is_from_I(c) == is_paradoxical ? tr("raises") : tr("lowers");
  return (is_paradoxical ? tr("More %1 %2 %3 here: the paradoxical effect.")
                         : tr("More %1 %2 %3 here, as one would expect."))
      .arg(symbol(c), verb, receiver(c));
}

QString naive_words(const ei::Circuit& now, ei::WeightClass c) {
  const QString words = tr("naive: %1 with %2 held").arg(receiver(c), other_than_receiver(c));
  return ei::leaves_when_alone(now, c) ? words + '\n' + tr("runs away or falls silent") : words;
}

QString weight_axis_words(ei::WeightClass c) {
  return tr("%1 (%2 onto %3)").arg(symbol(c), sender(c), receiver(c));
}

QString steady_point_words(const ei::SteadyPoint& point, ei::WeightClass c) {
  QString words = symbol(c) + ' ' + grouped_number(point.weight, 2) + ": ";
  words += std::isnan(point.up.E) ? tr("no up-state")
                                  : tr("E %1, I %2 Hz").arg(hertz(point.up.E), hertz(point.up.I));
  if (std::isnan(point.naive)) return words;
  return words + tr("; naive %1 %2").arg(receiver(c), hertz(point.naive));
}

QString steady_change_words(const ei::Circuit& now, const ei::SteadyPoint& point,
                            ei::WeightClass c) {
  const auto change = ei::predicted_change(now, ei::with_weight(now, c, point.weight));
  if (change.loss_after != ei::UpStateLoss::none) return loss_words(change.loss_after);
  if (change.loss_before != ei::UpStateLoss::none) return {};
  return tr("from here: $Delta E$ %1, $Delta I$ %2 Hz")
      .arg(signed_number(change.change().E), signed_number(change.change().I));
}

}  // namespace homeostat::ui
