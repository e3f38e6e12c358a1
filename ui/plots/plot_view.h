// A plot: Qt Charts draws axes, ticks and grid; curves, labels and readout are items of ours.
#pragma once

#include <QChartView>
#include <QMarginsF>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "ui/plots/label_item.h"
#include "ui/plots/plot_map.h"

class QValueAxis;

namespace homeostat::ui {

class HairLineItem;

/// Titles stand in the row above the plot; what shares the row with the y title ends as high.
inline constexpr double title_bottom_px = 20;
inline constexpr double title_row_px = 28;

/// A curve with the label that stands at its right end. Under the mouse the label shows the value.
struct CurveLabel {
  QString markup;
  ColourOf colour;
  bool is_bold = false;
};

class PlotView : public QChartView {
  Q_OBJECT
 public:
  explicit PlotView(QWidget* parent = nullptr);

  /// Room for axes and labels around the plot area, in pixels.
  void set_margins(const QMarginsF& margins);
  const QMarginsF& margins() const { return margins_; }
  /// Titles in the markup of Typeset: y above its axis, x at the right end below the ticks.
  void set_titles(const QString& x_markup, const QString& y_markup);
  void set_x_title(const QString& x_markup) { set_titles(x_markup, y_markup_); }
  void set_x_range(double low, double high);
  void set_y_range(double low, double high);
  void set_ranges(double x_low, double x_high, double y_low, double y_high);
  void set_grid_visible(bool is_visible);
  /// Without the chart's own axes: for scales that it does not know.
  void set_axes_visible(bool is_visible);
  /// Without line, ticks, numbers and grid at the left: for rows of cells and stacked traces.
  void set_y_axis_visible(bool is_visible);

  /// Items belong to the plot.
  CurveItem& add_curve(PenOf pen, CurveLabel label = {});
  LabelItem& add_label(ColourOf colour, int pixels = 12);
  /// Accent line at the trial looked at.
  void set_cursor(std::optional<double> x);
  /// What replaces the x title under the mouse, "trial 412".
  void set_x_readout(std::function<QString(double x)> readout) { x_readout_ = std::move(readout); }
  /// What the labels of curves say of a value under the mouse; by default the number.
  void set_y_readout(std::function<QString(double y)> readout) { y_readout_ = std::move(readout); }
  /// Replaces both titles while the mouse is in the plot; for planes. Empty: the titles.
  void set_readout(const QString& above, const QString& below);
  double x_title_left() const { return x_title_->text_rect().left(); }
  double y_title_right() const { return y_title_->text_rect().right(); }
  QString readout_above() const { return y_title_->text(); }
  QString readout_below() const { return x_title_->text(); }

  /// All that it shows, for paper: in that theme's colours, without what is there for the hand.
  figure::Plot describe(const Theme& theme) const;
  /// Without the labels at the ends of curves, for a figure whose panels share a legend; the plot
  /// takes their room.
  void set_end_labels(bool are_shown);
  /// While it is described for paper: as if the mouse were elsewhere, and pixels finer than a
  /// screen's.
  void set_on_paper(bool is_on_paper);
  /// Device pixels for each px of what has to be drawn in whole ones.
  double pixel_ratio() const;

  /// To be called after curves got new values: labels and readout follow.
  void refresh();

  const PlotMap& map() const { return map_; }
  /// Where the mouse is, in the plot's values.
  std::optional<QPointF> hovered() const { return hovered_; }
  /// Texts of the curves' labels, top to bottom as they stand.
  std::vector<const LabelItem*> curve_labels() const;

  void register_item(PlotItem* item) { items_.push_back(item); }

 signals:
  /// The mouse moved to another place, or left (then hovered() is empty).
  void hover_changed();
  /// The plot area is another; items have been told.
  void area_changed();
  /// So are the values it shows.
  void range_changed();
  /// Pressed, or dragged on with the button down.
  void picked(QPointF value);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  struct Labelled {
    CurveItem* curve;
    LabelItem* label;
    QString resting_text;
  };

  void prepare_chart();
  void apply_theme();
  static void apply_axis(QValueAxis& axis, double low, double high);
  void place();
  void place_curve_labels();
  /// The label of a curve that lies on a level, as far as can be seen, stands above the level's:
  /// by its value it would change places with it at every frame.
  static void part_from_levels(const std::vector<Labelled*>& shown, std::vector<double>& wanted);
  void place_titles();
  void set_hovered(std::optional<QPointF> pixel);
  QString y_words(double y) const;
  void notify_items();

  QMarginsF margins_{44, 28, 20, 40};
  bool has_end_labels_ = true, is_on_paper_ = false;
  PlotMap map_;
  QValueAxis* x_axis_;
  QValueAxis* y_axis_;
  std::vector<PlotItem*> items_;
  std::vector<Labelled> labelled_;
  LabelItem* x_title_ = nullptr;
  LabelItem* y_title_ = nullptr;
  HairLineItem* cursor_ = nullptr;
  HairLineItem* hair_line_ = nullptr;
  QString x_markup_, y_markup_, readout_above_, readout_below_;
  std::function<QString(double)> x_readout_, y_readout_;
  std::optional<QPointF> hovered_px_, hovered_;
};

}  // namespace homeostat::ui
