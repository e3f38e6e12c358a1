// A figure as it will lie on paper, as large as there is room for.
#pragma once

#include <QWidget>
#include <optional>

#include "ui/figure/paper_figure.h"

namespace homeostat::ui {

class FigurePreview : public QWidget {
  Q_OBJECT
 public:
  explicit FigurePreview(QWidget* parent = nullptr);

  void set_figure(PaperFigure figure);
  /// Instead of a figure.
  void set_words(const QString& words);
  QSize sizeHint() const override { return {560, 480}; }

 protected:
  void paintEvent(QPaintEvent*) override;
  void resizeEvent(QResizeEvent*) override;

 private:
  void draw();

  std::optional<PaperFigure> figure_;
  QString words_;
  QImage image_;
};

}  // namespace homeostat::ui
