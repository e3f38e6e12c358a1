// Every panel there is.
#pragma once

#include <span>

#include "ui/panels/panel_slot.h"

namespace homeostat::ui {

/// Those that can show a model, in the order of the menu.
std::span<const PanelKind> panel_kinds(lab::Model model);

}  // namespace homeostat::ui
