#include "app/long_work.h"

#include <unistd.h>

#include <csignal>
#include <cstdio>

namespace homeostat::app {

namespace {

volatile std::sig_atomic_t interrupted_by = 0;

extern "C" void on_signal(int number) { interrupted_by = number; }

}  // namespace

void remember_interrupts() {
  std::signal(SIGINT, on_signal);
  std::signal(SIGTERM, on_signal);
}

int interrupting_signal() { return interrupted_by; }

int exit_code_after_work() { return interrupted_by != 0 ? 128 + interrupted_by : 0; }

Progress::Progress(std::string_view what)
    : what_(what), is_watched_(::isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  if (shown_) std::fprintf(stderr, "\r\033[K");
}

void Progress::show(std::int64_t done, std::int64_t all) {
  show(done, all, static_cast<double>(done) / static_cast<double>(all));
}

void Progress::show(std::int64_t done, std::int64_t all, double part_done) {
  const auto now = std::chrono::steady_clock::now();
  if (!is_watched_ || now - last_ < std::chrono::milliseconds(500)) return;
  last_ = now;
  const double elapsed = std::chrono::duration<double>(now - begin_).count();
  const double seconds_left = elapsed * (1 - part_done) / part_done;
  std::fprintf(stderr, "\r%.*s %lld of %lld, %.0f s left \033[K", static_cast<int>(what_.size()),
               what_.data(), static_cast<long long>(done), static_cast<long long>(all),
               seconds_left);
  shown_ = true;
}

}  // namespace homeostat::app
