#include "core/lab/catalogue.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <string>
#include <utility>

#include "core/lab/embedded.h"
#include "core/lab/experiment_io.h"
#include "core/lab/figure.h"
#include "core/math/check.h"

namespace homeostat::lab {

namespace {

/// By paper, main figures before supplementary ones, "figs8" before "figs10", and what belongs to a
/// figure right after it.
std::pair<int, std::string> figure_order(std::string_view name) {
  constexpr std::string_view balance = "balance_";
  const bool is_of_balance = name.starts_with(balance);
  if (is_of_balance) name.remove_prefix(balance.size());
  const bool is_supplementary = name.starts_with("figs");
  const std::size_t begin = is_supplementary ? 4 : 3;
  const std::size_t end = std::min(name.find_first_not_of("0123456789", begin), name.size());
  int number = 0;
  std::from_chars(name.data() + begin, name.data() + end, number);
  return {10000 * is_of_balance + 1000 * is_supplementary + number, std::string(name.substr(end))};
}

template <class Item, class Read>
std::vector<Item> load(const std::vector<EmbeddedFile>& files, const Read& read) {
  std::vector<Item> items;
  for (const auto& [name, text] : files) items.push_back(read(text, name));
  std::ranges::sort(items, {}, [](const Item& item) { return figure_order(item.name); });
  return items;
}

bool shows(const Figure& figure, std::string_view experiment) {
  return std::ranges::any_of(figure.experiments, [&](const FigureExperiment& item) {
    return item.experiment.name == experiment;
  });
}

}  // namespace

std::span<const Experiment> built_in_experiments() {
  static const std::vector<Experiment> experiments =
      load<Experiment>(embedded_experiments(), experiment_from_text);
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

std::span<const Figure> built_in_figures() {
  static const std::vector<Figure> figures = load<Figure>(embedded_figures(), figure_from_text);
  return figures;
}

const Figure& built_in_figure(std::string_view name) {
  const auto all = built_in_figures();
  auto found = std::ranges::find(all, name, &Figure::name);
  if (found == all.end())
    found = std::ranges::find_if(all, [&](const Figure& figure) { return shows(figure, name); });
  if (found != all.end()) return *found;
  std::vector<std::string> names;
  for (const Figure& figure : all) names.push_back(figure.name);
  const std::string near = nearest_name(name, names);
  throw InputError("figure", std::string(name),
                   near.empty() ? "a name that 'homeostat-cli list figures' prints"
                                : "a built-in figure; did you mean '" + near + "'?");
}

std::string_view default_experiment_of(Model model) {
  switch (model) {
    case Model::multi_unit:
      return "fig5";
    case Model::spiking:
      return "fig7";
    case Model::selective:
      return "balance_fig1";
    case Model::two_population:
      break;
  }
  return default_experiment;
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
