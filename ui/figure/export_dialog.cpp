#include "ui/figure/export_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFontComboBox>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QTimer>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/math/check.h"
#include "ui/controls/text.h"
#include "ui/figure/figure_preview.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr int refresh_ms = 1000;
enum WidthChoice { column, page, other };
/// In the list of formats, behind those of FigureFormat.
constexpr int film_index = 3;

QDoubleSpinBox* number(double least, double most, double step, int decimals, const QString& unit) {
  auto* box = new QDoubleSpinBox;
  box->setRange(least, most);
  box->setSingleStep(step);
  box->setDecimals(decimals);
  box->setSuffix(' ' + unit);
  box->setLocale(QLocale(QLocale::English, QLocale::UnitedStates));
  return box;
}

WidthChoice width_choice(double mm) {
  if (mm == FigureStyle::column_mm) return column;
  return mm == FigureStyle::page_mm ? page : other;
}

}  // namespace

FigureStyle remembered_style() {
  const QSettings settings;
  const FigureStyle usual;
  FigureStyle style;
  style.width_mm = settings.value("export/width_mm", usual.width_mm).toDouble();
  style.family = settings.value("export/family").toString();
  style.text_pt = settings.value("export/text_pt", usual.text_pt).toDouble();
  style.line_pt = settings.value("export/line_pt", usual.line_pt).toDouble();
  style.is_transparent = settings.value("export/transparent", usual.is_transparent).toBool();
  style.dpi = settings.value("export/dpi", usual.dpi).toDouble();
  try {
    validate(style);
  } catch (const InputError&) {
    return usual;  // edited by hand
  }
  return style;
}

ExportDialog::ExportDialog(const ExportSource& source, QWidget* parent)
    : QDialog(parent),
      draw_(source.draw),
      is_live_(source.is_live),
      can_be_filmed_(source.can_be_filmed),
      preview_(new FigurePreview(this)),
      size_words_(new QLabel(this)),
      soon_(new QTimer(this)),
      now_and_then_(new QTimer(this)) {
  setWindowTitle(tr("Export figure"));
  setAttribute(Qt::WA_DeleteOnClose);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(16, 16, 16, 16);
  row->setSpacing(16);
  row->addWidget(make_controls(source.titles));
  auto* sheet = new QVBoxLayout;
  sheet->addWidget(preview_, 1);
  size_words_->setForegroundRole(QPalette::PlaceholderText);
  size_words_->setFont(text_font(12));
  sheet->addWidget(size_words_);
  row->addLayout(sheet, 1);
  soon_->setSingleShot(true);
  soon_->setInterval(0);
  connect(soon_, &QTimer::timeout, this, &ExportDialog::refresh);
  now_and_then_->setInterval(refresh_ms);
  connect(now_and_then_, &QTimer::timeout, this, &ExportDialog::refresh);
  restore();
}

QWidget* ExportDialog::make_controls(const QStringList& titles) {
  auto* controls = new QWidget(this);
  controls->setFixedWidth(272);
  auto* rows = new QVBoxLayout(controls);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(8);
  auto* heading = new QLabel(tr("Panels"), controls);
  heading->setFont(text_font(13, QFont::Medium));
  rows->addWidget(heading);
  auto* choices = new QVBoxLayout;
  choices->setSpacing(2);
  for (const QString& title : titles) {
    panels_.push_back(new QCheckBox(title, controls));
    panels_.back()->setChecked(true);
    connect(panels_.back(), &QCheckBox::toggled, this, &ExportDialog::settings_changed);
    choices->addWidget(panels_.back());
  }
  rows->addLayout(choices);
  rows->addSpacing(8);
  auto* form = new QFormLayout;
  form->setLabelAlignment(Qt::AlignLeft);
  form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
  form->setVerticalSpacing(8);
  width_ = new QComboBox;
  width_->addItems({tr("One column, 85 mm"), tr("Page, 174 mm"), tr("Other")});
  width_mm_ = number(30, 1000, 1, 1, tr("mm"));
  text_pt_ = number(3, 72, 0.5, 1, tr("pt"));
  line_pt_ = number(0.05, 20, 0.25, 2, tr("pt"));
  dpi_ = number(30, 2400, 50, 0, tr("dpi"));
  family_ = new QFontComboBox;
  background_ = new QComboBox;
  background_->addItems({tr("White"), tr("Transparent")});
  format_ = new QComboBox;
  format_->addItems({tr("SVG, for editing"), tr("PDF, for manuscripts"), tr("PNG, for slides"),
                     tr("WebP, the run as a film")});
  if (!can_be_filmed_) format_->removeItem(film_index);
  frames_ = number(2, 1000, 10, 0, tr("frames"));
  frames_per_second_ = number(0.5, 60, 1, 1, tr("per second"));
  for (QDoubleSpinBox* box : {frames_, frames_per_second_}) {
    box->setParent(controls);
    box->setVisible(can_be_filmed_);
  }
  form->addRow(tr("Width"), width_);
  form->addRow({}, width_mm_);
  form->addRow(tr("Font"), family_);
  form->addRow(tr("Text"), text_pt_);
  form->addRow(tr("Curves"), line_pt_);
  form->addRow(tr("Background"), background_);
  form->addRow(tr("Format"), format_);
  form->addRow(tr("Resolution"), dpi_);
  if (can_be_filmed_) {
    form->addRow(tr("Film"), frames_);
    form->addRow({}, frames_per_second_);
  }
  rows->addLayout(form);
  rows->addStretch();
  auto* note = new QLabel(
      tr("Every file carries this session: drop it on the window, and the run is back. The numbers "
         "are written beside it as CSV."),
      controls);
  note->setWordWrap(true);
  note->setFont(text_font(12));
  note->setForegroundRole(QPalette::PlaceholderText);
  rows->addWidget(note);
  rows->addSpacing(8);
  auto* buttons = new QHBoxLayout;
  copy_ = new QPushButton(tr("Copy"), controls);
  save_ = new QPushButton(tr("Save…"), controls);
  save_->setObjectName("save");
  save_->setProperty("primary", true);
  save_->setDefault(true);
  auto* close = new QPushButton(tr("Close"), controls);
  for (QPushButton* button : {copy_, close, save_}) buttons->addWidget(button);
  rows->addLayout(buttons);
  connect(copy_, &QPushButton::clicked, this, &ExportDialog::copy_requested);
  connect(save_, &QPushButton::clicked, this, [this] {
    if (is_busy_) {
      Q_EMIT cancel_requested();
    } else {
      Q_EMIT save_requested();
    }
  });
  connect(close, &QPushButton::clicked, this, &QDialog::reject);
  connect(width_, &QComboBox::activated, this, [this](int choice) {
    if (choice == column) width_mm_->setValue(FigureStyle::column_mm);
    if (choice == page) width_mm_->setValue(FigureStyle::page_mm);
    if (choice == other) width_mm_->setFocus();
  });
  connect(width_mm_, &QDoubleSpinBox::valueChanged, this, [this](double mm) {
    if (width_choice(mm) != other || width_->currentIndex() != other)
      width_->setCurrentIndex(width_choice(mm));
  });
  for (QDoubleSpinBox* box : {width_mm_, text_pt_, line_pt_, dpi_})
    connect(box, &QDoubleSpinBox::valueChanged, this, &ExportDialog::settings_changed);
  for (QComboBox* box : {background_, format_, static_cast<QComboBox*>(family_)})
    connect(box, &QComboBox::currentIndexChanged, this, &ExportDialog::settings_changed);
  return controls;
}

void ExportDialog::restore() {
  FigureStyle style = remembered_style();
  // Never chosen by hand: several panels have no room beside each other in a column.
  if (!QSettings().contains("export/width_mm") && panels_.size() > 1)
    style.width_mm = FigureStyle::page_mm;
  width_mm_->setValue(style.width_mm);
  width_->setCurrentIndex(width_choice(style.width_mm));
  text_pt_->setValue(style.text_pt);
  line_pt_->setValue(style.line_pt);
  dpi_->setValue(style.dpi);
  background_->setCurrentIndex(style.is_transparent ? 1 : 0);
  family_->setCurrentFont(style.family.isEmpty() ? text_font(13) : QFont(style.family));
  format_->setCurrentIndex(
      std::clamp(QSettings().value("export/format", 0).toInt(), 0, format_->count() - 1));
  frames_->setValue(QSettings().value("export/frames", 100).toDouble());
  frames_per_second_->setValue(QSettings().value("export/frames_per_second", 12).toDouble());
  settings_changed();
}

void ExportDialog::save_settings() const {
  QSettings settings;
  const FigureStyle style = style_wanted();
  settings.setValue("export/width_mm", style.width_mm);
  settings.setValue("export/family", style.family);
  settings.setValue("export/text_pt", style.text_pt);
  settings.setValue("export/line_pt", style.line_pt);
  settings.setValue("export/transparent", style.is_transparent);
  settings.setValue("export/dpi", style.dpi);
  settings.setValue("export/format", format_->currentIndex());
  settings.setValue("export/frames", frames_->value());
  settings.setValue("export/frames_per_second", frames_per_second_->value());
}

void ExportDialog::choose(const std::vector<std::size_t>& panels) {
  for (std::size_t k = 0; k < panels_.size(); ++k)
    panels_[k]->setChecked(std::ranges::find(panels, k) != panels.end());
}

std::vector<std::size_t> ExportDialog::chosen() const {
  std::vector<std::size_t> chosen;
  for (std::size_t k = 0; k < panels_.size(); ++k) {
    if (panels_[k]->isChecked()) chosen.push_back(k);
  }
  return chosen;
}

FigureStyle ExportDialog::style_wanted() const {
  FigureStyle style;
  style.width_mm = width_mm_->value();
  style.family = family_->currentFont().family();
  style.text_pt = text_pt_->value();
  style.line_pt = line_pt_->value();
  style.is_transparent = background_->currentIndex() == 1;
  style.dpi = dpi_->value();
  return style;
}

FigureFormat ExportDialog::format() const {
  return is_film() ? FigureFormat::png : static_cast<FigureFormat>(format_->currentIndex());
}

bool ExportDialog::is_film() const { return format_->currentIndex() == film_index; }

int ExportDialog::film_frames() const { return static_cast<int>(frames_->value()); }

double ExportDialog::film_frames_per_second() const { return frames_per_second_->value(); }

void ExportDialog::settings_changed() {
  dpi_->setEnabled(format() == FigureFormat::png);
  frames_->setEnabled(is_film());
  frames_per_second_->setEnabled(is_film());
  soon_->start();
}

void ExportDialog::refresh() {
  const auto panels = chosen();
  const bool can_be_drawn = !panels.empty() && waiting_.isEmpty();
  copy_->setEnabled(can_be_drawn);
  save_->setEnabled(can_be_drawn && (!is_busy_ || is_film()));
  if (!can_be_drawn) {
    preview_->set_words(waiting_.isEmpty() ? tr("Choose at least one panel.") : waiting_);
    size_words_->setText({});
    return;
  }
  PaperFigure figure = draw_(panels, style_wanted());
  const double height_mm = figure.size_pt.height() / 72 * 25.4;
  size_words_->setText(tr("%1 × %2 mm").arg(figure.style.width_mm).arg(height_mm, 0, 'f', 1));
  preview_->set_figure(std::move(figure));
}

void ExportDialog::set_busy(bool is_busy) {
  is_busy_ = is_busy;
  save_->setEnabled(!is_busy || is_film());
  save_->setText(is_busy ? tr("Writing…") : tr("Save…"));
  format_->setEnabled(!is_busy);
}

void ExportDialog::set_waiting(const QString& words) {
  waiting_ = words;
  refresh();
}

void ExportDialog::set_film_done(double part) {
  save_->setText(tr("Cancel · %1 %").arg(100 * part, 0, 'f', 0));
}

void ExportDialog::showEvent(QShowEvent* event) {
  QDialog::showEvent(event);
  if (is_live_) now_and_then_->start();
}

void ExportDialog::done(int result) {
  save_settings();
  QDialog::done(result);
}

}  // namespace homeostat::ui
