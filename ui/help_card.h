// First steps and keys, beside the running experiment rather than in front of it.
#pragma once

class QWidget;

namespace homeostat::ui {

/// Opens the card, or brings it to the front.
void show_help(QWidget* window);

}  // namespace homeostat::ui
