// Results on disk: whole or not at all, and a failing disk is noticed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/lab/experiment.h"
#include "core/lab/frame.h"
#include "core/lab/outcome.h"
#include "core/lab/record.h"

namespace homeostat::lab {

/// A file that appears under its name only when committed; until then it stands beside it under a
/// temporary name. What exists and is no regular file (a device, a pipe) is written directly.
class OutputFile {
 public:
  /// Opens at once, so that a path that cannot be written is refused before a run: InputError.
  explicit OutputFile(const std::filesystem::path& file);
  /// Not committed: what was written is removed.
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Throws RunError when the disk takes no more.
  void write(std::string_view text);
  void commit();

 private:
  [[noreturn]] void fail();

  std::filesystem::path file_, temporary_;
  std::FILE* stream_ = nullptr;
};

/// Creates the directory; throws InputError when that cannot be or it cannot be written.
void require_output_directory(const std::filesystem::path& directory);

/// 17 significant digits: reads back as the same number.
std::string exact_text(double value);

/// "trial,E_mean,I_mean,E_avg,I_avg,W_EE,W_EI,W_IE,W_II"; a spiking network's go on with
/// "up_duration_s,mse_avg,mse_raw".
std::string trials_csv_header(Model model);
std::string trials_csv_line(const TrialRow& row, Model model);

/// "t_ms,E,I", one line per step.
std::string trace_csv(const Trace& trace);

/// How a run ended, as `run --json` prints it and summary.json keeps it.
struct Summary {
  std::string experiment;
  Model model = Model::two_population;
  std::uint64_t seed = 0;
  std::int64_t trials = 0;
  Outcome outcome = Outcome::wandering;
  std::int64_t outcome_trial = 0;
  TrialRow last;
};

std::string summary_json(const Summary& summary);

}  // namespace homeostat::lab
