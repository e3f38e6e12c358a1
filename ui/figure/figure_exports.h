// Figures of what the window shows: the dialog, the clipboard, and drags to other programs.
#pragma once

#include <QObject>
#include <QPointer>
#include <QTemporaryDir>
#include <functional>

#include "core/lab/long_task.h"
#include "ui/figure/figure_file.h"
#include "ui/figure/film.h"

class QMimeData;
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
  void copy(int slot);
  /// Drags that panel as a file; returns when it has been let go.
  void drag(int slot);

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

  /// Slots of the panels that can be seen.
  std::vector<int> shown_slots() const;
  PaperFigure figure(const std::vector<int>& shown, const FigureStyle& style) const;
  lab::ExportedSession session(const std::vector<int>& shown) const;
  QMimeData* mime(const std::vector<int>& shown, const FigureStyle& style) const;
  void save(const std::vector<int>& shown);
  void film(const std::vector<int>& shown, const QString& path);
  void report();

  std::function<Laboratory&()> laboratory_;
  QWidget* window_;
  QPointer<ExportDialog> dialog_;
  QTemporaryDir dragged_;
  std::unique_ptr<Film> film_;
  lab::LongTask<Job, Written> writing_;  // last: it calls back
};

}  // namespace homeostat::ui
