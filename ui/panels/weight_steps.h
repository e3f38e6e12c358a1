// What the protocol lays over a weight for whole trials, beside what is learned underneath.
#pragma once

#include <QPointF>
#include <vector>

#include "core/lab/frame.h"

namespace homeostat::ui {

/// Temporary, and from the first step of its trials to the last.
bool is_weight_step(const lab::Event& event, ei::WeightClass c);

/// The weight as the neurons felt it in the trials done so far, where such an event was at work: a
/// line (trial, weight) up from what was learned and back to it. A gap is a point with NaN.
std::vector<QPointF> weight_steps(const lab::Experiment& experiment, const lab::Run& run,
                                  ei::WeightClass c);

}  // namespace homeostat::ui
