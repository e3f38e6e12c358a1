// What the menu of any panel with a plane of weights offers: which part of it to show.
#pragma once

class QMenu;

namespace homeostat::ui {

class PlaneWindow;

void add_plane_actions(QMenu& menu, PlaneWindow& window);

}  // namespace homeostat::ui
