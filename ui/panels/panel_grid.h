// The centre of the window: two by two panels, one of which may fill it all.
#pragma once

#include <QByteArray>
#include <QWidget>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "ui/panels/panel_slot.h"

class QSplitter;

namespace homeostat::ui {

class PanelGrid : public QWidget {
  Q_OBJECT
 public:
  /// Of the panels that can show this model.
  explicit PanelGrid(lab::Model model, QWidget* parent = nullptr);

  /// Hands the view to the panels that can be seen.
  void show_view(const View& view);

  /// Whether a panel that can be seen does.
  bool wants_all_weights() const;

  PanelSlot& slot_at(std::size_t k) { return *slots_[k]; }
  static constexpr std::size_t slot_count = 4;
  /// Index of the slot that fills the centre, or -1.
  int enlarged() const { return enlarged_; }
  void toggle_enlarged(int k);

  /// The panels that an experiment asks for, by slot; the other slots keep theirs. None: those that
  /// the person had chosen come back.
  void show_story(const std::vector<std::string>& kinds);

  /// Kinds, sizes and which one is enlarged; restore refuses what it does not understand.
  QByteArray save_layout() const;
  bool restore_layout(const QByteArray& layout);

 signals:
  void edit_requested(std::vector<homeostat::ui::Edit> edits, bool is_final);
  void trial_picked(std::int64_t trial);
  void cell_chosen(int cell);
  void cells_selected(std::vector<int> cells, bool changes);
  void plane_chosen(std::optional<homeostat::ui::PlaneRange> range);
  /// Of the panel in that slot.
  void export_requested(int slot);
  void copy_requested(int slot);
  void drag_requested(int slot);
  /// A panel has come that has not seen the present view.
  void view_wanted();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void add_slot(lab::Model model, std::size_t k, QSplitter* row);
  void select(int k);
  void keep_choice(std::size_t k);

  QSplitter* rows_;
  std::array<QSplitter*, 2> columns_{};
  std::array<PanelSlot*, slot_count> slots_{};
  int enlarged_ = -1;
  /// What the person had chosen, while an experiment's panels stand in its place.
  std::optional<std::array<QString, slot_count>> own_kinds_;
  bool is_telling_ = false;
};

}  // namespace homeostat::ui
