#include "ui/plots/mode_tails.h"

#include <algorithm>
#include <utility>

namespace homeostat::ui {

void ModeTails::forget(Tail& tail, double before_ms) {
  // The last moment before stays: it is where the motion of the kept ones began.
  const auto first = std::find_if(tail.begin(), tail.end(),
                                  [before_ms](const Moment& m) { return m.ms >= before_ms; });
  if (first - tail.begin() > 1) tail.erase(tail.begin(), first - 1);
}

void ModeTails::append(const math::Modes& modes, double now_ms) {
  if (tails_.size() != modes.size()) tails_.assign(modes.size(), {});
  struct Pair {
    double distance;
    std::size_t tail, mode;
  };
  std::vector<Pair> pairs;
  for (std::size_t tail = 0; tail < tails_.size(); ++tail) {
    for (std::size_t mode = 0; mode < modes.size(); ++mode) {
      const bool is_new = tails_[tail].empty();
      pairs.push_back({is_new ? 0 : std::abs(tails_[tail].back().mode - modes[mode]), tail, mode});
    }
  }
  std::ranges::stable_sort(pairs, {}, &Pair::distance);
  std::vector<bool> is_tail_taken(modes.size()), is_mode_taken(modes.size());
  for (const Pair& pair : pairs) {
    if (is_tail_taken[pair.tail] || is_mode_taken[pair.mode]) continue;
    is_tail_taken[pair.tail] = is_mode_taken[pair.mode] = true;
    tails_[pair.tail].push_back({modes[pair.mode], now_ms});
    forget(tails_[pair.tail], now_ms - kept_ms);
  }
}

std::vector<math::Modes> ModeTails::ways() const {
  std::vector<math::Modes> ways;
  for (const Tail& tail : tails_) {
    math::Modes& way = ways.emplace_back();
    for (const Moment& moment : tail) way.push_back(moment.mode);
  }
  return ways;
}

}  // namespace homeostat::ui
