// The controls as a hand finds them.
#pragma once

#include <QString>

#include "ui/controls/parameter_form.h"
#include "ui/controls/parameter_row.h"
#include "ui/controls/value_slider.h"
#include "ui/main_window.h"

namespace homeostat::ui {

/// The slider of a parameter, as it stands in the form; null when there is none.
inline ValueSlider* slider_of(MainWindow& window, const QString& symbol) {
  window.form().reveal(symbol);
  for (auto* row : window.form().findChildren<ParameterRow*>()) {
    if (row->symbol() == symbol) return row->findChild<ValueSlider*>();
  }
  return nullptr;
}

}  // namespace homeostat::ui
