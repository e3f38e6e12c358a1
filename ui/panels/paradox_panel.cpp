#include "ui/panels/paradox_panel.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "core/ei/steady_state.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/text.h"
#include "ui/panels/paradox_words.h"
#include "ui/panels/rate_lines.h"
#include "ui/plots/marker_item.h"
#include "ui/plots/place_names.h"

namespace homeostat::ui {
namespace {

constexpr int least_width_for_subtitle = 420;
constexpr double present_headroom = 1.6;
/// The axis ends so far beyond the asymptote, where the up-state lies below it and where above.
constexpr double end_beyond_upper_asymptote = 1.4, end_beyond_lower_asymptote = 3;
/// The point comes no nearer to the end of the axis than this part of it.
constexpr double reach_of_point = 0.9;
constexpr double second_row_px = 18, line_px = 16;
constexpr double label_gap_px = 8, handle_reach_px = 22;

QStringList weight_labels() {
  QStringList labels;
  for (const auto symbol : ei::weight_symbols) labels << symbol_markup(qt_text(symbol));
  return labels;
}

}  // namespace

ParadoxPanel::ParadoxPanel(QWidget* parent)
    : Panel(parent),
      choice_(new SegmentedControl(weight_labels(), this)),
      lines_(plot_),
      I_set_(add_I_set_line(plot_)),
      E_set_(add_E_set_line(plot_)),
      partner_(new MarkerItem(
          plot_, [](const Theme& t) { return t.accent; }, 3.2)),
      changed_(new MarkerItem(
          plot_, [](const Theme& t) { return t.ink; }, 4)),
      E_read_(new MarkerItem(
          plot_, [](const Theme& t) { return t.E; }, 3)),
      I_read_(new MarkerItem(
          plot_, [](const Theme& t) { return t.I; }, 3)),
      changed_name_(plot_.add_label([](const Theme& t) { return t.ink2; }, 11)),
      sentence_(plot_.add_label([](const Theme& t) { return t.ink; })) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  choice_->set_current(chosen_);
  choice_->setAccessibleName(tr("Weight that is varied"));
  choice_->setToolTip(tr("The weight that is varied; the other three stay as they are."));
  plot_.setAccessibleName(tr("Steady state against a weight; arrow keys move the point"));
  changed_name_.set_text(tr("with the change"));
  changed_name_.setVisible(false);
  sentence_.set_halo(false);
  setFocusProxy(&plot_);
  connect(choice_, &SegmentedControl::picked, this,
          [this](int index) { choose(static_cast<ei::WeightClass>(index)); });
  connect(&plot_, &AxisView::moved, this, &ParadoxPanel::ask_for);
  connect(&plot_, &PlotView::hover_changed, this, &ParadoxPanel::show_readout);
  connect(&plot_, &PlotView::area_changed, this, [this] {
    if (circuit_) place_names();
  });
}

QString ParadoxPanel::subtitle() const {
  return width() < least_width_for_subtitle ? QString() : tr("drag the point");
}

QWidget* ParadoxPanel::header_control() { return choice_; }

QByteArray ParadoxPanel::save_state() const { return QByteArray::number(int{chosen_}); }

void ParadoxPanel::restore_state(const QByteArray& state) {
  bool is_number = false;
  const int index = state.toInt(&is_number);
  if (is_number && index >= ei::EE && index <= ei::II) choose(static_cast<ei::WeightClass>(index));
}

void ParadoxPanel::choose(ei::WeightClass c) {
  chosen_ = c;
  choice_->set_current(c);
  if (viewed_) show_subject();
}

void ParadoxPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const lab::ParameterValues& values = view.experiment->parameters;
  Subject subject;
  subject.circuit = {lab::rate_parameters(values),
                     view.row.trial > 0 ? view.row.weights : lab::initial_weights(values)};
  subject.setpoints = lab::setpoints(values);
  const bool is_changed = view.frame != nullptr && view.frame->ghost.effect.has_value();
  subject.changed = is_changed ? view.frame->ghost.effect->changed : subject.circuit;
  if (viewed_ == subject) return;
  viewed_ = subject;
  show_subject();
}

void ParadoxPanel::show_subject() {
  const double weight = plot_.asked_x().value_or(viewed_->circuit.weights.array()[chosen_]);
  circuit_ = ei::with_weight(viewed_->circuit, chosen_, weight);
  const auto& spec = lab::parameter(lab::Model::two_population, ei::weight_symbols[chosen_]);
  plot_.set_key_step(spec.step);
  plot_.set_titles(weight_axis_words(chosen_), tr("rate (Hz)"));
  I_set_.set_level(viewed_->setpoints.I);
  E_set_.set_level(viewed_->setpoints.E);
  if (!plot_.is_dragging()) show_ranges();
  lines_.show(*circuit_, chosen_);
  show_points();
  show_changed();
  say();
  place_names();
  plot_.refresh();
  show_readout();
}

double ParadoxPanel::wanted_weight_end() const {
  const double now = circuit_->weights.array()[chosen_];
  const auto& spec = lab::parameter(lab::Model::two_population, ei::weight_symbols[chosen_]);
  const auto asymptote = ei::vertical_asymptote(*circuit_, chosen_);
  const double beyond = ei::is_up_state_below_asymptote(chosen_) ? end_beyond_upper_asymptote
                                                                 : end_beyond_lower_asymptote;
  const double usual = asymptote ? beyond * *asymptote : 2 * now;
  const double end = std::max(now / reach_of_point, std::min(usual, spec.slider_max));
  return end > 0 ? end : spec.slider_max;
}

void ParadoxPanel::show_ranges() {
  const ei::Rates up = ei::up_state(circuit_->parameters, circuit_->weights);
  const auto& set = viewed_->setpoints;
  double highest = setpoint_headroom * std::max(set.E, set.I);
  if (ei::is_within_bounds(circuit_->parameters, up))
    highest = std::max(highest, present_headroom * std::max(up.E, up.I));
  plot_.set_ranges(0, weight_end_[chosen_].update(wanted_weight_end()), 0,
                   rate_end_.update(highest));
}

void ParadoxPanel::show_points() {
  const double weight = circuit_->weights.array()[chosen_];
  const ei::Rates up = ei::steady_point(*circuit_, chosen_, weight).up;
  const bool is_there = !std::isnan(up.E);
  const double touched = ei::is_onto_I(chosen_) ? up.I : up.E;
  const double other = ei::is_onto_I(chosen_) ? up.E : up.I;
  plot_.set_cursor(weight);
  plot_.set_handle({weight, is_there ? touched : 0});
  partner_->set_markers(is_there ? std::vector<Marker>{{{weight, other}, true}}
                                 : std::vector<Marker>());
}

void ParadoxPanel::show_changed() {
  std::vector<Marker> rings;
  const auto change = ei::predicted_change(viewed_->circuit, viewed_->changed);
  const bool is_shown = !(viewed_->changed == viewed_->circuit) && !plot_.is_dragging() &&
                        change.loss_after == ei::UpStateLoss::none;
  const double weight = viewed_->changed.weights.array()[chosen_];
  if (is_shown) rings = {{{weight, change.after.E}, false}, {{weight, change.after.I}, false}};
  changed_->set_markers(std::move(rings));
  changed_name_.setVisible(is_shown);
  if (is_shown)
    changed_name_.set_value({weight, change.after.I}, {9, 0}, Qt::AlignLeft | Qt::AlignVCenter);
}

/// Beside the y title where it fits, else in a row or two of its own.
void ParadoxPanel::say() {
  const QString words = weight_effect_words(*circuit_, chosen_);
  sentence_.set_text(words);
  if (!plot_.hovered()) y_title_right_ = plot_.y_title_right();
  const double right = plot_.viewport()->width() - label_gap_px;
  QPointF at(y_title_right_ + 2 * label_gap_px, title_bottom_px);
  double rows_px = 0;
  if (at.x() + sentence_.size().width() > right) {
    at = {1.5 * label_gap_px, title_bottom_px + second_row_px};
    rows_px = second_row_px;
    if (at.x() + sentence_.size().width() > right) {
      sentence_.set_text(QString(words).replace(": ", ":\n").replace(", ", ",\n"));
      rows_px += line_px;
      at.ry() += line_px;
    }
  }
  sentence_.set_pixel(at, Qt::AlignLeft | Qt::AlignBottom);
  const QMarginsF margins(44, title_row_px + rows_px, 44, 40);
  if (margins != plot_.margins()) plot_.set_margins(margins);
}

void ParadoxPanel::place_names() {
  const PlotMap& map = plot_.map();
  const QPointF handle = map.pixel(plot_.handle());
  std::vector<QRectF> taken{around(handle, handle_reach_px),
                            QRectF(handle.x() - 2, map.area.top(), 4, map.area.height())};
  for (const double level : {viewed_->setpoints.E, viewed_->setpoints.I})
    taken.emplace_back(map.area.left(), map.y_pixel(level) - 2, map.area.width(), 4);
  if (changed_name_.isVisible()) taken.push_back(changed_name_.text_rect());
  lines_.place_names(std::move(taken));
}

void ParadoxPanel::show_readout() {
  const auto at = plot_.hovered();
  sentence_.setVisible(!at);
  std::vector<Marker> E, I;
  if (at && circuit_) {
    const ei::SteadyPoint point = ei::steady_point(*circuit_, chosen_, at->x());
    if (!std::isnan(point.up.E)) {
      E = {{{at->x(), point.up.E}, true}};
      I = {{{at->x(), point.up.I}, true}};
    }
    plot_.set_readout(steady_point_words(point, chosen_),
                      plot_.is_dragging() ? weight_effect_words(*circuit_, chosen_)
                                          : steady_change_words(*circuit_, point, chosen_));
  } else {
    plot_.set_readout({}, {});
  }
  E_read_->set_markers(std::move(E));
  I_read_->set_markers(std::move(I));
}

void ParadoxPanel::ask_for(double weight, bool is_final) {
  if (!viewed_) return;
  emit edit_requested({{std::string(ei::weight_symbols[chosen_]), weight}}, is_final);
  show_subject();
}

void ParadoxPanel::resizeEvent(QResizeEvent* event) {
  Panel::resizeEvent(event);
  if (circuit_) say();
}

}  // namespace homeostat::ui
