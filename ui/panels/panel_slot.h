// The frame around a panel: title by which another panel can take the place, enlarge, menu.
#pragma once

#include <QMap>
#include <QString>
#include <QWidget>
#include <functional>
#include <optional>
#include <span>

#include "ui/panels/panel.h"

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace homeostat::ui {

class GlyphButton;

/// A panel that a slot can hold.
struct PanelKind {
  QString id;  ///< in saved layouts: never change it
  QString title;
  std::vector<lab::Model> models;  ///< that it can show
  std::function<Panel*(QWidget* parent)> make;
};

class PanelSlot : public QWidget {
  Q_OBJECT
 public:
  /// `kinds` must outlive the slot and hold `id`.
  PanelSlot(std::span<const PanelKind> kinds, const QString& id, QWidget* parent = nullptr);

  QString kind_id() const { return kind_->id; }
  /// Nothing happens when there is no such kind or it is here already.
  void set_kind(const QString& id);
  Panel& panel() { return *panel_; }
  /// How each kind of panel that has been here was set up.
  QMap<QString, QByteArray> states() const;
  void restore_states(const QMap<QString, QByteArray>& states);
  void show_view(const View& view);
  void set_selected(bool is_selected);
  void set_enlarged(bool is_enlarged);

  QString title() const { return kind_->title; }

 signals:
  void enlarge_toggled();
  /// As a figure for paper: with a dialog, into the clipboard, or dragged to another program.
  void export_requested();
  void copy_requested();
  void drag_requested();
  void kind_changed();
  void selected();
  void edit_requested(std::vector<homeostat::ui::Edit> edits, bool is_final);
  void trial_picked(std::int64_t trial);
  void view_wanted();
  void cell_chosen(int cell);
  void cells_selected(std::vector<int> cells, bool changes);
  void plane_chosen(std::optional<homeostat::ui::PlaneRange> range);

 protected:
  void paintEvent(QPaintEvent*) override;
  void changeEvent(QEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  /// On the header and on any panel that has no use of its own for it.
  void mouseDoubleClickEvent(QMouseEvent* event) override;

 private:
  QWidget* make_header();
  void apply_theme();
  void fill_title_menu();
  void open_menu(QPoint where);
  void install_panel();

  std::span<const PanelKind> kinds_;
  const PanelKind* kind_ = nullptr;
  Panel* panel_ = nullptr;
  QMap<QString, QByteArray> states_;
  QWidget* header_ = nullptr;
  QHBoxLayout* header_layout_ = nullptr;
  QToolButton* title_ = nullptr;
  QLabel* subtitle_ = nullptr;
  GlyphButton* enlarge_ = nullptr;
  GlyphButton* menu_ = nullptr;
  QWidget* control_ = nullptr;
  bool is_selected_ = false;
  bool shows_focus_ = false;
  /// Where the header was pressed.
  std::optional<QPoint> pressed_at_;
};

}  // namespace homeostat::ui
