// A run as a window would hand it to its panels.
#pragma once

#include <QWidget>
#include <QtTest>
#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>

#include "core/ei/plane_picture.h"
#include "core/lab/catalogue.h"
#include "core/lab/engine.h"
#include "ui/panels/panel.h"
#include "ui/panels/trial_words.h"
#include "ui/theme.h"

namespace homeostat::ui {

/// So many trials of a built-in experiment.
class RunSoFar : public lab::Observer {
 public:
  explicit RunSoFar(std::int64_t trials, std::string_view name = "fig4b")
      : experiment(lab::built_in_experiment(name)) {
    auto run = std::make_shared<lab::Run>();
    run->start = std::make_shared<const lab::Experiment>(experiment);
    rows_ = &run->rows;
    frame.run = run;
    lab::Engine engine(experiment);
    engine.advance(trials, *this);
    frame.trial = trials;
    frame.ghost = lab::ghost_of(experiment, trials, run->row_before(trials), frame.trace);
    draw_plane({0, 10, 0, 20, 101, 101});
  }

  lab::Trace* trace_for(std::int64_t) override { return &frame.trace; }
  void on_trial(const lab::TrialRow& row) override { rows_->append(row); }
  /// Anew, for the parameters as they are.
  void draw_plane(const ei::PlaneGrid& grid) {
    picture = std::make_shared<const ei::PlanePicture>(
        ei::plane_picture(lab::plane_problem(experiment.parameters), grid));
  }
  View view() const {
    View view;
    view.experiment = view.planned = &experiment;
    view.frame = &frame;
    view.picture = picture;
    view.plane = chosen_plane.value_or(PlaneRange());
    view.plane_follows_run = !chosen_plane;
    const auto& rows = frame.run->rows;
    const auto done = static_cast<std::int64_t>(rows.size());
    view.felt = experiment.parameters;
    view.felt_weights = lab::initial_weights(experiment.parameters);
    if (done > 0) view.row = rows[rows.size() - 1];
    if (done > 1) view.felt_weights = rows[rows.size() - 2].weights;
    const std::int64_t steps = steps_of_trial(experiment.parameters);
    view.changes = lab::overlays(experiment.events, false, std::max<std::int64_t>(1, done), steps,
                                 0, experiment.parameters["dt"]);
    lay_over(view.changes, steps, view.felt, view.felt_weights);
    return view;
  }

  lab::Experiment experiment;
  lab::Frame frame;
  std::shared_ptr<const ei::PlanePicture> picture;
  std::optional<PlaneRange> chosen_plane;

 private:
  lab::RecordLog<lab::TrialRow>* rows_;
};

inline View view_of(const lab::Experiment& experiment, const lab::Frame* frame) {
  View view;
  view.experiment = &experiment;
  view.frame = frame;
  return view;
}

inline void show(QWidget& widget, QSize size = {430, 290}) {
  widget.setPalette(Theme::light().palette());
  widget.resize(size);
  widget.show();
  QVERIFY(QTest::qWaitForWindowExposed(&widget));
}

}  // namespace homeostat::ui
