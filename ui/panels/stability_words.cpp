#include "ui/panels/stability_words.h"

#include <QStringList>
#include <cmath>

#include "ui/controls/text.h"

namespace homeostat::ui {
namespace {

QString number(double value) {
  if (std::isinf(value)) return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
  return QString::number(value, 'g', 2).replace('-', QChar(0x2212));
}

QString pair_words(const math::EigenPair& pair) {
  if (pair.im[1] != 0) return tr("%1 ± %2i").arg(number(pair.re[1]), number(std::abs(pair.im[1])));
  return tr("%1, %2").arg(number(pair.re[0]), number(pair.re[1]));
}

QString weight(const char* symbol, double value, int decimals = 2) {
  const QString digits = QString::number(value, 'f', decimals).replace('-', QChar(0x2212));
  return QStringLiteral("$%1$ %2").arg(QLatin1String(symbol), digits);
}

}  // namespace

QString place_words(const ei::PointStability& point, int decimals, bool is_online) {
  const QString place = QStringLiteral("%1  %2: ")
                            .arg(weight("W_EE", point.weights.EE, decimals),
                                 weight("W_IE", point.weights.IE, decimals));
  if (point.weights.EI <= 0)
    return place + tr("setpoints need %1").arg(weight("W_EI", point.weights.EI));
  if (point.weights.II <= 0)
    return place + tr("setpoints need %1").arg(weight("W_II", point.weights.II));
  if (!point.neural_is_stable) return place + tr("neurons unstable");
  if (!point.rule_is_stable) return place + tr("neurons stable, rule unstable");
  // A rule that is stable may still take steps too large for it, once a trial.
  const bool overshoots = !is_online && !point.trial_map.is_stable;
  return place + (overshoots ? tr("neurons stable, rule overshoots from trial to trial")
                             : tr("neurons stable, rule stable"));
}

QString eigenvalue_words(const ei::PointStability& point, bool is_online) {
  const QString neurons = tr("neurons %1 per ms").arg(pair_words(point.neural));
  const QString rule = pair_words(point.rule);
  return neurons + (is_online ? tr("; rule %1 per ms") : tr("; rule %1 per trial")).arg(rule);
}

}  // namespace homeostat::ui
