#include "ui/panels/basin_panel.h"

#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>
#include <array>
#include <cmath>

#include "ui/controls/progress_line.h"
#include "ui/controls/table_view.h"
#include "ui/controls/text.h"
#include "ui/on_gui_thread.h"
#include "ui/panels/bare_experiment.h"
#include "ui/panels/basin_words.h"
#include "ui/plots/marker_item.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/path_item.h"
#include "ui/plots/place_names.h"

namespace homeostat::ui {
namespace {

constexpr int column_width = 296;
/// A slider that has not moved for so long has come to rest.
constexpr int rest_ms = 150;
constexpr double left_px = 12;

QPen trail_pen(const Theme& t) { return QPen(t.trail, 2.2); }
QPen trail_casing(const Theme& t) { return QPen(t.panel, 5.2); }

BoundarySet analytic_edges() {
  BoundarySet set;
  using enum ei::BoundaryKind;
  for (const auto kind : {neural_determinant, W_EI_zero, W_II_zero, rule_trace, rule_determinant})
    set.set(index_of(kind));
  return set;
}

QLabel* small_label(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setFont(text_font(12));
  label->setWordWrap(true);
  label->setTextFormat(Qt::RichText);
  return label;
}

}  // namespace

BasinPanel::BasinPanel(QWidget* parent)
    : Panel(parent),
      cells_(new BasinItem(plot_)),
      edges_(plot_),
      trail_(new PathItem(plot_, trail_pen)),
      start_(new MarkerItem(
          plot_, [](const Theme& t) { return t.accent; }, 4)),
      status_(plot_.add_label([](const Theme& t) { return t.ink2; }, 11)),
      window_(new PlaneWindow(plot_)),
      progress_(new ProgressLine(this)),
      task_(lab::basin_work(), on_gui_thread(this, [this] { take(); })) {
  column_ = make_column();
  auto* left = new QVBoxLayout;
  left->setContentsMargins(0, 0, 0, 0);
  left->setSpacing(0);
  left->addWidget(&plot_, 1);
  left->addWidget(progress_);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(left, 1);
  layout->addWidget(column_);
  setFocusProxy(&plot_);
  plot_.setFocusPolicy(Qt::StrongFocus);
  plot_.set_grid_visible(false);
  plot_.set_titles("$W_EE$ at the start", "$W_IE$ at the start");
  plot_.setAccessibleName(tr("Outcome by starting weights; plus and minus zoom, 0 shows the run"));
  trail_->set_casing(trail_casing);
  edges_.set_shown(analytic_edges());
  for (std::size_t k = 0; k < cell_kind_count; ++k) {
    names_[k] = &plot_.add_label([](const Theme& t) { return t.ink; });
    names_[k]->set_text(cell_kind_name(static_cast<CellKind>(k)));
    names_[k]->setVisible(false);
  }
  status_.set_halo(false);
  resting_.setSingleShot(true);
  resting_.setInterval(rest_ms);
  connect(&resting_, &QTimer::timeout, this, &BasinPanel::begin);
  connect(window_, &PlaneWindow::chosen, this, &Panel::plane_chosen);
  connect(&plot_, &PlotView::hover_changed, this, &BasinPanel::show_readout);
  connect(&plot_, &PlotView::area_changed, this, &BasinPanel::place_labels);
  connect(&plot_, &PlotView::picked, this, [this](QPointF at) {
    if (const auto cell = cells_->cell_at(at)) open_cell(*cell);
  });
  arrange();
}

QWidget* BasinPanel::make_column() {
  auto* content = new QWidget(this);
  content->setFixedWidth(column_width);
  content->setBackgroundRole(QPalette::Base);
  controls_ = new BasinControls(content);
  legend_ = small_label(content);
  disagree_ = small_label(content);
  table_ = new TableView(content);
  table_->set_sorted_model(&disagreements_);
  table_->setAccessibleName(tr("Cells where outcome and analysis disagree"));
  table_->horizontalHeader()->setStretchLastSection(true);
  auto* rows = new QVBoxLayout(content);
  rows->setContentsMargins(panel_column_margin, 0, panel_column_margin, panel_column_margin);
  rows->setSpacing(8);
  for (QWidget* part : std::array<QWidget*, 3>{controls_, legend_, disagree_})
    rows->addWidget(part);
  rows->addWidget(table_, 1);
  connect(controls_, &BasinControls::changed, this, &BasinPanel::set_choice);
  connect(table_, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
    if (const int row = table_->model_row(index); row >= 0) open_cell(disagreements_.cell(row));
  });
  connect(table_, &QAbstractItemView::clicked, this, [this](const QModelIndex& index) {
    const int row = table_->model_row(index);
    if (row < 0) return;
    cells_->set_chosen(disagreements_.cell(row));
    const QModelIndex why = disagreements_.index(row, DisagreementsModel::why);
    disagree_->setText(why.data().toString());
  });
  return content;
}

bool BasinPanel::is_large() const {
  return width() >= large_panel.width() && height() >= large_panel.height();
}

void BasinPanel::arrange() { column_->setVisible(is_large()); }

void BasinPanel::resizeEvent(QResizeEvent* event) {
  Panel::resizeEvent(event);
  arrange();
}

void BasinPanel::showEvent(QShowEvent* event) {
  Panel::showEvent(event);
  asked_.reset();
  if (wanted_) resting_.start();
}

/// What nobody sees costs nothing.
void BasinPanel::hideEvent(QHideEvent* event) {
  resting_.stop();
  task_.cancel();
  Panel::hideEvent(event);
}

void BasinPanel::set_choice(const BasinChoice& choice) {
  choice_ = choice;
  controls_->show_choice(choice);
  cells_->set_outlines(choice.outlines_disagreement);
  if (!wanted_) return;
  lab::BasinQuestion question = *wanted_;
  question.others = choice.others;
  question.W_EI = choice.W_EI;
  question.W_II = choice.W_II;
  question.is_noisy = choice.seeds > 0;
  question.seeds = std::max(1, choice.seeds);
  question.trials = choice.trials;
  question.grid.nx = question.grid.ny = choice.cells;
  if (planned_ && choice.others == lab::OtherWeights::experiment) {
    for (const char* weight : {"W_EI", "W_II"})
      question.experiment.parameters.set(weight, (*planned_)[weight]);
  }
  want(question);
}

void BasinPanel::show_view(const View& view) {
  if (view.planned == nullptr) return;
  window_->show(view.plane, view.plane_follows_run);
  planned_ = view.planned->parameters;
  lab::BasinQuestion question;
  question.experiment = bare_experiment(*view.planned);
  question.grid = {view.plane.x_min, view.plane.x_max, view.plane.y_min, view.plane.y_max, 2, 2};
  if (!wanted_ || wanted_->experiment != question.experiment ||
      wanted_->grid.W_EE_min != question.grid.W_EE_min ||
      wanted_->grid.W_EE_max != question.grid.W_EE_max ||
      wanted_->grid.W_IE_min != question.grid.W_IE_min ||
      wanted_->grid.W_IE_max != question.grid.W_IE_max ||
      choice_.others == lab::OtherWeights::experiment) {
    if (!wanted_) {
      wanted_ = question;
    } else {
      lab::BasinQuestion next = *wanted_;
      next.experiment = question.experiment;
      const int cells = next.grid.nx;
      next.grid = question.grid;
      next.grid.nx = next.grid.ny = cells;
      wanted_ = next;
    }
    set_choice(choice_);
  }
  if (view.picture && view.picture != picture_) {
    picture_ = view.picture;
    edges_.set_boundaries(picture_->boundaries);
    place_labels();
  }
  if (run_.follow(view)) trail_->set_points(run_.points());
  start_->set_markers({{run_.start(), false}});
}

void BasinPanel::want(const lab::BasinQuestion& question) {
  wanted_ = question;
  if (asked_ == wanted_) return;
  cells_->set_out_of_date(true);
  task_.cancel();
  asked_.reset();
  if (isVisible()) resting_.start();
}

void BasinPanel::begin() {
  if (!wanted_ || !isVisible() || asked_ == wanted_) return;
  asked_ = wanted_;
  so_far_ = {};
  task_.ask(*wanted_);
  progress_->set_part_done(0);
}

void BasinPanel::take() {
  auto news = task_.take();
  if (!news || !isVisible()) return;
  so_far_ = {std::make_shared<const lab::JudgedBasin>(std::move(news->answer)), news->part_done,
             news->seconds_left, news->is_finished, std::move(news->error)};
  show_answer();
}

void BasinPanel::show_answer() {
  progress_->set_part_done(so_far_.is_finished ? -1 : so_far_.part_done);
  if (!so_far_.error.empty()) {
    subtitle_ = qt_text(so_far_.error);
    cells_->set_map(nullptr);
    return;
  }
  cells_->set_out_of_date(false);
  cells_->set_map(so_far_.answer);
  disagreements_.set_basin(so_far_.answer);
  table_->setColumnWidth(DisagreementsModel::W_EE, 52);
  table_->setColumnWidth(DisagreementsModel::W_IE, 52);
  table_->setColumnWidth(DisagreementsModel::outcome, 80);
  subtitle_ = so_far_.is_finished ? tr("click a cell to run it")
                                  : progress_words(so_far_.part_done, so_far_.seconds_left);
  const int count = disagreements_.rowCount();
  disagree_->setText(
      count == 0
          ? tr("Analysis and outcome agree wherever both speak.")
          : tr("<b>%1 cells</b> where outcome and analysis disagree:").arg(grouped_text(count)));
  legend_->setText(legend_words(so_far_.answer->map, Theme::of(this)));
  status_.set_text(count == 0 ? QString() : tr("%1 cells disagree").arg(grouped_text(count)));
  place_labels();
}

void BasinPanel::place_labels() {
  status_.set_pixel({left_px, plot_.viewport()->height() - 2.0}, Qt::AlignLeft | Qt::AlignBottom);
  std::vector<QRectF> taken;
  edges_.place_names(taken);
  for (std::size_t k = 0; k < cell_kind_count; ++k) {
    const auto belongs = [this, k](QPointF pixel) {
      const auto place = cells_->cell_at(plot_.map().value(pixel));
      if (!place) return false;
      const lab::BasinCell* cell = cells_->basin()->map.nearest_finished(place->column, place->row);
      return cell != nullptr && cell_kind(*cell) == static_cast<CellKind>(k);
    };
    const auto centre = place_for_name(plot_.map().area, names_[k]->size(), taken, belongs);
    names_[k]->setVisible(centre.has_value());
    if (!centre) continue;
    names_[k]->set_pixel(*centre, Qt::AlignHCenter | Qt::AlignVCenter);
    taken.push_back(names_[k]->text_rect());
  }
}

QStringList BasinPanel::shown_names() const {
  QStringList shown;
  for (const LabelItem* name : names_) {
    if (name->isVisible()) shown << name->text();
  }
  return shown;
}

void BasinPanel::show_readout() {
  const auto at = plot_.hovered();
  const auto place = at ? cells_->cell_at(*at) : std::nullopt;
  status_.setVisible(!at);
  if (!place) return plot_.set_readout({}, {});
  const lab::JudgedBasin& basin = *cells_->basin();
  plot_.set_readout(cell_words(basin.map, *place), end_words(basin, *place));
}

}  // namespace homeostat::ui
