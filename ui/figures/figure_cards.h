// The gallery: one card a figure, five across.
#pragma once

#include <QListView>

namespace homeostat::ui {

class FiguresModel;

class FigureCards : public QListView {
  Q_OBJECT
 public:
  explicit FigureCards(FiguresModel& model, QWidget* parent = nullptr);

  static constexpr int across = 5;
  static constexpr int card_height = 138;

 protected:
  void resizeEvent(QResizeEvent* event) override;
};

}  // namespace homeostat::ui
