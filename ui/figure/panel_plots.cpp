#include "ui/figure/panel_plots.h"

#include <QTableView>
#include <algorithm>
#include <utility>

#include "ui/figure/table_plot.h"
#include "ui/panels/panel.h"
#include "ui/plots/plot_view.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

/// Gives a panel another size, and back its own in the end; nothing of it reaches the screen.
class BorrowedSize {
 public:
  explicit BorrowedSize(Panel& panel) : panel_(panel), own_(panel.geometry()) {
    panel_.setUpdatesEnabled(false);
  }
  ~BorrowedSize() {
    panel_.setGeometry(own_);
    panel_.setUpdatesEnabled(true);
  }
  BorrowedSize(const BorrowedSize&) = delete;
  BorrowedSize& operator=(const BorrowedSize&) = delete;

 private:
  Panel& panel_;
  QRect own_;
};

std::vector<PlotView*> shown_plots(const Panel& panel) {
  std::vector<PlotView*> shown;
  for (PlotView* plot : panel.findChildren<PlotView*>()) {
    if (plot->isVisibleTo(&panel)) shown.push_back(plot);
  }
  return shown;
}

QRect place(const PlotView& plot, const Panel& panel) {
  return {plot.mapTo(&panel, QPoint(0, 0)), plot.size()};
}

QRect room_of_plots(const Panel& panel) {
  QRect room;
  for (const PlotView* plot : shown_plots(panel)) room |= place(*plot, panel);
  return room;
}

/// Of a panel that is no plot but a table.
PanelPlots table_of(const Panel& panel, QSize wanted) {
  const auto* table = panel.findChild<QTableView*>();
  if (table == nullptr) return {};
  figure::Plot plot = table_plot(*table->model(), wanted);
  const QSizeF size(plot.width, plot.height);
  return {{{std::move(plot), {0, 0}}}, size};
}

}  // namespace

std::set<std::string> labelled_lines(const figure::Plot& plot) {
  std::set<std::string> names;
  for (const figure::Element& element : plot.elements) {
    const auto* text = std::get_if<figure::Text>(&element);
    if (text != nullptr && !text->names_line.empty()) names.insert(text->names_line);
  }
  return names;
}

PanelPlots plots_of(Panel& panel, QSize wanted, const std::set<std::string>& in_legend) {
  if (shown_plots(panel).empty()) return table_of(panel, wanted);
  const BorrowedSize borrowed(panel);
  panel.resize(wanted);
  // What stands beside the plots goes on top of what was asked for.
  for (int round = 0; round < 2; ++round) {
    const QSize missing = wanted - room_of_plots(panel).size();
    if (missing.isNull()) break;
    panel.resize(panel.size() + missing);
  }
  PanelPlots found;
  const QRect room = room_of_plots(panel);
  found.size_px = room.size();
  for (PlotView* plot : shown_plots(panel)) {
    plot->set_on_paper(true);
    figure::Plot described = plot->describe(Theme::light());
    const std::set<std::string> names = labelled_lines(described);
    if (!names.empty() && std::ranges::includes(in_legend, names)) {
      plot->set_end_labels(false);
      described = plot->describe(Theme::light());
      plot->set_end_labels(true);
    }
    plot->set_on_paper(false);
    found.plots.push_back({std::move(described), place(*plot, panel).topLeft() - room.topLeft()});
  }
  return found;
}

}  // namespace homeostat::ui
