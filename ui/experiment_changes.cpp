#include "ui/experiment_changes.h"

#include <QObject>
#include <QStringList>
#include <algorithm>

#include "core/lab/used_parameters.h"
#include "ui/controls/alpha.h"
#include "ui/controls/text.h"

namespace homeostat::ui {
namespace {

constexpr std::size_t most_named = 3;

/// The gains and the factor belong to a custom rule, beta to the two-term rule.
bool counts(const lab::ParameterValues& values, const std::string& symbol) {
  if (!lab::is_used(values, symbol)) return false;
  if (!has_learning_rates(values.model())) return true;
  const lab::Section section = lab::parameter(values.model(), symbol).section;
  if (section == lab::Section::rule) {
    return symbol == "rule" || symbol == "partners" || values.choice("rule") == "custom";
  }
  if (section != lab::Section::learning_rates) return true;
  const auto rates = symbols_of_alpha(values);
  return std::ranges::find(rates, symbol) != rates.end();
}

/// What differs and counts.
std::vector<std::string> used_changes(const lab::ParameterValues& now,
                                      const lab::ParameterValues& reference) {
  std::vector<std::string> changed = lab::changed_symbols(now, reference);
  std::erase_if(changed, [&](const std::string& symbol) { return !counts(now, symbol); });
  return changed;
}

/// All learning rates as one `alpha`, in the place of the first, while they are equal.
void fold_alpha(std::vector<std::string>& changed, const lab::ParameterValues& now) {
  if (!has_learning_rates(now.model()) || !is_one_alpha(now)) return;
  const auto is_rate = [&](const std::string& symbol) {
    return lab::parameter(now.model(), symbol).section == lab::Section::learning_rates;
  };
  const auto first = std::ranges::find_if(changed, is_rate);
  if (first == changed.end()) return;
  changed.erase(std::remove_if(first + 1, changed.end(), is_rate), changed.end());
  *first = "alpha";
}

}  // namespace

bool is_still(const lab::Experiment& now, const lab::Experiment& reference) {
  if (now.events != reference.events) return false;
  const auto changed = used_changes(now.parameters, reference.parameters);
  return std::ranges::none_of(changed, [&](const std::string& symbol) {
    using lab::Section;
    const Section section = lab::parameter(now.model(), symbol).section;
    return section == Section::rule || section == Section::initial_weights ||
           section == Section::setpoints ||
           (!is_run_by_trials(now.model()) && section != Section::noise_and_pulse);
  });
}

QString changes_text(const lab::Experiment& now, const lab::Experiment& reference) {
  auto changed = used_changes(now.parameters, reference.parameters);
  fold_alpha(changed, now.parameters);
  if (changed.empty()) return {};
  QStringList names;
  for (std::size_t k = 0; k < std::min(most_named, changed.size()); ++k)
    names << qt_text(changed[k]);
  if (changed.size() > most_named) names << QStringLiteral("…");
  const QString count = changed.size() == 1 ? QObject::tr("with 1 change: ")
                                            : QObject::tr("with %1 changes: ").arg(changed.size());
  return html_with_symbols(count + names.join(", "));
}

}  // namespace homeostat::ui
