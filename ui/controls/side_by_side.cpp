#include "ui/controls/side_by_side.h"

#include <QHBoxLayout>

namespace homeostat::ui {
namespace {

constexpr int room_for_both = 700;

}  // namespace

SideBySide::SideBySide(QWidget* first, QWidget* second, const QStringList& names, QWidget* parent)
    : QWidget(parent), views_{first, second}, control_(new SegmentedControl(names, this)) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  for (QWidget* view : views_) row->addWidget(view, 1);
  connect(control_, &SegmentedControl::picked, this, &SideBySide::choose);
  arrange();
}

bool SideBySide::shows_both() const { return width() >= room_for_both; }

void SideBySide::choose(int index) {
  if (index != 0 && index != 1) return;
  chosen_ = index;
  if (control_) control_->set_current(index);
  arrange();
}

void SideBySide::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  arrange();
}

void SideBySide::arrange() {
  for (int k = 0; k < 2; ++k)
    views_[static_cast<std::size_t>(k)]->setVisible(shows_both() || k == chosen_);
  if (control_) control_->setVisible(!shows_both());
}

}  // namespace homeostat::ui
