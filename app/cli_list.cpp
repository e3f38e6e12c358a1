// homeostat-cli list: what there is.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "app/cli.h"
#include "core/lab/catalogue.h"
#include "core/lab/figure.h"
#include "core/math/check.h"

namespace homeostat::app {

namespace {

void print_experiments() {
  for (const auto& e : lab::built_in_experiments()) {
    std::printf("%-16s %s. %s\n", e.name.c_str(), e.title.c_str(), e.look_for.c_str());
  }
}

void print_figures() {
  for (const lab::Figure& figure : lab::built_in_figures()) {
    std::printf("%-8s %-12s %s: %zu claims\n", figure.name.c_str(), figure.original.c_str(),
                figure.title.c_str(), figure.claims.size());
  }
}

void print_rules() {
  for (const auto& rule : ei::named_rules()) {
    std::printf("%-20s %s\n", rule.name.c_str(), rule.sentence.c_str());
  }
}

void print_parameters() {
  for (const lab::Model model : lab::models()) {
    std::printf("model = %s\n", std::string(model_name(model)).c_str());
    for (const auto& spec : lab::parameters(model)) {
      std::printf("%-16s %-18s %-7s %s. %s\n", std::string(spec.symbol).c_str(),
                  value_text(spec, spec.fallback).c_str(), std::string(spec.unit).c_str(),
                  std::string(spec.name).c_str(), std::string(spec.lesson).c_str());
    }
  }
}

int list(const std::string& what) {
  const bool all = what.empty();
  if (all || what == "experiments") print_experiments();
  if (all || what == "rules") print_rules();
  if (all || what == "parameters") print_parameters();
  if (all || what == "figures") print_figures();
  if (what == "lessons") {
    std::fprintf(stderr, "homeostat-cli: this version has no lessons\n");
  }
  return success;
}

}  // namespace

void add_list(CLI::App& app, Action& action) {
  Verb verb(app, "list", "Built-in experiments, figures, rules and parameters");
  auto what = std::make_shared<std::string>();
  verb.add_option("what", *what, "experiments, figures, rules, parameters or lessons");
  verb.on_call(action, [what] {
    const std::vector<std::string> kinds{"experiments", "figures", "rules", "parameters",
                                         "lessons"};
    if (!what->empty() && std::ranges::find(kinds, *what) == kinds.end()) {
      const std::string near = nearest_name(*what, kinds);
      throw InputError("list", *what,
                       "experiments, figures, rules, parameters, lessons" +
                           (near.empty() ? "" : "; did you mean '" + near + "'?"));
    }
    return list(*what);
  });
}

}  // namespace homeostat::app
