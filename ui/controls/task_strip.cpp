#include "ui/controls/task_strip.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/controls/progress_line.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr int strip_height = 44, strip_margin = 12;

}  // namespace

TaskStrip::TaskStrip(QWidget* parent)
    : QWidget(parent),
      progress_(new ProgressLine(this)),
      button_(new QPushButton(this)),
      words_(new QLabel(this)) {
  words_->setFont(text_font(12));
  words_->setWordWrap(true);
  words_->setForegroundRole(QPalette::PlaceholderText);
  words_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  auto* strip = new QWidget(this);
  strip->setFixedHeight(strip_height);
  auto* row = new QHBoxLayout(strip);
  row->setContentsMargins(strip_margin, 0, strip_margin, 0);
  row->setSpacing(strip_margin);
  row->addWidget(button_);
  row->addWidget(words_, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(progress_);
  column->addWidget(strip);
}

void TaskStrip::set_part_done(double part) { progress_->set_part_done(part); }

void TaskStrip::set_words(const QString& words, const QString& tip) {
  words_->setText(words);
  words_->setToolTip(tip.isEmpty() ? words : tip);
}

QString TaskStrip::words() const { return words_->text(); }

}  // namespace homeostat::ui
