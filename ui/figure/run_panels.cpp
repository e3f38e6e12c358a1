#include "ui/figure/run_panels.h"

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

}  // namespace

std::unique_ptr<Panel> hidden_panel(const std::string& name, lab::Model model) {
  const PanelKind& kind = panel_kind(name, model);
  std::unique_ptr<Panel> panel(kind.make(nullptr));
  panel->setWindowTitle(kind.title);
  panel->setPalette(Theme::light().palette());
  panel->setAttribute(Qt::WA_DontShowOnScreen);
  panel->resize(usual_size);
  panel->show();
  return panel;
}

RunPanels::RunPanels(const std::vector<std::vector<PanelOfRun>>& rows) {
  for (const auto& row : rows) {
    auto& shown = rows_.emplace_back();
    for (const PanelOfRun& wanted : row) {
      Panel& panel =
          *panels_.emplace_back(hidden_panel(wanted.kind, wanted.run->experiment().model()));
      panel.show_view(wanted.run->view(wanted.trial));
      panel.begin_for_paper();
      shown.push_back(
          {&panel, qt_text(wanted.kind), panel.windowTitle(), wanted.letter, wanted.caption});
    }
  }
}

bool RunPanels::is_settled() const {
  return std::ranges::all_of(panels_, [](const auto& panel) { return panel->is_settled(); });
}

void RunPanels::settle() const {
  while (!is_settled()) QApplication::processEvents(QEventLoop::WaitForMoreEvents);
}

lab::ExportedSession session_of_runs(const std::string& name,
                                     const std::vector<std::vector<PanelOfRun>>& rows) {
  lab::ExportedSession session;
  session.figure = name;
  std::vector<const KeptRun*> runs;
  for (const auto& row : rows) {
    for (const PanelOfRun& panel : row) {
      const auto known = std::ranges::find(runs, panel.run);
      const auto index = static_cast<std::size_t>(known - runs.begin());
      if (known == runs.end()) {
        runs.push_back(panel.run);
        session.experiments.push_back(panel.run->experiment());
      }
      session.panels.push_back({panel.kind, index, panel.trial});
    }
  }
  return session;
}

}  // namespace homeostat::ui
