#include "core/lab/catalogue.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <string>

#include "core/lab/embedded.h"
#include "core/lab/experiment_io.h"
#include "core/math/check.h"

namespace homeostat::lab {

namespace {

/// Main figures before supplementary ones; the authors' variant right after its figure.
std::string figure_order(const Experiment& experiment) {
  const bool supplementary = experiment.name.starts_with("figs");
  return (supplementary ? "1" : "0") + experiment.name;
}

std::vector<Experiment> load() {
  std::vector<Experiment> experiments;
  for (const auto& [name, text] : embedded_experiments()) {
    experiments.push_back(experiment_from_text(text, name));
  }
  std::ranges::sort(experiments, {}, figure_order);
  return experiments;
}

}  // namespace

std::span<const Experiment> built_in_experiments() {
  static const std::vector<Experiment> experiments = load();
  return experiments;
}

const Experiment& built_in_experiment(std::string_view name) {
  const auto all = built_in_experiments();
  const auto found = std::ranges::find(all, name, &Experiment::name);
  if (found != all.end()) return *found;
  std::vector<std::string> names;
  for (const auto& experiment : all) names.push_back(experiment.name);
  const std::string near = nearest_name(name, names);
  throw InputError("experiment", std::string(name),
                   near.empty() ? "a file, or a name that 'homeostat-cli list experiments' prints"
                                : "a file or a built-in experiment; did you mean '" + near + "'?");
}

std::string_view default_experiment_of(Model model) {
  return model == Model::spiking ? "fig7" : default_experiment;
}

Experiment experiment_called(std::string_view name) {
  for (const Experiment& experiment : built_in_experiments()) {
    if (experiment.name == name) return experiment;
  }
  std::error_code none;
  const bool is_file =
      name.find_first_of("/.") != std::string_view::npos || std::filesystem::exists(name, none);
  return is_file ? load_experiment(name) : built_in_experiment(name);
}

}  // namespace homeostat::lab
