// Figures of what the window shows: the dialog, the clipboard, and drags to other programs.
#pragma once

#include <QObject>
#include <QPointer>
#include <QTemporaryDir>
#include <QTimer>
#include <functional>
#include <memory>

#include "core/lab/long_task.h"
#include "ui/figure/export_source.h"
#include "ui/figure/figure_file.h"
#include "ui/figure/figure_runs.h"
#include "ui/figure/film.h"

class QWidget;

namespace homeostat::ui {

class ExportDialog;
class Laboratory;

class FigureExports : public QObject {
  Q_OBJECT
 public:
  /// `laboratory` gives the one in front of the person.
  FigureExports(std::function<Laboratory&()> laboratory, QWidget* window);

  /// Of all panels that can be seen, or of the one in that slot.
  void open_dialog(int slot = -1);
  /// Of a figure of the gallery: its experiments run while the dialog is open.
  void open_figure(const lab::Figure& figure);
  void copy(int slot);
  /// Drags that panel as a file; returns when it has been let go.
  void drag(int slot);

  /// Null when it is closed.
  ExportDialog* dialog() const;

 signals:
  /// One line for a person.
  void said(const QString& text);

 private:
  struct Job {
    PaperFigure figure;
    lab::ExportedSession session;
    std::set<FigureFormat> formats;
    std::filesystem::path directory;
  };
  struct Written {
    std::vector<std::filesystem::path> files;
  };
  using Running = lab::LongTask<lab::Figure, std::shared_ptr<FigureRuns>>;

  /// The panels in these slots of the laboratory's grid.
  ExportSource laboratory_source(const std::vector<int>& slots_shown) const;
  /// Slots of the panels that can be seen.
  std::vector<int> shown_slots() const;
  void show_dialog(ExportSource source);
  void put_in_clipboard(const ChosenPanels& chosen, const ExportSource& source,
                        const FigureStyle& style);
  void save();
  void film(const QString& path);
  void report();
  void take_runs();
  void show_runs();

  std::function<Laboratory&()> laboratory_;
  QWidget* window_;
  QPointer<ExportDialog> dialog_;
  ExportSource source_;  ///< of the dialog
  QTemporaryDir dragged_;
  std::unique_ptr<Film> film_;
  std::shared_ptr<FigureRuns> runs_;
  std::unique_ptr<RunPanels> panels_;  ///< over runs_
  QTimer settling_;
  lab::LongTask<Job, Written> writing_;  // last: they call back
  Running running_;
};

}  // namespace homeostat::ui
