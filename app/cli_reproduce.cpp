// homeostat-cli reproduce: what the papers claim of their figures beside what comes out here.
#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>
#include <stop_token>
#include <string>
#include <vector>

#include "app/cli.h"
#include "app/long_work.h"
#include "core/lab/catalogue.h"
#include "core/lab/claim_words.h"
#include "core/lab/measure.h"
#include "core/lab/reproduction.h"

namespace homeostat::app {

namespace {

using Json = nlohmann::ordered_json;

struct ReproduceOptions {
  std::vector<std::string> figures;
  bool is_quick = false, is_json = false;
  std::string threads;
};

std::vector<lab::Figure> chosen_figures(const std::vector<std::string>& names) {
  const auto all = lab::built_in_figures();
  if (names.empty()) return {all.begin(), all.end()};
  std::vector<lab::Figure> figures;
  for (const std::string& name : names) {
    const lab::Figure& figure = lab::built_in_figure(name);
    if (std::ranges::find(figures, figure.name, &lab::Figure::name) == figures.end())
      figures.push_back(figure);
  }
  return figures;
}

std::string verdict_text(const lab::ClaimResult& result) {
  const auto verdict = result.verdict();
  return verdict ? std::string(verdict_name(*verdict)) : "not measured";
}

/// A truth as a truth, a number as a number; null where there is none.
Json number_or_truth(const lab::Claim& claim, double value, int runs) {
  const bool is_truth =
      lab::measure_spec(claim.measure.name).reading == lab::Reading::yes_no && runs == 1;
  return is_truth ? Json(value == 1) : Json(value);
}

Json json_of(const lab::ClaimResult& result) {
  const lab::Claim& claim = result.claim;
  const int runs = result.measured ? result.measured->runs : 1;
  Json json;
  json["figure"] = result.figure;
  json["claim"] = claim.name;
  json["paper"] = claim.paper_value          ? number_or_truth(claim, *claim.paper_value, runs)
                  : claim.paper_says.empty() ? Json(nullptr)
                                             : Json(claim.paper_says);
  json["ours"] =
      result.measured ? number_or_truth(claim, result.measured->value, runs) : Json(nullptr);
  const bool is_number = claim.expected.kind == lab::Expected::Kind::within;
  json["tolerance"] = is_number ? Json(claim.expected.tolerance) : Json(tolerance_text(claim));
  json["verdict"] = verdict_text(result);
  json["where"] = claim.where;
  if (result.measured) {
    json["ours_text"] = measured_text(claim, *result.measured);
    json["runs"] = runs;
    if (result.measured->standard_error >= 0)
      json["standard_error"] = result.measured->standard_error;
  }
  if (!claim.why.empty()) json["why"] = claim.why;
  if (!claim.note.empty()) json["note"] = claim.note;
  return json;
}

/// Letters, not bytes: "±" counts once.
std::size_t letters(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::string padded(std::string text, std::size_t width) {
  const std::size_t have = letters(text);
  return have < width ? std::move(text) + std::string(width - have, ' ') : text;
}

void print_claims(const lab::Reproduction& done) {
  std::vector<std::vector<std::string>> rows{
      {"figure", "claim", "paper", "ours", "tolerance", "verdict"}};
  for (const lab::ClaimResult& result : done.results) {
    const lab::Claim& claim = result.claim;
    rows.push_back({result.figure, claim.name, paper_text(claim),
                    result.measured ? measured_text(claim, *result.measured) : "",
                    tolerance_text(claim), verdict_text(result)});
  }
  std::vector<std::size_t> widths(rows.front().size(), 0);
  for (const auto& row : rows) {
    for (std::size_t k = 0; k < row.size(); ++k) widths[k] = std::max(widths[k], letters(row[k]));
  }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::string line;
    for (std::size_t k = 0; k < rows[r].size(); ++k)
      line += k + 1 < rows[r].size() ? padded(rows[r][k], widths[k] + 2) : rows[r][k];
    std::printf("%s\n", line.c_str());
    if (r == 0) continue;
    const lab::Claim& claim = done.results[r - 1].claim;
    const bool is_explained = rows[r].back() == "differs" || rows[r].back() == "fail";
    if (is_explained && !claim.note.empty())
      std::printf("%s%s: %s\n", std::string(widths[0] + 2, ' ').c_str(), claim.where.c_str(),
                  claim.note.c_str());
  }
}

void print_counts(const lab::Reproduction& done) {
  std::printf("\n");
  for (const auto verdict :
       {lab::Verdict::pass, lab::Verdict::differs, lab::Verdict::unstated, lab::Verdict::fail}) {
    const auto count = std::ranges::count_if(
        done.results, [&](const lab::ClaimResult& r) { return r.verdict() == verdict; });
    std::printf("%s%td %s", verdict == lab::Verdict::pass ? "" : ", ", count,
                std::string(verdict_name(verdict)).c_str());
  }
  std::printf("\n");
}

int reproduce(const ReproduceOptions& options) {
  const std::vector<lab::Figure> figures = chosen_figures(options.figures);
  const unsigned threads = parse_threads(options.threads);
  remember_interrupts();
  lab::Reproduction done;
  {
    std::stop_source stop;
    Progress progress("part");
    constexpr std::int64_t parts = 1000;
    done = lab::reproduce(
        figures, options.is_quick ? lab::Extent::quick : lab::Extent::full,
        {threads, lab::Priority::normal}, stop.get_token(), [&](const lab::Reproduction& so_far) {
          if (interrupting_signal() != 0) stop.request_stop();
          progress.show(static_cast<std::int64_t>(so_far.part_done * parts), parts);
        });
  }
  if (options.is_json) {
    Json json;
    json["claims"] = Json::array();
    for (const lab::ClaimResult& result : done.results) json["claims"].push_back(json_of(result));
    std::printf("%s\n", json.dump(2).c_str());
  } else {
    print_claims(done);
    print_counts(done);
  }
  if (const int interrupted = exit_code_after_work(); interrupted != 0) return interrupted;
  return done.has_failed() ? run_failed : success;
}

}  // namespace

void add_reproduce(CLI::App& app, Action& action) {
  Verb verb(app, "reproduce", "What the paper claims of its figures, measured anew");
  auto options = std::make_shared<ReproduceOptions>();
  verb.add_list("figure", options->figures, "figures (default: all); 'list figures' names them",
                "FIGURE");
  verb.add_flag("--quick", options->is_quick, "leave out what takes minutes");
  verb.add_flag("--json", options->is_json, "print one JSON object");
  verb.add_option("--threads", options->threads, "threads; results do not depend on it", "N");
  verb.on_call(action, [options] { return reproduce(*options); });
}

}  // namespace homeostat::app
