// The settings of the stability figures, as reference/stability/areas.csv names them.
#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "tests/support/plane_problems.h"
#include "tests/support/reference_table.h"

namespace homeostat::test {

struct FigureSetting {
  std::string_view prefix;
  Rates4 rates;
};

/// Learning rates belonging to the settings' names, in multiples of the smaller one.
inline constexpr std::array figure_settings{
    FigureSetting{"S8 top", {1, 1, 1, 1}},   FigureSetting{"S8 bottom", {100, 100, 1, 1}},
    FigureSetting{"2G", {100, 100, 1, 1}},   FigureSetting{"2H", {1, 1, 100, 100}},
    FigureSetting{"2I", {1, 1, 100, 100}},   FigureSetting{"S9/4H", {1, 1, 1, 1}},
    FigureSetting{"S10 TL", {4, 1, 0, 0}},   FigureSetting{"S10 TR", {1, 1, 0, 0}},
    FigureSetting{"S10 BL", {1, 100, 0, 0}}, FigureSetting{"S11 TL", {1, 1, 1, 1}},
    FigureSetting{"S11 TR", {10, 10, 1, 1}}, FigureSetting{"S11 BL", {1, 1, 10, 10}},
    FigureSetting{"S12 TL", {1, 1, 0, 0}},   FigureSetting{"S12 TR", {100, 1, 0, 0}},
    FigureSetting{"S12 BL", {1, 100, 0, 0}},
};

/// Null when there is none.
inline const FigureSetting* figure_setting(const std::string& name) {
  const auto found =
      std::find_if(figure_settings.begin(), figure_settings.end(),
                   [&](const FigureSetting& setting) { return name.starts_with(setting.prefix); });
  return found == figure_settings.end() ? nullptr : found;
}

/// The problem of a row of areas.csv whose setting is known, its rates times `unit`.
inline ei::PlaneProblem figure_problem(const ReferenceTable& table, std::size_t row,
                                       double unit = 1) {
  const std::string& name = table.text(row, "setting");
  Rates4 rates = figure_setting(name)->rates;
  for (double& rate : rates) rate *= unit;
  ei::PlaneProblem problem = table_1(reference_rule(table.text(row, "rule"), rates));
  if (name.find("gE=.5") != std::string::npos) {
    problem.parameters.g_E = 0.5;
    problem.parameters.I_ext = 8;
  }
  return problem;
}

}  // namespace homeostat::test
