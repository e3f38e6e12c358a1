#include "ui/panels/pulse_words.h"

#include <QObject>
#include <cmath>

#include "ui/controls/text.h"

namespace homeostat::ui {
namespace {

/// "-1.07", with a real minus.
QString signed_text(double value) {
  QString text = QString::number(value, 'f', 2);
  return text.replace('-', QChar(0x2212));
}

}  // namespace

QString pulse_words(const lab::PulseAnswer& answer, bool is_whole) {
  if (answer.responses.empty() || answer.responses.front().trials == 0) return {};
  const ei::Rates found = lab::pulse_slope(answer).per_pA;
  if (!std::isfinite(found.I)) return QObject::tr("the up-state does not outlast the pulse");
  if (!is_whole || answer.prediction.trials == 0)
    return QObject::tr("I %1 Hz per pA").arg(signed_text(found.I));
  const ei::Rates& predicted = answer.prediction.per_pA;
  return QObject::tr("I %1, E %2 Hz per pA; mean field %3, %4")
      .arg(signed_text(found.I), signed_text(found.E), signed_text(predicted.I),
           signed_text(predicted.E));
}

QString mean_field_tip() {
  return html_with_symbols(QObject::tr(
      "Mean field: r_E = g_E (J_EE r_E \u2212 J_EI r_I), r_I = g_I (J_IE r_E \u2212 J_II r_I + "
      "I). J comes from the mean weights; the gains g from a small current into cells that hear "
      "the spikes of a recorded trial, so that nothing comes back. It knows that I falls, and "
      "what E does when I does; the size is the difference of two products that nearly cancel, "
      "so right by its order alone."));
}

}  // namespace homeostat::ui
