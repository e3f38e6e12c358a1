// Networks side by side have the bits each of them has alone, on every instruction set.
#include "core/ei/rate_lanes.h"

#include <QtTest>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include "core/math/flush_denormals.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

namespace rate_lanes_test {

using namespace homeostat;

namespace {

/// Segments of one trial; begins and ends off the chunks of the random numbers.
using Trial = std::vector<ei::Segment>;

ei::Segment segment(std::int64_t steps, const ei::RateParameters& p, double pulse, bool averaged) {
  return {steps, p, {}, pulse, averaged};
}

Trial pulsed_trial(double noise_sigma) {
  ei::RateParameters p, pushed;
  p.noise_sigma = pushed.noise_sigma = noise_sigma;
  pushed.I_ext_I = 1.5;
  return {segment(700, p, 0, false), segment(101, p, 7, false), segment(1800, p, 0, false),
          segment(333, pushed, 0, false), segment(1501, p, 0, true)};
}

/// From silent to saturated, and what makes no sense: infinite and undefined weights.
std::vector<ei::Weights> weights_of(std::size_t networks) {
  std::mt19937 generator(7);
  const auto uniform = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(generator()) / 4294967296.0;
  };
  std::vector<ei::Weights> all{{5, 15.2 / 14, 10, 21.5 / 14}};
  while (all.size() < networks)
    all.push_back({uniform(0, 9), uniform(0, 4), uniform(0, 20), uniform(0, 4)});
  constexpr double inf = std::numeric_limits<double>::infinity();
  if (networks > 4) all[3] = {inf, inf, 1, 1};
  if (networks > 4) all[2] = {1e200, 0, 1e-200, 3};
  return all;
}

struct Ends {
  std::vector<ei::Rates> rates, means;
  ei::Rates noise;
};

constexpr ei::Rates noise_before{0.2, -0.1};

Ends alone(const Trial& trial, const std::vector<ei::Weights>& weights) {
  Ends ends;
  for (const ei::Weights& w : weights) {
    math::GaussianStream gaussians(11, 3, math::Block::noise);
    ei::RateState state{{}, noise_before};
    ei::WindowSum window;
    for (ei::Segment part : trial) {
      part.weights = w;
      ei::advance(part, &gaussians, state, window, nullptr, nullptr);
    }
    ends.rates.push_back(state.rates);
    ends.means.push_back(window.mean());
    ends.noise = state.noise;
  }
  return ends;
}

Ends together(const Trial& trial, const std::vector<ei::Weights>& weights, math::VectorPath path) {
  math::GaussianStream gaussians(11, 3, math::Block::noise);
  ei::RateLanes lanes(path);
  lanes.set_noise(noise_before);
  lanes.begin_trial(weights.size());
  for (const ei::Segment& part : trial) lanes.advance(part, weights, &gaussians);
  Ends ends;
  for (std::size_t k = 0; k < weights.size(); ++k) {
    ends.rates.push_back(lanes.rates(k));
    ends.means.push_back(lanes.mean(k));
  }
  ends.noise = lanes.noise();
  return ends;
}

constexpr std::array paths{math::VectorPath::baseline, math::VectorPath::avx2,
                           math::VectorPath::avx512};

}  // namespace

class RateLanesTest : public QObject {
  Q_OBJECT

 private slots:
  void networks_side_by_side_have_the_bits_of_each_alone_data() {
    QTest::addColumn<int>("path");
    QTest::addColumn<double>("sigma");
    for (const auto path : paths) {
      const auto name = std::string(math::vector_path_name(path));
      QTest::newRow((name + ", noise-free").c_str()) << static_cast<int>(path) << 0.0;
      QTest::newRow((name + ", noisy").c_str()) << static_cast<int>(path) << 10.0;
    }
  }

  void networks_side_by_side_have_the_bits_of_each_alone() {
    QFETCH(int, path);
    QFETCH(double, sigma);
    const auto vector_path = static_cast<math::VectorPath>(path);
    if (!math::is_available(vector_path)) QSKIP("this processor does not have it");
    const math::FlushDenormals flush;
    const Trial trial = pulsed_trial(sigma);
    // One, the edges of vectors and blocks, and several blocks.
    for (const std::size_t networks : {1u, 2u, 5u, 9u, 16u, 17u, 31u, 32u, 33u, 100u}) {
      const auto weights = weights_of(networks);
      const Ends expected = alone(trial, weights), ours = together(trial, weights, vector_path);
      for (std::size_t k = 0; k < networks; ++k) {
        const std::string which = std::to_string(k) + " of " + std::to_string(networks);
        SAME(ours.rates[k].E, expected.rates[k].E, "E of " + which);
        SAME(ours.rates[k].I, expected.rates[k].I, "I of " + which);
        SAME(ours.means[k].E, expected.means[k].E, "mean E of " + which);
        SAME(ours.means[k].I, expected.means[k].I, "mean I of " + which);
      }
      SAME(ours.noise.E, expected.noise.E, "noise of E");
      SAME(ours.noise.I, expected.noise.I, "noise of I");
    }
  }

  void the_networks_compared_are_silent_active_saturated_and_undefined() {
    const math::FlushDenormals flush;
    const auto weights = weights_of(100);
    const Ends ends = together(pulsed_trial(0), weights, math::best_vector_path());
    int silent = 0, active = 0, saturated = 0, undefined = 0;
    for (const ei::Rates& r : ends.rates) {
      if (std::isnan(r.E)) {
        ++undefined;
      } else if (r.E >= 100 || r.I >= 250) {
        ++saturated;
      } else if (r.E > 1) {
        ++active;
      } else {
        ++silent;
      }
    }
    QVERIFY(silent > 3 && active > 3 && saturated > 3 && undefined > 0);
  }

  void begun_trial_starts_from_rest_with_nothing_summed_and_the_noise_going_on() {
    const math::FlushDenormals flush;
    const Trial trial = pulsed_trial(10);
    const auto weights = weights_of(40);
    ei::RateLanes lanes;
    lanes.set_noise({1, 1});
    for (int k = 0; k < 2; ++k) {  // what the first leaves behind must not show
      lanes.begin_trial(weights.size());
      math::GaussianStream gaussians(11, 3, math::Block::noise);
      for (const ei::Segment& part : trial) lanes.advance(part, weights, &gaussians);
      QVERIFY(lanes.noise() != ei::Rates{});
      if (k == 0) lanes.set_noise(noise_before);
    }
    const Ends expected = together(trial, weights, math::VectorPath::baseline);
    for (std::size_t k = 0; k < weights.size(); ++k) {
      SAME(lanes.mean(k).E, expected.means[k].E, "mean E");
      SAME(lanes.rates(k).I, expected.rates[k].I, "I");
    }
  }
};

TEST_PROGRAM(RateLanesTest)

}  // namespace rate_lanes_test

#include "rate_lanes_test.moc"
