#include "ui/top_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>
#include <limits>

#include "ui/controls/text.h"
#include "ui/controls/whole_number_field.h"
#include "ui/experiment_changes.h"
#include "ui/theme.h"

namespace homeostat::ui {

namespace {

constexpr quint64 most_trials = 100'000'000;

}  // namespace

TopBar::TopBar(const QList<QAction*>& actions, QWidget* parent)
    : QWidget(parent),
      title_(new QLabel(this)),
      subtitle_(new QLabel(this)),
      seed_(new WholeNumberField(0, std::numeric_limits<quint64>::max(), this)),
      trials_(new WholeNumberField(1, most_trials, this)) {
  setFocusPolicy(Qt::ClickFocus);
  setFixedHeight(44);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(16, 0, 12, 0);
  row->setSpacing(8);
  title_->setTextFormat(Qt::RichText);
  title_->setFont(text_font(15, QFont::Medium));
  title_->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Preferred);
  subtitle_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  row->addWidget(title_);
  row->addWidget(subtitle_, 1);
  name_number(add_number(seed_), seed_, tr("seed"),
              tr("Random seed: same experiment and seed, same run to the last bit"));
  trials_name_ = add_number(trials_);
  seed_->set_words(tr("Seed: a whole number"));
  connect(seed_, &WholeNumberField::value_changed, this, &TopBar::seed_edited);
  connect(trials_, &WholeNumberField::value_changed, this,
          [this](quint64 trials) { Q_EMIT trials_edited(static_cast<qint64>(trials)); });
  for (const WholeNumberField* field : {seed_, trials_})
    connect(field, &WholeNumberField::refused, this, &TopBar::refused);
  for (QAction* action : actions) {
    auto* button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    row->addWidget(button);
  }
}

QLabel* TopBar::add_number(QLineEdit* field) {
  auto* label = new QLabel(this);
  label->setFont(text_font(12));
  label->setBuddy(field);
  layout()->addWidget(label);
  layout()->addWidget(field);
  return label;
}

void TopBar::name_number(QLabel* label, QLineEdit* field, const QString& name,
                         const QString& tip) {
  label->setText(name);
  label->setToolTip(tip);
  field->setToolTip(tip);
  field->setAccessibleName(tip);
}

void TopBar::show_experiment(const lab::Experiment& now, const lab::Experiment& reference) {
  const QString name = qt_text(now.name).toHtmlEscaped();
  const bool is_as_titled = is_still(now, reference);
  const bool shows_title = is_as_titled && !now.title.empty();
  title_->setText(shows_title    ? html_with_symbols(qt_text(now.title))
                  : is_as_titled ? name
                                 : tr("Started from %1").arg(name));
  subtitle_text_ = (shows_title ? name + ' ' : QString()) + changes_text(now, reference);
  show_subtitle();
  seed_->set_value(now.seed);
  if (is_run_by_trials(now.model())) {
    name_number(trials_name_, trials_, tr("length"),
                tr("Trials until the run stops; in online mode, seconds"));
    trials_->set_words(is_online(now.parameters) ? tr("Length: a whole number of seconds")
                                                 : tr("Length: a whole number of trials"));
  } else {
    name_number(trials_name_, trials_, tr("problems"),
                tr("Random problems that are solved at every load and averaged"));
    trials_->set_words(tr("Problems: a whole number"));
  }
  trials_->set_value(static_cast<quint64>(now.trials));
}

void TopBar::show_subtitle() {
  const Theme& theme = Theme::of(this);
  subtitle_->setText(
      QStringLiteral("<span style='color:%1'>%2</span>").arg(theme.ink3.name(), subtitle_text_));
}

void TopBar::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::of(this);
  painter.fillRect(rect(), theme.panel);
  painter.fillRect(0, height() - 1, width(), 1, theme.line);
}

}  // namespace homeostat::ui
