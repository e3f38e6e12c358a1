// What the verbs that take their time share: Ctrl-C, and the time left.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace homeostat::app {

/// From here on Ctrl-C and a request to terminate do not end the program but are remembered.
void remember_interrupts();

/// The signal that has come; 0: none.
int interrupting_signal();

/// 0, or what a program that was interrupted answers: 128 and the signal's number.
int exit_code_after_work();

/// Done, all and time left on stderr, twice a second, when a person is watching.
class Progress {
 public:
  /// `what` is counted: "trial".
  explicit Progress(std::string_view what);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Time left as it follows from what is done.
  void show(std::int64_t done, std::int64_t all);
  /// The same when more of the work is done than is counted.
  void show(std::int64_t done, std::int64_t all, double part_done);

 private:
  std::string_view what_;
  bool is_watched_, shown_ = false;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now(), last_ = begin_;
};

}  // namespace homeostat::app
