// A table without a grid: quiet rows, verdicts as glyph and word, shares as small bars.
#pragma once

#include <QStyledItemDelegate>
#include <QTableView>

namespace homeostat::ui {

/// What a model says of a cell beside its text.
namespace table_role {
inline constexpr int sort = Qt::UserRole;         ///< what the column is sorted by
inline constexpr int verdict = Qt::UserRole + 1;  ///< a Verdict, drawn before the text
inline constexpr int share = Qt::UserRole + 2;    ///< 0 to 1, a bar behind the text
inline constexpr int is_chosen = Qt::UserRole + 3;
inline constexpr int is_pale = Qt::UserRole + 4;  ///< no longer true, or nothing yet
}  // namespace table_role

/// Rows are walked with the arrow keys and taken with Enter or a click.
class TableView : public QTableView {
  Q_OBJECT
 public:
  explicit TableView(QWidget* parent = nullptr);

  /// Shows it sorted by any column; the model keeps its own order.
  void set_sorted_model(QAbstractItemModel* model);
  /// Row of the model under a row of the view, or -1.
  int model_row(const QModelIndex& index) const;
  QModelIndex view_index(int model_row) const;

 signals:
  void copy_requested();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
};

}  // namespace homeostat::ui
