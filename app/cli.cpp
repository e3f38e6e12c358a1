// homeostat-cli: every experiment without a window. Links no Qt.
#include "app/cli.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <utility>

#include "core/lab/catalogue.h"
#include "core/lab/experiment_io.h"
#include "core/lab/parallel.h"
#include "core/math/check.h"

namespace homeostat::app {

Verb::Verb(CLI::App& app, const std::string& name, const std::string& description)
    : verb_(app.add_subcommand(name, description)) {}

void Verb::add_option(const std::string& name, std::string& value, const std::string& description,
                      const std::string& type) {
  verb_->add_option(name, value, description)->type_name(type);
}

void Verb::add_repeated(const std::string& name, std::vector<std::string>& values,
                        const std::string& description, const std::string& type) {
  verb_->add_option(name, values, description)
      ->type_name(type)
      ->expected(1)
      ->take_all()
      ->allow_extra_args(false);
}

void Verb::add_list(const std::string& name, std::vector<std::string>& values,
                    const std::string& description, const std::string& type) {
  verb_->add_option(name, values, description)->type_name(type);
}

void Verb::add_flag(const std::string& name, bool& value, const std::string& description) {
  verb_->add_flag(name, value, description);
}

void Verb::on_call(Action& action, Action work) {
  verb_->callback([&action, work = std::move(work)] { action = work; });
}

void ExperimentOptions::add_to(Verb& verb) {
  verb.add_option("experiment", name, "built-in experiment or experiment file (default: fig4b)",
                  "NAME|FILE");
  verb.add_repeated("--set", assignments, "change a parameter; may be repeated", "SYMBOL=VALUE");
}

lab::Experiment ExperimentOptions::experiment() const {
  const std::string_view wanted = name.empty() ? lab::default_experiment : std::string_view(name);
  std::vector<lab::Assignment> list;
  for (const auto& text : assignments) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw InputError("--set", text, "SYMBOL=VALUE, for example W_EE=3");
    }
    list.push_back({text.substr(0, equals), text.substr(equals + 1)});
  }
  return with_assignments(lab::experiment_called(wanted), list);
}

lab::Experiment ExperimentOptions::two_population_experiment() const {
  lab::Experiment chosen = experiment();
  if (chosen.model() != lab::Model::two_population)
    throw InputError("experiment", chosen.name,
                     "one of the model two_population: the analysis is of its four weights");
  return chosen;
}

std::int64_t parse_integer(std::string_view option, std::string_view text, std::int64_t low,
                           std::int64_t high) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < low || value > high) {
    throw InputError(std::string(option), std::string(text),
                     "a whole number from " + std::to_string(low) + " to " + std::to_string(high));
  }
  return value;
}

unsigned parse_threads(const std::string& text) {
  if (text.empty()) return lab::processor_count();
  return static_cast<unsigned>(parse_integer("--threads", text, 1, 1024));
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts{""};
  for (const char c : text) {
    if (c == separator) {
      parts.emplace_back();
    } else {
      parts.back() += c;
    }
  }
  return parts;
}

std::vector<double> parse_numbers(std::string_view option, std::string_view text,
                                  std::size_t count) {
  std::vector<double> numbers;
  for (const auto& part : split(text, ',')) {
    double value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc{} || end != part.data() + part.size() || !std::isfinite(value)) break;
    numbers.push_back(value);
  }
  if (numbers.size() != count || split(text, ',').size() != count) {
    throw InputError(std::string(option), std::string(text),
                     std::to_string(count) + " finite numbers with commas between them");
  }
  return numbers;
}

ei::PlaneGrid parse_grid(std::string_view option, std::string_view size, std::string_view window,
                         std::int64_t largest) {
  const auto sides = split(size, ',');
  if (sides.size() != 2)
    throw InputError(std::string(option), std::string(size), "NX,NY, for example 200,200");
  const auto ends = parse_numbers("--window", window, 4);
  if (ends[0] > ends[1] || ends[2] > ends[3]) {
    throw InputError("--window", std::string(window),
                     "W_EE0,W_EE1,W_IE0,W_IE1, each pair ascending");
  }
  ei::PlaneGrid grid{ends[0], ends[1], ends[2], ends[3]};
  grid.nx = static_cast<int>(parse_integer(option, sides[0], 1, largest));
  grid.ny = static_cast<int>(parse_integer(option, sides[1], 1, largest));
  return grid;
}

namespace {

int report(const std::string& message, ExitCode code) {
  std::cerr << "homeostat-cli: " << message << '\n';
  return code;
}

/// CLI11 may answer in several lines; ours is one, with the verb that was perhaps meant.
int report_usage(const CLI::ParseError& error, int argc, char** argv) {
  std::string message = error.what();
  for (char& c : message) c = c == '\n' ? ' ' : c;
  if (argc > 1 && argv[1][0] != '-') {
    const std::vector<std::string> verbs{"basin", "list",      "margin", "reproduce",
                                         "run",   "stability", "theory", "variants"};
    const bool known = std::ranges::find(verbs, argv[1]) != verbs.end();
    const std::string near = nearest_name(argv[1], verbs);
    if (!known)
      message = "command: '" + std::string(argv[1]) +
                "' is refused; allowed: basin, list, margin, reproduce, run, stability, theory, "
                "variants";
    if (!known && !near.empty()) message += "; did you mean '" + near + "'?";
  }
  return report(message + " (see --help)", refused);
}

}  // namespace

int run_command_line(int argc, char** argv) {
  CLI::App app{
      "Homeostat: circuits of excitation and inhibition that learn to hold their setpoints."};
  app.name("homeostat-cli");
  app.set_version_flag("--version", "homeostat-cli " HOMEOSTAT_VERSION);
  app.require_subcommand(1);
  Action action;
  add_basin(app, action);
  add_variants(app, action);
  add_list(app, action);
  add_margin(app, action);
  add_reproduce(app, action);
  add_run(app, action);
  add_stability(app, action);
  add_theory(app, action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& wanted) {
    return app.exit(wanted);  // --help, --version
  } catch (const CLI::ParseError& error) {
    return report_usage(error, argc, argv);
  }
  try {
    const int code = action();
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
      return report("standard output cannot be written", run_failed);
    }
    return code;
  } catch (const InputError& error) {
    return report(error.what(), refused);
  } catch (const std::exception& error) {
    return report(error.what(), run_failed);
  }
}

}  // namespace homeostat::app

int main(int argc, char** argv) { return homeostat::app::run_command_line(argc, argv); }
