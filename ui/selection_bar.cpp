#include "ui/selection_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStringList>
#include <QVBoxLayout>
#include <algorithm>
#include <iterator>
#include <utility>

#include "core/lab/cell_set.h"
#include "core/lab/spiking_setup.h"
#include "core/math/check.h"
#include "ui/controls/glyph_button.h"
#include "ui/controls/number_field.h"
#include "ui/controls/text.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr int bar_height = 40, cells_width = 150, number_width = 74;
constexpr QSize clear_size(26, 26);
/// A factor of nought could not be undone.
constexpr double least_factor = 0.01, least_setpoint_Hz = 0.01;

QLabel* word(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setFont(text_font(12));
  label->setForegroundRole(QPalette::PlaceholderText);
  return label;
}

QString cells_count(std::size_t cells, lab::Model model) {
  const QString count = grouped_text(static_cast<qint64>(cells));
  if (model == lab::Model::spiking)
    return cells == 1 ? QObject::tr("1 cell") : QObject::tr("%1 cells").arg(count);
  return cells == 1 ? QObject::tr("1 unit") : QObject::tr("%1 units").arg(count);
}

std::vector<int> united(const std::vector<int>& a, const std::vector<int>& b) {
  std::vector<int> result;
  std::ranges::set_union(a, b, std::back_inserter(result));
  return result;
}

std::vector<int> without(const std::vector<int>& a, const std::vector<int>& b) {
  std::vector<int> result;
  std::ranges::set_difference(a, b, std::back_inserter(result));
  return result;
}

}  // namespace

SelectionBar::SelectionBar(lab::Model model, QWidget* parent)
    : QWidget(parent),
      model_(model),
      current_(model == lab::Model::spiking ? 150 : 5),
      count_(new QLabel(this)),
      cells_(new QLineEdit(this)),
      lesion_(new QPushButton(tr("Lesion"), this)),
      inject_(new QPushButton(tr("Inject"), this)),
      imprint_(new QPushButton(this)),
      setpoint_(new QPushButton(tr("Setpoint"), this)),
      restore_(new QPushButton(this)),
      amount_(add_number(model == lab::Model::spiking ? tr("pA") : QString(), current_, -1e6,
                         model == lab::Model::spiking ? 10 : 1)),
      from_(add_number(tr("ms"), from_ms_, 0, 50)),
      until_(add_number(tr("ms"), until_ms_, 0, 50)),
      times_(add_number(QString(), factor_, least_factor, 0.1)),
      Hz_(add_number(tr("Hz"), setpoint_Hz_, least_setpoint_Hz, 0.5)),
      clear_(new GlyphButton("close", tr("Mark no cells (Esc)"), GlyphButton::Look::ghost,
                             clear_size, this)) {
  cells_->setFixedSize(cells_width, 26);
  cells_->setPlaceholderText(tr("E 1-100, I 3-5"));
  cells_->setToolTip(
      model_ == lab::Model::spiking
          ? tr("Marked cells: type them, drag beside the spikes, or in the panels of "
               "rates and inputs; Ctrl+click for one more")
          : tr("Marked units: type them, or click or drag in any panel of single units; "
               "Ctrl+click for one more"));
  cells_->installEventFilter(this);
  lesion_->setToolTip(tr("From the next trial on these cells never fire"));
  inject_->setToolTip(tr("From the next trial on a current into these cells, in every trial"));
  imprint_->setToolTip(
      tr("Multiplies the weights among these units before the next trial, and leaves them to the "
         "rule"));
  setpoint_->setToolTip(tr("From the next trial on these units have a setpoint of their own"));
  restore_->setProperty("flat", true);
  arrange();
  connect(cells_, &QLineEdit::returnPressed, this, &SelectionBar::take_typed);
  connect(lesion_, &QPushButton::clicked, this, &SelectionBar::lesion);
  connect(inject_, &QPushButton::clicked, this, &SelectionBar::inject);
  connect(imprint_, &QPushButton::clicked, this, &SelectionBar::imprint);
  connect(setpoint_, &QPushButton::clicked, this, &SelectionBar::set_setpoint);
  connect(restore_, &QPushButton::clicked, this, &SelectionBar::restore);
  connect(clear_, &QAbstractButton::clicked, this, &SelectionBar::clear);
  hide();
}

/// One row for spiking cells; what only rate units have stands in a second one, with the current.
void SelectionBar::arrange() {
  const bool has_two_rows = model_ == lab::Model::multi_unit;
  setFixedHeight(has_two_rows ? 2 * bar_height - 6 : bar_height);
  auto* rows = new QVBoxLayout(this);
  rows->setContentsMargins(16, 4, 12, 6);
  rows->setSpacing(6);
  const auto add_row = [rows] {
    auto* row = new QHBoxLayout;
    row->setSpacing(6);
    rows->addLayout(row);
    return row;
  };
  QHBoxLayout* first = add_row();
  first->addWidget(count_);
  first->addWidget(cells_);
  first->addSpacing(6);
  first->addWidget(lesion_);
  first->addSpacing(6);
  QHBoxLayout* second = has_two_rows ? add_row() : first;
  for (QWidget* part : {static_cast<QWidget*>(inject_), static_cast<QWidget*>(amount_),
                        static_cast<QWidget*>(word(tr("from"), this)), static_cast<QWidget*>(from_),
                        static_cast<QWidget*>(word(tr("to"), this)), static_cast<QWidget*>(until_)})
    second->addWidget(part);
  for (QWidget* part : {static_cast<QWidget*>(imprint_), static_cast<QWidget*>(times_),
                        static_cast<QWidget*>(setpoint_), static_cast<QWidget*>(Hz_)}) {
    part->setVisible(has_two_rows);
    if (!has_two_rows) continue;
    if (part == imprint_ || part == setpoint_) second->addSpacing(10);
    second->addWidget(part);
  }
  if (has_two_rows) second->addStretch(1);
  first->addStretch(1);
  first->addWidget(restore_);
  first->addWidget(clear_);
}

NumberField* SelectionBar::add_number(const QString& unit, double& value, double least,
                                      double step) {
  const auto stepped = [=](double from, double steps) {
    return std::max(least, from + step * steps);
  };
  auto* field = new NumberField(unit, stepped, this);
  field->setFixedWidth(number_width);
  field->set_value(value);
  connect(field, &NumberField::value_changed, this, [field, least, &value](double typed, bool) {
    field->set_error(typed < least);
    if (typed < least) return;
    value = typed;
    field->set_value(typed);
  });
  connect(field, &NumberField::text_refused, field, [field] { field->set_error(true); });
  connect(field, &NumberField::cancelled, field, [field] { field->set_error(false); });
  return field;
}

void SelectionBar::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  sizes_ = lab::network_sizes(view.experiment->parameters);
  treatment_ = view.treatment;
  const bool is_other = view.selection != selection_;
  selection_ = view.selection;
  const bool is_typing = cells_->hasFocus() && cells_->isModified();
  if (is_other && !is_typing) {
    cells_->setText(qt_text(lab::cells_text(selection_, sizes_)));
    cells_->setCursorPosition(0);
  }
  show_buttons();
}

bool SelectionBar::has_both_populations() const {
  return !selection_.empty() && selection_.front() < sizes_.E && selection_.back() >= sizes_.E;
}

void SelectionBar::show_buttons() {
  setVisible(is_opened_ || !selection_.empty() || !treatment_.is_empty());
  const QString none = model_ == lab::Model::spiking ? tr("Cells") : tr("Units");
  count_->setText(selection_.empty() ? none : cells_count(selection_.size(), model_));
  lesion_->setEnabled(!selection_.empty());
  inject_->setEnabled(!selection_.empty());
  const bool are_lesioned =
      !selection_.empty() && std::ranges::includes(treatment_.lesioned, selection_);
  lesion_->setText(are_lesioned ? tr("Heal") : tr("Lesion"));
  // Of both kinds the weights have four classes, and the setpoints differ.
  const bool are_alike = !selection_.empty() && !has_both_populations();
  const bool are_I = are_alike && selection_.front() >= sizes_.E;
  imprint_->setEnabled(are_alike && selection_.size() > 1);
  imprint_->setText(are_I ? tr("Weights among I \u00d7") : tr("Weights among E \u00d7"));
  setpoint_->setEnabled(are_alike);
  const QStringList done = done_words();
  restore_->setVisible(!done.isEmpty());
  restore_->setText(tr("Undo %1").arg(done.join(", ")));
  QStringList tip{tr("Takes back all that was done to cells")};
  const auto cells_words = [this](const std::vector<int>& cells) {
    return qt_text(lab::cells_text(cells, sizes_));
  };
  for (const lab::CellCurrent& current : treatment_.currents) {
    const QString amount = model_ == lab::Model::spiking ? tr("%1 pA") : QStringLiteral("%1");
    tip << tr("%1 into %2, %3 to %4 ms")
               .arg(amount.arg(number_text(current.amount)), cells_words(current.cells),
                    number_text(current.from_ms), number_text(current.until_ms));
  }
  for (const lab::OwnSetpoint& own : treatment_.setpoints)
    tip << tr("setpoint %1 Hz of %2").arg(number_text(own.Hz), cells_words(own.cells));
  for (const lab::Imprint& made : treatment_.imprints)
    tip << tr("weights among %1 \u00d7 %2").arg(cells_words(made.cells), number_text(made.factor));
  restore_->setToolTip(tip.join('\n'));
}

QStringList SelectionBar::done_words() const {
  QStringList done;
  const auto add = [&](std::size_t count, const QString& one, const QString& many) {
    if (count > 0) done << (count == 1 ? one : many.arg(grouped_text(static_cast<qint64>(count))));
  };
  add(treatment_.lesioned.size(), tr("1 lesioned"), tr("%1 lesioned"));
  add(treatment_.currents.size(), tr("1 current"), tr("%1 currents"));
  add(treatment_.setpoints.size(), tr("1 setpoint"), tr("%1 setpoints"));
  add(treatment_.imprints.size(), tr("1 imprint"), tr("%1 imprints"));
  return done;
}

void SelectionBar::open() {
  is_opened_ = true;
  show_buttons();
  cells_->setFocus(Qt::ShortcutFocusReason);
  cells_->selectAll();
}

void SelectionBar::clear() {
  is_opened_ = false;
  cells_->setModified(false);
  cells_->clear();
  cells_->clearFocus();
  emit cells_typed({});
}

void SelectionBar::take_typed() {
  try {
    const bool is_none = cells_->text().trimmed().isEmpty();
    auto cells =
        is_none ? std::vector<int>{} : lab::parse_cells(cells_->text().toStdString(), sizes_);
    cells_->setModified(false);
    cells_->clearFocus();
    emit cells_typed(std::move(cells));
  } catch (const InputError& error) {
    emit refused(tr("Allowed: %1.").arg(qt_text(error.allowed())));
  }
}

void SelectionBar::lesion() {
  lab::CellTreatment next = treatment_;
  const bool heals = std::ranges::includes(treatment_.lesioned, selection_);
  next.lesioned = heals ? without(next.lesioned, selection_) : united(next.lesioned, selection_);
  emit treatment_wanted(std::move(next), heals ? tr("healing") : tr("lesion"));
}

/// The same cells at the same times get another current rather than one more.
void SelectionBar::inject() {
  if (until_ms_ <= from_ms_) {
    until_->set_error(true);
    return emit refused(
        tr("A current ends after it begins: later than %1 ms.").arg(number_text(from_ms_)));
  }
  until_->set_error(false);
  lab::CellTreatment next = treatment_;
  const lab::CellCurrent wanted{selection_, current_, from_ms_, until_ms_};
  std::erase_if(next.currents, [&](lab::CellCurrent standing) {
    standing.amount = wanted.amount;
    return standing == wanted;
  });
  if (wanted.amount != 0) next.currents.push_back(wanted);
  emit treatment_wanted(std::move(next), tr("current into cells"));
}

void SelectionBar::imprint() {
  lab::CellTreatment next = treatment_;
  next.imprints.push_back({selection_, selection_.front() < sizes_.E ? "W_EE" : "W_II", factor_});
  emit treatment_wanted(std::move(next), tr("weights among units"));
}

/// The same units get another setpoint rather than a second one.
void SelectionBar::set_setpoint() {
  lab::CellTreatment next = treatment_;
  std::erase_if(next.setpoints,
                [this](const lab::OwnSetpoint& own) { return own.cells == selection_; });
  next.setpoints.push_back({selection_, setpoint_Hz_});
  emit treatment_wanted(std::move(next), tr("setpoint of units"));
}

void SelectionBar::restore() { emit treatment_wanted({}, tr("what was done to cells")); }

bool SelectionBar::eventFilter(QObject* watched, QEvent* event) {
  const bool is_escape =
      event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape;
  if (watched != cells_ || !is_escape) return false;
  clear();
  return true;
}

void SelectionBar::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.fillRect(QRect(0, 0, width(), 1), theme.line);
}

}  // namespace homeostat::ui
