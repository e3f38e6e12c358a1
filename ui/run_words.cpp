#include "ui/run_words.h"

#include <QStringList>
#include <cmath>
#include <optional>

#include "core/lab/network_words.h"
#include "core/lab/plain_words.h"
#include "core/lab/unit_words.h"
#include "ui/controls/text.h"
#include "ui/panels/trial_words.h"

namespace homeostat::ui {

namespace {

qint64 trials_done(const View& view) {
  return view.frame && view.frame->run ? static_cast<qint64>(view.frame->run->rows.size()) : 0;
}

TimelineMark outcome_mark(const lab::OutcomeDetector& outcome) {
  const auto since = static_cast<qint64>(outcome.since_trial());
  switch (outcome.outcome()) {
    case lab::Outcome::converged:
      return {since, QObject::tr("at both setpoints"), Verdict::good};
    case lab::Outcome::silent:
      return {since, QObject::tr("silent"), Verdict::bad};
    case lab::Outcome::saturated:
      return {since, QObject::tr("saturated"), Verdict::bad};
    case lab::Outcome::diverged:
      return {since, QObject::tr("diverged"), Verdict::bad};
    case lab::Outcome::wandering:
      break;
  }
  return {};
}

/// "W_IE = 12", from its trial to its end if it has one.
TimelineMark event_mark(const lab::Event& event, lab::Model model) {
  const auto trial = static_cast<qint64>(*event.trial);
  if (event.symbol == lab::activity_symbol) {
    return {trial, QObject::tr("activity reset"), Verdict::neutral};
  }
  TimelineMark mark{trial, plain_change(event, model), Verdict::neutral};
  if (event.until_trial && *event.until_trial != lab::never)
    mark.until = static_cast<qint64>(*event.until_trial);
  return mark;
}

/// "0.42 ms per trial"; empty before anything was measured.
QString cost_text(const View& view) {
  if (view.frame == nullptr || view.frame->seconds_per_trial <= 0) return {};
  constexpr double fine_ms = 10;
  const double ms = view.frame->seconds_per_trial * 1e3;
  const QString cost = QString::number(ms, 'f', ms < fine_ms ? 2 : 0);
  return is_online(view.experiment->parameters) ? QObject::tr("%1 ms for a second").arg(cost)
                                                : QObject::tr("%1 ms per trial").arg(cost);
}

/// How far it is that a trial of a network runs again.
QString past_words(const View& view) {
  if (!view.past_error.empty()) return qt_text(view.past_error);
  const bool is_here = !view.network || view.network->trial == view.cursor_trial;
  if (is_here) return {};
  if (!std::isfinite(view.past_seconds_left)) return QObject::tr("runs again");
  return QObject::tr("runs again: %1").arg(time_left_text(view.past_seconds_left));
}

Status looking_back(const View& view) {
  const lab::ParameterValues& values = view.experiment->parameters;
  const QString unit = is_online(values) ? QObject::tr("second") : QObject::tr("trial");
  QString clause = QObject::tr("In %1 %2: %3 / %4 Hz.")
                       .arg(unit, grouped_text(view.row.trial))
                       .arg(view.row.mean.E, 0, 'f', 1)
                       .arg(view.row.mean.I, 0, 'f', 1);
  if (values.model() == lab::Model::spiking) {
    const lab::NetworkSummary& network = view.row.network;
    clause += network.up_states == 0
                  ? QObject::tr(" No up-state.")
                  : QObject::tr(" Up-state of %1 s.").arg(network.up_duration_s, 0, 'f', 2);
  } else if (values.model() == lab::Model::multi_unit) {
    const ei::Rates spread = view.row.network.spread;
    clause += QObject::tr(" Units spread by %1 / %2 Hz.")
                  .arg(spread.E, 0, 'f', 1)
                  .arg(spread.I, 0, 'f', 1);
  }
  return {Verdict::neutral, QObject::tr("Looking back"), clause,
          QObject::tr("End, in the timeline, returns to the newest."), past_words(view)};
}

lab::PlainWords words_of(const View& view, const lab::ParameterValues& values) {
  switch (values.model()) {
    case lab::Model::multi_unit:
      return lab::unit_words(view.frame->story, view.row, values);
    case lab::Model::spiking:
      return lab::network_words(view.frame->story, *view.frame->run, values);
    case lab::Model::two_population:
    case lab::Model::selective:
      break;
  }
  return lab::plain_words(view.frame->story, view.row, values);
}

/// "40 cells lesioned, 24 driven." of the trial on the screen; empty when nobody is.
QString treated_words(const View& view) {
  if (!view.network) return {};
  QStringList parts;
  const auto add = [&](const std::vector<int>& cells, const QString& one, const QString& many) {
    if (cells.empty()) return;
    parts << (cells.size() == 1 ? one : many.arg(grouped_text(static_cast<qint64>(cells.size()))));
  };
  add(view.network->lesioned, QObject::tr("1 cell lesioned"), QObject::tr("%1 cells lesioned"));
  add(view.network->driven, QObject::tr("1 cell driven by a current"),
      QObject::tr("%1 cells driven by a current"));
  return parts.isEmpty() ? QString() : " " + parts.join(", ") + ".";
}

}  // namespace

RunState run_state(const Session& session, const View& view) {
  RunState state;
  state.trial = trials_done(view);
  state.trials = session.trial_limit();
  state.looked_at = view.cursor_trial;
  state.playing = session.is_playing();
  state.finished = session.is_finished();
  state.jumping = session.is_jumping();
  state.speed = session.trials_per_second();
  const double per_trial = view.frame ? view.frame->seconds_per_trial : 0;
  const auto end = state.jumping ? session.jump_to() : state.trials;
  const bool is_slowed = state.speed > 0 && !state.jumping;
  state.seconds_left = static_cast<double>(end - state.trial) *
                       (is_slowed ? std::max(1 / state.speed, per_trial) : per_trial);
  return state;
}

std::vector<TimelineMark> timeline_marks(const View& view) {
  std::vector<TimelineMark> marks;
  if (view.frame == nullptr) return marks;
  const lab::RunStory& story = view.frame->story;
  if (story.first_up > 0) {
    const auto first = static_cast<qint64>(story.first_up);
    marks.push_back({first, QObject::tr("first up-state"), Verdict::neutral});
  }
  if (story.first_lasting > story.first_up) {
    marks.push_back({static_cast<qint64>(story.first_lasting),
                     QObject::tr("to the end of the trial"), Verdict::good});
  }
  const TimelineMark mark = outcome_mark(story.outcome);
  // Silence before the first up-state is no event.
  if (mark.trial > 0 && (mark.kind == Verdict::good || story.first_up > 0)) marks.push_back(mark);
  const lab::Model model = view.experiment->model();
  for (const auto& event : view.experiment->events) {
    if (event.trial) marks.push_back(event_mark(event, model));
  }
  std::vector<lab::Event> log;
  view.frame->run->log.for_each(0, view.frame->run->log.size(),
                                [&](const lab::Event& event) { add_to_log(log, event); });
  // Of a drag, its last trial.
  std::optional<lab::Event> before;
  for (const lab::Event& event : log) {
    if (before && (before->symbol != event.symbol || *event.trial > *before->trial + 5)) {
      marks.push_back(event_mark(*before, model));
    }
    before = event.trial ? std::optional(event) : std::nullopt;
  }
  if (before) marks.push_back(event_mark(*before, model));
  return marks;
}

Status jump_status(const Session& session, const View& view) {
  const qint64 whole = session.jump_to() - session.jump_from();
  const qint64 done = trials_done(view) - session.jump_from();
  return {Verdict::neutral, QObject::tr("Training"),
          QObject::tr("%1 of %2 trials ahead.").arg(done).arg(whole),
          QObject::tr("Nothing is drawn until they are done. J stops here."), cost_text(view)};
}

Status run_status(const View& view) {
  Status status;
  if (view.frame == nullptr) {
    status.word = QObject::tr("Starting");
    return status;
  }
  if (!view.frame->error.empty()) {
    return {Verdict::bad,
            QObject::tr("Stopped"),
            QString::fromStdString(view.frame->error),
            QObject::tr("Change it, or reset everything."),
            {}};
  }
  if (view.cursor_trial > 0) return looking_back(view);
  const lab::ParameterValues& values = view.experiment->parameters;
  const lab::PlainWords words = words_of(view, values);
  status = {verdict_of(words.mood),
            qt_text(words.word),
            qt_text(words.clause),
            qt_text(words.reasons) + treated_words(view),
            {}};
  if (view.frame->finished && words.word == "Learning") status.word = QObject::tr("Ended");
  status.technical = cost_text(view);
  return status;
}

}  // namespace homeostat::ui
