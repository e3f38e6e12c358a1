#include "ui/controls/table_view.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QSortFilterProxyModel>

#include "ui/controls/verdict.h"
#include "ui/glyphs.h"

namespace homeostat::ui {
namespace {

constexpr int table_row_height = 32;
constexpr int cell_padding = 8;
constexpr int table_glyph_side = 13;
constexpr int table_glyph_room = 18;
constexpr int table_bar_height = 4;
constexpr int bar_left = 58;
constexpr int least_bar = 16;

/// Draws one cell in the theme of its view.
class CellPainter : public QStyledItemDelegate {
 public:
  explicit CellPainter(const QTableView& view)
      : QStyledItemDelegate(const_cast<QTableView*>(&view)), view_(view) {}

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    const Theme& theme = Theme::of(&view_);
    painter->save();
    draw_ground(*painter, theme, option, index);
    QRect inside = option.rect.adjusted(cell_padding, 0, -cell_padding, 0);
    if (const QVariant verdict = index.data(table_role::verdict); verdict.isValid())
      inside.setLeft(draw_verdict(*painter, theme, inside, static_cast<Verdict>(verdict.toInt())));
    if (const QVariant share = index.data(table_role::share); share.isValid())
      draw_bar(*painter, theme, inside, share.toDouble());
    draw_text(*painter, theme, inside, index);
    painter->restore();
  }

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override {
    const int glyph = index.data(table_role::verdict).isValid() ? table_glyph_room : 0;
    const QFontMetrics metrics(text_font(13));
    return {metrics.horizontalAdvance(index.data().toString()) + glyph + 2 * cell_padding,
            table_row_height};
  }

 private:
  void draw_ground(QPainter& painter, const Theme& theme, const QStyleOptionViewItem& option,
                   const QModelIndex& index) const {
    const bool is_marked = option.state & QStyle::State_Selected;
    if (is_marked || index.data(table_role::is_chosen).toBool()) {
      painter.fillRect(option.rect, theme.accent_soft);
    } else if (option.state & QStyle::State_MouseOver) {
      painter.fillRect(option.rect, theme.sunken);
    }
    if (!view_.hasFocus() || index.row() != view_.currentIndex().row()) return;
    // Where the keyboard is: the row between two lines.
    const QRect& cell = option.rect;
    painter.fillRect(QRect(cell.left(), cell.top(), cell.width(), 1), theme.accent);
    painter.fillRect(QRect(cell.left(), cell.bottom(), cell.width(), 1), theme.accent);
  }

  /// Gives where the text begins.
  static int draw_verdict(QPainter& painter, const Theme& theme, const QRect& inside,
                          Verdict verdict) {
    const QRectF place(inside.left(), inside.center().y() - table_glyph_side / 2.0 + 0.5,
                       table_glyph_side, table_glyph_side);
    draw_glyph(painter, verdict_glyph(verdict), place, verdict_colour(theme, verdict));
    return inside.left() + table_glyph_room;
  }

  static void draw_bar(QPainter& painter, const Theme& theme, const QRect& inside, double share) {
    const QRectF track(inside.left() + bar_left, inside.center().y() - table_bar_height / 2.0 + 0.5,
                       inside.width() - bar_left, table_bar_height);
    if (track.width() < least_bar) return;
    painter.fillRect(track, theme.line);
    painter.fillRect(QRectF(track.topLeft(), QSizeF(track.width() * share, table_bar_height)),
                     theme.ink2);
  }

  static void draw_text(QPainter& painter, const Theme& theme, const QRect& inside,
                        const QModelIndex& index) {
    const bool is_pale = index.data(table_role::is_pale).toBool();
    painter.setPen(is_pale ? theme.ink3 : theme.ink);
    painter.setFont(text_font(13));
    const int alignment = index.data(Qt::TextAlignmentRole).toInt();
    painter.drawText(
        inside, alignment != 0 ? alignment : int(Qt::AlignLeft | Qt::AlignVCenter),
        painter.fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, inside.width()));
  }

  const QTableView& view_;
};

}  // namespace

TableView::TableView(QWidget* parent) : QTableView(parent) {
  setItemDelegate(new CellPainter(*this));
  setFrameShape(QFrame::NoFrame);
  setShowGrid(false);
  setSelectionBehavior(QAbstractItemView::SelectRows);
  setSelectionMode(QAbstractItemView::SingleSelection);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setTabKeyNavigation(false);
  setWordWrap(false);
  setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
  setMouseTracking(true);
  verticalHeader()->hide();
  verticalHeader()->setDefaultSectionSize(table_row_height);
  verticalHeader()->setMinimumSectionSize(table_row_height);
  horizontalHeader()->setHighlightSections(false);
  horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  horizontalHeader()->setFont(text_font(12));
  horizontalHeader()->setMinimumSectionSize(40);
}

void TableView::set_sorted_model(QAbstractItemModel* model) {
  auto* sorted = new QSortFilterProxyModel(this);
  sorted->setSortRole(table_role::sort);
  sorted->setSourceModel(model);
  setModel(sorted);
  setSortingEnabled(true);
  // Until a column is asked for, the model's own order.
  sortByColumn(-1, Qt::AscendingOrder);
}

int TableView::model_row(const QModelIndex& index) const {
  return static_cast<const QSortFilterProxyModel*>(model())->mapToSource(index).row();
}

QModelIndex TableView::view_index(int model_row) const {
  const auto* sorted = static_cast<const QSortFilterProxyModel*>(model());
  return sorted->mapFromSource(sorted->sourceModel()->index(model_row, 0));
}

void TableView::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Copy)) {
    emit copy_requested();
    return;
  }
  QTableView::keyPressEvent(event);
}

void TableView::mousePressEvent(QMouseEvent* event) {
  QTableView::mousePressEvent(event);
  event->ignore();  // the frame around wants to know that it was touched
}

void TableView::focusInEvent(QFocusEvent* event) {
  QTableView::focusInEvent(event);
  viewport()->update();
}

}  // namespace homeostat::ui
