#include "ui/figure/figure_exports.h"

#include <QClipboard>
#include <QDrag>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMimeData>
#include <QSettings>
#include <QUrl>
#include <algorithm>

#include "core/lab/result_io.h"
#include "ui/controls/text.h"
#include "ui/figure/export_dialog.h"
#include "ui/laboratory.h"
#include "ui/on_gui_thread.h"
#include "ui/panels/panel_grid.h"

namespace homeostat::ui {
namespace {

constexpr double dragged_picture_px_per_pt = 0.8;
/// Of a screen.
constexpr double finest_film_dpi = 200;

}  // namespace

FigureExports::FigureExports(std::function<Laboratory&()> laboratory, QWidget* window)
    : QObject(window),
      laboratory_(std::move(laboratory)),
      window_(window),
      writing_(
          [](const Job& job, const auto&, const std::stop_token&) {
            return Written{write_figure(job.figure, job.formats, job.directory, job.session)};
          },
          on_gui_thread(this, [this] { report(); })) {}

std::vector<int> FigureExports::shown_slots() const {
  PanelGrid& grid = laboratory_().panels();
  std::vector<int> found;
  for (int k = 0; k < static_cast<int>(PanelGrid::slot_count); ++k) {
    if (grid.slot_at(static_cast<std::size_t>(k)).isVisible()) found.push_back(k);
  }
  return found;
}

PaperFigure FigureExports::figure(const std::vector<int>& shown, const FigureStyle& style) const {
  PanelGrid& grid = laboratory_().panels();
  std::vector<FigurePanel> panels;
  for (const int k : shown) {
    PanelSlot& slot = grid.slot_at(static_cast<std::size_t>(k));
    panels.push_back({&slot.panel(), slot.kind_id(), slot.title()});
  }
  return paper_figure(qt_text(laboratory_().session().experiment().name), panels, style);
}

lab::ExportedSession FigureExports::session(const std::vector<int>& shown) const {
  const Session& now = laboratory_().session();
  lab::ExportedSession session{now.experiment().name, {now.steered()}, {}};
  const std::int64_t trial = now.view().cursor_trial;
  for (const int k : shown) {
    const PanelSlot& slot = laboratory_().panels().slot_at(static_cast<std::size_t>(k));
    session.panels.push_back({slot.kind_id().toStdString(), 0, trial});
  }
  return session;
}

void FigureExports::open_dialog(int slot) {
  if (dialog_) dialog_->close();
  const std::vector<int> shown = shown_slots();
  QStringList titles;
  for (const int k : shown)
    titles << laboratory_().panels().slot_at(static_cast<std::size_t>(k)).title();
  const auto shown_of = [shown](const std::vector<std::size_t>& chosen) {
    std::vector<int> wanted;
    for (const std::size_t k : chosen) wanted.push_back(shown[k]);
    return wanted;
  };
  dialog_ = new ExportDialog(
      titles,
      [this, shown_of](const std::vector<std::size_t>& chosen, const FigureStyle& style) {
        return figure(shown_of(chosen), style);
      },
      window_);
  if (slot >= 0) {
    const auto at = std::ranges::find(shown, slot);
    dialog_->choose({static_cast<std::size_t>(at - shown.begin())});
  }
  // Its panels are those of this laboratory.
  connect(&laboratory_(), &Laboratory::left, dialog_, &QDialog::reject);
  connect(dialog_, &ExportDialog::copy_requested, this, [this, shown_of] {
    QGuiApplication::clipboard()->setMimeData(
        mime(shown_of(dialog_->chosen()), dialog_->style_wanted()));
    Q_EMIT said(tr("The figure is in the clipboard."));
  });
  connect(dialog_, &QDialog::finished, this, [this] { film_.reset(); });
  connect(dialog_, &ExportDialog::cancel_requested, this, [this] {
    film_.reset();
    dialog_->set_busy(false);
  });
  connect(dialog_, &ExportDialog::save_requested, this,
          [this, shown_of] { save(shown_of(dialog_->chosen())); });
  dialog_->show();
}

void FigureExports::save(const std::vector<int>& shown) {
  const std::string ending(dialog_->is_film() ? "webp" : format_name(dialog_->format()));
  const QString name = qt_text(laboratory_().session().experiment().name);
  auto* chooser =
      new QFileDialog(dialog_, tr("Save figure"), QSettings().value("export/folder").toString(),
                      QStringLiteral("%1 (*.%2)").arg(qt_text(ending).toUpper(), qt_text(ending)));
  chooser->setAttribute(Qt::WA_DeleteOnClose);
  chooser->setAcceptMode(QFileDialog::AcceptSave);
  chooser->setDefaultSuffix(qt_text(ending));
  chooser->selectFile(name + '.' + qt_text(ending));
  connect(chooser, &QFileDialog::fileSelected, this, [this, shown](const QString& path) {
    const QFileInfo file(path);
    QSettings().setValue("export/folder", file.absolutePath());
    if (dialog_->is_film()) return film(shown, path);
    Job job{figure(shown, dialog_->style_wanted()),
            session(shown),
            {dialog_->format()},
            file.absolutePath().toStdString()};
    job.figure.name = file.completeBaseName();
    dialog_->set_busy(true);
    writing_.ask(std::move(job));
  });
  chooser->open();
}

void FigureExports::film(const std::vector<int>& shown, const QString& path) {
  Session& now = laboratory_().session();
  FilmWish wish{.experiment = now.steered(),
                .kinds = {},
                .style = dialog_->style_wanted(),
                .frames = dialog_->film_frames(),
                .frames_per_second = dialog_->film_frames_per_second(),
                .file = path.toStdString()};
  wish.style.dpi = std::min(wish.style.dpi, finest_film_dpi);
  for (const lab::SessionPanel& panel : session(shown).panels) wish.kinds.push_back(panel.kind);
  wish.last_trial = std::clamp<std::int64_t>(now.view().row.trial, 1, wish.experiment.trials);
  try {
    film_ = std::make_unique<Film>(std::move(wish));
  } catch (const std::exception& error) {
    Q_EMIT said(tr("Not filmed. %1").arg(QString::fromUtf8(error.what())));
    return;
  }
  dialog_->set_busy(true);
  dialog_->set_film_done(0);
  connect(film_.get(), &Film::progressed, dialog_, &ExportDialog::set_film_done);
  connect(film_.get(), &Film::finished, this, [this, path](const QString& error) {
    if (dialog_) dialog_->set_busy(false);
    Q_EMIT said(error.isEmpty() ? tr("Written: %1").arg(path) : tr("Not written. %1").arg(error));
  });
}

void FigureExports::report() {
  const auto news = writing_.take();
  if (!news || !(news->is_finished || !news->error.empty())) return;
  if (dialog_) dialog_->set_busy(false);
  if (!news->error.empty()) {
    Q_EMIT said(tr("Not written. %1").arg(qt_text(news->error)));
    return;
  }
  const auto& files = news->answer.files;
  const QString first = qt_text(files.front().string());
  Q_EMIT said(files.size() == 1 ? tr("Written: %1").arg(first)
                                : tr("Written: %1, and its numbers as CSV.").arg(first));
}

QMimeData* FigureExports::mime(const std::vector<int>& shown, const FigureStyle& style) const {
  const PaperFigure drawn = figure(shown, style);
  const std::string block = lab::session_block(session(shown));
  auto* data = new QMimeData;
  data->setData("image/svg+xml", svg_of(drawn, block));
  data->setData("application/pdf", pdf_of(drawn, block));
  data->setImageData(picture_of(drawn, style.dpi / 72));
  return data;
}

void FigureExports::copy(int slot) {
  QGuiApplication::clipboard()->setMimeData(mime({slot}, remembered_style()));
  Q_EMIT said(tr("The figure is in the clipboard, as SVG, PDF and PNG."));
}

void FigureExports::drag(int slot) {
  const FigureStyle style = remembered_style();
  const int chosen = QSettings().value("export/format", 0).toInt();
  const auto format = static_cast<FigureFormat>(std::clamp(chosen, 0, 2));
  const PaperFigure drawn = figure({slot}, style);
  const lab::ExportedSession carried = session({slot});
  const std::string file = drawn.name.toStdString() + '.' + std::string(format_name(format));
  const std::string path = dragged_.filePath(qt_text(file)).toStdString();
  const QByteArray content = bytes_of(drawn, format, lab::session_block(carried));
  try {
    lab::OutputFile out(path);
    out.write({content.constData(), static_cast<std::size_t>(content.size())});
    out.commit();
  } catch (const std::exception& error) {
    Q_EMIT said(tr("Not written. %1").arg(QString::fromUtf8(error.what())));
    return;
  }
  auto* data = mime({slot}, style);
  data->setUrls({QUrl::fromLocalFile(qt_text(path))});
  auto* drag = new QDrag(window_);
  drag->setMimeData(data);
  drag->setPixmap(QPixmap::fromImage(picture_of(drawn, dragged_picture_px_per_pt)));
  drag->exec(Qt::CopyAction);
}

}  // namespace homeostat::ui
