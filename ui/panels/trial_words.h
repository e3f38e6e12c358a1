// What a trial, and what the protocol changes in it, is called.
#pragma once

#include <QString>

#include "ui/panels/panel.h"

namespace homeostat::ui {

/// "trial 1,250"; online "second 1,250".
QString trial_name(const lab::ParameterValues& values, std::int64_t trial);

/// "$I_{ext,I}$ +7", "$W_{IE}$ = 12", "lesion of E 1-100", in the markup of Typeset.
QString change_markup(const lab::Event& event, lab::Model model = lab::Model::two_population);

/// The same in plain text: "W_IE = 12".
QString plain_change(const lab::Event& event, lab::Model model);

/// Samples of a trial (online: of a second).
std::int64_t steps_of_trial(const lab::ParameterValues& values);

/// From the first step of the trial to its last.
bool covers_trial(const lab::Overlay& change, std::int64_t steps);

/// Name and whole-trial changes as rich text: "trial 8, W_IE = 12".
QString trial_subtitle(const View& view, std::int64_t trial);

/// Online runs keep no trace of a second that is over.
bool is_trace_kept(const View& view);

}  // namespace homeostat::ui
