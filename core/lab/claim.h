// What a paper says of a figure, as data: what is measured of which experiment, and what has to
// come out. Read from resources/figures.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace homeostat::lab {

/// A measure by its name in the vocabulary (measure.h), with what it takes. What a measure does not
/// take stays as it is here; files that give it are refused.
struct Measure {
  std::string name;
  std::string of;  ///< label of the figure's experiment

  // Runs. Which: `seeds` of them, or from `runs` starts drawn from a range, or one for each value
  // of the experiment's first event.
  std::int64_t at = 0;  ///< trial (online mode: second); 0: the last
  int over = 1;         ///< mean over so many trials, the last of them `at`
  int seeds = 1;        ///< the experiment's and those that follow it
  std::string starts;   ///< of start_ranges(); empty: the experiment's own weights
  int runs = 0;         ///< with `starts`
  std::vector<double> event_values;
  std::string x, y;  ///< slope and correlation: two measures of a run

  // The set-point plane.
  std::string line, other_line;                ///< boundaries (plane_boundaries.h)
  std::optional<double> W_EE, W_IE;            ///< a place; absent: the initial weights
  std::array<double, 4> window{0, 10, 0, 30};  ///< W_EE from, to; W_IE from, to
  std::string rate, weight;                    ///< "E" or "I"; "W_EE", ...

  bool operator==(const Measure&) const = default;
};

/// What has to come out.
struct Expected {
  enum class Kind { within, above, below };
  Kind kind = Kind::within;
  double value = 0;
  double tolerance = 0;  ///< of `within`

  bool holds(double measured) const;
};

struct Claim {
  std::string name;   ///< what is claimed, in a few words
  std::string where;  ///< in the paper: "Fig. 2B, caption"
  /// What it says there. Nothing of both: it gives no value.
  std::string paper_says;
  std::optional<double> paper_value;
  Measure measure;
  Expected expected;  ///< the paper's value; where it has none or errs, that of `note`'s source
  std::string why;    ///< why that tolerance
  /// Where paper, authors' code and our result disagree, or whence the expected value; with its
  /// source.
  std::string note;
  bool differs = false;  ///< ours is not what the paper says, and `note` tells why
  bool is_long = false;  ///< not among the quick ones

  bool is_stated() const { return paper_value || !paper_says.empty(); }
};

}  // namespace homeostat::lab
