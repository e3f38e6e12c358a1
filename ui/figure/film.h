// A run as a film: its panels trial after trial, as an animated WebP. The run, the pictures and the
// file are made on a thread of their own; only describing the panels happens on the GUI's.
#pragma once

#include <QObject>
#include <QStringList>
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "core/lab/experiment.h"
#include "ui/figure/paper_figure.h"

namespace homeostat::ui {

struct FilmWish {
  lab::Experiment experiment;      ///< run from its start, its log replayed
  std::vector<std::string> kinds;  ///< of panels.h
  FigureStyle style;               ///< width, letters and ground; dpi is that of the pictures
  std::int64_t first_trial = 1, last_trial = 1;
  int frames = 100;  ///< at most; evenly over the trials
  double frames_per_second = 12;
  std::filesystem::path file;
};

class KeptRun;

class Film : public QObject {
  Q_OBJECT
 public:
  /// Throws InputError for what cannot be filmed. Begins at once.
  explicit Film(FilmWish wish, QObject* parent = nullptr);
  /// Cancels.
  ~Film() override;

  /// Nothing is left of the file.
  void cancel();
  /// The trials that have a frame.
  static std::vector<std::int64_t> trials_of(const FilmWish& wish);

 signals:
  void progressed(double part_done);
  /// Empty: all is well.
  void finished(const QString& error);

 private:
  struct Panels;
  void make();
  PaperFigure describe(KeptRun& run, std::int64_t trial);
  void describe_when_settled();
  bool is_cancelled() const { return is_cancelled_; }

  FilmWish wish_;
  std::unique_ptr<Panels> panels_;
  std::atomic<bool> is_cancelled_ = false;
  std::mutex mutex_;
  std::condition_variable described_;
  std::optional<PaperFigure> figure_;
  std::thread thread_;  // last: it uses the rest
};

}  // namespace homeostat::ui
