#include "ui/panels/trial_words.h"

#include <cmath>

#include "ui/controls/text.h"
#include "ui/plots/nice_axis.h"
#include "ui/typeset.h"

namespace homeostat::ui {
namespace {

QString symbol_of(const lab::Event& event) { return QString::fromStdString(event.symbol); }

/// " +7", " × 1.2", " = 12".
QString operation_words(const lab::Event& event, lab::Model model) {
  const auto& spec = lab::parameter(model, event.symbol);
  const QString value = QString::number(event.value).replace('-', QChar(0x2212));
  switch (event.operation) {
    case lab::Operation::add:
      return (event.value < 0 ? QStringLiteral(" ") : QStringLiteral(" +")) + value;
    case lab::Operation::scale:
      return QStringLiteral(" × ") + value;
    case lab::Operation::set:
      break;
  }
  return QStringLiteral(" = ") +
         (spec.is_choice() ? QString::fromStdString(lab::value_text(spec, event.value)) : value);
}

QString change_words(const lab::Event& event, lab::Model model, const QString& symbol) {
  const QString cells = QString::fromStdString(event.cells);
  if (event.symbol == lab::lesion_symbol)
    return (event.value != 0 ? tr("lesion of %1") : tr("%1 whole again")).arg(cells);
  const QString words = symbol + operation_words(event, model);
  if (cells.isEmpty()) return words;
  const bool is_weight = ei::is_weight(event.symbol);
  const QString whose = is_weight                 ? tr(" among ")
                        : event.symbol == "I_ext" ? tr(" into ")
                                                  : tr(" of ");
  return words + whose + cells;
}

}  // namespace

QString trial_name(const lab::ParameterValues& values, std::int64_t trial) {
  const QString name = lab::is_online(values) ? tr("second %1") : tr("trial %1");
  return name.arg(grouped_number(static_cast<double>(trial), 0));
}

QString change_markup(const lab::Event& event, lab::Model model) {
  return change_words(event, model, symbol_markup(symbol_of(event)));
}

QString plain_change(const lab::Event& event, lab::Model model) {
  return change_words(event, model, symbol_of(event));
}

std::int64_t steps_of_trial(const lab::ParameterValues& values) {
  const double duration = lab::is_online(values) ? 1000 : values["trial_duration"];
  return std::llround(duration / values["dt"]);
}

bool covers_trial(const lab::Overlay& change, std::int64_t steps) {
  return change.first_step <= 1 && change.end_step > steps;
}

QString trial_subtitle(const View& view, std::int64_t trial) {
  QString words = trial_name(view.experiment->parameters, trial);
  const std::int64_t steps = steps_of_trial(view.experiment->parameters);
  for (const lab::Overlay& change : view.changes) {
    if (!covers_trial(change, steps)) continue;
    words += ", " + symbol_html(symbol_of(change.event)) +
             operation_words(change.event, lab::Model::two_population).toHtmlEscaped();
  }
  return words;
}

bool is_trace_kept(const View& view) {
  return view.cursor_trial == 0 || view.cursor_trial == view.frame->trial ||
         !lab::is_online(view.experiment->parameters);
}

}  // namespace homeostat::ui
