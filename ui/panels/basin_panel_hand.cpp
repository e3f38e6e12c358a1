// What a hand does with a basin map: opens a cell, chooses what is mapped, saves the table.
#include <QFileDialog>
#include <QMenu>
#include <QVBoxLayout>
#include <utility>
#include <vector>

#include "core/lab/result_io.h"
#include "ui/controls/popup.h"
#include "ui/panels/basin_panel.h"
#include "ui/panels/plane_menu.h"

namespace homeostat::ui {
namespace {

constexpr int form_margin = 12;

}  // namespace

void BasinPanel::open_cell(CellPlace place) {
  if (!cells_->basin() || !planned_) return;
  const lab::BasinMap& map = cells_->basin()->map;
  if (map.cell(place.column, place.row).state == lab::BasinCell::State::out_of_reach) return;
  const lab::Experiment run = cell_experiment(*map.question, place.column, place.row);
  std::vector<Edit> edits;
  for (const auto& symbol : lab::changed_symbols(run.parameters, *planned_))
    edits.push_back({symbol, run.parameters[symbol]});
  cells_->set_chosen(place);
  if (!edits.empty()) emit edit_requested(std::move(edits), true);
}

void BasinPanel::fill_menu(QMenu& menu) {
  menu.addSeparator();
  if (!is_large())
    menu.addAction(tr("Starts, noise and resolution…"), this, &BasinPanel::open_controls);
  menu.addAction(tr("Save the cells as a table…"), this, &BasinPanel::save_table);
  menu.addSeparator();
  add_plane_actions(menu, *window_);
}

void BasinPanel::open_controls() {
  auto* card = new Popup(this);
  auto* controls = new BasinControls(card);
  controls->show_choice(choice_);
  connect(controls, &BasinControls::changed, this, &BasinPanel::set_choice);
  auto* layout = new QVBoxLayout(card);
  layout->setContentsMargins(form_margin, form_margin, form_margin, form_margin);
  layout->addWidget(controls);
  card->open();
}

void BasinPanel::save_table() {
  if (!cells_->basin()) return;
  auto* dialog = new QFileDialog(this, tr("Save the cells"), {}, tr("Table (*.csv)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix("csv");
  connect(dialog, &QFileDialog::fileSelected, this,
          [this, basin = so_far_.answer](const QString& path) {
            try {
              lab::OutputFile file(path.toStdString());
              write_basin_csv(basin->map, file);
              file.commit();
              subtitle_ = tr("saved");
            } catch (const std::exception& error) {
              subtitle_ = QString::fromUtf8(error.what());
            }
          });
  dialog->open();
}

}  // namespace homeostat::ui
