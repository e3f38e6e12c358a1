#include "ui/figures/figure_detail.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "core/lab/panels.h"
#include "ui/controls/paint.h"
#include "ui/controls/table_view.h"
#include "ui/controls/text.h"

namespace homeostat::ui {

namespace {

constexpr int margin = 16;

void add_panel(lab::Experiment& experiment, const std::string& kind) {
  auto& panels = experiment.panels;
  if (panels.size() < lab::most_panels && std::ranges::find(panels, kind) == panels.end())
    panels.push_back(kind);
}

}  // namespace

std::vector<lab::Experiment> shown_experiments(const lab::Figure& figure) {
  std::vector<lab::Experiment> shown;
  std::vector<std::string> labels;
  for (const auto& row : figure.rows) {
    for (const lab::FigurePanel& panel : row) {
      auto at = std::ranges::find(labels, panel.of) - labels.begin();
      if (at == std::ssize(labels)) {
        labels.push_back(panel.of);
        shown.push_back(figure.experiment(panel.of));
        shown.back().panels.clear();
      }
      add_panel(shown[static_cast<std::size_t>(at)], panel.kind);
    }
  }
  // What the experiment asks for by itself takes the places that are left.
  for (std::size_t k = 0; k < shown.size(); ++k) {
    for (const std::string& kind : figure.experiment(labels[k]).panels) add_panel(shown[k], kind);
  }
  return shown;
}

FigureDetail::FigureDetail(QWidget* parent)
    : QFrame(parent),
      title_(new QLabel(this)),
      paragraph_(new QLabel(this)),
      note_(new QLabel(this)),
      run_(new QPushButton(tr("Run live"), this)),
      export_(new QPushButton(tr("Export"), this)),
      full_(new QPushButton(tr("Measure all of it"), this)),
      table_(new TableView(this)) {
  arrange();
  connect(run_, &QAbstractButton::clicked, this, &FigureDetail::run_live);
  connect(export_, &QAbstractButton::clicked, this, &FigureDetail::export_now);
  connect(full_, &QAbstractButton::clicked, this, &FigureDetail::full_requested);
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          &FigureDetail::show_note);
}

void FigureDetail::arrange() {
  table_->setModel(&model_);
  table_->setAccessibleName(tr("Claims of the figure"));
  QHeaderView& header = *table_->horizontalHeader();
  header.setSectionResizeMode(QHeaderView::Interactive);
  header.setSectionResizeMode(ClaimsModel::claim, QHeaderView::Stretch);
  title_->setFont(text_font(15, QFont::Medium));
  for (QLabel* words : {paragraph_, note_}) {
    words->setWordWrap(true);
    words->setFont(text_font(words == note_ ? 12 : 13));
  }
  note_->setForegroundRole(QPalette::PlaceholderText);
  note_->setMinimumHeight(36);
  note_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
  run_->setToolTip(tr("Opens its experiment in its laboratory, and runs it (Enter)"));
  export_->setToolTip(tr("As SVG, PDF or PNG for paper (E)"));
  full_->setToolTip(tr("Also the claims that take minutes"));
  auto* row = new QHBoxLayout;
  row->setSpacing(8);
  row->addWidget(title_);
  row->addStretch();
  for (QPushButton* button : {full_, run_, export_}) row->addWidget(button);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(1, 10, 1, 6);
  column->setSpacing(6);
  const auto add_inside = [column](QLayoutItem* item) {
    auto* inside = new QHBoxLayout;
    inside->setContentsMargins(margin, 0, margin, 0);
    inside->addItem(item);
    column->addLayout(inside);
  };
  add_inside(row);
  const auto add_words = [column](QLabel* words) {
    words->setContentsMargins(margin, 0, margin, 0);
    column->addWidget(words);
  };
  add_words(paragraph_);
  column->addWidget(table_, 1);
  add_words(note_);
}

void FigureDetail::show_figure(const lab::Figure& figure,
                               const std::vector<lab::ClaimResult>& results) {
  const bool is_other = figure_ != &figure;
  figure_ = &figure;
  model_.set_results(results);
  title_->setText(html_with_symbols(qt_text(figure.original + "  " + figure.title)));
  paragraph_->setText(html_with_symbols(qt_text(figure.paragraph).toHtmlEscaped()));
  full_->setVisible(
      std::ranges::any_of(results, [](const lab::ClaimResult& r) { return r.claim.is_long; }));
  if (is_other) {
    fill_run_menu();
    for (const auto& [column, width] : {std::pair{ClaimsModel::where, 170},
                                        {ClaimsModel::paper, 190},
                                        {ClaimsModel::ours, 190},
                                        {ClaimsModel::tolerance, 90},
                                        {ClaimsModel::verdict, 150}})
      table_->setColumnWidth(column, width);
    table_->setCurrentIndex(model_.index(0, 0));
  }
  show_note();
}

/// One experiment is run by the button itself; of several one is chosen.
void FigureDetail::fill_run_menu() {
  const std::vector<lab::Experiment> shown = shown_experiments(*figure_);
  if (QMenu* old = run_->menu()) {
    run_->setMenu(nullptr);
    old->deleteLater();
  }
  if (shown.size() < 2) return;
  auto* menu = new QMenu(run_);
  for (const lab::Experiment& experiment : shown)
    menu->addAction(qt_text(experiment.name + "  " + experiment.title), this,
                    [this, experiment] { emit run_requested(experiment); });
  run_->setMenu(menu);
}

void FigureDetail::run_live() {
  if (figure_ == nullptr) return;
  const auto shown = shown_experiments(*figure_);
  emit run_requested(shown.front());
}

void FigureDetail::export_now() {
  if (figure_ != nullptr) emit export_requested(*figure_);
}

void FigureDetail::show_note() {
  const lab::ClaimResult* result = model_.result_at(table_->currentIndex().row());
  note_->setText(result != nullptr ? claim_words(*result) : QString());
}

QString FigureDetail::note() const { return note_->text(); }

void FigureDetail::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const Theme& theme = Theme::of(this);
  draw_field(painter, QRectF(rect()), 8, theme.panel, theme.line);
}

}  // namespace homeostat::ui
