// Times maximal_margin on a problem given as files, for against_cvxopt.py: prints the processor
// seconds (the least of several runs), wall-clock seconds, kappa, gap and iterations.
//   margin_times X Y S GAMMA out|in THREADS SECONDS
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>

#include "core/balance/margin_solver.h"
#include "core/lab/matrix_input.h"

using namespace homeostat;

int main(int argc, char** argv) {
  if (argc != 8) {
    std::fprintf(stderr, "margin_times X Y S GAMMA out|in THREADS SECONDS\n");
    return 2;
  }
  balance::Problem problem;
  problem.patterns = lab::read_matrix("X", argv[1]);
  problem.labels = lab::read_vector("Y", argv[2]);
  problem.signs = lab::read_vector("S", argv[3]);
  problem.Gamma = std::atof(argv[4]);
  const auto what =
      std::string(argv[5]) == "out" ? balance::Maximise::kappa_out : balance::Maximise::kappa_in;
  balance::SolverOptions options;
  options.threads = static_cast<unsigned>(std::atoi(argv[6]));
  const double patience = std::atof(argv[7]);
  double processor = 1e300, wall = 1e300, spent = 0;
  balance::MarginSolution s;
  while (spent < patience || spent == 0) {
    const std::clock_t ticks = std::clock();
    const auto begin = std::chrono::steady_clock::now();
    s = maximal_margin(problem, what, options);
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    wall = std::min(wall, seconds);
    processor = std::min(processor, static_cast<double>(std::clock() - ticks) / CLOCKS_PER_SEC);
    spent += seconds;
  }
  std::printf("%.6g %.6g %.17g %.3g %d\n", processor, wall, s.kappa, s.gap(), s.iterations);
}
