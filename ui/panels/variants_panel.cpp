#include "ui/panels/variants_panel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/controls/progress_line.h"
#include "ui/controls/table_view.h"
#include "ui/controls/task_strip.h"
#include "ui/controls/text.h"
#include "ui/on_gui_thread.h"
#include "ui/panels/bare_experiment.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr int usual_runs = 32;

bool is_variant(std::string_view rule) { return rule.starts_with("homeo_"); }

/// The plain rule is the first of the variants by another name.
std::string variant_name(std::string_view rule) {
  return rule == "homeostatic" ? "homeo_HHHH" : std::string(rule);
}

/// As the window would run its variants: with its learning rates where they are those of a variant,
/// else with the variants' own.
lab::Experiment experiment_of(const lab::Experiment& planned) {
  lab::Experiment bare = bare_experiment(planned);
  const lab::ParameterSpec& rule = lab::parameter(bare.model(), "rule");
  const double first = lab::parse_value(rule, "homeo_HHHH");
  if (is_variant(variant_name(bare.parameters.choice("rule")))) {
    bare.parameters.set("rule", first);
  } else {
    lab::set_with_learning_rates(bare.parameters, "rule", first);
  }
  return bare;
}

}  // namespace

VariantsPanel::VariantsPanel(QWidget* parent)
    : Panel(parent),
      table_(new TableView(this)),
      strip_(new TaskStrip(this)),
      analysis_task_([](const lab::VariantQuestion& question, const Task::Show&,
                        const std::stop_token&) { return analytic_variants(question); },
                     on_gui_thread(this, [this] { take_analysis(); })),
      run_task_(
          [](const lab::VariantQuestion& question, const Task::Show& show,
             const std::stop_token& stop) {
            validate(question);
            return run_variants(question, {lab::processor_count(), lab::Priority::background}, stop,
                                show);
          },
          on_gui_thread(this, [this] { take_counts(); })) {
  question_.runs = usual_runs;
  arrange();
  connect(table_, &QAbstractItemView::clicked, this, &VariantsPanel::choose);
  connect(table_, &QAbstractItemView::activated, this, &VariantsPanel::choose);
  connect(table_, &TableView::copy_requested, this, &VariantsPanel::copy);
  connect(&strip_->button(), &QAbstractButton::clicked, this, &VariantsPanel::run_or_cancel);
  show_state();
}

void VariantsPanel::arrange() {
  table_->set_sorted_model(&model_);
  table_->setAccessibleName(tr("Sign variants of the homeostatic rule"));
  // The row in force is marked by the model; the arrow keys only point.
  table_->setSelectionMode(QAbstractItemView::NoSelection);
  QHeaderView& header = *table_->horizontalHeader();
  header.setSectionResizeMode(QHeaderView::ResizeToContents);
  for (const int column : {VariantsModel::self_sustained, VariantsModel::developmental})
    header.setSectionResizeMode(column, QHeaderView::Stretch);
  setFocusProxy(table_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(table_, 1);
  column->addWidget(strip_);
}

void VariantsPanel::show_view(const View& view) {
  if (view.planned == nullptr) return;
  rule_ = view.planned->parameters.choice("rule");
  model_.set_rule(variant_name(rule_));
  lab::VariantQuestion question = question_;
  question.experiment = experiment_of(*view.planned);
  ask(question);
}

void VariantsPanel::set_runs(int runs, std::int64_t trials) {
  lab::VariantQuestion question = question_;
  question.runs = runs;
  question.trials = trials;
  ask(question);
}

void VariantsPanel::ask(const lab::VariantQuestion& question) {
  if (is_asked_ && question == question_) return;
  is_asked_ = true;
  question_ = question;
  is_analysed_ = false;
  analysis_task_.ask(question_);
  if (is_running_ && !counts_are_of_question()) {
    run_task_.cancel();
    is_running_ = false;
  }
  show_state();
}

void VariantsPanel::take_analysis() {
  const auto news = analysis_task_.take();
  if (!news) return;
  is_analysed_ = true;
  if (!news->error.empty()) return;
  model_.set_analysis(news->answer);
  model_.set_rule(variant_name(rule_));
}

void VariantsPanel::take_counts() {
  auto news = run_task_.take();
  if (!news) return;
  counts_ = std::move(*news);
  is_running_ = !counts_.is_finished;
  model_.set_counts(counts_.answer);
  show_state();
}

void VariantsPanel::run_or_cancel() {
  if (is_running_) {
    run_task_.cancel();
    is_running_ = false;
  } else {
    counted_ = question_;
    counts_ = {};
    is_running_ = true;
    run_task_.ask(question_);
  }
  show_state();
}

void VariantsPanel::choose(const QModelIndex& index) {
  const int row = table_->model_row(index);
  if (row < 0) return;
  const lab::ParameterValues& values = question_.experiment.parameters;
  const lab::ParameterSpec& rule = lab::parameter(values.model(), "rule");
  std::vector<Edit> edits{{"rule", lab::parse_value(rule, model_.rule_at(row))}};
  // A rule would bring its own learning rates, and the table would be of others.
  for (const char* rate : {"alpha_EE", "alpha_EI", "alpha_IE", "alpha_II"})
    edits.push_back({rate, values[rate]});
  emit edit_requested(std::move(edits), true);
}

void VariantsPanel::copy() const {
  QGuiApplication::clipboard()->setText(QString::fromStdString(variants_csv(model_.rows())));
}

void VariantsPanel::fill_menu(QMenu& menu) {
  menu.addAction(tr("Copy as CSV\tCtrl+C"), this, &VariantsPanel::copy);
}

QPushButton& VariantsPanel::run_button() { return strip_->button(); }

QString VariantsPanel::words() const { return strip_->words(); }

void VariantsPanel::show_state() {
  const bool has_counts = counts_.part_done > 0 && !counts_.answer.empty();
  const bool is_outdated = has_counts && !counts_are_of_question();
  model_.set_outdated(is_outdated);
  strip_->set_part_done(is_running_ ? counts_.part_done : -1);
  strip_->button().setText(is_running_   ? tr("Cancel")
                           : is_outdated ? tr("Run again")
                                         : tr("Run %1 starts each").arg(question_.runs));
  const QString size = tr("%1 trials each, at low priority").arg(grouped_text(question_.trials));
  if (!counts_.error.empty()) {
    strip_->set_words(qt_text(counts_.error));
  } else if (is_running_) {
    strip_->set_words(progress_words(counts_.part_done, counts_.seconds_left));
  } else if (is_outdated) {
    strip_->set_words(tr("The counts are of other parameters."));
  } else if (has_counts && !counts_.is_finished) {
    strip_->set_words(tr("Stopped at %1 %.").arg(100 * counts_.part_done, 0, 'f', 0));
  } else {
    strip_->set_words(size);
  }
}

}  // namespace homeostat::ui
