// Two kinds of failure, kept apart: what a person gave us (InputError) and what we did wrong (bug).
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace homeostat {

/// Refused input. what() is one line naming the field, the value and what is allowed.
class InputError : public std::runtime_error {
 public:
  InputError(std::string field, std::string value, std::string allowed);

  const std::string& field() const { return field_; }
  const std::string& value() const { return value_; }
  const std::string& allowed() const { return allowed_; }

 private:
  std::string field_, value_, allowed_;
};

/// The machine failed us during the run (disk full, file vanished); the run itself was sound.
class RunError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Throws InputError unless `holds`.
void require(bool holds, std::string_view field, double value, std::string_view allowed);

/// Ends the program: a broken invariant of ours, never a user's mistake.
[[noreturn]] void bug(std::string_view what);

/// Shortest text that reads back as the same number ("5", "0.0005", "5e-07").
std::string number_text(double value);

/// The candidate closest in spelling to `word`, or empty when none is near enough to be meant.
template <class Range>
std::string nearest_name(std::string_view word, const Range& candidates);

namespace detail {
int spelling_distance(std::string_view a, std::string_view b);
}

template <class Range>
std::string nearest_name(std::string_view word, const Range& candidates) {
  // A third of the letters may be wrong; more than that is another word.
  int best = static_cast<int>(word.size()) / 3 + 1;
  std::string nearest;
  for (const auto& candidate : candidates) {
    // The beginning of a name is as good as a name.
    if (word.size() >= 4 && std::string_view(candidate).starts_with(word))
      return std::string(candidate);
    const int distance = detail::spelling_distance(word, candidate);
    if (distance < best || (distance == best && nearest.empty())) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

}  // namespace homeostat
