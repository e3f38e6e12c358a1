// Claims of figures: the logic of verdicts, that no claim passes by construction, and that results
// depend on nothing but the figures.
#include "core/lab/reproduction.h"

#include <QtTest>
#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/lab/catalogue.h"
#include "core/lab/claim_words.h"
#include "core/lab/engine.h"
#include "core/lab/measure.h"
#include "core/math/check.h"
#include "tests/support/near.h"
#include "tests/support/patience.h"
#include "tests/support/test_program.h"

namespace reproduction_test {

using namespace homeostat;
using namespace homeostat::lab;

namespace {

Claim claim(double value, double tolerance) {
  Claim c;
  c.name = "something";
  c.measure.name = "E_avg";
  c.expected = {Expected::Kind::within, value, tolerance};
  return c;
}

/// What a mutation does to an experiment.
struct Mutation {
  const char* name;
  void (*act)(Experiment&);
};

void scale(Experiment& e, std::initializer_list<const char*> symbols, double factor) {
  for (const char* symbol : symbols) e.parameters.set(symbol, factor * e.parameters[symbol]);
}

constexpr std::initializer_list<const char*> all_rates{"alpha_EE", "alpha_EI", "alpha_IE",
                                                       "alpha_II", "beta"};

const std::vector<Mutation> of_two_populations{
    {"gain of E", [](Experiment& e) { scale(e, {"g_E"}, 1.3); }},
    {"sign of the rule", [](Experiment& e) { scale(e, all_rates, -1); }},
    {"sign onto I",
     [](Experiment& e) {
       scale(e, {"alpha_IE", "alpha_II"}, -1);
     }},
    {"rates onto I",
     [](Experiment& e) {
       scale(e, {"alpha_IE", "alpha_II"}, 300);
     }},
    {"rates", [](Experiment& e) { scale(e, all_rates, 3); }},
    {"threshold of E up", [](Experiment& e) { e.parameters.set("theta_E", 12); }},
    {"threshold of E down", [](Experiment& e) { e.parameters.set("theta_E", 2); }},
    {"no threshold", [](Experiment& e) { e.parameters.set("theta_E", -2); }},
    {"threshold of I", [](Experiment& e) { e.parameters.set("theta_I", 20); }},
    {"slow inhibition", [](Experiment& e) { e.parameters.set("tau_I", 20); }},
    {"noise", [](Experiment& e) { e.parameters.set("noise_sigma", 30); }},
    {"floor", [](Experiment& e) { e.parameters.set("rate_floor", 1); }},
    {"low-pass", [](Experiment& e) { e.parameters.set("tau_trial", 3); }},
    {"setpoints", [](Experiment& e) { scale(e, {"E_set"}, 1.5); }},
    {"weights", [](Experiment& e) { scale(e, {"W_EE"}, 0.2); }},
    {"start at the setpoints",
     [](Experiment& e) {
       for (const auto& [symbol, value] :
            {std::pair{"W_EE", 5.0}, {"W_EI", 15.2 / 14}, {"W_IE", 10.0}, {"W_II", 21.5 / 14}})
         e.parameters.set(symbol, value);
     }},
    {"sign onto E",
     [](Experiment& e) {
       scale(e, {"alpha_EE", "alpha_EI"}, -1);
     }},
    {"threshold of E out of reach", [](Experiment& e) { e.parameters.set("theta_E", 20); }},
    {"no threshold, sign of the rule",
     [](Experiment& e) {
       e.parameters.set("theta_E", -2);
       scale(e, all_rates, -1);
     }},
    {"no learning", [](Experiment& e) { scale(e, all_rates, 0); }},
};

const std::vector<Mutation> of_spiking_networks{
    {"nothing trained", [](Experiment& e) { e.start.clear(); }},
    {"initial W_EE", [](Experiment& e) { scale(e, {"W_EE"}, 0.7); }},
    {"stronger W_EE", [](Experiment& e) { scale(e, {"W_EE"}, 3); }},
    {"capacitances",
     [](Experiment& e) {
       scale(e, {"C", "C_I"}, 1.5);
     }},
    {"slow synapses",
     [](Experiment& e) {
       scale(e, {"tau_d_E", "delay_E", "delay_I"}, 2);
     }},
    {"noise", [](Experiment& e) { scale(e, {"noise_sigma"}, 2); }},
    {"floor", [](Experiment& e) { e.parameters.set("rate_floor", 2); }},
    {"no kick", [](Experiment& e) { e.parameters.set("kick_amplitude", 0); }},
    {"threshold", [](Experiment& e) { e.parameters.set("V_thresh", 24); }},
    {"bounds", [](Experiment& e) { e.parameters.set("W_min", 5); }},
    {"setpoints",
     [](Experiment& e) {
       scale(e, {"E_set", "I_set"}, 1.5);
     }},
    {"weak inhibition",
     [](Experiment& e) {
       scale(e, {"W_EI", "W_II"}, 0.4);
     }},
};

const std::vector<Mutation> of_selective_neurons{
    {"regular excitation", [](Experiment& e) { e.parameters.set("k_exc", 4); }},
    {"other patterns to respond to", [](Experiment& e) { e.parameters.set("p_out", 0.3); }},
    {"more inhibition", [](Experiment& e) { e.parameters.set("f_exc", 0.7); }},
    {"hardly any load", [](Experiment& e) { scale(e, {"alpha"}, 0.15); }},
    {"nearly capacity", [](Experiment& e) { e.parameters.set("alpha", 0.97); }},
    {"small bound", [](Experiment& e) { scale(e, {"Gamma"}, 0.2); }},
    {"large bound", [](Experiment& e) { scale(e, {"Gamma"}, 3); }},
    {"few inputs", [](Experiment& e) { e.parameters.set("N", 20); }},
    {"hardly any noise",
     [](Experiment& e) {
       scale(e, {"sigma_in", "sigma_out"}, 0.1);
     }},
    {"much noise",
     [](Experiment& e) {
       scale(e, {"sigma_in", "sigma_out"}, 4);
     }},
};

const std::vector<Mutation> of_rate_units{
    {"no learning", [](Experiment& e) { scale(e, all_rates, 0); }},
    {"the other rule",
     [](Experiment& e) {
       const bool is_two_term = e.parameters.choice("rule") == "two_term";
       const std::string other = is_two_term ? "cross_homeostatic" : "two_term";
       e = with_assignments(e, std::array{Assignment{"rule", other}});
     }},
    {"setpoints",
     [](Experiment& e) {
       scale(e, {"E_set", "I_set"}, 1.5);
     }},
    {"no memory", [](Experiment& e) { e.events.clear(); }},
    {"a memory from the start",
     [](Experiment& e) {
       for (Event& event : e.events) event.trial = 1;
     }},
};

/// The figure with another model; runs of few seeds, for one that goes wrong goes wrong for most.
Figure mutated(Figure figure, const Mutation& mutation) {
  for (auto& [label, experiment] : figure.experiments) {
    Experiment other = experiment;
    mutation.act(other);
    try {
      validate(other);
      // A trained network keeps the wiring it was trained with.
      if (is_run_by_trials(other.model())) Engine{other};
      experiment = other;
    } catch (const InputError&) {
    }
  }
  for (Claim& c : figure.claims) c.measure.seeds = std::min(c.measure.seeds, 3);
  return figure;
}

std::vector<Figure> figures_of(Model model) {
  std::vector<Figure> figures;
  for (const Figure& figure : built_in_figures())
    if (figure.model() == model) figures.push_back(figure);
  return figures;
}

constexpr Workers two{2, Priority::normal};

/// What a figure's claims say when nothing is changed is for `reproduce --quick`; here each has to
/// fail under one of the mutations at least.
void verify_claims_can_fail(const std::vector<Figure>& figures,
                            const std::vector<Mutation>& mutations) {
  std::set<std::string> unshaken;
  for (const Figure& figure : figures)
    for (const Claim& c : figure.claims)
      if (!c.is_long) unshaken.insert(figure.name + ": " + c.name);
  for (const Mutation& mutation : mutations) {
    std::vector<Figure> changed;
    for (Figure figure : figures) {
      std::erase_if(figure.claims, [&](const Claim& c) {
        return !unshaken.contains(figure.name + ": " + c.name);
      });
      if (!figure.claims.empty()) changed.push_back(mutated(figure, mutation));
    }
    const Reproduction done = reproduce(changed, Extent::quick, two);
    for (const ClaimResult& result : done.results)
      if (result.verdict() == Verdict::fail)
        unshaken.erase(result.figure + ": " + result.claim.name);
    qInfo("%s: %zu claims have not failed yet", mutation.name, unshaken.size());
  }
  for (const std::string& name : unshaken) qWarning("%s", name.c_str());
  QVERIFY(unshaken.empty());
}

}  // namespace

class ReproductionTest : public QObject {
  Q_OBJECT

 private slots:
  void a_claim_passes_within_its_tolerance_and_fails_beyond() {
    Claim c = claim(5, 0.1);
    c.paper_value = 5;
    QCOMPARE(judge(c, {5.09}), Verdict::pass);
    QCOMPARE(judge(c, {5.11}), Verdict::fail);
    QCOMPARE(judge(c, {std::numeric_limits<double>::quiet_NaN()}), Verdict::fail);
    c.expected = {Expected::Kind::below, 0, 0};
    QCOMPARE(judge(c, {-0.1}), Verdict::pass);
    QCOMPARE(judge(c, {0}), Verdict::fail);
  }

  void without_a_value_in_the_paper_ours_still_has_to_be_what_the_source_says() {
    const Claim c = claim(3, 0.1);
    QCOMPARE(judge(c, {3.05}), Verdict::unstated);
    QCOMPARE(judge(c, {3.2}), Verdict::fail);
  }

  void a_difference_fails_when_it_is_gone_or_another() {
    Claim c = claim(762, 0);
    c.paper_value = 500;
    c.differs = true;
    QCOMPARE(judge(c, {762}), Verdict::differs);
    QCOMPARE(judge(c, {500}), Verdict::fail);
    c.expected.tolerance = 300;
    QCOMPARE(judge(c, {700}), Verdict::fail);  // as near to the paper's as to the source's
  }

  void every_built_in_experiment_belongs_to_a_figure() {
    for (const Experiment& experiment : built_in_experiments()) {
      const Figure& figure = built_in_figure(experiment.name);
      CLAIM(!figure.rows.empty() && !figure.claims.empty(), experiment.name);
    }
    QVERIFY_EXCEPTION_THROWN(built_in_figure("fig22"), InputError);
    const auto names = [] {
      std::vector<std::string> list;
      for (const Figure& figure : built_in_figures()) list.push_back(figure.name);
      return list;
    }();
    QVERIFY(std::ranges::find(names, "figs8") < std::ranges::find(names, "figs10"));
    QVERIFY(std::ranges::find(names, "fig7") < std::ranges::find(names, "figs1"));
  }

  void a_figure_file_with_a_mistake_is_refused_with_its_place() {
    const auto refusal = [](const std::string& claim) {
      try {
        figure_from_text(R"({"name":"x","title":"t","original":"Fig. 1","paragraph":"p",
          "experiments":[{"of":"fig4b"}],"panels":[[{"kind":"trial"}]],"claims":[)" +
                             claim + "]}",
                         "x.json");
      } catch (const InputError& error) {
        return std::string(error.what());
      }
      return std::string();
    };
    const std::string good =
        R"("claim":"c","where":"w","measure":"E_avg","value":5,"within":1,"why":"y")";
    QCOMPARE(refusal("{" + good + "}"), std::string());
    for (const auto& [mistake, named] :
         {std::pair{R"("colour":1)", "colour"}, std::pair{R"("of":"fig9z")", "fig9z"},
          std::pair{R"("line":"rule_trace")", "line"}, std::pair{R"("differs":true)", "note"},
          std::pair{R"("starts":"somewhere","runs":3)", "somewhere"},
          std::pair{R"("starts":"broad")", "runs"}}) {
      const std::string text = refusal("{" + good + "," + mistake + "}");
      CLAIM(text.find(named) != std::string::npos && text.find("x.json") != std::string::npos &&
                text.find('\n') == std::string::npos,
            std::string(mistake) + " gives: " + text);
    }
    QVERIFY(refusal(R"({"claim":"c","where":"w","measure":"E_average","is":true})").find("E_avg") !=
            std::string::npos);
  }

  void shares_carry_their_confidence_and_means_their_error() {
    Claim c = claim(1, 0);
    c.measure.name = "is_converged";
    // Clopper and Pearson: 1 - 0.025^(1/100) = 3.62 %.
    QCOMPARE(measured_text(c, {1, 0, 100}), std::string("100 of 100 (96 to 100 %)"));
    QCOMPARE(measured_text(c, {1}), std::string("yes"));
    c.measure.name = "E_avg";
    QCOMPARE(measured_text(c, {5.00123, 0.00041, 20}),
             std::string("5.00123 ± 0.00041 Hz, 20 runs"));
    QCOMPARE(paper_text(c), std::string("not stated"));
  }

  void results_do_not_depend_on_the_number_of_threads() {
    std::vector<Figure> figures{built_in_figure("fig2b"), built_in_figure("figs8")};
    Claim ensemble = figures.front().claims.back();
    ensemble.is_long = false;
    ensemble.measure.runs = 40;  // two batches
    figures.front().claims.push_back(ensemble);
    for (Claim& c : figures.front().claims) c.measure.seeds = std::min(c.measure.seeds, 3);
    for (auto& [label, experiment] : figures.front().experiments)
      experiment.trials = std::min<std::int64_t>(experiment.trials, 600);
    const Reproduction one = reproduce(figures, Extent::quick, {1, Priority::normal});
    const Reproduction three = reproduce(figures, Extent::quick, {3, Priority::background});
    QCOMPARE(one.results.size(), three.results.size());
    for (std::size_t k = 0; k < one.results.size(); ++k) {
      SAME(one.results[k].measured->value, three.results[k].measured->value,
           one.results[k].claim.name);
      SAME(one.results[k].measured->standard_error, three.results[k].measured->standard_error,
           one.results[k].claim.name);
    }
  }

  void stopped_it_returns_at_once_with_what_it_has() {
    std::stop_source stop;
    QElapsedTimer since_stop;
    int shown = 0;
    const std::vector<Figure> figures{built_in_figure("fig2b"), built_in_figure("fig7")};
    const Reproduction part =
        reproduce(figures, Extent::full, two, stop.get_token(), [&](const Reproduction& so_far) {
          QVERIFY(so_far.part_done >= 0 && so_far.part_done <= 1);
          if (++shown == 5) {
            since_stop.start();
            stop.request_stop();
          }
        });
    QVERIFY(std::ranges::any_of(part.results, [](const auto& r) { return !r.verdict(); }));
    QVERIFY(!part.has_failed());
    if (!test::is_slow()) QVERIFY2(since_stop.elapsed() < 2000, "a spiking trial or two");
  }

  void no_claim_about_two_populations_passes_by_construction() {
    if (test::is_slow()) QSKIP("Nothing that other tests do not run");
    verify_claims_can_fail(figures_of(Model::two_population), of_two_populations);
  }

  void no_claim_about_rate_units_passes_by_construction() {
    if (test::is_slow()) QSKIP("Nothing that other tests do not run");
    verify_claims_can_fail(figures_of(Model::multi_unit), of_rate_units);
  }

  void no_claim_about_spiking_networks_passes_by_construction() {
    if (test::is_slow()) QSKIP("Nothing that other tests do not run");
    verify_claims_can_fail(figures_of(Model::spiking), of_spiking_networks);
  }

  void no_claim_about_selective_neurons_passes_by_construction() {
    if (test::is_slow()) QSKIP("Nothing that other tests do not run");
    verify_claims_can_fail(figures_of(Model::selective), of_selective_neurons);
  }
};

TEST_PROGRAM(ReproductionTest)

}  // namespace reproduction_test

#include "reproduction_test.moc"
