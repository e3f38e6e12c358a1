// From what is solved to the bar and the status line: plain translation, no judgement of its own.
#pragma once

#include "ui/controls/solve_bar.h"
#include "ui/controls/status_line.h"
#include "ui/session.h"

namespace homeostat::ui {

SolveState solve_state(const Session& session, const View& view);
Status solve_status(const View& view);

}  // namespace homeostat::ui
