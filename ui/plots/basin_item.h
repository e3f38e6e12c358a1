// The cells of a basin map in the plane of weights, as one image.
#pragma once

#include <QImage>
#include <memory>
#include <optional>

#include "core/lab/basin_task.h"
#include "ui/plots/outcome_style.h"
#include "ui/plots/plot_item.h"

namespace homeostat::ui {

/// A place in the grid.
struct CellPlace {
  int column = 0, row = 0;
  bool operator==(const CellPlace&) const = default;
};

class BasinItem : public PlotItem {
 public:
  explicit BasinItem(PlotView& plot);

  /// Null: nothing. Out of date: paler, until the next.
  void set_map(std::shared_ptr<const lab::JudgedBasin> basin);
  void set_out_of_date(bool is_out_of_date);
  /// Outlines cells whose outcome is not the analysis'.
  void set_outlines(bool are_shown);
  void set_chosen(std::optional<CellPlace> cell);

  /// The cell over which a place lies; nothing outside the grid.
  std::optional<CellPlace> cell_at(QPointF value) const;
  const lab::JudgedBasin* basin() const { return basin_.get(); }

  void plot_changed() override;
  void describe(figure::Plot& paper, const Theme& theme) const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) override;

 private:
  void rebuild();
  QRectF cell_rect(CellPlace cell) const;
  /// Edges of the cells whose outcome is not the analysis', in pixels.
  QVector<QLineF> outlines() const;
  void describe_outlines(figure::Plot& paper, const Theme& theme) const;

  std::shared_ptr<const lab::JudgedBasin> basin_;
  QImage image_;
  bool is_stale_ = true, is_out_of_date_ = false, are_outlined_ = true;
  std::optional<CellPlace> chosen_;
};

}  // namespace homeostat::ui
