// A figure of a paper: its experiments, what of them is shown where, and what the paper claims. One
// file in resources/figures is one figure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/lab/claim.h"
#include "core/lab/experiment.h"

namespace homeostat::lab {

struct FigureExperiment {
  std::string label;  ///< within the figure
  Experiment experiment;
};

/// One panel as the original has it.
struct FigurePanel {
  std::string letter;      ///< of the original; may be empty
  std::string kind;        ///< of panels.h
  std::string of;          ///< label of the experiment it shows
  std::int64_t trial = 0;  ///< that it looks at; 0: the last
  std::string caption;     ///< what parts it from others of its kind: "trial 200"; may be empty
  bool operator==(const FigurePanel&) const = default;
};

struct Figure {
  std::string name;  ///< "fig4b"
  std::string title;
  std::string original;                        ///< "Fig. 4B-C"
  std::string paragraph;                       ///< what it shows, in our words
  std::vector<FigureExperiment> experiments;   ///< the first is the one to run live
  std::vector<std::vector<FigurePanel>> rows;  ///< panels, row by row
  std::vector<Claim> claims;

  /// Throws InputError with a suggestion.
  const Experiment& experiment(std::string_view label) const;
  Model model() const { return experiments.front().experiment.model(); }
};

/// Throws InputError that names field, value and what is allowed; `origin` (a file name) is named.
Figure figure_from_text(std::string_view json, std::string_view origin);

}  // namespace homeostat::lab
