// Every panel there is.
#pragma once

#include <array>
#include <span>
#include <string_view>

#include "ui/panels/panel_slot.h"

namespace homeostat::ui {

/// Those that can show a model, in the order of the menu.
std::span<const PanelKind> panel_kinds(lab::Model model);

/// What a laboratory opens with.
std::array<const char*, 4> first_panels(lab::Model model);

/// By its name (core/lab/panels.h). Throws InputError when there is none that shows the model.
const PanelKind& panel_kind(std::string_view id, lab::Model model);

}  // namespace homeostat::ui
