#include "ui/panels/loss_panel.h"

#include <QMenu>
#include <QVBoxLayout>
#include <cmath>

#include "ui/controls/text.h"
#include "ui/on_gui_thread.h"
#include "ui/panels/plane_menu.h"
#include "ui/plots/loss_item.h"
#include "ui/plots/marker_item.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/path_item.h"
#include "ui/plots/vector_field_item.h"

namespace homeostat::ui {
namespace {

constexpr int grid_points = 161;
/// Of a held weight: less moves the landscape by less than a pixel.
constexpr double visible_change = 2e-3;
constexpr double loss_left_px = 12;

PenOf pen_of(QColor Theme::*colour, double width) {
  return [colour, width](const Theme& t) {
    QPen pen(t.*colour, width);
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
  };
}

bool is_same(const ei::RateParameters& p, const ei::RateParameters& q) {
  return p.theta_E == q.theta_E && p.theta_I == q.theta_I && p.g_E == q.g_E && p.g_I == q.g_I &&
         p.E_max == q.E_max && p.I_max == q.I_max && p.I_ext == q.I_ext && p.I_ext_I == q.I_ext_I;
}

QPointF in_plane(const Eigen::Vector4d& direction) {
  return {direction[ei::EE], direction[ei::IE]};
}

}  // namespace

LossPanel::LossPanel(QWidget* parent)
    : Panel(parent),
      landscape_(new LossItem(plot_)),
      steepest_(new VectorFieldItem(plot_)),
      by_rule_(new VectorFieldItem(plot_)),
      trail_(new PathItem(plot_, pen_of(&Theme::trail, 2.2))),
      start_(new MarkerItem(
          plot_, [](const Theme& t) { return t.trail; }, 3.2)),
      now_(new MarkerItem(
          plot_, [](const Theme& t) { return t.accent; }, 5)),
      held_(plot_.add_label([](const Theme& t) { return t.ink2; }, 11)),
      rule_name_(plot_.add_label([](const Theme& t) { return t.accent; }, 12)),
      steepest_name_(plot_.add_label([](const Theme& t) { return t.ink2; }, 12)),
      empty_(plot_.add_label([](const Theme& t) { return t.ink2; }, 12)),
      window_(new PlaneWindow(plot_)),
      task_(
          [](const Question& q, const auto&, const auto&) {
            const ei::PlaneGrid grid{q.range.x_min, q.range.x_max, q.range.y_min,
                                     q.range.y_max, grid_points,   grid_points};
            return ei::loss_map(q.parameters, q.setpoints, q.held, grid);
          },
          on_gui_thread(this, [this] { take_landscape(); })) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  setFocusProxy(&plot_);
  plot_.setFocusPolicy(Qt::StrongFocus);
  plot_.set_grid_visible(false);
  plot_.set_titles("$W_EE$ (E onto E)", "$W_IE$ (E onto I)");
  plot_.setAccessibleName(tr("Loss over W_EE and W_IE; plus and minus zoom, 0 shows the run"));
  steepest_->set_directions_only([](const Theme& t) { return t.ink2; });
  by_rule_->set_directions_only([](const Theme& t) { return t.accent; });
  trail_->set_casing(pen_of(&Theme::panel, 5.2));
  empty_.set_text(tr("no up-state"));
  rule_name_.set_text(tr("→ rule"));
  steepest_name_.set_text(tr("→ steepest way down"));
  for (LabelItem* label : {&held_, &rule_name_, &steepest_name_, &empty_}) label->set_halo(false);
  connect(window_, &PlaneWindow::chosen, this, &Panel::plane_chosen);
  connect(&plot_, &PlotView::area_changed, this, &LossPanel::place_names);
  connect(&plot_, &PlotView::hover_changed, this, &LossPanel::show_readout);
}

bool LossPanel::Question::looks_like(const Question& other) const {
  return is_same(parameters, other.parameters) && setpoints == other.setpoints &&
         range == other.range && std::abs(held.EI - other.held.EI) < visible_change &&
         std::abs(held.II - other.held.II) < visible_change;
}

void LossPanel::fill_menu(QMenu& menu) {
  menu.addSeparator();
  add_plane_actions(menu, *window_);
}

void LossPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  window_->show(view.plane, view.plane_follows_run);
  show_landscape(view);
  show_run(view);
  subtitle_ = qt_text(lab::descent_words(lab::descent(*values_, *held_weights_)));
}

/// The weights after the trial looked at: what the rule goes on from.
void LossPanel::show_landscape(const View& view) {
  const lab::ParameterValues& values = view.experiment->parameters;
  const ei::Weights w = view.row.trial > 0 ? view.row.weights : lab::initial_weights(values);
  Question question{lab::rate_parameters(values), lab::setpoints(values), w, view.plane};
  const bool is_new = !question_ || !question_->looks_like(question);
  const bool is_other_rule = !values_ || !(*values_ == values);
  values_ = values;
  held_weights_ = w;
  if (is_new) {
    question_ = question;
    is_answered_ = false;
    task_.ask(std::move(question));
  }
  if (is_new || is_other_rule) show_fields();
  held_.set_text(QStringLiteral("$W_EI$ %1 and $W_II$ %2 held; loss in Hz²")
                     .arg(grouped_number(w.EI, 2), grouped_number(w.II, 2)));
}

void LossPanel::take_landscape() {
  auto news = task_.take();
  if (!news) return;
  is_answered_ = news->is_finished;
  landscape_->set_map(std::make_shared<const ei::LossMap>(std::move(news->answer)));
  place_names();
}

ei::Weights LossPanel::weights_at(QPointF place) const {
  ei::Weights w = question_->held;
  w.EE = place.x();
  w.IE = place.y();
  return w;
}

void LossPanel::show_fields() {
  const auto field = [this](Eigen::Vector4d ei::Descent::*direction) {
    return [values = *values_, held = question_->held, direction](QPointF at) {
      const auto here = lab::descent(values, {at.x(), held.EI, at.y(), held.II});
      return here ? in_plane((*here).*direction) : QPointF();
    };
  };
  steepest_->set_velocity(field(&ei::Descent::steepest));
  by_rule_->set_velocity(field(&ei::Descent::by_rule));
}

void LossPanel::show_run(const View& view) {
  if (run_.follow(view)) trail_->set_points(run_.points());
  start_->set_markers({{run_.start(), false}});
  now_->set_markers({{run_.now(), true}});
}

void LossPanel::place_names() {
  const QRectF& area = plot_.map().area;
  rule_name_.set_pixel({area.right(), title_bottom_px}, Qt::AlignRight | Qt::AlignBottom);
  const double left_of_it = rule_name_.text_rect().left() - loss_left_px;
  steepest_name_.set_pixel({left_of_it, title_bottom_px}, Qt::AlignRight | Qt::AlignBottom);
  held_.set_pixel({loss_left_px, plot_.viewport()->height() - 2.0},
                  Qt::AlignLeft | Qt::AlignBottom);
  std::vector<QRectF> taken;
  landscape_->place_names(taken);
  const auto is_empty = [this](QPointF pixel) {
    return !lab::descent(*values_, weights_at(plot_.map().value(pixel)));
  };
  const auto centre =
      question_ ? place_for_name(area, empty_.size(), taken, is_empty) : std::nullopt;
  empty_.setVisible(centre.has_value());
  if (centre) empty_.set_pixel(*centre, Qt::AlignHCenter | Qt::AlignVCenter);
}

void LossPanel::show_readout() {
  const auto at = plot_.hovered();
  for (LabelItem* label : {&held_, &rule_name_, &steepest_name_}) label->setVisible(!at);
  if (!at || !values_) {
    plot_.set_readout({}, {});
    return;
  }
  const auto here = lab::descent(*values_, weights_at(*at));
  const QString place = QStringLiteral("$W_EE$ %1  $W_IE$ %2: ")
                            .arg(grouped_number(at->x(), 2), grouped_number(at->y(), 2));
  const QString loss =
      here ? tr("loss %1 Hz²").arg(number_text(QString::number(here->loss, 'g', 3).toDouble()))
           : tr("no up-state");
  plot_.set_readout(place + loss, here ? qt_text(lab::descent_words(here)) : QString());
}

}  // namespace homeostat::ui
