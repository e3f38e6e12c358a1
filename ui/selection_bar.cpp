#include "ui/selection_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QStringList>
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

QLabel* word(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setFont(text_font(12));
  label->setForegroundRole(QPalette::PlaceholderText);
  return label;
}

QString cells_count(std::size_t cells) {
  return cells == 1 ? QObject::tr("1 cell")
                    : QObject::tr("%1 cells").arg(grouped_text(static_cast<qint64>(cells)));
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

SelectionBar::SelectionBar(QWidget* parent)
    : QWidget(parent),
      count_(new QLabel(this)),
      cells_(new QLineEdit(this)),
      lesion_(new QPushButton(tr("Lesion"), this)),
      inject_(new QPushButton(tr("Inject"), this)),
      restore_(new QPushButton(this)),
      pA_(add_number(tr("pA"), current_pA_, -1e6, 10)),
      from_(add_number(tr("ms"), from_ms_, 0, 50)),
      until_(add_number(tr("ms"), until_ms_, 0, 50)),
      clear_(new GlyphButton("close", tr("Mark no cells (Esc)"), GlyphButton::Look::ghost,
                             clear_size, this)) {
  setFixedHeight(bar_height);
  cells_->setFixedSize(cells_width, 26);
  cells_->setPlaceholderText(tr("E 1-100, I 3-5"));
  cells_->setToolTip(
      tr("Marked cells: type them, drag beside the spikes, or in the panels of "
         "rates and inputs; Ctrl+click for one more"));
  cells_->installEventFilter(this);
  lesion_->setToolTip(tr("From the next trial on these cells never fire"));
  inject_->setToolTip(tr("From the next trial on a current into these cells, in every trial"));
  restore_->setProperty("flat", true);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(16, 4, 12, 6);
  row->setSpacing(6);
  row->addWidget(count_);
  row->addWidget(cells_);
  row->addSpacing(6);
  row->addWidget(lesion_);
  row->addSpacing(6);
  row->addWidget(inject_);
  row->addWidget(pA_);
  row->addWidget(word(tr("from"), this));
  row->addWidget(from_);
  row->addWidget(word(tr("to"), this));
  row->addWidget(until_);
  row->addStretch(1);
  row->addWidget(restore_);
  row->addWidget(clear_);
  connect(cells_, &QLineEdit::returnPressed, this, &SelectionBar::take_typed);
  connect(lesion_, &QPushButton::clicked, this, &SelectionBar::lesion);
  connect(inject_, &QPushButton::clicked, this, &SelectionBar::inject);
  connect(restore_, &QPushButton::clicked, this, &SelectionBar::restore);
  connect(clear_, &QAbstractButton::clicked, this, &SelectionBar::clear);
  hide();
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

void SelectionBar::show_buttons() {
  setVisible(is_opened_ || !selection_.empty() || !treatment_.is_empty());
  count_->setText(selection_.empty() ? tr("Cells") : cells_count(selection_.size()));
  lesion_->setEnabled(!selection_.empty());
  inject_->setEnabled(!selection_.empty());
  const bool are_lesioned =
      !selection_.empty() && std::ranges::includes(treatment_.lesioned, selection_);
  lesion_->setText(are_lesioned ? tr("Heal") : tr("Lesion"));
  QStringList done;
  if (!treatment_.lesioned.empty())
    done << tr("%1 lesioned").arg(grouped_text(static_cast<qint64>(treatment_.lesioned.size())));
  const auto currents = treatment_.currents.size();
  if (currents > 0) done << (currents == 1 ? tr("1 current") : tr("%1 currents").arg(currents));
  restore_->setVisible(!done.isEmpty());
  restore_->setText(tr("Undo %1").arg(done.join(", ")));
  QStringList tip{tr("Heals all cells and ends all currents")};
  for (const lab::CellCurrent& current : treatment_.currents) {
    tip << tr("%1 pA into %2, %3 to %4 ms")
               .arg(number_text(current.amount), qt_text(lab::cells_text(current.cells, sizes_)),
                    number_text(current.from_ms), number_text(current.until_ms));
  }
  restore_->setToolTip(tip.join('\n'));
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
  const lab::CellCurrent wanted{selection_, current_pA_, from_ms_, until_ms_};
  std::erase_if(next.currents, [&](lab::CellCurrent standing) {
    standing.amount = wanted.amount;
    return standing == wanted;
  });
  if (wanted.amount != 0) next.currents.push_back(wanted);
  emit treatment_wanted(std::move(next), tr("current into cells"));
}

void SelectionBar::restore() { emit treatment_wanted({}, tr("lesions and currents")); }

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
