#include "ui/panels/panel_grid.h"

#include <QDataStream>
#include <QKeyEvent>
#include <QSplitter>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/panel_kinds.h"

namespace homeostat::ui {
namespace {

constexpr int grid_gap_px = 8;
constexpr QSize smallest_slot(260, 180);
/// Version 1 did not know how its panels were set up.
constexpr quint32 layout_version = 2, oldest_version = 1;

QSplitter* make_splitter(Qt::Orientation orientation, QWidget* parent) {
  auto* splitter = new QSplitter(orientation, parent);
  splitter->setHandleWidth(grid_gap_px);
  splitter->setChildrenCollapsible(false);
  return splitter;
}

}  // namespace

PanelGrid::PanelGrid(lab::Model model, QWidget* parent)
    : QWidget(parent), rows_(make_splitter(Qt::Vertical, this)) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(grid_gap_px, grid_gap_px, grid_gap_px, grid_gap_px);
  layout->addWidget(rows_);
  for (QSplitter*& row : columns_) {
    row = make_splitter(Qt::Horizontal, rows_);
    rows_->addWidget(row);
  }
  for (std::size_t k = 0; k < slot_count; ++k) add_slot(model, k, columns_[k / 2]);
  // Sizes are shares here: each half.
  for (QSplitter* splitter : {rows_, columns_[0], columns_[1]}) splitter->setSizes({1, 1});
  // The columns stay in line, so that trials line up down the window.
  const auto follow = [](QSplitter* leader, QSplitter* follower) {
    connect(leader, &QSplitter::splitterMoved, follower,
            [leader, follower] { follower->setSizes(leader->sizes()); });
  };
  follow(columns_[0], columns_[1]);
  follow(columns_[1], columns_[0]);
}

void PanelGrid::add_slot(lab::Model model, std::size_t k, QSplitter* row) {
  auto* slot = new PanelSlot(panel_kinds(model), first_panels(model)[k], row);
  slots_[k] = slot;
  row->addWidget(slot);
  // Equal shares, whatever the panels would like.
  slot->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
  slot->setMinimumSize(smallest_slot);
  row->setStretchFactor(row->indexOf(slot), 1);
  const int index = static_cast<int>(k);
  connect(slot, &PanelSlot::enlarge_toggled, this, [this, index] { toggle_enlarged(index); });
  connect(slot, &PanelSlot::selected, this, [this, index] { select(index); });
  connect(slot, &PanelSlot::kind_changed, this, [this, k] {
    keep_choice(k);
    emit view_wanted();
  });
  connect(slot, &PanelSlot::export_requested, this,
          [this, index] { emit export_requested(index); });
  connect(slot, &PanelSlot::copy_requested, this, [this, index] { emit copy_requested(index); });
  connect(slot, &PanelSlot::drag_requested, this, [this, index] { emit drag_requested(index); });
  connect(slot, &PanelSlot::edit_requested, this, &PanelGrid::edit_requested);
  connect(slot, &PanelSlot::trial_picked, this, &PanelGrid::trial_picked);
  connect(slot, &PanelSlot::view_wanted, this, &PanelGrid::view_wanted);
  connect(slot, &PanelSlot::cell_chosen, this, &PanelGrid::cell_chosen);
  connect(slot, &PanelSlot::cells_selected, this, &PanelGrid::cells_selected);
  connect(slot, &PanelSlot::plane_chosen, this, &PanelGrid::plane_chosen);
}

void PanelGrid::show_view(const View& view) {
  for (PanelSlot* slot : slots_) {
    if (slot->isVisible()) slot->show_view(view);
  }
}

bool PanelGrid::wants_all_weights() const {
  return std::ranges::any_of(slots_, [](PanelSlot* slot) {
    return slot->isVisible() && slot->panel().wants_all_weights();
  });
}

void PanelGrid::select(int k) {
  for (std::size_t at = 0; at < slot_count; ++at)
    slots_[at]->set_selected(static_cast<int>(at) == k);
}

void PanelGrid::toggle_enlarged(int k) {
  enlarged_ = enlarged_ == k ? -1 : k;
  for (std::size_t at = 0; at < slot_count; ++at) {
    const bool is_it = static_cast<int>(at) == enlarged_;
    slots_[at]->set_enlarged(is_it);
    slots_[at]->setVisible(enlarged_ < 0 || is_it);
  }
  for (std::size_t row = 0; row < columns_.size(); ++row) {
    columns_[row]->setVisible(enlarged_ < 0 || static_cast<std::size_t>(enlarged_) / 2 == row);
  }
  emit view_wanted();
}

/// A hand's choice outlives the story in which it was made.
void PanelGrid::keep_choice(std::size_t k) {
  if (own_kinds_ && !is_telling_) (*own_kinds_)[k] = slots_[k]->kind_id();
}

void PanelGrid::show_story(const std::vector<std::string>& kinds) {
  is_telling_ = true;
  if (!own_kinds_) {
    own_kinds_.emplace();
    for (std::size_t k = 0; k < slot_count; ++k) (*own_kinds_)[k] = slots_[k]->kind_id();
  }
  for (std::size_t k = 0; k < slot_count; ++k)
    slots_[k]->set_kind(k < kinds.size() ? QString::fromStdString(kinds[k]) : (*own_kinds_)[k]);
  if (kinds.empty()) own_kinds_.reset();
  is_telling_ = false;
}

QByteArray PanelGrid::save_layout() const {
  QByteArray layout;
  QDataStream out(&layout, QIODevice::WriteOnly);
  out << layout_version << enlarged_;
  for (std::size_t k = 0; k < slot_count; ++k)
    out << (own_kinds_ ? (*own_kinds_)[k] : slots_[k]->kind_id());
  out << rows_->saveState();
  for (const QSplitter* row : columns_) out << row->saveState();
  for (const PanelSlot* slot : slots_) out << slot->states();
  return layout;
}

bool PanelGrid::restore_layout(const QByteArray& layout) {
  QDataStream in(layout);
  quint32 version = 0;
  int enlarged = -1;
  std::array<QString, slot_count> kinds;
  std::array<QByteArray, 3> sizes;
  std::array<QMap<QString, QByteArray>, slot_count> states;
  in >> version >> enlarged;
  const bool is_known = version >= oldest_version && version <= layout_version;
  if (!is_known || enlarged < -1 || enlarged >= static_cast<int>(slot_count)) return false;
  for (QString& kind : kinds) in >> kind;
  for (QByteArray& size : sizes) in >> size;
  if (version > oldest_version) {
    for (auto& panel_states : states) in >> panel_states;
  }
  if (in.status() != QDataStream::Ok) return false;
  own_kinds_.reset();
  for (std::size_t k = 0; k < slot_count; ++k) {
    slots_[k]->set_kind(kinds[k]);
    slots_[k]->restore_states(states[k]);
  }
  const bool are_sizes_known = rows_->restoreState(sizes[0]) &&
                               columns_[0]->restoreState(sizes[1]) &&
                               columns_[1]->restoreState(sizes[2]);
  if (enlarged != enlarged_) toggle_enlarged(enlarged >= 0 ? enlarged : enlarged_);
  return are_sizes_known;
}

void PanelGrid::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && enlarged_ >= 0) return toggle_enlarged(enlarged_);
  QWidget::keyPressEvent(event);
}

}  // namespace homeostat::ui
