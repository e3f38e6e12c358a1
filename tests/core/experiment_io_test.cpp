// Experiment files: what is written reads back; what is broken is refused by name.
#include "core/lab/experiment_io.h"

#include <QTemporaryDir>
#include <QtTest>
#include <exception>
#include <filesystem>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/lab/catalogue.h"
#include "core/math/check.h"
#include "tests/support/near.h"
#include "tests/support/runs.h"
#include "tests/support/test_program.h"

namespace experiment_io_test {

using namespace homeostat;
using lab::Experiment;
using lab::experiment_from_text;
using lab::experiment_text;

namespace {

/// The refusal's message; empty when the text is taken.
std::string refusal(std::string_view text) {
  try {
    experiment_from_text(text, "given.json");
  } catch (const InputError& error) {
    return error.what();
  } catch (const std::exception& error) {
    return std::string("no InputError but ") + error.what();
  }
  return {};
}

void verify_refused(std::string_view text, std::initializer_list<std::string_view> named) {
  const std::string message = refusal(text);
  CLAIM(message.find('\n') == std::string::npos, "more than one line: " + message);
  CLAIM(message.find("given.json") != std::string::npos, "does not name the file: " + message);
  for (const std::string_view part : named) {
    CLAIM(message.find(part) != std::string::npos,
          "does not name '" + std::string(part) + "': '" + message + "'");
  }
}

Experiment elaborate() {
  Experiment experiment = test::experiment_with({{"rule", "custom"},
                                                 {"gain_EI_I", "-0.333333333333"},
                                                 {"W_EE", "2.1000000000000001"},
                                                 {"alpha", "1e-300"},
                                                 {"factor", "weight"}});
  experiment.name = "with \"quotes\" and \u03b1";
  experiment.title = "title";
  experiment.look_for = "line\nbreak";
  experiment.panels = {"paradox", "trial"};
  experiment.parameters.set("theta_I", 1.0 / 3);
  experiment.trials = 77;
  experiment.seed = 0xffff'ffff'ffff'ffffULL;
  lab::Event event;
  event.trial = 5;
  event.symbol = "W_IE";
  event.operation = lab::Operation::scale;
  event.value = 1.2;
  event.until_trial = 9;
  experiment.events.push_back(event);
  lab::Event recurring;
  recurring.time_ms = 1000;
  recurring.symbol = "I_ext_I";
  recurring.operation = lab::Operation::add;
  recurring.value = 7;
  recurring.until_ms = 1200.5;
  experiment.events.push_back(recurring);
  lab::Event rule;
  rule.trial = 3;
  rule.symbol = "rule";
  rule.value = 2;
  experiment.log.push_back(rule);
  lab::Event silenced;
  silenced.trial = 4;
  silenced.symbol = std::string(lab::activity_symbol);
  experiment.log.push_back(silenced);
  return experiment;
}

}  // namespace

class ExperimentIoTest : public QObject {
  Q_OBJECT

 private slots:
  void every_built_in_experiment_reads_back_as_it_was_written() {
    QVERIFY(lab::built_in_experiments().size() >= 11);
    for (const Experiment& experiment : lab::built_in_experiments()) {
      const Experiment again = experiment_from_text(experiment_text(experiment), "text");
      CLAIM(again == experiment, experiment.name);
      QCOMPARE(experiment_text(again), experiment_text(experiment));
    }
  }

  void every_built_in_experiment_says_what_to_look_for_and_can_start() {
    for (const Experiment& experiment : lab::built_in_experiments()) {
      CLAIM(!experiment.title.empty() && !experiment.look_for.empty(), experiment.name);
      validate(experiment);
      if (!is_run_by_trials(experiment.model())) continue;
      const std::int64_t trials = experiment.model() == lab::Model::spiking ? 1 : 2;
      CLAIM(std::ssize(test::rows_of(experiment, trials)) == trials, experiment.name);
    }
    for (const char* name : {"fig1b", "fig1c", "fig2b", "fig2e", "fig3", "fig4b", "figs1a",
                             "figs1b", "figs4", "fig2b_authors", "fig4b_authors"})
      QCOMPARE(lab::built_in_experiment(name).name, std::string(name));
  }

  void unknown_built_in_experiment_is_refused_with_the_nearest_one() {
    try {
      lab::built_in_experiment("fig4bb");
      QFAIL("found");
    } catch (const InputError& error) {
      CLAIM(std::string(error.what()).find("fig4b'") != std::string::npos, error.what());
    }
  }

  void elaborate_experiment_reads_back_to_the_last_bit() {
    const Experiment experiment = elaborate();
    QVERIFY(experiment_from_text(experiment_text(experiment), "text") == experiment);
  }

  void saved_file_loads_as_it_was() {
    QTemporaryDir directory;
    const std::filesystem::path file = directory.filePath("e.json").toStdString();
    lab::save_experiment(elaborate(), file);
    QVERIFY(lab::load_experiment(file) == elaborate());
    // Nothing else is left beside it.
    QCOMPARE(QDir(directory.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
  }

  void missing_fields_take_the_documented_defaults() {
    const Experiment experiment = experiment_from_text(R"({"homeostat":1})", "text");
    QVERIFY(experiment.parameters == Experiment{}.parameters);
    const Experiment homeostatic =
        experiment_from_text(R"({"homeostat":1,"rule":"homeostatic"})", "text");
    SAME(homeostatic.parameters["alpha_EE"], 1e-4, "the rule's own learning rate");
  }

  void every_truncation_is_refused() {
    const std::string text = experiment_text(elaborate());
    const std::size_t end = text.find_last_of('}');
    for (std::size_t length = 0; length <= end; length += 7)
      verify_refused(std::string_view(text).substr(0, length), {});
  }

  void binary_is_refused() {
    const std::string zeros(64, '\0');
    verify_refused(
        "\x7f"
        "ELF" +
            zeros,
        {"JSON"});
    verify_refused("\xff\xfe" + zeros, {"JSON"});
    const std::string broken_utf8 = "\xc3\x28";
    verify_refused("{\"homeostat\":1,\"name\":\"" + broken_utf8 + "\"}", {});
  }

  void unknown_fields_are_refused_with_a_suggestion() {
    verify_refused(R"({"homeostat":1,"trails":5})", {"trails", "trials"});
    verify_refused(R"({"homeostat":1,"parameters":{"W_EEE":5}})", {"W_EEE", "W_EE"});
    verify_refused(R"({"homeostat":1,"rule":"homeostatc"})", {"homeostatc", "homeostatic"});
    verify_refused(R"({"homeostat":1,"model":"tow_population"})", {"model", "two_population"});
    verify_refused(R"({"homeostat":1,"events":[{"symbol":"W_EE","value":1,"trail":3}]})",
                   {"events[0]", "trail", "trial"});
  }

  void wrong_types_are_refused_by_field() {
    verify_refused(R"([1])", {"object"});
    verify_refused(R"(5)", {"object"});
    verify_refused(R"({"homeostat":1,"parameters":[1]})", {"parameters"});
    verify_refused(R"({"homeostat":1,"parameters":{"W_EE":"5"}})", {"W_EE", "number"});
    verify_refused(R"({"homeostat":1,"parameters":{"W_EE":null}})", {"W_EE"});
    verify_refused(R"({"homeostat":1,"parameters":{"mode":1}})", {"mode"});
    verify_refused(R"({"homeostat":1,"rule":5})", {"rule"});
    verify_refused(R"({"homeostat":1,"trials":1.5})", {"trials"});
    verify_refused(R"({"homeostat":1,"trials":"5"})", {"trials"});
    verify_refused(R"({"homeostat":1,"trials":99999999999999999999})", {"trials"});
    verify_refused(R"({"homeostat":1,"trials":18446744073709551615})", {"trials"});
    verify_refused(R"({"homeostat":1,"seed":-1})", {"seed"});
    verify_refused(R"({"homeostat":1,"events":{}})", {"events"});
    verify_refused(R"({"homeostat":1,"events":[5]})", {"events[0]"});
    verify_refused(R"({"homeostat":1,"log":[{"symbol":"W_EE"}]})", {"value"});
    verify_refused(R"({"homeostat":1,"events":[{"symbol":"W_EE","value":1,"op":"mul"}]})", {"op"});
    verify_refused(R"({"homeostat":1,"events":[{"symbol":"W_EE","value":1,"trial":1e30}]})",
                   {"trial"});
  }

  void impossible_values_are_refused_by_field() {
    verify_refused(R"({"homeostat":1,"parameters":{"tau_E":-1}})", {"tau_E", "-1"});
    verify_refused(R"({"homeostat":1,"parameters":{"W_EE":1e999}})", {});
    verify_refused(R"({"homeostat":1,"trials":0})", {"trials"});
    verify_refused(R"({"homeostat":1,"parameters":{"average_window":5000}})", {"average_window"});
  }

  void later_format_and_no_format_are_refused() {
    verify_refused(R"({"homeostat":2})", {"homeostat"});
    verify_refused(R"({"name":"x"})", {"homeostat"});
  }

  void files_that_cannot_be_read_or_written_are_named() {
    QVERIFY_THROWS_EXCEPTION(InputError, lab::load_experiment("no/such/file.json"));
    QVERIFY_THROWS_EXCEPTION(InputError, lab::load_experiment("/"));
    QVERIFY_THROWS_EXCEPTION(std::exception,
                             lab::save_experiment(Experiment{}, "no/such/directory/e.json"));
    QVERIFY_THROWS_EXCEPTION(RunError, lab::save_experiment(Experiment{}, "/dev/full"));
  }

  void command_line_names_what_differs() {
    Experiment experiment = lab::built_in_experiment("fig4b");
    experiment.parameters.set("W_EE", 3.5);
    experiment.seed = 9;
    const std::string command = lab::command_line(experiment);
    CLAIM(command.find("homeostat-cli run fig4b") == 0, command);
    CLAIM(command.find("--set W_EE=3.5") != std::string::npos, command);
    CLAIM(command.find("--seed 9") != std::string::npos, command);
    CLAIM(command.find("W_IE") == std::string::npos, command);
  }
};

TEST_PROGRAM(ExperimentIoTest)

}  // namespace experiment_io_test

#include "experiment_io_test.moc"
