// From a run to the run bar and the status line: plain translation, no judgement of its own.
#pragma once

#include <vector>

#include "ui/controls/run_bar.h"
#include "ui/controls/status_line.h"
#include "ui/session.h"

namespace homeostat::ui {

RunState run_state(const Session& session, const View& view);
std::vector<TimelineMark> timeline_marks(const View& view);
/// While trials are run ahead without drawing.
Status jump_status(const Session& session, const View& view);
Status run_status(const View& view);

}  // namespace homeostat::ui
