// The ghost of a changed trial, and what is printed of the change, by what the picture holds.
#include <QtTest>
#include <algorithm>

#include "tests/support/near.h"
#include "tests/support/test_program.h"
#include "tests/ui/run_so_far.h"
#include "ui/panels/trial_panel.h"
#include "ui/plots/nice_axis.h"

namespace ghost_lines_test {

using namespace homeostat;
using namespace homeostat::ui;

class GhostLinesTest : public QObject {
  Q_OBJECT
 private slots:
  void a_changed_trial_shows_its_ghost_and_an_unchanged_one_none() {
    const RunSoFar current(2, "fig1b");
    TrialPanel panel;
    show(panel);
    panel.show_view(current.view());
    QVERIFY(panel.ghost().is_visible() && panel.ghost().name().isVisible());
    NEAR(*panel.ghost().inhibitory().value_at(1000), 10, 1.5, "I without the current");
    QVERIFY(*panel.ghost().inhibitory().value_at(1000) != 0);
    QVERIFY(panel.plot().map().area.contains(panel.ghost().name().text_rect()));
    panel.show_view(RunSoFar(2).view());  // fig4b
    QVERIFY(!panel.ghost().is_visible());
    QVERIFY(!panel.ghost().name().isVisible() && !panel.ghost().words().isVisible());
    QVERIFY(!panel.ghost().inhibitory().value_at(1000));
  }

  void predicted_and_simulated_change_are_printed_clear_of_the_rates() {
    for (const char* name : {"fig1b", "fig1c"}) {
      const RunSoFar so_far(2, name);
      TrialPanel panel;
      show(panel);
      panel.show_view(so_far.view());
      const auto predicted = so_far.frame.ghost.effect->predicted.change();
      const LabelItem& words = panel.ghost().words();
      const QString line = "$Delta I$: predicted " + grouped_number(predicted.I, 2) +
                           ", simulated " + grouped_number(predicted.I, 2);
      QVERIFY2(words.text().contains(line), qPrintable(words.text()));
      QVERIFY(panel.plot().map().area.contains(words.text_rect()));
      const auto& I = so_far.frame.trace.I;
      const double highest = *std::max_element(I.begin() + 4000, I.end());
      QVERIFY(panel.plot().map().y_pixel(highest) > words.text_rect().bottom());
    }
  }

  void a_lost_up_state_is_printed_with_its_reason() {
    RunSoFar so_far(1, "fig1b");
    so_far.experiment.events[0].value = 16;
    lab::Engine engine(so_far.experiment);
    engine.advance(1, so_far);
    so_far.frame.ghost = lab::ghost_of(so_far.experiment, 1, std::nullopt, so_far.frame.trace);
    TrialPanel panel;
    show(panel);
    panel.show_view(so_far.view());
    QVERIFY2(panel.ghost().words().text().startsWith(
                 "predicted: no up-state is left, a rate would fall to 0"),
             qPrintable(panel.ghost().words().text()));
  }
};

TEST_PROGRAM(GhostLinesTest)

}  // namespace ghost_lines_test

#include "ghost_lines_test.moc"
