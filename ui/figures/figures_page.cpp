#include "ui/figures/figures_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>
#include <limits>
#include <mutex>
#include <utility>

#include "core/lab/catalogue.h"
#include "core/lab/parallel.h"
#include "ui/controls/progress_line.h"
#include "ui/controls/text.h"
#include "ui/figures/figure_cards.h"
#include "ui/figures/figure_detail.h"
#include "ui/on_gui_thread.h"
#include "ui/theme.h"

namespace homeostat::ui {

namespace {

constexpr int header_height = 44;

lab::Workers in_the_background() { return {lab::processor_count(), lab::Priority::background}; }

Sketches all_sketches(const std::function<void(Sketches, double)>& show,
                      const std::stop_token& stop) {
  const auto figures = lab::built_in_figures();
  Sketches sketches(figures.size());
  std::mutex mutex;
  std::size_t done = 0;
  for_each_item(figures.size(), in_the_background(), stop, [&](std::size_t k) {
    auto sketch = std::make_shared<const lab::Sketch>(sketch_of(figures[k], stop));
    const std::lock_guard lock(mutex);
    sketches[k] = std::move(sketch);
    show(sketches, static_cast<double>(++done) / static_cast<double>(figures.size()));
  });
  return sketches;
}

/// The strip above the page, as over the laboratories.
class Strip : public QWidget {
 public:
  using QWidget::QWidget;

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    const Theme& theme = Theme::of(this);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(0, height() - 1, width(), 1, theme.line);
  }
};

}  // namespace

FiguresPage::FiguresPage(QWidget* parent)
    : QWidget(parent),
      summary_(new QLabel(this)),
      progress_words_(new QLabel(this)),
      reproduce_(new QPushButton(this)),
      progress_(new ProgressLine(this)),
      cards_(new FigureCards(model_, this)),
      detail_(new FigureDetail(this)),
      measuring_(
          [](const Question& question, const Measuring::Show& show, const std::stop_token& stop) {
            return reproduce(
                question.figures, question.extent, in_the_background(), stop,
                [&](const lab::Reproduction& so_far) { show(so_far, so_far.part_done); });
          },
          on_gui_thread(this, [this] { take_measurements(); })),
      sketching_([](const int&, const Sketching::Show& show,
                    const std::stop_token& stop) { return all_sketches(show, stop); },
                 on_gui_thread(this, [this] { take_sketches(); })) {
  arrange();
  add_keys();
  connect(reproduce_, &QAbstractButton::clicked, this, &FiguresPage::measure_or_cancel);
  connect(cards_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          &FiguresPage::show_selected);
  connect(cards_, &QAbstractItemView::doubleClicked, detail_, &FigureDetail::run_live);
  connect(detail_, &FigureDetail::run_requested, this, &FiguresPage::run_requested);
  connect(detail_, &FigureDetail::full_requested, this, [this] {
    measure({{model_.figure(cards_->currentIndex().row())}, lab::Extent::full});
  });
  select(0);
  show_state();
}

QWidget* FiguresPage::make_header() {
  auto* strip = new Strip(this);
  strip->setFixedHeight(header_height);
  auto* title = new QLabel(tr("Figures"), strip);
  title->setFont(text_font(15, QFont::Medium));
  for (QLabel* words : {summary_, progress_words_}) {
    words->setFont(text_font(13));
    words->setForegroundRole(QPalette::PlaceholderText);
  }
  summary_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  reproduce_->setProperty("primary", true);
  auto* row = new QHBoxLayout(strip);
  row->setContentsMargins(16, 0, 12, 0);
  row->setSpacing(12);
  row->addWidget(title);
  row->addWidget(summary_, 1);
  row->addWidget(progress_words_);
  row->addWidget(reproduce_);
  return strip;
}

void FiguresPage::arrange() {
  auto* halves = new QSplitter(Qt::Vertical, this);
  halves->setHandleWidth(8);
  halves->setChildrenCollapsible(false);
  halves->addWidget(cards_);
  halves->addWidget(detail_);
  constexpr int two_rows = 2 * (FigureCards::card_height + 12) + 6;
  halves->setSizes({two_rows, 800 - two_rows});
  halves->setStretchFactor(1, 1);
  detail_->setMinimumHeight(260);
  cards_->setMinimumHeight(FigureCards::card_height + 12);
  auto* inside = new QVBoxLayout;
  inside->setContentsMargins(16, 6, 16, 16);
  inside->addWidget(halves);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(make_header());
  column->addWidget(progress_);
  column->addLayout(inside, 1);
}

void FiguresPage::add_keys() {
  const auto add = [this](Qt::Key key, auto act) {
    auto* shortcut = new QShortcut(key, this, act);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
  };
  add(Qt::Key_Return, [this] { detail_->run_live(); });
  add(Qt::Key_E, [this] { detail_->export_now(); });
  add(Qt::Key_R, [this] { measure_or_cancel(); });
}

void FiguresPage::select(int row) { cards_->setCurrentIndex(model_.index(row)); }

/// Small pictures are made when they are first wanted.
void FiguresPage::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  cards_->setFocus();
  if (!std::exchange(is_sketched_, true)) sketching_.ask(0);
}

void FiguresPage::measure_or_cancel() {
  if (is_measuring_) {
    measuring_.cancel();
    is_measuring_ = false;
    return show_state();
  }
  const auto all = lab::built_in_figures();
  measure({{all.begin(), all.end()}, lab::Extent::quick});
}

void FiguresPage::measure(Question question) {
  is_measuring_ = true;
  part_done_ = 0;
  seconds_left_ = std::numeric_limits<double>::infinity();
  error_.clear();
  measuring_.ask(std::move(question));
  show_state();
}

void FiguresPage::take_measurements() {
  const auto news = measuring_.take();
  if (!news) return;
  is_measuring_ = !news->is_finished;
  part_done_ = news->part_done;
  seconds_left_ = news->seconds_left;
  error_ = qt_text(news->error);
  model_.take(news->answer);
  show_selected();
  show_state();
}

void FiguresPage::take_sketches() {
  if (auto news = sketching_.take()) model_.set_sketches(std::move(news->answer));
}

void FiguresPage::show_selected() {
  const int row = cards_->currentIndex().row();
  if (row >= 0) detail_->show_figure(model_.figure(row), model_.results(row));
}

void FiguresPage::show_state() {
  reproduce_->setText(is_measuring_ ? tr("Cancel") : tr("Reproduce"));
  reproduce_->setToolTip(is_measuring_ ? tr("Keeps what is measured (R)")
                                       : tr("Measures the claims of all figures anew, those that "
                                            "take minutes left out (R)"));
  progress_->set_part_done(is_measuring_ ? part_done_ : -1);
  progress_words_->setText(!error_.isEmpty() ? error_
                           : is_measuring_   ? progress_words(part_done_, seconds_left_)
                                             : QString());
  int counts[4] = {}, all = 0;
  for (int row = 0; row < model_.rowCount(); ++row) {
    for (const lab::ClaimResult& result : model_.results(row)) {
      ++all;
      if (const auto verdict = result.verdict()) ++counts[static_cast<int>(*verdict)];
    }
  }
  const auto count = [&](lab::Verdict verdict) { return counts[static_cast<int>(verdict)]; };
  const int measured = counts[0] + counts[1] + counts[2] + counts[3];
  summary_->setText(
      measured == 0
          ? tr("%1 claims of the papers, none measured here yet").arg(all)
          : tr("%1 of %2 claims measured: %3 agree, %4 differ and are explained, %5 without a "
               "paper value, %6 fail")
                .arg(measured)
                .arg(all)
                .arg(count(lab::Verdict::pass))
                .arg(count(lab::Verdict::differs))
                .arg(count(lab::Verdict::unstated))
                .arg(count(lab::Verdict::fail)));
}

}  // namespace homeostat::ui
