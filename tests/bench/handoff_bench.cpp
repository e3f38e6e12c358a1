// What a frame and a row cost to hand over.
#include <benchmark/benchmark.h>

#include <memory>
#include <utility>

#include "core/lab/frame.h"
#include "core/lab/handoff.h"
#include "core/lab/record.h"

using namespace homeostat;

namespace {

void post_and_refill_a_frame(benchmark::State& state) {
  lab::LatestSlot<lab::Frame> slot;
  auto frame = std::make_unique<lab::Frame>();
  for (auto _ : state) {
    frame = slot.post(std::move(frame));
    if (!frame) frame = std::make_unique<lab::Frame>();
  }
}

void look_into_an_empty_slot(benchmark::State& state) {
  lab::LatestSlot<lab::Frame> slot;
  for (auto _ : state) benchmark::DoNotOptimize(slot.take());
}

void append_a_row(benchmark::State& state) {
  auto log = std::make_unique<lab::RecordLog<lab::TrialRow>>();
  for (auto _ : state) {
    log->append({});
    if (log->size() < 1'000'000) continue;
    state.PauseTiming();
    log = std::make_unique<lab::RecordLog<lab::TrialRow>>();
    state.ResumeTiming();
  }
}

void read_the_newest_row_of(benchmark::State& state) {
  lab::RecordLog<lab::TrialRow> log;
  for (std::int64_t k = 0; k < state.range(0); ++k) log.append({});
  const std::size_t last = log.size() - 1;
  for (auto _ : state) benchmark::DoNotOptimize(log[last]);
}

BENCHMARK(post_and_refill_a_frame);
BENCHMARK(look_into_an_empty_slot);
BENCHMARK(append_a_row);
BENCHMARK(read_the_newest_row_of)->Arg(1000)->Arg(1'000'000);

}  // namespace
