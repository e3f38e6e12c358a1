#include "core/lab/result_io.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/math/check.h"

namespace homeostat::lab {

namespace fs = std::filesystem;

namespace {

/// Traces are written on the grid of dt; nine digits tell steps apart and hide binary fractions.
std::string time_text(double ms) {
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.9g", ms);
  return buffer.data();
}

}  // namespace

OutputFile::OutputFile(const fs::path& file) : file_(file) {
  std::error_code none;
  const auto status = fs::status(file, none);
  if (fs::is_directory(status))
    throw InputError("output", file.string(), "a file, not a directory");
  const bool direct = fs::exists(status) && !fs::is_regular_file(status);
  if (!direct) {
    temporary_ = file;
    temporary_ += ".part" + std::to_string(::getpid());
  }
  stream_ = std::fopen((direct ? file_ : temporary_).c_str(), "wb");
  if (stream_ == nullptr) {
    throw InputError("output", file.string(),
                     std::string("a path that can be written (") + std::strerror(errno) + ")");
  }
}

OutputFile::~OutputFile() {
  if (stream_ == nullptr) return;
  std::fclose(stream_);
  if (!temporary_.empty()) std::remove(temporary_.c_str());
}

void OutputFile::fail() {
  throw RunError(file_.string() + ": cannot be written: " + std::strerror(errno));
}

void OutputFile::write(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stream_) != text.size()) fail();
}

void OutputFile::commit() {
  if (std::fflush(stream_) != 0) fail();
  if (!temporary_.empty() && ::fsync(::fileno(stream_)) != 0) fail();
  if (std::fclose(std::exchange(stream_, nullptr)) != 0) fail();
  if (!temporary_.empty() && std::rename(temporary_.c_str(), file_.c_str()) != 0) fail();
}

void require_output_directory(const fs::path& directory) {
  std::error_code error;
  fs::create_directories(directory, error);
  if (!fs::is_directory(directory) || ::access(directory.c_str(), W_OK | X_OK) != 0) {
    throw InputError("--out", directory.string(),
                     "a directory that exists or can be made, and can be written" +
                         (error ? " (" + error.message() + ")" : std::string()));
  }
}

std::string exact_text(double value) {
  std::array<char, 40> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.17g", value);
  return buffer.data();
}

std::string trials_csv_header(Model model) {
  const std::string common = "trial,E_mean,I_mean,E_avg,I_avg,W_EE,W_EI,W_IE,W_II";
  switch (model) {
    case Model::multi_unit:
      return common + ",E_sd_units,I_sd_units,mse_avg,mse_raw,contrast\n";
    case Model::spiking:
      return common + ",up_duration_s,mse_avg,mse_raw\n";
    case Model::two_population:
    case Model::selective:  // has no trials
      break;
  }
  return common + '\n';
}

std::string trials_csv_line(const TrialRow& row, Model model) {
  std::string line = std::to_string(row.trial);
  for (const double value : {row.mean.E, row.mean.I, row.average.E, row.average.I, row.weights.EE,
                             row.weights.EI, row.weights.IE, row.weights.II}) {
    line += ',' + exact_text(value);
  }
  const NetworkSummary& network = row.network;
  std::vector<double> further;
  if (model == Model::multi_unit)
    further = {network.spread.E, network.spread.I, network.mse_average, network.mse_raw,
               network.contrast};
  if (model == Model::spiking)
    further = {network.up_duration_s, network.mse_average, network.mse_raw};
  for (const double value : further) line += ',' + exact_text(value);
  return line + '\n';
}

std::string trace_csv(const Trace& trace) {
  std::string text = "t_ms,E,I\n";
  for (std::size_t k = 0; k < trace.E.size(); ++k) {
    text += time_text(static_cast<double>(k + 1) * trace.dt_ms) + ',' + exact_text(trace.E[k]) +
            ',' + exact_text(trace.I[k]) + '\n';
  }
  return text;
}

std::string summary_json(const Summary& summary) {
  nlohmann::ordered_json json;
  json["experiment"] = summary.experiment;
  json["seed"] = summary.seed;
  json["trials"] = summary.trials;
  json["outcome"] = outcome_name(summary.outcome);
  json["outcome_trial"] = summary.outcome_trial;
  json["final"] = {{"E_avg", summary.last.average.E}, {"I_avg", summary.last.average.I},
                   {"W_EE", summary.last.weights.EE}, {"W_EI", summary.last.weights.EI},
                   {"W_IE", summary.last.weights.IE}, {"W_II", summary.last.weights.II}};
  if (summary.model != Model::two_population) {
    json["E_sd_units"] = summary.last.network.spread.E;
    json["I_sd_units"] = summary.last.network.spread.I;
  }
  if (summary.model == Model::spiking) json["up_duration_s"] = summary.last.network.up_duration_s;
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace homeostat::lab
