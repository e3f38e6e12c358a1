// Every panel there is.
#pragma once

#include <span>

#include "ui/panels/panel_slot.h"

namespace homeostat::ui {

/// The one place where a new panel is added.
std::span<const PanelKind> panel_kinds();

}  // namespace homeostat::ui
