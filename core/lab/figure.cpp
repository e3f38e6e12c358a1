#include "core/lab/figure.h"

#include <algorithm>

#include "core/ei/plane_boundaries.h"
#include "core/lab/catalogue.h"
#include "core/lab/json_fields.h"
#include "core/lab/measure.h"
#include "core/lab/panels.h"
#include "core/lab/start_range.h"
#include "core/math/check.h"

namespace homeostat::lab {

namespace {

constexpr std::array<std::string_view, 7> figure_fields{
    "name", "title", "original", "paragraph", "experiments", "panels", "claims"};
constexpr std::array<std::string_view, 5> experiment_fields{"label", "of", "set", "trials", "seed"};
constexpr std::array<std::string_view, 5> panel_fields{"letter", "kind", "of", "trial", "caption"};
/// Of a claim, besides what its measure takes.
constexpr std::array<std::string_view, 14> claim_fields{
    "claim", "where", "paper", "measure", "of",   "value",   "within",
    "above", "below", "is",    "why",     "note", "differs", "long"};
constexpr std::array<std::string_view, 4> run_choice_fields{"seeds", "starts", "runs",
                                                            "event_values"};

std::string required_text(const Json& object, const char* key) {
  if (!object.contains(key)) throw InputError(key, "missing", "a text");
  return text_field(object, key, "");
}

const Json& required_list(const Json& object, const char* key) {
  if (!object.contains(key) || !object[key].is_array() || object[key].empty())
    throw InputError(key, object.contains(key) ? quoted(object[key]) : "missing",
                     "a list with something in it");
  return object[key];
}

template <class Names>
const std::string& one_of(const std::string& field, const std::string& name, const Names& names) {
  if (std::ranges::find(names, std::string_view(name)) != names.end()) return name;
  std::string known;
  for (const auto known_name : names)
    known += (known.empty() ? "" : ", ") + std::string(known_name);
  throw InputError(field, name, known);
}

// --- Experiments and panels.

FigureExperiment figure_experiment_from(const Json& json) {
  require_known_fields(json, experiment_fields, "experiments");
  const std::string of = required_text(json, "of");
  FigureExperiment result{text_field(json, "label", of), built_in_experiment(of)};
  std::vector<Assignment> assignments;
  if (json.contains("set")) {
    for (const auto& [symbol, value] : json["set"].items())
      assignments.push_back({symbol, value.is_string() ? value.get<std::string>()
                                                       : number_text(number_of(value, symbol))});
  }
  result.experiment = with_assignments(std::move(result.experiment), assignments);
  if (json.contains("trials")) result.experiment.trials = integer_of(json["trials"], "trials");
  if (json.contains("seed"))
    result.experiment.seed = static_cast<std::uint64_t>(integer_of(json["seed"], "seed"));
  validate(result.experiment);
  return result;
}

FigurePanel panel_from(const Json& json, const Figure& figure) {
  require_known_fields(json, panel_fields, "panels");
  FigurePanel panel;
  panel.letter = text_field(json, "letter", "");
  panel.kind = one_of("kind", required_text(json, "kind"), panel_names);
  panel.of = text_field(json, "of", figure.experiments.front().label);
  if (json.contains("trial")) panel.trial = integer_of(json["trial"], "trial");
  const std::string usual =
      panel.trial > 0 ? "trial " + std::to_string(panel.trial) : std::string();
  panel.caption = text_field(json, "caption", usual);
  figure.experiment(panel.of);
  return panel;
}

// --- Claims.

bool is_taken(std::string_view takes, std::string_view field) {
  std::size_t begin = 0;
  while (begin < takes.size()) {
    const std::size_t end = std::min(takes.find(' ', begin), takes.size());
    if (takes.substr(begin, end - begin) == field) return true;
    begin = end + 1;
  }
  return false;
}

void require_fields_of(const Json& json, const MeasureSpec& spec) {
  for (const auto& [key, value] : json.items()) {
    const bool is_choice_of_runs =
        spec.is_of_runs() && std::ranges::find(run_choice_fields, key) != run_choice_fields.end();
    if (is_taken(spec.takes, key) || is_choice_of_runs ||
        std::ranges::find(claim_fields, key) != claim_fields.end())
      continue;
    throw InputError("claim", key,
                     "what the measure " + std::string(spec.name) +
                         " takes: " + (spec.takes.empty() ? "nothing" : std::string(spec.takes)));
  }
}

std::vector<double> numbers_from(const Json& json, const std::string& field) {
  if (!json.is_array()) throw InputError(field, quoted(json), "a list of numbers");
  std::vector<double> numbers;
  for (const Json& item : json) numbers.push_back(number_of(item, field));
  return numbers;
}

void read_window(const Json& json, Measure& m) {
  if (!json.contains("window")) return;
  const auto ends = numbers_from(json["window"], "window");
  if (ends.size() != m.window.size())
    throw InputError("window", quoted(json["window"]), "W_EE from, to, W_IE from, to");
  std::ranges::copy(ends, m.window.begin());
}

void read_runs(const Json& json, Measure& m) {
  if (json.contains("at")) m.at = integer_of(json["at"], "at");
  if (json.contains("over")) m.over = static_cast<int>(integer_of(json["over"], "over"));
  if (json.contains("seeds")) m.seeds = static_cast<int>(integer_of(json["seeds"], "seeds"));
  if (json.contains("runs")) m.runs = static_cast<int>(integer_of(json["runs"], "runs"));
  m.starts = text_field(json, "starts", "");
  if (!m.starts.empty()) start_range(m.starts);
  if ((m.runs > 0) != !m.starts.empty())
    throw InputError("runs", std::to_string(m.runs), "1 or more beside starts, and only there");
  if (json.contains("event_values"))
    m.event_values = numbers_from(json["event_values"], "event_values");
}

Measure measure_from(const Json& json, const Figure& figure) {
  Measure m;
  m.name = required_text(json, "measure");
  const MeasureSpec& spec = measure_spec(m.name);
  require_fields_of(json, spec);
  m.of = text_field(json, "of", figure.experiments.front().label);
  figure.experiment(m.of);
  read_runs(json, m);
  if (spec.is_of_pairs()) {
    for (auto [field, name] : {std::pair{"x", &m.x}, {"y", &m.y}}) {
      *name = required_text(json, field);
      if (measure_spec(*name).of_run == nullptr)
        throw InputError(field, *name, "a measure of single runs");
    }
  }
  m.line = text_field(json, "line", "");
  m.other_line = text_field(json, "other_line", "");
  for (const std::string& line : {m.line, m.other_line}) {
    std::vector<std::string_view> names;
    for (const auto kind : ei::boundary_kinds()) names.push_back(ei::boundary_name(kind));
    if (!line.empty()) one_of("line", line, names);
  }
  if (json.contains("W_EE")) m.W_EE = number_of(json["W_EE"], "W_EE");
  if (json.contains("W_IE")) m.W_IE = number_of(json["W_IE"], "W_IE");
  read_window(json, m);
  m.rate = text_field(json, "rate", "");
  if (is_taken(spec.takes, "rate"))
    one_of("rate", m.rate, std::array<std::string_view, 2>{"E", "I"});
  m.weight = text_field(json, "weight", "");
  if (is_taken(spec.takes, "weight")) one_of("weight", m.weight, ei::weight_symbols);
  return m;
}

Expected expected_from(const Json& json) {
  using Kind = Expected::Kind;
  if (json.contains("is")) {
    if (!json["is"].is_boolean()) throw InputError("is", quoted(json["is"]), "true or false");
    return {Kind::within, json["is"].get<bool>() ? 1.0 : 0.0, 0};
  }
  if (json.contains("above")) return {Kind::above, number_of(json["above"], "above"), 0};
  if (json.contains("below")) return {Kind::below, number_of(json["below"], "below"), 0};
  if (!json.contains("value") || !json.contains("within"))
    throw InputError("claim", "no expectation", "value and within, or above, below, is");
  const double tolerance = number_of(json["within"], "within");
  require(tolerance >= 0, "within", tolerance, "0 or more");
  return {Kind::within, number_of(json["value"], "value"), tolerance};
}

Claim claim_from(const Json& json, const Figure& figure) {
  if (!json.is_object()) throw InputError("claims", quoted(json), "an object: { ... }");
  Claim claim;
  claim.name = required_text(json, "claim");
  claim.where = required_text(json, "where");
  if (json.contains("paper")) {
    const Json& paper = json["paper"];
    if (paper.is_number())
      claim.paper_value = paper.get<double>();
    else if (paper.is_boolean())
      claim.paper_value = paper.get<bool>() ? 1 : 0;
    else
      claim.paper_says = text_field(json, "paper", "");
  }
  claim.measure = measure_from(json, figure);
  claim.expected = expected_from(json);
  claim.why = text_field(json, "why", "");
  claim.note = text_field(json, "note", "");
  if (json.contains("differs")) claim.differs = json["differs"].is_boolean() && json["differs"];
  if (json.contains("long")) claim.is_long = json["long"].is_boolean() && json["long"];
  if (claim.why.empty() && !json.contains("is"))
    throw InputError("why", claim.name, "a reason for the tolerance");
  if (claim.differs && (claim.note.empty() || !claim.is_stated()))
    throw InputError("note", claim.name,
                     "what differs, with its source, beside what the paper has");
  return claim;
}

Figure figure_from(const Json& json) {
  require_known_fields(json, figure_fields, "figure");
  Figure figure;
  figure.name = required_text(json, "name");
  figure.title = required_text(json, "title");
  figure.original = required_text(json, "original");
  figure.paragraph = required_text(json, "paragraph");
  for (const Json& item : required_list(json, "experiments"))
    figure.experiments.push_back(figure_experiment_from(item));
  for (const Json& row : required_list(json, "panels")) {
    if (!row.is_array()) throw InputError("panels", quoted(row), "a list of rows of panels");
    auto& panels = figure.rows.emplace_back();
    for (const Json& item : row) panels.push_back(panel_from(item, figure));
  }
  for (const Json& item : required_list(json, "claims")) {
    try {
      figure.claims.push_back(claim_from(item, figure));
    } catch (const InputError& error) {
      throw InputError("claim " + std::to_string(figure.claims.size() + 1) + ": " + error.field(),
                       error.value(), error.allowed());
    }
  }
  return figure;
}

}  // namespace

const Experiment& Figure::experiment(std::string_view label) const {
  const auto found = std::ranges::find(experiments, label, &FigureExperiment::label);
  if (found != experiments.end()) return found->experiment;
  std::vector<std::string> labels;
  for (const auto& item : experiments) labels.push_back(item.label);
  const std::string near = nearest_name(label, labels);
  throw InputError("of", std::string(label),
                   "the label of an experiment of this figure" +
                       (near.empty() ? "" : "; did you mean '" + near + "'?"));
}

Figure figure_from_text(std::string_view text, std::string_view origin) {
  Json json;
  try {
    json = Json::parse(text);
  } catch (const Json::exception& error) {
    throw InputError(std::string(origin), error.what(), "a figure file: complete JSON");
  }
  try {
    return figure_from(json);
  } catch (const InputError& error) {
    throw InputError(std::string(origin) + ": " + error.field(), error.value(), error.allowed());
  }
}

}  // namespace homeostat::lab
