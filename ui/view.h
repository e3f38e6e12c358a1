// All a panel may look at, as one value. Pointers are null until there is something to show, and
// valid for the call only.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/ei/plane_picture.h"
#include "core/ei/stability.h"
#include "core/lab/cell_treatment.h"
#include "core/lab/event.h"
#include "core/lab/experiment.h"
#include "core/lab/frame.h"
#include "ui/plots/plane_range.h"
#include "ui/solved.h"

namespace homeostat::ui {

struct View {
  const lab::Experiment* experiment = nullptr;  ///< as the controls stand
  /// As it would begin: without what the protocol has changed since.
  const lab::Experiment* planned = nullptr;
  const lab::Frame* frame = nullptr;  ///< newest, or of the trial looked at
  /// Of the (W_EE, W_IE) plane for these parameters; another one is another value.
  std::shared_ptr<const ei::PlanePicture> picture;
  PlaneRange plane;                           ///< the part of it that all planes show
  bool plane_follows_run = true;              ///< nobody has chosen another part
  const ei::PointStability* point = nullptr;  ///< at the present weights
  std::int64_t cursor_trial = 0;              ///< trial looked at; 0: the newest
  /// Networks: the trial looked at, or the last one there was while it is still being run again.
  std::shared_ptr<const lab::NetworkTrial> network;
  double past_seconds_left = 0;   ///< until then
  std::string past_error;         ///< why it cannot be; empty: all is well
  std::vector<int> chosen_cells;  ///< networks: those whose potentials a hand wants to see
  /// Networks: those a hand has marked to do something to; ascending.
  std::vector<int> selection;
  lab::CellTreatment treatment;       ///< networks: what a hand wants done to cells
  Solved solved;                      ///< of a selective neuron
  lab::TrialRow row;                  ///< of the trial looked at; its trial 0: none yet
  std::vector<lab::Overlay> changes;  ///< of the protocol, within that trial
  /// What the neurons felt at the end of that trial: the weights it ran with and the parameters,
  /// the protocol's temporary changes included.
  ei::Weights felt_weights;
  lab::ParameterValues felt{lab::Model::two_population};
};

/// Without the plane; fills in what follows from the rest: row, changes and what was felt.
View view_of(const lab::Experiment& experiment, const lab::Frame* frame,
             const ei::PointStability* point, std::int64_t cursor_trial);

/// The paper's window of the plane, or what it takes to hold where a run begins and is.
PlaneRange range_of_run(const ei::Weights& start, const ei::Weights& now);

/// Fine enough for any panel, since edges are placed between the points.
ei::PlaneGrid grid_over(const PlaneRange& range);

}  // namespace homeostat::ui
