#include "ui/panels/plane_menu.h"

#include <QMenu>

#include "ui/controls/range_form.h"
#include "ui/controls/text.h"
#include "ui/glyphs.h"
#include "ui/plots/plane_window.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

void open_form(PlaneWindow& window) {
  QWidget* canvas = window.canvas();
  auto* form = new RangeForm(window.range(), canvas);
  QObject::connect(form, &RangeForm::chosen, &window, &PlaneWindow::choose);
  form->open();
}

}  // namespace

void add_plane_actions(QMenu& menu, PlaneWindow& window) {
  const auto add = [&](const QString& text, bool is_current, const auto& act) {
    QAction* action = menu.addAction(text, &window, act);
    if (is_current) action->setIcon(glyph_icon("good", Theme::of(&menu).accent));
  };
  const auto add_range = [&](const QString& text, const PlaneRange& range) {
    add(text, !window.follows_run() && window.range() == range,
        [&window, range] { window.choose(range); });
  };
  add(tr("Fit the run\t0"), window.follows_run(), [&window] { window.follow_run(); });
  add_range(tr("Paper's window (0–10, 0–20)"), paper_window);
  add_range(tr("Paper's box (0–10, 0–30)"), paper_box);
  add(tr("Axis ranges…"), false, [&window] { open_form(window); });
  menu.addSeparator();
  add(tr("Zoom in\t+"), false, [&window] { window.zoom(2, window.key_centre()); });
  add(tr("Zoom out\t−"), false, [&window] { window.zoom(0.5, window.key_centre()); });
}

}  // namespace homeostat::ui
