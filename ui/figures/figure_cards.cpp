#include "ui/figures/figure_cards.h"

#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>
#include <QStyledItemDelegate>

#include "ui/controls/paint.h"
#include "ui/controls/text.h"
#include "ui/figures/claims_model.h"
#include "ui/figures/figures_model.h"
#include "ui/figures/sketch_painter.h"
#include "ui/glyphs.h"
#include "ui/typeset.h"

namespace homeostat::ui {

namespace {

constexpr int card_gap = 12;
constexpr int caption_height = 32;
constexpr int card_padding = 12;
constexpr int glyph_side = 14;

class CardPainter : public QStyledItemDelegate {
 public:
  CardPainter(const FiguresModel& model, const FigureCards& view)
      : QStyledItemDelegate(const_cast<FigureCards*>(&view)), model_(model), view_(view) {}

  QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override {
    return view_.gridSize();
  }

  void paint(QPainter* painter, const QStyleOptionViewItem& option,
             const QModelIndex& index) const override {
    const Theme& theme = Theme::of(&view_);
    // Flush with what stands below at the left; the scroll bar is at the right.
    const QRectF card = QRectF(option.rect).adjusted(0, card_gap / 2.0, -card_gap, -card_gap / 2.0);
    const bool is_chosen = option.state & QStyle::State_Selected;
    const bool is_under_mouse = option.state & QStyle::State_MouseOver;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (is_chosen && view_.hasFocus()) draw_focus_ring(*painter, card, 8, theme);
    draw_field(*painter, card, 8, theme.panel,
               is_chosen        ? theme.accent
               : is_under_mouse ? theme.ink3
                                : theme.line);
    QRectF picture = card.adjusted(card_padding, 10, -card_padding, -caption_height - 8);
    if (const lab::Sketch* sketch = model_.sketch(index.row()))
      draw_picture(*painter, picture, *sketch, theme);
    const QRectF caption(card.left(), card.bottom() - caption_height, card.width(), caption_height);
    painter->fillRect(QRectF(card.left() + 1, caption.top(), card.width() - 2, 1), theme.line);
    draw_caption(*painter, caption.adjusted(card_padding, 0, -card_padding, 0), index.row(), theme);
    painter->restore();
  }

 private:
  void draw_picture(QPainter& painter, const QRectF& where, const lab::Sketch& sketch,
                    const Theme& theme) const {
    if (sketch.kind != lab::Sketch::Kind::nothing)
      return draw_sketch(painter, where, sketch, theme);
    painter.setPen(theme.ink3);
    painter.setFont(text_font(12));
    painter.drawText(where, Qt::AlignCenter | Qt::TextWordWrap,
                     FigureCards::tr("Takes minutes to run"));
  }

  void draw_caption(QPainter& painter, QRectF where, int row, const Theme& theme) const {
    const lab::Figure& figure = model_.figure(row);
    if (const auto verdict = model_.verdict(row)) {
      const Verdict shown = verdict_of(*verdict);
      const QRectF glyph(where.right() - glyph_side, where.center().y() - glyph_side / 2.0,
                         glyph_side, glyph_side);
      draw_glyph(painter, verdict_glyph(shown), glyph, verdict_colour(theme, shown));
      where.setRight(glyph.left() - 6);
    }
    QString number = qt_text(figure.original);
    number.remove("Fig. ");
    painter.setFont(text_font(13, QFont::Medium));
    painter.setPen(theme.ink);
    painter.drawText(where, Qt::AlignLeft | Qt::AlignVCenter, number);
    where.setLeft(where.left() + painter.fontMetrics().horizontalAdvance(number) + 8);
    const Typeset title(markup_with_symbols(qt_text(figure.title)), 13);
    if (title.size().width() <= where.width()) {
      const double baseline = where.center().y() + (title.ascent() - 3) / 2;
      return title.draw(painter, {where.left(), baseline}, theme.ink2);
    }
    painter.setFont(text_font(13));
    painter.setPen(theme.ink2);
    painter.drawText(where, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(qt_text(figure.title), Qt::ElideRight,
                                                      static_cast<int>(where.width())));
  }

  const FiguresModel& model_;
  const FigureCards& view_;
};

}  // namespace

FigureCards::FigureCards(FiguresModel& model, QWidget* parent) : QListView(parent) {
  setModel(&model);
  setItemDelegate(new CardPainter(model, *this));
  setViewMode(QListView::IconMode);
  setMovement(QListView::Static);
  setResizeMode(QListView::Adjust);
  setUniformItemSizes(true);
  setFrameShape(QFrame::NoFrame);
  setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setEditTriggers(QAbstractItemView::NoEditTriggers);
  setMouseTracking(true);
  viewport()->setAutoFillBackground(false);
  setAccessibleName(tr("Figures of the papers"));
}

void FigureCards::resizeEvent(QResizeEvent* event) {
  // A pixel less: rounding must not push the last card into the next row.
  setGridSize({(viewport()->width() - 1) / across, card_height + card_gap});
  QListView::resizeEvent(event);
}

}  // namespace homeostat::ui
