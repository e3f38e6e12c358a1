#include "ui/figure/run_figure.h"

#include <QApplication>
#include <algorithm>
#include <memory>

#include "core/math/check.h"
#include "ui/controls/text.h"
#include "ui/panels/panel_kinds.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr QSize usual_size(430, 300);

const PanelKind& kind_called(const std::string& name, lab::Model model) {
  const auto kinds = panel_kinds(model);
  const auto found = std::ranges::find(kinds, qt_text(name), &PanelKind::id);
  if (found != kinds.end()) return *found;
  std::string known;
  for (const PanelKind& kind : kinds) known += (known.empty() ? "" : ", ") + kind.id.toStdString();
  throw InputError("panel", name, known);
}

}  // namespace

std::unique_ptr<Panel> hidden_panel(const std::string& name, lab::Model model) {
  const PanelKind& kind = kind_called(name, model);
  std::unique_ptr<Panel> panel(kind.make(nullptr));
  panel->setWindowTitle(kind.title);
  panel->setPalette(Theme::light().palette());
  panel->setAttribute(Qt::WA_DontShowOnScreen);
  panel->resize(usual_size);
  panel->show();
  return panel;
}

PaperFigure figure_of_runs(const QString& name, const std::vector<PanelOfRun>& panels,
                           const FigureStyle& style) {
  validate(style);
  std::vector<std::unique_ptr<Panel>> made;
  std::vector<FigurePanel> shown;
  for (const PanelOfRun& wanted : panels) {
    made.push_back(hidden_panel(wanted.kind, wanted.run->experiment().model()));
    Panel& panel = *made.back();
    if (!wanted.state.isEmpty()) panel.restore_state(wanted.state);
    panel.show_view(wanted.run->view(wanted.trial));
    shown.push_back({&panel, qt_text(wanted.kind), panel.windowTitle()});
  }
  // Some work out on another thread what they show.
  while (std::ranges::any_of(made, [](const auto& panel) { return !panel->is_settled(); }))
    QApplication::processEvents(QEventLoop::WaitForMoreEvents);
  return paper_figure(name, shown, style);
}

lab::ExportedSession session_of_runs(const std::string& name,
                                     const std::vector<PanelOfRun>& panels) {
  lab::ExportedSession session;
  session.figure = name;
  std::vector<const KeptRun*> runs;
  for (const PanelOfRun& panel : panels) {
    const auto known = std::ranges::find(runs, panel.run);
    const auto index = static_cast<std::size_t>(known - runs.begin());
    if (known == runs.end()) {
      runs.push_back(panel.run);
      session.experiments.push_back(panel.run->experiment());
    }
    session.panels.push_back({panel.kind, index, panel.trial});
  }
  return session;
}

}  // namespace homeostat::ui
