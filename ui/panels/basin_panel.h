// Which starting weights lead where: every cell of the plane run to its outcome, over the edges
// that the analysis draws, with the cells where the two disagree.
#pragma once

#include <QTimer>
#include <array>
#include <memory>
#include <optional>

#include "core/lab/basin_task.h"
#include "ui/panels/basin_controls.h"
#include "ui/panels/disagreements_model.h"
#include "ui/panels/panel.h"
#include "ui/panels/run_trail.h"
#include "ui/plots/basin_item.h"
#include "ui/plots/boundary_lines.h"
#include "ui/plots/plane_window.h"
#include "ui/plots/plot_view.h"

class QLabel;

namespace homeostat::ui {

class MarkerItem;
class PathItem;
class ProgressLine;
class TableView;

class BasinPanel : public Panel {
  Q_OBJECT
 public:
  explicit BasinPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  void fill_menu(QMenu& menu) override;
  bool is_settled() const override {
    return !wanted_ || (asked_ == wanted_ && (so_far_.is_finished || !so_far_.error.empty()));
  }

  PlotView& plot() { return plot_; }
  const BasinItem& cells() const { return *cells_; }
  DisagreementsModel& disagreements() { return disagreements_; }
  void set_choice(const BasinChoice& choice);
  bool is_large() const;
  bool is_finished() const { return so_far_.is_finished; }
  /// Names of outcomes that found room in the picture.
  QStringList shown_names() const;
  /// Puts the experiment's start where a cell has it, which runs it.
  void open_cell(CellPlace cell);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void arrange();
  QWidget* make_column();
  void want(const lab::BasinQuestion& question);
  void begin();
  void take();
  void show_answer();
  void show_readout();
  void place_labels();
  void open_controls();
  void save_table();

  PlotView plot_;
  BasinItem* cells_;
  BoundaryLines edges_;
  PathItem* trail_;
  MarkerItem* start_;
  LabelItem& status_;
  std::array<LabelItem*, cell_kind_count> names_{};  ///< in the middle of what they name
  PlaneWindow* window_;
  RunTrail run_;
  ProgressLine* progress_;
  QWidget* column_ = nullptr;
  BasinControls* controls_ = nullptr;
  QLabel *legend_ = nullptr, *disagree_ = nullptr;
  TableView* table_ = nullptr;
  DisagreementsModel disagreements_;
  BasinChoice choice_;
  QString subtitle_;
  std::shared_ptr<const ei::PlanePicture> picture_;
  std::optional<lab::ParameterValues> planned_;
  std::optional<lab::BasinQuestion> wanted_, asked_;
  QTimer resting_;  ///< a dragged slider has come to rest
  lab::SoFar<std::shared_ptr<const lab::JudgedBasin>> so_far_;
  lab::BasinTask task_;  // last: it calls back
};

}  // namespace homeostat::ui
