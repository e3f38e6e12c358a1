#include "core/lab/start_range.h"

#include <array>
#include <string>

#include "core/math/check.h"
#include "core/math/random.h"

namespace homeostat::lab {

namespace {

constexpr std::array<std::string_view, 3> names{"self_sustained", "developmental", "broad"};

}  // namespace

std::span<const std::string_view> start_range_names() { return names; }

const StartRange& start_range(std::string_view name) {
  if (name == names[0]) return self_sustained_starts;
  if (name == names[1]) return developmental_starts;
  if (name == names[2]) return broad_starts;
  const std::string near = nearest_name(name, names);
  throw InputError("starts", std::string(name),
                   "self_sustained, developmental, broad" +
                       (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

ei::Weights drawn_start(const StartRange& range, std::uint64_t seed, std::uint64_t number) {
  math::UniformStream uniform(seed, number, math::Block::starts);
  const auto low = range.low.array(), high = range.high.array();
  std::array<double, 4> w{};
  for (std::size_t k = 0; k < 4; ++k) w[k] = low[k] + (high[k] - low[k]) * uniform.next();
  return ei::Weights::from(w);
}

}  // namespace homeostat::lab
