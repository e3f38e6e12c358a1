#include "ui/controls/parameter_form.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QShortcut>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>

#include "core/lab/used_parameters.h"
#include "ui/controls/form_section.h"
#include "ui/controls/learning_rates.h"
#include "ui/controls/parameter_row.h"
#include "ui/controls/rule_picker.h"
#include "ui/controls/solution_picker.h"
#include "ui/controls/text.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

/// Of the form; lower than this, the circuit would leave too little for the sections.
constexpr int pinning_height = 570;

bool has_rows(lab::Model model, lab::Section section) {
  return std::ranges::any_of(lab::parameters(model),
                             [&](const auto& spec) { return spec.section == section; });
}

}  // namespace

ParameterForm::ParameterForm(lab::Model model, QWidget* parent)
    : QWidget(parent),
      model_(model),
      search_(new QLineEdit(this)),
      scroll_(new QScrollArea(this)),
      outer_(new QVBoxLayout(this)),
      column_(nullptr) {
  setFocusPolicy(Qt::ClickFocus);
  outer_->setContentsMargins(1, 0, 0, 0);
  outer_->setSpacing(1);
  outer_->addWidget(search_);
  outer_->addWidget(scroll_);
  auto* content = new QWidget;
  content->setBackgroundRole(QPalette::Base);
  column_ = new QVBoxLayout(content);
  column_->setContentsMargins(0, 0, 0, 0);
  column_->setSpacing(0);
  scroll_->setWidget(content);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setBackgroundRole(QPalette::Base);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  build_search();
  build_sections();
}

void ParameterForm::build_search() {
  search_->setPlaceholderText("Find a parameter");
  search_->setAccessibleName("Find a parameter");
  search_->setFrame(false);
  search_->setProperty("bare", true);
  search_->setFixedHeight(36);
  search_->setTextMargins(14, 0, 12, 0);
  search_->hide();
  search_->installEventFilter(this);
  connect(search_, &QLineEdit::textChanged, this, &ParameterForm::filter);
  auto* shortcut = new QShortcut(QKeySequence(Qt::Key_Slash), this);
  connect(shortcut, &QShortcut::activated, this, &ParameterForm::start_search);
}

void ParameterForm::build_sections() {
  using lab::Section;
  if (has_learning_rates(model_)) {
    build_rule();
  } else {
    build_solution();
  }
  for (const auto& [section, widget] : sections_)
    if (section != Section::rule && section != Section::learning_rates) add_rows(section);
  column_->addStretch();
}

void ParameterForm::build_rule() {
  using lab::Section;
  rule_ = new RulePicker(model_, this);
  FormSection* rule = add_section(Section::rule, "Rule", true);
  rule->set_summary(model_ == lab::Model::two_population ? "how weights follow errors"
                                                         : "unit by unit, after each trial",
                    true);
  rule->add(rule_);
  connect(rule_, &RulePicker::edited, this,
          [this](const QString& symbol, double value, bool is_final) {
            emit edit_requested({{symbol.toStdString(), value}}, is_final);
          });
  rates_ = new LearningRates(model_, this);
  add_section(Section::learning_rates, "Learning rate", true)->add(rates_);
  for (ParameterRow* row : rates_->single_rows()) rows_[std::string(row->spec().symbol)] = row;
  connect(rates_, &LearningRates::edit_requested, this, &ParameterForm::edit_requested);
  add_section(Section::setpoints, "Setpoints", true);
  add_section(Section::initial_weights, "Initial weights", true);
  add_section(Section::network, "Network", false);
  if (has_rows(model_, Section::cells)) add_section(Section::cells, "Neurons", false);
  add_section(Section::noise_and_pulse,
              model_ == lab::Model::spiking ? "Noise and kick" : "Noise and pulse", false);
  add_section(Section::protocol, "Protocol", false);
}

void ParameterForm::build_solution() {
  using lab::Section;
  solution_ = new SolutionPicker(this);
  FormSection* solution = add_section(Section::rule, "Solution", true);
  solution->set_summary("what is made largest", true);
  solution->add(solution_);
  connect(solution_, &SolutionPicker::edited, this,
          [this](const QString& symbol, double value, bool is_final) {
            emit edit_requested({{symbol.toStdString(), value}}, is_final);
          });
  add_section(Section::network, "Problem", true);
  add_section(Section::initial_weights, "Weights", true);
  add_section(Section::noise_and_pulse, "Noise", true);
  add_section(Section::cells, "Inputs", true);
}

FormSection* ParameterForm::add_section(lab::Section section, const QString& title,
                                        bool is_expanded) {
  auto* widget = new FormSection(title, is_expanded);
  sections_[section] = widget;
  column_->addWidget(widget);
  return widget;
}

void ParameterForm::add_rows(lab::Section section) {
  std::vector<ParameterRow*> rows;
  int symbol_width = 0;
  for (const lab::ParameterSpec& spec : lab::parameters(model_)) {
    if (spec.section != section) continue;
    rows.push_back(new ParameterRow(spec));
    symbol_width = std::max(symbol_width, rows.back()->symbol_width());
  }
  for (ParameterRow* row : rows) {
    row->set_symbol_width(symbol_width);
    sections_[section]->add(row);
    rows_[std::string(row->spec().symbol)] = row;
    connect_row(row);
  }
}

void ParameterForm::connect_row(ParameterRow* row) {
  connect(row, &ParameterRow::edited, this,
          [this](const QString& symbol, double value, bool is_final) {
            emit edit_requested({{symbol.toStdString(), value}}, is_final);
          });
}

void ParameterForm::set_top(QWidget* widget) {
  top_ = widget;
  place_top();
}

void ParameterForm::place_top() {
  QVBoxLayout* place = height() >= pinning_height ? outer_ : column_;
  if (top_ && place->indexOf(top_) < 0) place->insertWidget(0, top_);
}

void ParameterForm::show_values(const lab::ParameterValues& now,
                                const lab::ParameterValues& reference) {
  if (rule_ != nullptr) {
    rule_->show_values(now, reference);
    rates_->show_values(now, reference);
  } else {
    solution_->show_values(now);
  }
  for (const auto& [symbol, row] : rows_) {
    row->set_used(lab::is_used(now, symbol));
    row->set_value(now[symbol], reference[symbol]);
  }
  summarise(now, reference);
}

void ParameterForm::summarise(const lab::ParameterValues& now,
                              const lab::ParameterValues& reference) {
  for (const auto& [section, widget] : sections_) {
    if (section == lab::Section::rule) continue;
    int count = 0;
    int changed = 0;
    for (const lab::ParameterSpec& spec : lab::parameters(model_)) {
      if (spec.section != section) continue;
      ++count;
      changed += now[spec.symbol] != reference[spec.symbol] ? 1 : 0;
    }
    widget->set_summary(changed > 0 ? QString("%1 changed").arg(changed)
                                    : QString("%1 parameters").arg(count));
  }
}

ParameterRow* ParameterForm::row_of(const QString& symbol) const {
  if (symbol == "alpha" && rates_ != nullptr) return rates_->combined_row();
  const auto found = rows_.find(symbol.toStdString());
  return found == rows_.end() ? nullptr : found->second;
}

void ParameterForm::reveal(const QString& symbol) {
  end_search();
  ParameterRow* row = row_of(symbol);
  if (!row) {
    scroll_->ensureWidgetVisible(sections_[lab::Section::rule]);
    return;
  }
  sections_[row->spec().section]->set_expanded(true);
  if (row->spec().section == lab::Section::learning_rates)
    rates_->show_single_rates(row != rates_->combined_row());
  // The row has its place only after the layout has run.
  QTimer::singleShot(0, row, [this, row] {
    scroll_->ensureWidgetVisible(row, 0, 80);
    row->flash();
  });
}

void ParameterForm::show_error(const QString& symbol, const QString& text) {
  ParameterRow* row = row_of(symbol);
  if (!row) return;
  const bool is_rate = rates_ && row->spec().section == lab::Section::learning_rates;
  if (is_rate && rates_->shows_combined()) row = rates_->combined_row();
  row->show_error(text);
}

void ParameterForm::start_search() {
  search_->show();
  search_->setFocus();
  search_->selectAll();
}

void ParameterForm::end_search() {
  search_->clear();
  search_->clearFocus();
  search_->hide();
}

void ParameterForm::filter(const QString& text) {
  for (const auto& [section, widget] : sections_) widget->filter(text);
  if (text.isEmpty() && rates_ != nullptr) rates_->show_single_rates(false);
}

bool ParameterForm::eventFilter(QObject* watched, QEvent* event) {
  if (watched == search_ && event->type() == QEvent::KeyPress &&
      static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
    end_search();
    return true;
  }
  return QWidget::eventFilter(watched, event);
}

void ParameterForm::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.fillRect(rect(), theme.panel);
  painter.fillRect(0, 0, 1, height(), theme.line);
  painter.fillRect(0, scroll_->y() - 1, width(), 1, theme.line);
}

void ParameterForm::resizeEvent(QResizeEvent*) { place_top(); }

}  // namespace homeostat::ui
