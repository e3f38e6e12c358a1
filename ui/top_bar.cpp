#include "ui/top_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>

#include "ui/controls/text.h"
#include "ui/theme.h"

namespace homeostat::ui {

namespace {

constexpr qint64 most_trials = 100'000'000;

/// "with 2 changes: rule, alpha_EE", or nothing.
QString changes_text(const lab::Experiment& now, const lab::Experiment& reference) {
  const auto changed = lab::changed_symbols(now.parameters, reference.parameters);
  if (changed.empty()) return {};
  constexpr std::size_t named = 3;
  QStringList symbols;
  for (std::size_t k = 0; k < std::min(named, changed.size()); ++k) {
    symbols << html_with_symbols(qt_text(changed[k]));
  }
  if (changed.size() > named) symbols << QStringLiteral("…");
  return QObject::tr(" with %n change(s): ", nullptr, static_cast<int>(changed.size()))
             .replace("change(s)", changed.size() == 1 ? "change" : "changes") +
         symbols.join(", ");
}

}  // namespace

TopBar::TopBar(const QList<QAction*>& actions, QWidget* parent)
    : QWidget(parent), title_(new QLabel(this)), subtitle_(new QLabel(this)) {
  setFixedHeight(44);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(16, 0, 12, 0);
  row->setSpacing(8);
  title_->setFont(text_font(15, QFont::Medium));
  title_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
  subtitle_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  row->addWidget(title_);
  row->addWidget(subtitle_, 1);
  seed_ = add_number(tr("seed"),
                     tr("Random seed: same experiment and seed, same run to the last bit"), 64);
  trials_ = add_number(tr("length"), tr("Trials until the run stops; in online mode, seconds"), 64);
  connect(seed_, &QLineEdit::editingFinished, this, [this] {
    bool is_number = false;
    const quint64 seed = seed_->text().toULongLong(&is_number);
    if (is_number) Q_EMIT seed_edited(seed);
  });
  connect(trials_, &QLineEdit::editingFinished, this, [this] {
    bool is_number = false;
    const qint64 trials = trials_->text().remove(',').toLongLong(&is_number);
    if (is_number && trials >= 1 && trials <= most_trials) Q_EMIT trials_edited(trials);
  });
  for (QAction* action : actions) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    row->addWidget(button);
  }
}

QLineEdit* TopBar::add_number(const QString& name, const QString& tip, int width) {
  auto* label = new QLabel(name, this);
  auto* field = new QLineEdit(this);
  label->setFont(text_font(12));
  label->setBuddy(field);
  label->setToolTip(tip);
  field->setToolTip(tip);
  field->setAccessibleName(tip);
  field->setFixedSize(width, 26);
  field->setAlignment(Qt::AlignRight);
  layout()->addWidget(label);
  layout()->addWidget(field);
  return field;
}

void TopBar::show_experiment(const lab::Experiment& now, const lab::Experiment& reference) {
  title_->setText(qt_text(now.title.empty() ? now.name : now.title));
  full_subtitle_ = qt_text(now.name) + changes_text(now, reference);
  elide();
  if (!seed_->hasFocus()) seed_->setText(QString::number(now.seed));
  if (!trials_->hasFocus()) trials_->setText(QString::number(now.trials));
}

void TopBar::elide() {
  const Theme& theme = Theme::of(this);
  subtitle_->setText(
      QStringLiteral("<span style='color:%1'>%2</span>").arg(theme.ink3.name(), full_subtitle_));
}

void TopBar::resizeEvent(QResizeEvent*) { elide(); }

void TopBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::of(this);
  painter.fillRect(rect(), theme.panel);
  painter.fillRect(0, height() - 1, width(), 1, theme.line);
}

}  // namespace homeostat::ui
