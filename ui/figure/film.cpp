#include "ui/figure/film.h"

#include <QTimer>
#include <algorithm>
#include <set>

#include "core/lab/provenance.h"
#include "core/lab/result_io.h"
#include "core/math/check.h"
#include "ui/controls/text.h"
#include "ui/figure/figure_file.h"
#include "ui/figure/run_panels.h"
#include "ui/figure/webp_writer.h"
#include "ui/panels/panel_kinds.h"

namespace homeostat::ui {

struct Film::Panels {
  std::vector<std::unique_ptr<Panel>> made;
  std::vector<FigurePanel> shown;
};

std::vector<std::int64_t> Film::trials_of(const FilmWish& wish) {
  const std::int64_t count = wish.last_trial - wish.first_trial + 1;
  const std::int64_t frames = std::min<std::int64_t>(wish.frames, count);
  std::vector<std::int64_t> trials;
  for (std::int64_t k = 0; k < frames; ++k) {
    const std::int64_t away = frames > 1 ? k * (count - 1) / (frames - 1) : count - 1;
    trials.push_back(wish.first_trial + away);
  }
  return trials;
}

Film::Film(FilmWish wish, QObject* parent)
    : QObject(parent), wish_(std::move(wish)), panels_(std::make_unique<Panels>()) {
  validate(wish_.style);
  require(wish_.first_trial >= 1, "first trial", static_cast<double>(wish_.first_trial),
          "a trial of the run, from 1");
  require(wish_.last_trial >= wish_.first_trial && wish_.last_trial <= wish_.experiment.trials,
          "last trial", static_cast<double>(wish_.last_trial),
          "a trial of the run after the first");
  require(wish_.frames >= 1 && wish_.frames <= 5000, "frames", wish_.frames, "1 to 5,000");
  require(wish_.frames_per_second >= 0.1 && wish_.frames_per_second <= 60, "frames per second",
          wish_.frames_per_second, "0.1 to 60");
  for (const std::string& kind : wish_.kinds) {
    panels_->made.push_back(hidden_panel(kind, wish_.experiment.model()));
    panels_->shown.push_back(
        {panels_->made.back().get(), qt_text(kind), panels_->made.back()->windowTitle()});
  }
  thread_ = std::thread([this] {
    QString error;
    try {
      make();
    } catch (const std::exception& failure) {
      error = QString::fromUtf8(failure.what());
    }
    if (!is_cancelled()) Q_EMIT finished(error);
  });
}

Film::~Film() {
  cancel();
  thread_.join();
}

void Film::cancel() {
  {
    const std::lock_guard lock(mutex_);
    is_cancelled_ = true;
  }
  described_.notify_all();
}

/// On the film's thread; the panels are described on the GUI's while this one waits.
PaperFigure Film::describe(KeptRun& run, std::int64_t trial) {
  const View view = run.view(trial);
  QMetaObject::invokeMethod(
      this,
      [this, &view] {
        {
          const std::lock_guard lock(mutex_);
          if (is_cancelled()) return;
          for (const auto& panel : panels_->made) panel->show_view(view);
        }
        describe_when_settled();
      },
      Qt::QueuedConnection);
  std::unique_lock lock(mutex_);
  described_.wait(lock, [this] { return figure_.has_value() || is_cancelled(); });
  if (!figure_) throw RunError("cancelled");
  PaperFigure figure = std::move(*figure_);
  figure_.reset();
  return figure;
}

/// Some panels work out on another thread what they show.
void Film::describe_when_settled() {
  const auto is_settled = [](const auto& panel) { return panel->is_settled(); };
  if (!std::ranges::all_of(panels_->made, is_settled)) {
    constexpr int soon_ms = 10;
    QTimer::singleShot(soon_ms, this, &Film::describe_when_settled);
    return;
  }
  const std::lock_guard lock(mutex_);
  if (is_cancelled()) return;
  figure_ = paper_figure(qt_text(wish_.experiment.name), usual_rows(panels_->shown, wish_.style),
                         wish_.style);
  described_.notify_all();
}

void Film::make() {
  lab::OutputFile out(wish_.file);
  const std::vector<std::int64_t> trials = trials_of(wish_);
  KeptRun run(wish_.experiment, {trials.begin(), trials.end()});
  std::optional<WebpWriter> film;
  QSize size;
  const int frame_ms = std::max(1, static_cast<int>(1000 / wish_.frames_per_second));
  for (std::size_t k = 0; k < trials.size(); ++k) {
    run.run([&](std::int64_t done) { return done < trials[k] && !is_cancelled(); });
    if (is_cancelled()) return;
    QImage picture = picture_of(describe(run, trials[k]), wish_.style.dpi / 72);
    run.forget(trials[k]);
    if (!film) film.emplace(size = picture.size());
    if (picture.size() != size) picture = picture.copy(QRect(QPoint(0, 0), size));
    film->add(picture, frame_ms);
    Q_EMIT progressed(static_cast<double>(k + 1) / static_cast<double>(trials.size()));
  }
  lab::ExportedSession session{wish_.experiment.name, {wish_.experiment}, {}};
  for (const std::string& kind : wish_.kinds) session.panels.push_back({kind, 0, wish_.last_trial});
  const QByteArray file = film->finish(session_xmp(wish_.experiment.name, session_block(session)));
  out.write({file.constData(), static_cast<std::size_t>(file.size())});
  if (!is_cancelled()) out.commit();
}

}  // namespace homeostat::ui
