#include "core/lab/measure.h"

#include <algorithm>
#include <string>

#include "core/math/check.h"

namespace homeostat::lab {

std::span<const MeasureSpec> measures() {
  static const std::vector<MeasureSpec> all = [] {
    std::vector<MeasureSpec> list;
    for (const auto& part : {run_measures(), plane_measures(), circuit_measures(), cell_measures(),
                             selective_measures()})
      list.insert(list.end(), part.begin(), part.end());
    return list;
  }();
  return all;
}

const MeasureSpec& measure_spec(std::string_view name) {
  const auto all = measures();
  const auto found = std::ranges::find(all, name, &MeasureSpec::name);
  if (found != all.end()) return *found;
  std::vector<std::string> names;
  for (const MeasureSpec& spec : all) names.emplace_back(spec.name);
  const std::string near = nearest_name(name, names);
  throw InputError("measure", std::string(name),
                   near.empty() ? "a name of the vocabulary (core/lab/measure.h)"
                                : "a name of the vocabulary; did you mean '" + near + "'?");
}

}  // namespace homeostat::lab
