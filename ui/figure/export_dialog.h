// What a figure is to look like, with a preview that follows.
#pragma once

#include <QDialog>
#include <vector>

#include "ui/figure/export_source.h"
#include "ui/figure/figure_file.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFontComboBox;
class QLabel;
class QPushButton;
class QTimer;
class QVBoxLayout;

namespace homeostat::ui {

class FigurePreview;

class ExportDialog : public QDialog {
  Q_OBJECT
 public:
  /// Begins as it was left.
  ExportDialog(const ExportSource& source, QWidget* parent);

  /// Which panels are in.
  void choose(const std::vector<std::size_t>& panels);
  std::vector<std::size_t> chosen() const;
  FigureStyle style_wanted() const;
  /// Of a picture; what it says of a film means nothing.
  FigureFormat format() const;
  bool is_film() const;
  int film_frames() const;
  double film_frames_per_second() const;
  /// Draws the preview anew: the run went on.
  void refresh();
  /// Instead of the preview, as long as there is nothing to draw; empty: there is.
  void set_waiting(const QString& words);
  /// While files are being written. A film can be cancelled, and says how much of it is done.
  void set_busy(bool is_busy);
  void set_film_done(double part);

 signals:
  void save_requested();
  void copy_requested();
  void cancel_requested();

 protected:
  void done(int result) override;
  void showEvent(QShowEvent* event) override;

 private:
  QWidget* make_controls(const QStringList& titles);
  void restore();
  void save_settings() const;
  void settings_changed();

  DrawFigure draw_;
  bool is_live_, can_be_filmed_;
  QString waiting_;
  std::vector<QCheckBox*> panels_;
  QComboBox *width_, *background_, *format_;
  QDoubleSpinBox *width_mm_, *text_pt_, *line_pt_, *dpi_, *frames_, *frames_per_second_;
  QFontComboBox* family_;
  QPushButton *save_, *copy_;
  FigurePreview* preview_;
  QLabel* size_words_;
  QTimer *soon_, *now_and_then_;
  bool is_busy_ = false;
};

/// As it was left the last time, here or in another session.
FigureStyle remembered_style();

}  // namespace homeostat::ui
