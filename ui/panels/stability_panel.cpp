#include "ui/panels/stability_panel.h"

#include <QDataStream>
#include <QMenu>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <string>

#include "core/ei/steady_state.h"
#include "core/lab/stability_words.h"
#include "ui/controls/popup.h"
#include "ui/controls/text.h"
#include "ui/on_gui_thread.h"
#include "ui/panels/look_controls.h"
#include "ui/panels/plane_menu.h"
#include "ui/panels/stability_words.h"
#include "ui/panels/trial_words.h"
#include "ui/panels/verdict_card.h"

namespace homeostat::ui {
namespace {

constexpr int room_for_subtitle = 350;
constexpr int stability_column_width = 272;
constexpr quint32 stability_state_version = 1;

BoundarySet set_of(std::initializer_list<ei::BoundaryKind> kinds) {
  BoundarySet set;
  for (const ei::BoundaryKind kind : kinds) set.set(index_of(kind));
  return set;
}

/// W_EI and W_II for the setpoints, or the smallest weight where they would have to be lower.
ei::Weights admitted_weights(const lab::ParameterValues& values, QPointF at) {
  ei::Weights w =
      ei::setpoint_weights(lab::rate_parameters(values), lab::setpoints(values), at.x(), at.y());
  w.EI = std::max(w.EI, values["W_min"]);
  w.II = std::max(w.II, values["W_min"]);
  return w;
}

}  // namespace

StabilityPanel::StabilityPanel(QWidget* parent)
    : Panel(parent),
      keeps_setpoints_(new QCheckBox(tr("keep setpoints"), this)),
      few_lines_(set_of({ei::BoundaryKind::paradoxical})),
      many_lines_(BoundarySet().set()),
      column_(new QScrollArea(this)),
      verdict_(new VerdictCard),
      controls_(new LookControls),
      remedies_([](const Place& p, const auto&,
                   const auto&) { return lab::remedies(p.values, p.W_EE, p.W_IE); },
                on_gui_thread(this, [this] {
                  const auto found = remedies_.take();
                  if (found && place_) verdict_->show_remedies(found->answer);
                })) {
  keeps_setpoints_->setChecked(true);
  keeps_setpoints_->setFont(text_font(12));
  keeps_setpoints_->setToolTip(
      tr("The point stays on the set-point plane: a move also sets W_EI and W_II, so that the "
         "circuit rests at its setpoints."));
  setFocusProxy(&plane_);
  connect(&plane_, &PlaneView::moved, this, &StabilityPanel::ask_for);
  connect(&plane_, &PlotView::hover_changed, this, &StabilityPanel::show_readout);
  connect(&plane_.plane_window(), &PlaneWindow::chosen, this, &Panel::plane_chosen);
  connect(controls_, &LookControls::changed, this, &StabilityPanel::set_look);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(&plane_, 1);
  layout->addWidget(column_);
  column_->setFrameShape(QFrame::NoFrame);
  column_->setWidgetResizable(true);
  column_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  column_->setFixedWidth(stability_column_width);
  column_->setBackgroundRole(QPalette::Base);
  auto* content = new QWidget;
  content->setBackgroundRole(QPalette::Base);
  auto* rows = new QVBoxLayout(content);
  rows->setContentsMargins(panel_column_margin, 0, panel_column_margin, panel_column_margin);
  rows->setSpacing(20);
  rows->addWidget(verdict_);
  rows->addWidget(controls_);
  rows->addStretch();
  column_->setWidget(content);
  connect(verdict_, &VerdictCard::remedy_chosen, this, &StabilityPanel::mend);
  arrange();
}

bool StabilityPanel::is_large() const {
  return width() >= large_panel.width() && height() >= large_panel.height();
}

void StabilityPanel::arrange() {
  column_->setVisible(is_large());
  look_.lines = is_large() ? many_lines_ : few_lines_;
  plane_.set_look(look_);
  controls_->show_look(look_);
}

void StabilityPanel::resizeEvent(QResizeEvent* event) {
  Panel::resizeEvent(event);
  if (column_->isHidden() == is_large()) arrange();
}

void StabilityPanel::set_look(const PlaneLook& look) {
  (is_large() ? many_lines_ : few_lines_) = look.lines;
  look_ = look;
  arrange();
}

QByteArray StabilityPanel::save_state() const {
  QByteArray state;
  QDataStream out(&state, QIODevice::WriteOnly);
  out << stability_state_version << static_cast<qint32>(look_.shading)
      << static_cast<quint32>(few_lines_.to_ulong())
      << static_cast<quint32>(many_lines_.to_ulong());
  return state;
}

void StabilityPanel::restore_state(const QByteArray& state) {
  QDataStream in(state);
  quint32 version = 0, few = 0, many = 0;
  qint32 shading = 0;
  in >> version >> shading >> few >> many;
  if (in.status() != QDataStream::Ok || version != stability_state_version) return;
  look_.shading = shading == 1 ? PlaneShading::verdict : PlaneShading::paper;
  few_lines_ = BoundarySet(few);
  many_lines_ = BoundarySet(many);
  arrange();
}

void StabilityPanel::fill_menu(QMenu& menu) {
  if (!is_large()) menu.addAction(tr("Lines and shading…"), this, &StabilityPanel::open_look);
  menu.addSeparator();
  add_plane_actions(menu, plane_.plane_window());
}

void StabilityPanel::open_look() {
  auto* card = new Popup(this);
  auto* controls = new LookControls(card);
  controls->show_look(look_);
  connect(controls, &LookControls::changed, this, &StabilityPanel::set_look);
  auto* layout = new QVBoxLayout(card);
  layout->setContentsMargins(panel_column_margin, panel_column_margin, panel_column_margin,
                             panel_column_margin);
  layout->addWidget(controls);
  controls->setFixedWidth(stability_column_width - 2 * panel_column_margin);
  card->open();
}

QString StabilityPanel::subtitle() const {
  if (width() < room_for_subtitle) return {};
  const QString word = qt_text(words_.word).toLower();
  return word.isEmpty() ? tr("drag the point") : tr("%1 at the point").arg(word);
}

void StabilityPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const lab::ParameterValues& values = view.experiment->parameters;
  if (!values_ || !(*values_ == values)) {
    values_ = values;
    show_readout();
  }
  show_plane(view);
  show_run(view);
  show_verdict(view);
}

void StabilityPanel::show_verdict(const View& view) {
  words_ = lab::stability_words(*values_, view.row);
  if (!is_large()) return;
  verdict_->show_words(words_);
  if (words_.mood == lab::Mood::good) {
    // Weights at their floor may hold what the set-point plane does not: nothing is to be mended.
    place_.reset();
    verdict_->show_remedies({});
    return;
  }
  const ei::Weights now = view.row.trial > 0 ? view.row.weights : lab::initial_weights(*values_);
  Place place{*values_, now.EE, now.IE};
  if (!place_ || !(*place_ == place)) remedies_.ask(*(place_ = std::move(place)));
}

void StabilityPanel::mend(const lab::Remedy& remedy) {
  if (!values_ || !place_ || !remedy.to) return;
  if (remedy.symbol == "W_EE") return ask_for({*remedy.to, place_->W_IE}, true);
  if (remedy.symbol == "W_IE") return ask_for({place_->W_EE, *remedy.to}, true);
  std::vector<Edit> edits;
  for (const auto& [symbol, value] : lab::edits_of(remedy, *values_))
    edits.push_back({symbol, value});
  emit edit_requested(std::move(edits), true);
}

void StabilityPanel::show_plane(const View& view) {
  plane_.plane_window().show(view.plane, view.plane_follows_run);
  plane_.set_picture(view.picture);
}

void StabilityPanel::show_run(const View& view) {
  const ei::Weights planned = lab::initial_weights(*values_);
  if (plane_.asked() && *plane_.asked() != QPointF(planned.EE, planned.IE)) plane_.let_go();
  if (run_.follow(view)) plane_.set_trail(run_.points());
  const bool has_begun = run_.rows_seen() > 0;
  plane_.set_points(run_.start(), run_.now(),
                    run_.is_past() ? trial_name(*values_, view.cursor_trial)
                    : has_begun    ? tr("now")
                                   : tr("start"));
}

void StabilityPanel::show_readout() {
  const auto at = plane_.hovered();
  if (!at || !values_) {
    plane_.set_readout({}, {});
    return;
  }
  const ei::PointStability point = ei::stability_at(lab::plane_problem(*values_), at->x(), at->y());
  const bool is_online = lab::is_online(*values_);
  const bool is_rule_condition_met = plane_.region_at(*at) == PlaneRegion::rule;
  QString below = is_rule_condition_met && !point.neural_is_stable
                      ? tr("rule's condition met, but there is no stable up-state here")
                      : eigenvalue_words(point, is_online);
  if (plane_.is_dragging() && keeps_setpoints_->isChecked() && !point.weights_are_positive) {
    below = tr("kept at the smallest weight, %1: not on the set-point plane")
                .arg(QString::number((*values_)["W_min"]));
  }
  plane_.set_readout(place_words(point, plane_.decimals(), is_online), below);
}

void StabilityPanel::ask_for(QPointF weights, bool is_final) {
  if (!values_) return;
  std::vector<Edit> edits{{"W_EE", weights.x()}, {"W_IE", weights.y()}};
  if (keeps_setpoints_->isChecked()) {
    const ei::Weights w = admitted_weights(*values_, weights);
    edits.push_back({"W_EI", w.EI});
    edits.push_back({"W_II", w.II});
  }
  emit edit_requested(std::move(edits), is_final);
}

}  // namespace homeostat::ui
