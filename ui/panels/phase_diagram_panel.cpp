#include "ui/panels/phase_diagram_panel.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/controls/text.h"
#include "ui/plots/fill_item.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/path_item.h"
#include "ui/plots/solution_style.h"

namespace homeostat::ui {
namespace {

constexpr double headroom = 1.15, label_gap_px = 18;

std::vector<QPointF> points_of(const std::vector<double>& x, const std::vector<double>& y) {
  std::vector<QPointF> points;
  for (std::size_t k = 0; k < x.size(); ++k) points.emplace_back(x[k], y[k]);
  return points;
}

QPolygonF below(const std::vector<QPointF>& line) {
  QPolygonF outline(QVector<QPointF>(line.begin(), line.end()));
  if (!line.empty()) outline << QPointF(line.back().x(), 0) << QPointF(line.front().x(), 0);
  return outline;
}

}  // namespace

PhaseDiagramPanel::PhaseDiagramPanel(QWidget* parent)
    : Panel(parent),
      fills_(new FillItem(plot_)),
      alpha_c_(new PathItem(plot_, [](const Theme& t) { return QPen(t.neural_edge, 1.75); })),
      alpha_b_(new PathItem(plot_, [](const Theme& t) { return QPen(t.rule_edge, 1.75); })),
      cross_(new PathItem(plot_,
                          [](const Theme& t) {
                            QPen pen(t.accent, 1.2);
                            pen.setDashPattern({2, 3});
                            return pen;
                          })),
      here_(plot_.add_label([](const Theme& t) { return t.accent; }, 12)),
      balanced_(plot_.add_label([](const Theme& t) { return t.ink; }, 12)),
      unbalanced_(plot_.add_label([](const Theme& t) { return t.ink2; }, 12)),
      none_(plot_.add_label([](const Theme& t) { return t.ink2; }, 12)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  setFocusProxy(&plot_);
  plot_.set_grid_visible(false);
  plot_.set_titles(tr("share of E inputs, $f_exc$"), tr("load, patterns per input"));
  plot_.setAccessibleName(tr("Load against the share of excitatory inputs; arrow keys move"));
  plot_.set_key_step({0.01, 0.01});
  balanced_.set_text(tr("balanced"));
  unbalanced_.set_text(tr("unbalanced\nonly"));
  none_.set_text(tr("no solution"));
  for (LabelItem* label : {&balanced_, &unbalanced_, &none_}) label->set_halo(false);
  connect(&plot_, &PlaceView::moved, this, [this](QPointF value, bool is_final) {
    Q_EMIT edit_requested({{"f_exc", value.x()}, {"alpha", value.y()}}, is_final);
    if (is_final) Q_EMIT view_wanted();  // what was refused goes back
  });
  connect(&plot_, &PlotView::area_changed, this, [this] { place_names(); });
  connect(&plot_, &PlotView::hover_changed, this, [this] { show_readout(); });
}

void PhaseDiagramPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const lab::ParameterValues& values = view.experiment->parameters;
  if (view.solved.theory && view.solved.theory != theory_) {
    theory_ = view.solved.theory;
    show_diagram();
  }
  const QPointF place(values["f_exc"], values["alpha"]);
  plot_.set_place(place);
  cross_->set_points({{0, place.y()}, place, {place.x(), 0}});
  if (!theory_) return;
  here_.set_text(tr("you are here:\n%1")
                     .arg(qt_text(phase_name(phase_at(theory_->diagram, place.x(), place.y())))));
  place_names();
  subtitle_ = tr("drag the point");
}

void PhaseDiagramPanel::show_diagram() {
  const lab::PhaseDiagram& d = theory_->diagram;
  const auto upper = points_of(d.f_exc, d.alpha_c), lower = points_of(d.f_exc, d.alpha_b);
  fills_->set_fills({{below(upper), [](const Theme& t) { return t.neural; }},
                     {below(lower), [](const Theme& t) { return t.both; }}});
  alpha_c_->set_points(upper);
  alpha_b_->set_points(lower);
  const double top = headroom * *std::ranges::max_element(d.alpha_c);
  const double step = round_step(top) / 2;
  plot_.set_ranges(0, 1, 0, step * std::ceil(top / step));
  place_names();
}

void PhaseDiagramPanel::place_names() {
  const PlotMap& map = plot_.map();
  const QPointF at = plot_.place();
  const QPointF pixel = map.pixel(at);
  // Beside the point, on the side where there is room; below it when it is high up.
  const bool is_left = at.x() > 0.6;
  const bool is_high = pixel.y() < map.area.top() + 56;
  here_.set_pixel(
      pixel + QPointF(is_left ? -label_gap_px : label_gap_px, is_high ? 8 : -8),
      (is_left ? Qt::AlignRight : Qt::AlignLeft) | (is_high ? Qt::AlignTop : Qt::AlignBottom));
  if (!theory_) return;
  const lab::PhaseDiagram& d = theory_->diagram;
  const double middle = std::clamp(d.f_exc_star, 0.2, 0.8);
  const double peak = *std::ranges::max_element(d.alpha_b);
  balanced_.set_value({0.92 * middle, 0.16 * peak}, {0, 0}, Qt::AlignCenter);
  none_.set_value({0.02, map.y_max}, {4, 6}, Qt::AlignLeft | Qt::AlignTop);
  const double right = 0.5 * (1 + std::max(d.f_exc_star, 0.84));
  unbalanced_.set_value({right, 0.9 * d.alpha_c.back()}, {0, 0}, Qt::AlignCenter);
  unbalanced_.setVisible(d.f_exc_star < 0.8);
}

void PhaseDiagramPanel::show_readout() {
  const auto at = plot_.hovered();
  if (!at || !theory_ || plot_.is_dragging()) return plot_.set_readout({}, {});
  plot_.set_readout(tr("%1 E inputs, load %2: %3")
                        .arg(grouped_number(100 * at->x(), 0) + " %", grouped_number(at->y(), 2),
                             qt_text(phase_name(phase_at(theory_->diagram, at->x(), at->y())))),
                    tr("click or drag to go there"));
}

}  // namespace homeostat::ui
