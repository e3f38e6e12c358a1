// The gallery: what it shows comes from runs, verdicts appear when they are measured, and a figure
// leads to its experiment.
#include "tests/support/test_program.h"
#include "ui/figures/figures_page.h"

#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QtTest>

#include "core/lab/catalogue.h"
#include "core/lab/panels.h"
#include "tests/support/patience.h"
#include "ui/controls/table_view.h"
#include "ui/figures/figure_cards.h"
#include "ui/figures/figure_detail.h"
#include "ui/main_window.h"
#include "ui/theme.h"

namespace figures_page_test {

using namespace homeostat;
using namespace homeostat::ui;

namespace {

int row_of(const char* figure) {
  const auto all = lab::built_in_figures();
  for (std::size_t k = 0; k < all.size(); ++k)
    if (all[k].name == figure) return static_cast<int>(k);
  return -1;
}

constexpr int patience_ms = 240'000;  // beside others, at low priority

}  // namespace

class FiguresPageTest : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() {
    QCoreApplication::setOrganizationName("HomeostatTest");
    QCoreApplication::setApplicationName("figures_page");
    QSettings().clear();
    install_fonts();
  }

  void cleanup() { QSettings().clear(); }

  void a_figure_of_every_kind_has_its_picture() {
    FiguresPage page;
    page.resize(1200, 800);
    page.show();
    using Kind = lab::Sketch::Kind;
    for (const auto& [figure, kind] : {std::pair{"fig4b", Kind::rates},
                                       {"fig2f", Kind::plane},
                                       {"fig1b", Kind::rates},
                                       {"fig7", Kind::spikes},
                                       {"figs13", Kind::steady},
                                       {"fig7l", Kind::nothing}}) {
      const int row = row_of(figure);
      QTRY_VERIFY_WITH_TIMEOUT(page.model().sketch(row) != nullptr, patience_ms);
      QCOMPARE(page.model().sketch(row)->kind, kind);
    }
    // The cross-homeostatic rules end at the setpoints; the trained network fires.
    const lab::Sketch& cross = *page.model().sketch(row_of("fig4b"));
    QVERIFY(std::abs(cross.E.back() - 5) < 0.5 && std::abs(cross.I.back() - 14) < 0.5);
    QVERIFY(page.model().sketch(row_of("fig7"))->spikes.size() > 5000);
  }

  void claims_are_unmeasured_until_they_are_measured_and_cancel_keeps_what_is() {
    FiguresPage page;
    page.show();
    page.select(row_of("fig2f"));
    for (int row = 0; row < page.model().rowCount(); ++row) QVERIFY(!page.model().verdict(row));
    page.reproduce_button().click();
    QVERIFY(page.is_measuring());
    const auto some_verdict = [&] {
      for (int row = 0; row < page.model().rowCount(); ++row)
        if (page.model().verdict(row)) return true;
      return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(some_verdict(), patience_ms);
    if (page.is_measuring()) page.reproduce_button().click();
    QVERIFY(!page.is_measuring());
    QVERIFY(some_verdict());
  }

  void the_table_has_the_claims_of_the_chosen_figure() {
    FiguresPage page;
    page.select(row_of("figs8"));
    QCOMPARE(page.detail().table().model()->rowCount(),
             static_cast<int>(lab::built_in_figure("figs8").claims.size()));
    QVERIFY(page.detail().note().contains("Tolerance"));
    page.select(row_of("fig4b"));
    QVERIFY(page.detail().full_button().isVisibleTo(&page.detail()));
  }

  void export_is_of_the_figure_shown() {
    FigureDetail detail;
    detail.show_figure(lab::built_in_figure("fig4b"), {});
    std::string exported;
    connect(&detail, &FigureDetail::export_requested, this,
            [&](const lab::Figure& figure) { exported = figure.name; });
    detail.export_button().click();
    QCOMPARE(exported, std::string("fig4b"));
  }

  void experiments_of_a_figure_come_with_panels_that_fit() {
    for (const lab::Figure& figure : lab::built_in_figures()) {
      const auto shown = shown_experiments(figure);
      QVERIFY(!shown.empty());
      for (const lab::Experiment& experiment : shown) {
        QVERIFY(!experiment.panels.empty() && experiment.panels.size() <= lab::most_panels);
        validate(experiment);
      }
    }
    QCOMPARE(shown_experiments(lab::built_in_figure("fig7")).size(), std::size_t{3});
  }

  void run_live_opens_the_experiment_in_its_laboratory() {
    MainWindow window(lab::built_in_experiment("fig4b"));
    window.show();
    window.show_figures();
    QVERIFY(!window.session().is_playing());
    window.figures()->select(row_of("fig1b"));
    window.figures()->detail().run_live();
    QCOMPARE(window.session().experiment().name, std::string("fig1b"));
    QVERIFY(!window.figures()->isVisible());
    window.show_figures();
    window.figures()->select(row_of("fig7"));
    QMenu* menu = window.figures()->detail().run_button().menu();
    QVERIFY(menu != nullptr);
    menu->actions().at(1)->trigger();
    QCOMPARE(window.session().experiment().name, std::string("fig7_trained"));
    QCOMPARE(window.laboratory().model(), lab::Model::spiking);
    window.show_figures();
    window.enter(lab::Model::two_population);
    QCOMPARE(window.session().experiment().name, std::string("fig1b"));
    QVERIFY(!window.figures()->isVisible());
  }
};

TEST_PROGRAM(FiguresPageTest)

}  // namespace figures_page_test

#include "figures_page_test.moc"
