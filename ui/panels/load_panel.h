// Something of the solutions against the load: theory as lines, samples as dots that grow while one
// watches. What it shows is data (LoadQuantity).
#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "core/lab/selective_samples.h"
#include "core/lab/selective_theory.h"
#include "ui/panels/panel.h"
#include "ui/plots/plot_view.h"

namespace homeostat::ui {

class ErrorDotsItem;
class PathItem;
class SegmentedControl;

/// A line of theory or a row of dots, with its name.
struct LoadSeries {
  QString name;
  PenOf pen;  ///< of the line; the dots have its colour
  bool is_filled = true;
  std::function<std::vector<QPointF>(const lab::SelectiveTheory&)> line;  ///< may be empty
  std::function<balance::Estimate(const lab::LoadSamples&)> dot;          ///< may be empty
};

struct LoadQuantity {
  QString name;        ///< in the header; markup
  QString title;       ///< of the y axis
  double highest = 0;  ///< of the y axis; 0: what is to be seen
  std::vector<LoadSeries> series;
};

class LoadPanel : public Panel {
  Q_OBJECT
 public:
  explicit LoadPanel(std::vector<LoadQuantity> quantities, QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  QWidget* header_control() override;
  QByteArray save_state() const override;
  void restore_state(const QByteArray& state) override;

  void choose(int quantity);
  PlotView& plot() { return plot_; }
  const ErrorDotsItem& dots(std::size_t series) const { return *series_[series].dots; }

 private:
  struct Drawn {
    PathItem* line;
    ErrorDotsItem* dots;
    LabelItem* name;
  };
  const LoadQuantity& quantity() const { return quantities_[static_cast<std::size_t>(chosen_)]; }
  void show_all();
  void show_series(const LoadSeries& series, Drawn& drawn);
  double highest() const;
  void place_names();

  std::vector<LoadQuantity> quantities_;
  int chosen_ = 0;
  PlotView plot_;
  std::vector<Drawn> series_;
  PathItem* here_;
  SegmentedControl* choice_;
  std::shared_ptr<const lab::SelectiveTheory> theory_;
  std::shared_ptr<const lab::SampledLoads> samples_;
  double alpha_ = 0;
  QString subtitle_;
};

}  // namespace homeostat::ui
