// The nine networks of Table S3, trained side by side in the background: the error of each over
// trials, and what has become of it [paradox, Fig. 7L].
#pragma once

#include <vector>

#include "core/lab/network_ensemble.h"
#include "ui/panels/networks_model.h"
#include "ui/panels/panel.h"
#include "ui/plots/plot_view.h"

class QPushButton;

namespace homeostat::ui {

class PathItem;
class SideBySide;
class TableView;
class TaskStrip;

class NetworksPanel : public Panel {
  Q_OBJECT
 public:
  explicit NetworksPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  QWidget* header_control() override;
  QByteArray save_state() const override;
  void restore_state(const QByteArray& state) override;
  void fill_menu(QMenu& menu) override;

  /// Other networks than those of Table S3.
  void set_question(lab::EnsembleQuestion question);
  QPushButton& button();
  QString words() const;
  PlotView& plot() { return plot_; }
  NetworksModel& model() { return model_; }
  bool is_running() const { return is_running_; }

 private:
  void arrange();
  void begin_or_stop();
  void take();
  void show_answer();
  void show_lines();
  void show_state();
  void copy() const;
  int chosen_row() const;

  lab::EnsembleQuestion question_;
  PlotView plot_;
  std::vector<PathItem*> lines_;
  LabelItem& key_;
  NetworksModel model_;
  TableView* table_;
  SideBySide* views_;
  TaskStrip* strip_;
  bool is_running_ = false;
  lab::SoFar<lab::EnsembleAnswer> so_far_;
  QString subtitle_;
  lab::EnsembleTask task_;  // last: it calls back
};

}  // namespace homeostat::ui
