#include "ui/plots/region_names.h"

#include <utility>

#include "ui/plots/place_names.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

void RegionNames::add(const QString& text, std::function<bool(QPointF)> belongs) {
  LabelItem& label = plot_.add_label([](const Theme& t) { return t.ink; });
  label.set_text(text);
  label.set_halo(false);
  label.setVisible(false);
  names_.push_back({&label, std::move(belongs)});
}

void RegionNames::place(std::vector<QRectF> taken) {
  const PlotMap& map = plot_.map();
  for (Name& name : names_) {
    const auto centre = place_for_name(map.area, name.label->size(), taken, [&](QPointF pixel) {
      return name.belongs(map.value(pixel));
    });
    name.has_room = centre.has_value();
    name.label->setVisible(name.has_room);
    if (!centre) continue;
    name.label->set_value(map.value(*centre), {}, Qt::AlignHCenter | Qt::AlignVCenter);
    taken.push_back(name.label->text_rect());
  }
}

void RegionNames::follow() {
  for (const Name& name : names_)
    name.label->setVisible(name.has_room && plot_.map().area.contains(name.label->text_rect()));
}

QStringList RegionNames::shown() const {
  QStringList texts;
  for (const Name& name : names_) {
    if (name.label->isVisible()) texts << name.label->text();
  }
  return texts;
}

}  // namespace homeostat::ui
