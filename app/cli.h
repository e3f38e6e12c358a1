// What the verbs of homeostat-cli share. Each verb declares its options and leaves a closure that
// runs it; the exit codes are those of the outside contract (README).
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ei/plane_grid.h"
#include "core/lab/experiment.h"

namespace CLI {
class App;
}

namespace homeostat::app {

enum ExitCode { success = 0, run_failed = 1, refused = 2, interrupted = 130 };

/// Set by the verb that was called.
using Action = std::function<int()>;

/// One verb as it declares itself. CLI11 stands behind it, in cli.cpp alone: a file that includes
/// it takes long to compile.
class Verb {
 public:
  Verb(CLI::App& app, const std::string& name, const std::string& description);

  /// `type` says what is to be given, in the help: "N". The value is there before the action runs.
  void add_option(const std::string& name, std::string& value, const std::string& description,
                  const std::string& type = "TEXT");
  /// Takes one value each time, and may be given again.
  void add_repeated(const std::string& name, std::vector<std::string>& values,
                    const std::string& description, const std::string& type);
  /// Takes any number of values.
  void add_list(const std::string& name, std::vector<std::string>& values,
                const std::string& description, const std::string& type);
  void add_flag(const std::string& name, bool& value, const std::string& description);
  /// Called: `action` becomes `work`.
  void on_call(Action& action, Action work);

 private:
  CLI::App* verb_;
};

void add_basin(CLI::App& app, Action& action);
void add_variants(CLI::App& app, Action& action);
void add_list(CLI::App& app, Action& action);
void add_margin(CLI::App& app, Action& action);
void add_reproduce(CLI::App& app, Action& action);
void add_run(CLI::App& app, Action& action);
void add_stability(CLI::App& app, Action& action);
void add_theory(CLI::App& app, Action& action);

/// NAME|FILE and --set, as `run` and `stability` take them.
struct ExperimentOptions {
  std::string name;
  std::vector<std::string> assignments;

  void add_to(Verb& verb);
  /// Throws InputError. Complete, but for what the verb itself may still change.
  lab::Experiment experiment() const;
  /// The same, for what is worked out of two populations only.
  lab::Experiment two_population_experiment() const;
};

/// A whole number in [low, high]; throws InputError naming the option.
std::int64_t parse_integer(std::string_view option, std::string_view text, std::int64_t low,
                           std::int64_t high);

/// "1,2.5,3" into exactly `count` finite numbers; throws InputError naming the option.
std::vector<double> parse_numbers(std::string_view option, std::string_view text,
                                  std::size_t count);

/// "NX,NY" of `option`, each at most `largest`, and "W_EE0,W_EE1,W_IE0,W_IE1" of --window; throws
/// InputError.
ei::PlaneGrid parse_grid(std::string_view option, std::string_view size, std::string_view window,
                         std::int64_t largest);

/// What `--threads` says; empty: as many as the machine has processors.
unsigned parse_threads(const std::string& text);

std::vector<std::string> split(std::string_view text, char separator);

}  // namespace homeostat::app
