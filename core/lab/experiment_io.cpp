#include "core/lab/experiment_io.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <sstream>

#include "core/lab/catalogue.h"
#include "core/lab/event_io.h"
#include "core/lab/panels.h"
#include "core/lab/provenance.h"
#include "core/lab/result_io.h"
#include "core/math/check.h"

namespace homeostat::lab {

namespace {

constexpr int format_version = 1;
constexpr std::array<std::string_view, 14> file_fields{
    "homeostat", "version",    "name",   "title", "look_for", "panels", "model",
    "rule",      "parameters", "trials", "seed",  "events",   "log",    "start"};

std::vector<std::string> panels_from(const Json& file) {
  std::vector<std::string> panels;
  if (!file.contains("panels")) return panels;
  const Json& given = file["panels"];
  if (!given.is_array() || given.size() > most_panels)
    throw InputError("panels", quoted(given), "a list of up to four names of panels");
  for (const Json& item : given) {
    const std::string name = item.is_string() ? item.get<std::string>() : quoted(item);
    if (std::ranges::find(panel_names, name) == panel_names.end()) {
      const std::string near = nearest_name(name, panel_names);
      std::string known;
      for (const auto panel : panel_names)
        known += (known.empty() ? "" : ", ") + std::string(panel);
      throw InputError("panels", name,
                       near.empty() ? known : known + "; did you mean '" + near + "'?");
    }
    panels.push_back(name);
  }
  return panels;
}

ParameterValues parameters_from(const Json& file, Model model) {
  ParameterValues values(model);
  if (file.contains("rule")) values.set_choice("rule", text_field(file, "rule", ""));
  Json given = Json::object();
  if (file.contains("parameters")) given = file["parameters"];
  if (!given.is_object())
    throw InputError("parameters", quoted(given), "an object: { \"W_EE\": 2.1 }");
  if (given.contains("rule")) {
    throw InputError("parameters", "rule", "the rule as a field of the file, beside parameters");
  }
  // Learning rates not given are the rule's own, which depend on the mode.
  if (given.contains("mode")) values.set("mode", value_of(parameter(model, "mode"), given["mode"]));
  set_alpha(values, default_alpha(values));
  const bool learns = has_learning_rates(model);
  if (given.contains("alpha") && learns) {
    set_alpha(values, value_of(parameter(model, "alpha_EE"), given["alpha"]));
  }
  for (const auto& [symbol, json] : given.items()) {
    if (symbol != "alpha" || !learns) values.set(symbol, value_of(parameter(model, symbol), json));
  }
  return values;
}

Experiment experiment_from(const Json& file) {
  require_known_fields(file, file_fields, "file");
  if (!file.contains("homeostat")) throw InputError("homeostat", "missing", "1, the file format");
  if (const auto format = integer_of(file["homeostat"], "homeostat"); format != format_version) {
    throw InputError("homeostat", std::to_string(format), "1; a newer program may be needed");
  }
  const Model model =
      model_from_name(text_field(file, "model", std::string(model_name(Model::two_population))));
  Experiment experiment;
  experiment.name = text_field(file, "name", experiment.name);
  experiment.title = text_field(file, "title", "");
  experiment.look_for = text_field(file, "look_for", "");
  experiment.panels = panels_from(file);
  experiment.parameters = parameters_from(file, model);
  experiment.start = text_field(file, "start", "");
  if (file.contains("trials")) experiment.trials = integer_of(file["trials"], "trials");
  if (file.contains("seed")) {
    if (!file["seed"].is_number_unsigned()) {
      throw InputError("seed", quoted(file["seed"]), "a whole number from 0 to 2^64 - 1");
    }
    experiment.seed = file["seed"].get<std::uint64_t>();
  }
  experiment.events = events_from(file, "events", model);
  experiment.log = events_from(file, "log", model);
  validate(experiment);
  return experiment;
}

}  // namespace

Experiment experiment_from_text(std::string_view text, std::string_view origin) {
  Json file;
  try {
    file = Json::parse(text);
  } catch (const Json::parse_error& error) {
    throw InputError(std::string(origin), "byte " + std::to_string(error.byte),
                     "an experiment file: complete JSON, as 'homeostat-cli run --out' writes it");
  } catch (const Json::exception&) {
    throw InputError(std::string(origin), "a number beyond 1.8e308",
                     "an experiment file with numbers of ordinary size");
  }
  try {
    return experiment_from(file);
  } catch (const InputError& error) {
    throw InputError(std::string(origin) + ": " + error.field(), error.value(), error.allowed());
  }
}

std::string experiment_file_bytes(const std::filesystem::path& file) {
  constexpr std::uintmax_t largest_file = 64u << 20;
  std::error_code unknown;
  if (std::filesystem::is_directory(file, unknown)) {
    throw InputError("file", file.string(), "an experiment file, not a directory");
  }
  if (std::filesystem::file_size(file, unknown) > largest_file && !unknown) {
    throw InputError("file", file.string(), "an experiment file of at most 64 MB");
  }
  std::ifstream in(file, std::ios::binary);
  if (!in) throw InputError("file", file.string(), "a file that exists and can be read");
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

Experiment load_experiment(const std::filesystem::path& file) {
  return load_session(file).experiments.front();
}

std::string experiment_text(const Experiment& experiment) {
  const ParameterValues& values = experiment.parameters;
  Json file;
  file["homeostat"] = format_version;
  file["version"] = HOMEOSTAT_VERSION;
  file["name"] = experiment.name;
  if (!experiment.title.empty()) file["title"] = experiment.title;
  if (!experiment.look_for.empty()) file["look_for"] = experiment.look_for;
  if (!experiment.panels.empty()) file["panels"] = experiment.panels;
  file["model"] = model_name(experiment.model());
  file["rule"] = values.choice("rule");
  Json& parameters_json = file["parameters"] = Json::object();
  for (const auto& spec : parameters(experiment.model())) {
    if (spec.symbol != "rule") {
      parameters_json[std::string(spec.symbol)] = json_value(spec, values[spec.symbol]);
    }
  }
  if (!experiment.start.empty()) file["start"] = experiment.start;
  file["trials"] = experiment.trials;
  file["seed"] = experiment.seed;
  file["events"] = Json::array();
  for (const auto& event : experiment.events)
    file["events"].push_back(json_of(event, experiment.model()));
  file["log"] = Json::array();
  for (const auto& event : experiment.log)
    file["log"].push_back(json_of(event, experiment.model()));
  return file.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

void save_experiment(const Experiment& experiment, const std::filesystem::path& file) {
  OutputFile out(file);
  out.write(experiment_text(experiment));
  out.commit();
}

std::string command_line(const Experiment& experiment) {
  const Experiment* base = nullptr;
  for (const auto& built_in : built_in_experiments()) {
    if (built_in.name == experiment.name) base = &built_in;
  }
  std::string command =
      "homeostat-cli run " +
      std::string(base ? experiment.name : default_experiment_of(experiment.model()));
  if (base == nullptr) base = &built_in_experiment(default_experiment_of(experiment.model()));
  const auto set = [&](std::string_view symbol) {
    const ParameterSpec& spec = parameter(experiment.model(), symbol);
    command +=
        " --set " + std::string(symbol) + "=" + value_text(spec, experiment.parameters[symbol]);
  };
  // A new rule brings its own learning rates; compare the rest with what it would leave.
  ParameterValues reached = base->parameters;
  if (experiment.parameters["rule"] != reached["rule"]) {
    set("rule");
    reached.set("rule", experiment.parameters["rule"]);
    if (experiment.model() == Model::two_population) {
      if (experiment.parameters["mode"] != reached["mode"]) set("mode");
      reached.set("mode", experiment.parameters["mode"]);
    }
    set_alpha(reached, default_alpha(reached));
  }
  for (const auto& symbol : changed_symbols(experiment.parameters, reached)) set(symbol);
  if (experiment.trials != base->trials)
    command += " --trials " + std::to_string(experiment.trials);
  if (experiment.seed != base->seed) command += " --seed " + std::to_string(experiment.seed);
  return command;
}

}  // namespace homeostat::lab
