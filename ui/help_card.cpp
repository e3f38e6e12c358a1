#include "ui/help_card.h"

#include <QDialog>
#include <QLabel>
#include <QVBoxLayout>

#include "ui/controls/text.h"

namespace homeostat::ui {

namespace {

QString first_steps() {
  return html_with_symbols(QObject::tr(
      "Two populations, E and I, learn to hold their rates at the setpoints E_set and I_set. Each "
      "trial a pulse wakes the network; at its end the four weights change by the rule at the "
      "right."));
}

QString steps_text() {
  return QObject::tr(
      "<ol style='margin-left:-20px'>"
      "<li>Watch Fig. 4B settle: cross-homeostatic rules reach both setpoints.</li>"
      "<li>Open <b>Experiments</b> and choose <b>fig2b</b>: under the standard homeostatic rule "
      "the "
      "network falls silent.</li>"
      "<li>Read the line at the bottom, and see in the Stability panel where the rule is "
      "stable.</li>"
      "<li>Drag the point in that panel: the run starts there.</li></ol>");
}

QString keys_text() {
  const QList<QPair<QString, QString>> keys{
      {"Space", QObject::tr("play, pause")},
      {"S", QObject::tr("one trial")},
      {"J", QObject::tr("500 trials without drawing; again: stop there")},
      {"Ctrl+1 to 4, Ctrl+9",
       QObject::tr("two populations, many units, spiking network, selective neuron; figures")},
      {"R", QObject::tr("reset everything")},
      {"Shift+R", QObject::tr("reset activity, keep the weights")},
      {"wheel, Shift+drag", QObject::tr("in the plane of weights: zoom, pan")},
      {"+, −, 0", QObject::tr("there too: zoom in, out, back to the run")},
      {"Ctrl+arrows", QObject::tr("there too: pan; without Ctrl: move the point")},
      {"wheel, drag", QObject::tr("in spikes and voltages: zoom (Shift: time, Ctrl: cells), move")},
      {"drag, Ctrl+click",
       QObject::tr("beside the spikes, in rates and inputs of units: mark cells, one more")},
      {"C", QObject::tr("type which cells: then lesion them, or inject a current")},
      {"Ctrl+Z, Ctrl+Shift+Z", QObject::tr("undo, redo")},
      {"/", QObject::tr("find a parameter")},
      {"Ctrl+O, Ctrl+S", QObject::tr("open, save")},
      {"Ctrl+E", QObject::tr("export the panels as a figure")},
      {"Ctrl+Shift+C", QObject::tr("copy as command")},
      {"Ctrl+D", QObject::tr("light or dark")},
      {"Ctrl+Shift+I", QObject::tr("drawing times in the status line")}};
  QString rows;
  for (const auto& [key, meaning] : keys) {
    rows += QStringLiteral("<tr><td style='padding-right:16px'><b>%1</b></td><td>%2</td></tr>")
                .arg(key, meaning);
  }
  return "<table>" + rows + "</table>";
}

}  // namespace

void show_help(QWidget* window) {
  constexpr auto name = "help_card";
  auto* card = window->findChild<QDialog*>(name);
  if (card == nullptr) {
    card = new QDialog(window);
    card->setObjectName(name);
    card->setWindowTitle(QObject::tr("Homeostat: keys and first steps"));
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    for (const QString& text : {first_steps(), steps_text(), keys_text()}) {
      auto* label = new QLabel(text, card);
      label->setWordWrap(true);
      label->setMinimumWidth(420);
      column->addWidget(label);
    }
  }
  card->show();
  card->raise();
  card->activateWindow();
}

}  // namespace homeostat::ui
