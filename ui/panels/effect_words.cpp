#include "ui/panels/effect_words.h"

#include "core/lab/outcome.h"
#include "ui/controls/text.h"
#include "ui/plots/nice_axis.h"

namespace homeostat::ui {
namespace {

/// A scatter below this would be printed as nought.
constexpr double least_shown_error = 0.005;

bool is_silent(ei::Rates mean) {
  return mean.E < lab::silent_below_hz && mean.I < lab::silent_below_hz;
}

QString simulated_words(double change, double error) {
  const QString scatter = error < least_shown_error ? QString() : " ± " + grouped_number(error, 2);
  return tr("simulated %1%2 Hz").arg(signed_number(change), scatter);
}

QString line(const QString& symbol, double predicted, double simulated, double error) {
  return tr("$Delta %1$: predicted %2, %3")
      .arg(symbol, signed_number(predicted), simulated_words(simulated, error));
}

}  // namespace

QString signed_number(double value) {
  const QString digits = grouped_number(value, 2);
  return value > 0 && digits != grouped_number(0, 2) ? '+' + digits : digits;
}

QString loss_words(ei::UpStateLoss loss) {
  switch (loss) {
    case ei::UpStateLoss::runaway:
      return tr("inhibition is too weak to hold excitation");
    case ei::UpStateLoss::slow_inhibition:
      return tr("inhibition is too slow to hold excitation");
    case ei::UpStateLoss::silent:
      return tr("a rate would fall to 0");
    case ei::UpStateLoss::saturated:
      return tr("a rate would pass saturation");
    case ei::UpStateLoss::none:
      break;
  }
  return {};
}

QString effect_words(const lab::ChangeEffect& effect) {
  const ei::PredictedChange& p = effect.predicted;
  if (p.loss_before != ei::UpStateLoss::none)
    return tr("no stable up-state without the change:\n%1").arg(loss_words(p.loss_before));
  if (is_silent(effect.before)) return tr("silent without the change, too:\nnothing to compare");
  const ei::Rates by = effect.simulated(), error = effect.standard_error;
  if (p.loss_after != ei::UpStateLoss::none) {
    return tr("predicted: no up-state is left, %1\n$Delta E$ and $Delta I$ simulated: %2 and %3 Hz")
        .arg(loss_words(p.loss_after), signed_number(by.E), signed_number(by.I));
  }
  QString words =
      line("E", p.change().E, by.E, error.E) + '\n' + line("I", p.change().I, by.I, error.I);
  if (is_silent(effect.after)) words += '\n' + tr("the up-state is there, but was not reached");
  return words;
}

QString effect_window_words(const lab::ChangeEffect& effect, double onset_ms) {
  return tr("means of %1 to %2 ms")
      .arg(grouped_number(effect.from_ms - onset_ms, 0),
           grouped_number(effect.to_ms - onset_ms, 0));
}

}  // namespace homeostat::ui
