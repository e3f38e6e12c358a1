#include "ui/figure/figure_exports.h"

#include <QClipboard>
#include <QDrag>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QSettings>
#include <QUrl>
#include <algorithm>

#include "core/lab/result_io.h"
#include "ui/controls/progress_line.h"
#include "ui/controls/text.h"
#include "ui/figure/export_dialog.h"
#include "ui/figure/figure_mime.h"
#include "ui/laboratory.h"
#include "ui/on_gui_thread.h"
#include "ui/panels/panel_grid.h"
#include "ui/panels/panel_kinds.h"

namespace homeostat::ui {
namespace {

constexpr double dragged_picture_px_per_pt = 0.8;
/// Of a screen.
constexpr double finest_film_dpi = 200;
constexpr int settling_ms = 20;

/// The chosen ones of what stands in rows, counted through.
template <class Rows>
Rows chosen_of(const Rows& rows, const ChosenPanels& chosen) {
  Rows kept;
  std::size_t k = 0;
  for (const auto& row : rows) {
    typename Rows::value_type some;
    for (const auto& one : row) {
      if (std::ranges::find(chosen, k++) != chosen.end()) some.push_back(one);
    }
    if (!some.empty()) kept.push_back(std::move(some));
  }
  return kept;
}

}  // namespace

FigureExports::FigureExports(std::function<Laboratory&()> laboratory, QWidget* window)
    : QObject(window),
      laboratory_(std::move(laboratory)),
      window_(window),
      writing_(
          [](const Job& job, const auto&, const std::stop_token&) {
            return Written{write_figure(job.figure, job.formats, job.directory, job.session)};
          },
          on_gui_thread(this, [this] { report(); })),
      running_(
          [](const lab::Figure& figure, const Running::Show& show, const std::stop_token& stop) {
            auto runs = std::make_shared<FigureRuns>(figure);
            runs->run([&](double part_done) {
              show(nullptr, part_done);
              return !stop.stop_requested();
            });
            return runs;
          },
          on_gui_thread(this, [this] { take_runs(); })) {
  settling_.setInterval(settling_ms);
  connect(&settling_, &QTimer::timeout, this, &FigureExports::show_runs);
}

std::vector<int> FigureExports::shown_slots() const {
  PanelGrid& grid = laboratory_().panels();
  std::vector<int> found;
  for (int k = 0; k < static_cast<int>(PanelGrid::slot_count); ++k) {
    if (grid.slot_at(static_cast<std::size_t>(k)).isVisible()) found.push_back(k);
  }
  return found;
}

ExportSource FigureExports::laboratory_source(const std::vector<int>& slots_shown) const {
  Laboratory& laboratory = laboratory_();
  std::vector<PanelSlot*> shown;
  ExportSource source;
  source.name = qt_text(laboratory.session().experiment().name);
  source.can_be_filmed = is_run_by_trials(laboratory.session().experiment().model());
  for (const int k : slots_shown) {
    shown.push_back(&laboratory.panels().slot_at(static_cast<std::size_t>(k)));
    source.titles << shown.back()->title();
  }
  source.draw = [shown, name = source.name](const ChosenPanels& chosen, const FigureStyle& style) {
    std::vector<FigurePanel> panels;
    for (const std::size_t k : chosen)
      panels.push_back({&shown[k]->panel(), shown[k]->kind_id(), shown[k]->title()});
    return paper_figure(name, usual_rows(std::move(panels), style), style);
  };
  source.session = [shown, &now = laboratory.session()](const ChosenPanels& chosen) {
    lab::ExportedSession session{now.experiment().name, {now.steered()}, {}};
    for (const std::size_t k : chosen)
      session.panels.push_back({shown[k]->kind_id().toStdString(), 0, now.view().cursor_trial});
    return session;
  };
  return source;
}

void FigureExports::open_dialog(int slot) {
  const std::vector<int> shown = shown_slots();
  show_dialog(laboratory_source(shown));
  if (slot >= 0)
    dialog_->choose({static_cast<std::size_t>(std::ranges::find(shown, slot) - shown.begin())});
  // Its panels are those of this laboratory.
  connect(&laboratory_(), &Laboratory::left, dialog_, &QDialog::reject);
}

ExportDialog* FigureExports::dialog() const { return dialog_; }

void FigureExports::show_dialog(ExportSource source) {
  if (dialog_) dialog_->close();
  source_ = std::move(source);
  dialog_ = new ExportDialog(source_, window_);
  connect(dialog_, &ExportDialog::copy_requested, this,
          [this] { put_in_clipboard(dialog_->chosen(), source_, dialog_->style_wanted()); });
  connect(dialog_, &QDialog::finished, this, [this] {
    film_.reset();
    running_.cancel();
    settling_.stop();
    panels_.reset();
    runs_.reset();
  });
  connect(dialog_, &ExportDialog::cancel_requested, this, [this] {
    film_.reset();
    dialog_->set_busy(false);
  });
  connect(dialog_, &ExportDialog::save_requested, this, &FigureExports::save);
  dialog_->show();
}

void FigureExports::open_figure(const lab::Figure& figure) {
  ExportSource source;
  source.name = qt_text(figure.name);
  source.is_live = false;
  for (const auto& row : figure.rows) {
    for (const lab::FigurePanel& panel : row) {
      const lab::Model model = figure.experiment(panel.of).model();
      const QString title = panel_kind(panel.kind, model).title;
      const QString named = panel.letter.empty() ? title : qt_text(panel.letter) + "  " + title;
      source.titles << (panel.caption.empty() ? named : named + ", " + qt_text(panel.caption));
    }
  }
  source.draw = [this, name = source.name](const ChosenPanels& chosen, const FigureStyle& style) {
    return paper_figure(name, chosen_of(panels_->rows(), chosen), style);
  };
  source.session = [this, name = figure.name](const ChosenPanels& chosen) {
    return session_of_runs(name, chosen_of(runs_->rows(), chosen));
  };
  show_dialog(std::move(source));
  dialog_->set_waiting(tr("Running its experiments …"));
  running_.ask(figure);
}

void FigureExports::take_runs() {
  const auto news = running_.take();
  if (!news || !dialog_) return;
  if (!news->error.empty()) {
    dialog_->set_waiting(qt_text(news->error));
  } else if (!news->is_finished) {
    dialog_->set_waiting(
        tr("Running its experiments: %1").arg(progress_words(news->part_done, news->seconds_left)));
  } else {
    runs_ = news->answer;
    panels_ = std::make_unique<RunPanels>(runs_->rows());
    dialog_->set_waiting(tr("Drawing …"));
    settling_.start();
  }
}

void FigureExports::show_runs() {
  if (!panels_->is_settled()) return;
  settling_.stop();
  dialog_->set_waiting({});
}

void FigureExports::save() {
  const QString ending =
      dialog_->is_film() ? QStringLiteral("webp") : qt_text(format_name(dialog_->format()));
  auto* chooser =
      new QFileDialog(dialog_, tr("Save figure"), QSettings().value("export/folder").toString(),
                      QStringLiteral("%1 (*.%2)").arg(ending.toUpper(), ending));
  chooser->setAttribute(Qt::WA_DeleteOnClose);
  chooser->setAcceptMode(QFileDialog::AcceptSave);
  chooser->setDefaultSuffix(ending);
  chooser->selectFile(source_.name + '.' + ending);
  connect(chooser, &QFileDialog::fileSelected, this, [this](const QString& path) {
    const QFileInfo file(path);
    QSettings().setValue("export/folder", file.absolutePath());
    if (dialog_->is_film()) return film(path);
    const ChosenPanels chosen = dialog_->chosen();
    Job job{source_.draw(chosen, dialog_->style_wanted()),
            source_.session(chosen),
            {dialog_->format()},
            file.absolutePath().toStdString()};
    job.figure.name = file.completeBaseName();
    dialog_->set_busy(true);
    writing_.ask(std::move(job));
  });
  chooser->open();
}

void FigureExports::film(const QString& path) {
  const lab::ExportedSession session = source_.session(dialog_->chosen());
  FilmWish wish{.experiment = session.experiments.front(),
                .kinds = {},
                .style = dialog_->style_wanted(),
                .frames = dialog_->film_frames(),
                .frames_per_second = dialog_->film_frames_per_second(),
                .file = path.toStdString()};
  wish.style.dpi = std::min(wish.style.dpi, finest_film_dpi);
  for (const lab::SessionPanel& panel : session.panels) wish.kinds.push_back(panel.kind);
  const std::int64_t last = laboratory_().session().view().row.trial;
  wish.last_trial = std::clamp<std::int64_t>(last, 1, wish.experiment.trials);
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

void FigureExports::put_in_clipboard(const ChosenPanels& chosen, const ExportSource& source,
                                     const FigureStyle& style) {
  QGuiApplication::clipboard()->setMimeData(
      new FigureMime(source.draw(chosen, style), lab::session_block(source.session(chosen))));
  Q_EMIT said(tr("The figure is in the clipboard, as SVG, PDF and PNG."));
}

void FigureExports::copy(int slot) {
  put_in_clipboard({0}, laboratory_source({slot}), remembered_style());
}

void FigureExports::drag(int slot) {
  const FigureStyle style = remembered_style();
  const ExportSource source = laboratory_source({slot});
  const int chosen = QSettings().value("export/format", 0).toInt();
  const auto format = static_cast<FigureFormat>(std::clamp(chosen, 0, 2));
  const PaperFigure drawn = source.draw({0}, style);
  const std::string session = lab::session_block(source.session({0}));
  const std::string file = drawn.name.toStdString() + '.' + std::string(format_name(format));
  const std::string path = dragged_.filePath(qt_text(file)).toStdString();
  const QByteArray content = bytes_of(drawn, format, session);
  try {
    lab::OutputFile out(path);
    out.write({content.constData(), static_cast<std::size_t>(content.size())});
    out.commit();
  } catch (const std::exception& error) {
    Q_EMIT said(tr("Not written. %1").arg(QString::fromUtf8(error.what())));
    return;
  }
  auto* data = new FigureMime(drawn, session);
  data->setUrls({QUrl::fromLocalFile(qt_text(path))});
  auto* drag = new QDrag(window_);
  drag->setMimeData(data);
  drag->setPixmap(QPixmap::fromImage(picture_of(drawn, dragged_picture_px_per_pt)));
  drag->exec(Qt::CopyAction);
}

}  // namespace homeostat::ui
