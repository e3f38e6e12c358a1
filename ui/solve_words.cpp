#include "ui/solve_words.h"

#include <QObject>

#include "core/lab/selective_answer.h"
#include "core/lab/selective_samples.h"
#include "ui/controls/text.h"

namespace homeostat::ui {

SolveState solve_state(const Session& session, const View& view) {
  const Solved& solved = view.solved;
  SolveState state;
  state.is_sampling = session.is_playing() && !session.is_finished();
  state.samples = solved.samples ? solved.samples->samples_done : 0;
  state.samples_wanted = session.trial_limit();
  state.sampling_part = solved.sampling_part;
  state.seconds_left = solved.sampling_seconds_left;
  state.solving_part = solved.solving_part;
  if (solved.answer) {
    const lab::SelectiveAnswer& a = *solved.answer;
    state.words = QObject::tr("%1 patterns, %2 inputs · proved to %3")
                      .arg(grouped_text(a.problem.P()), grouped_text(a.problem.N()),
                           number_text(QString::number(a.out.margin.gap(), 'g', 1).toDouble()));
  }
  return state;
}

Status solve_status(const View& view) {
  const Solved& solved = view.solved;
  if (!solved.error.empty())
    return {Verdict::bad, QObject::tr("Stopped"), qt_text(solved.error), {}, {}};
  if (!solved.answer) return {Verdict::neutral, QObject::tr("Solving"), {}, {}, {}};
  const lab::PlainWords words = lab::selective_words(*solved.answer, view.experiment->parameters);
  return {verdict_of(words.mood),
          qt_text(words.word),
          qt_text(words.clause),
          qt_text(words.reasons),
          {}};
}

}  // namespace homeostat::ui
