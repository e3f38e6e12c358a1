// Single cells against tables of an independent double-precision program, which Brian2 confirmed
// (tests/reference/spiking/single_neuron.txt): spike times exactly, potentials to the precision of
// our single-precision states.
#include "core/ei/lif_cells.h"

#include <QFile>
#include <QRegularExpression>
#include <QtTest>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "core/ei/spiking_network.h"
#include "core/math/flush_denormals.h"
#include "core/math/gaussian_rows.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

namespace lif_cells_test {

using namespace homeostat;
using ei::Sizes;

namespace {

/// The lines of the table that match, in their order.
std::vector<QRegularExpressionMatch> table_lines(const QString& pattern) {
  QFile file(HOMEOSTAT_REFERENCE_DIR "/spiking/single_neuron.txt");
  if (!file.open(QIODevice::ReadOnly)) return {};
  const QRegularExpression line(pattern);
  std::vector<QRegularExpressionMatch> matches;
  for (const QByteArray& text : file.readAll().split('\n')) {
    if (auto match = line.match(QString::fromUtf8(text)); match.hasMatch())
      matches.push_back(std::move(match));
  }
  return matches;
}

ei::LifParameters noise_free() {
  ei::LifParameters p;
  p.E.noise_sigma = p.I.noise_sigma = 0;
  return p;
}

/// One step of both halves; appends the spikes.
void step_all(ei::LifCells& cells, std::int32_t step, const float* gaussian, ei::Spikes& spikes) {
  for (const std::size_t half : {0U, 1U}) {
    const float* of_half = gaussian + cells.layout().half_first(half);
    for (const auto cell : cells.step_potentials(half, step, of_half))
      spikes.push_back({step, cell});
    cells.step_currents(half);
  }
}

/// Spike times (ms) of the only cell in `ms` with a steady current.
std::vector<double> spike_times(bool is_I, double current, bool adapts, double ms = 1000) {
  ei::LifParameters p = noise_free();
  (is_I ? p.I_ext_I : p.I_ext) = current;
  if (!adapts) p.E.adaptation = 0;
  ei::LifCells cells(is_I ? Sizes{0, 1} : Sizes{1, 0});
  cells.set_parameters(p);
  const std::vector<float> no_noise(cells.layout().count, 0.0F);
  ei::Spikes spikes;
  for (int step = 0; step < std::lround(ms / p.dt); ++step)
    step_all(cells, step, no_noise.data(), spikes);
  std::vector<double> times;
  for (const ei::Spike& spike : spikes) times.push_back(spike.step * p.dt);
  return times;
}

QString text(double ms) { return QString::number(ms, 'f', 1); }

/// The potential of a cell with a threshold out of reach, at the end of each step, after a spike
/// of `weight` pA arrived in step 0.
std::vector<double> potential_after_spike(bool from_I, bool onto_I, double weight) {
  ei::LifParameters p = noise_free();
  p.E.V_threshold = p.I.V_threshold = 1e6;
  ei::LifCells cells(onto_I ? Sizes{0, 1} : Sizes{1, 0});
  cells.set_parameters(p);
  const std::vector<float> no_noise(cells.layout().count, 0.0F);
  ei::Spikes spikes;
  step_all(cells, 0, no_noise.data(), spikes);
  float* arrivals = from_I ? cells.arrivals_from_I() : cells.arrivals_from_E();
  arrivals[cells.layout().slot(0)] += static_cast<float>(weight);
  std::vector<double> potential;
  for (int step = 1; step <= 10'000; ++step) {
    step_all(cells, step, no_noise.data(), spikes);
    potential.push_back(cells.state(0).V - (onto_I ? p.I.E_L : p.E.E_L));
  }
  return potential;
}

/// One kick of `amplitude` pA at step 0 onto a resting E cell.
std::vector<double> kicked_spike_times(double amplitude) {
  ei::SpikingNetwork network(ei::Synapses(Sizes{1, 0}, std::span<const ei::Synapse>()));
  network.begin_trial(1, 1);
  network.cells().set_parameters(noise_free());
  network.advance(1000, ei::Kick{0, amplitude, 1});
  std::vector<double> times;
  for (const ei::Spike& spike : network.spikes()) times.push_back(spike.step * 0.1);
  return times;
}

}  // namespace

class LifCellsTest : public QObject {
  Q_OBJECT

 private slots:
  void spike_times_with_a_steady_current_are_those_of_the_table() {
    const auto lines = table_lines(
        R"(^([EI]) (\d+) n=(\d+) latency=\S+ first5=\[(.*)\] ISI first/last (\S+)/(\S+) \| no adaptation: n=(\d+) ISI=(\S+))");
    QCOMPARE(lines.size(), std::size_t{25});
    for (const auto& line : lines) {
      const bool is_I = line.captured(1) == "I";
      const double current = line.captured(2).toDouble();
      const auto times = spike_times(is_I, current, true);
      const QByteArray where = line.captured(0).toUtf8();
      QVERIFY2(times.size() == line.captured(3).toUInt(), where);
      QStringList first;
      for (std::size_t k = 0; k < std::min<std::size_t>(5, times.size()); ++k)
        first.push_back(text(times[k]));
      QVERIFY2(first.join(", ") == line.captured(4), where + " got " + first.join(", ").toUtf8());
      if (times.size() >= 2) {
        QCOMPARE(text(times[1] - times[0]), line.captured(5));
        QCOMPARE(text(times.back() - times[times.size() - 2]), line.captured(6));
      }
      const auto without = spike_times(is_I, current, false);
      QVERIFY2(without.size() == line.captured(7).toUInt(), where);
      if (without.size() >= 2) QCOMPARE(text(without[1] - without[0]), line.captured(8));
    }
  }

  void the_refractory_time_is_exact() {
    for (const auto& [is_I, interval] : {std::pair{false, 5.0}, {true, 2.0}}) {
      const auto times = spike_times(is_I, 50'000, true);
      QCOMPARE(times.size(), static_cast<std::size_t>(1000 / interval));
      for (std::size_t k = 0; k < times.size(); ++k)
        QCOMPARE(text(times[k]), text(interval * static_cast<double>(k)));
    }
    QCOMPARE(text(spike_times(false, 3000, true)[1]), text(6.2));
    QCOMPARE(text(spike_times(true, 3000, true)[2]), text(4.8));
  }

  void postsynaptic_potentials_are_those_of_the_table() {
    const auto lines = table_lines(
        R"(^([EI]) synapse onto ([EI]) unit: peak (\S+) mV/pA at (\S+) ms after delivery, area (\S+) .*v\(5\)=(\S+) v\(10\)=(\S+) v\(20\)=(\S+) v\(50\)=(\S+))");
    QCOMPARE(lines.size(), std::size_t{4});
    for (const auto& line : lines) {
      // Linear in the weight: a small one would lose digits in E_L + V.
      const double weight = 1000;
      const std::string where = line.captured(0).left(30).toStdString();
      const auto v =
          potential_after_spike(line.captured(1) == "I", line.captured(2) == "I", weight);
      const auto peak =
          std::ranges::max_element(v, {}, [](double value) { return std::abs(value); });
      // Hundreds of single-precision steps, and seven printed digits.
      const double tolerance = 3e-6;
      const double wanted = line.captured(3).toDouble();
      NEAR(*peak / weight, wanted, tolerance * std::abs(wanted), where);
      QCOMPARE(text(0.1 * static_cast<double>(peak - v.begin() + 1)), line.captured(4));
      double area = 0;
      for (const double value : v) area += value * 0.1 / weight;
      NEAR(area, line.captured(5).toDouble(), 2e-6, where);
      const std::array<int, 4> at{5, 10, 20, 50};
      for (std::size_t k = 0; k < at.size(); ++k) {
        const double then = line.captured(6 + static_cast<int>(k)).toDouble();
        NEAR(v[static_cast<std::size_t>(at[k] * 10 - 1)] / weight, then,
             tolerance * std::abs(wanted), where);
      }
    }
  }

  void kick_latencies_are_those_of_the_table() {
    const auto lines = table_lines(R"(^(\d+) spikes \[(.*)\] peak)");
    QCOMPARE(lines.size(), std::size_t{9});
    for (const auto& line : lines) {
      const auto times = kicked_spike_times(line.captured(1).toDouble());
      const QString wanted = line.captured(2);
      QCOMPARE(times.empty(), wanted.isEmpty());
      if (!times.empty()) QCOMPARE(text(times.front()), text(wanted.toDouble()));
    }
  }

  void the_free_membrane_has_the_standard_deviation_of_its_noise() {
    ei::LifParameters p;
    p.E.V_threshold = p.I.V_threshold = 1e6;
    const Sizes sizes{1600, 400};
    ei::LifCells cells(sizes);
    cells.set_parameters(p);
    constexpr int steps = 15'000, apart = 1000;
    math::GaussianRows noise(math::GaussianSource(7, 1, math::Block::noise), cells.layout().count);
    ei::Spikes spikes;
    double sum_E = 0, sum_I = 0;
    int samples = 0;
    for (int step = 0; step < steps; ++step) {
      step_all(cells, step, noise.next(), spikes);
      // Five time constants of E and more to begin with, and between samples.
      if (step % apart != apart - 1) continue;
      ++samples;
      for (int cell = 0; cell < sizes.all(); ++cell) {
        const auto& own = cell < sizes.E ? p.E : p.I;
        const double x = cells.state(cell).V - own.E_L;
        (cell < sizes.E ? sum_E : sum_I) += x * x;
      }
    }
    // Forward Euler: sigma / sqrt(2 - dt / tau).
    const auto check = [&](double sum, int number, double exact) {
      const double sd = std::sqrt(sum / (double{1} * samples * number));
      const double error = 4 * exact / std::sqrt(2.0 * samples * number);
      QVERIFY2(std::abs(sd - exact) < error, qPrintable(QString("%1 for %2").arg(sd).arg(exact)));
    };
    check(sum_E, sizes.E, 2.5 / std::sqrt(2 - 0.1 / 20));
    check(sum_I, sizes.I, 2.5 / std::sqrt(2 - 0.1 / 10));
    QVERIFY(spikes.empty());
  }

  void kicks_in_noise_are_answered_as_often_and_as_late_as_in_the_table() {
    // Of an independent program, 60 trials of 100 unconnected cells: 0.816 of them fire, 0.849
    // spikes a cell, the first after 24.53 ms on average; 1340 pA: all, 1.79, 16.48 ms.
    struct Answer {
      double amplitude, share, spikes, latency_ms;
    };
    for (const Answer& table : {Answer{980, 0.816, 0.849, 24.53}, Answer{1340, 1.0, 1.79, 16.48}}) {
      ei::SpikingNetwork network(ei::Synapses(Sizes{100, 1}, std::span<const ei::Synapse>()));
      constexpr int trials = 200;
      double share = 0, count = 0, latency = 0, squares = 0;
      for (int trial = 1; trial <= trials; ++trial) {
        network.begin_trial(5, static_cast<std::uint64_t>(trial));
        network.advance(3000, ei::Kick{1000, table.amplitude, 100});
        std::array<bool, 101> fired{};
        for (const ei::Spike& spike : network.spikes()) {
          ++count;
          if (std::exchange(fired[spike.cell], true)) continue;
          const double ms = (spike.step - 1000) * 0.1;
          ++share;
          latency += ms;
          squares += ms * ms;
        }
      }
      const double cells = 100.0 * trials;
      latency /= share;
      const double latency_sd = std::sqrt(squares / share - latency * latency);
      share /= cells;
      // Four standard errors of theirs (6,000 cells) and ours together, and their last digit.
      const double factor = 4 * std::sqrt(1 / cells + 1 / 6000.0);
      NEAR(share, table.share, factor * std::sqrt(share * (1 - share)) + 5e-4, "share");
      NEAR(count / cells, table.spikes, factor * 0.5 + 5e-3, "spikes a cell");
      NEAR(latency, table.latency_ms, factor * latency_sd + 5e-3, "latency");
    }
  }

  void all_instruction_sets_give_the_same_spikes() {
    const auto run = [](math::VectorPath path) {
      ei::LifCells cells({37, 18}, path);
      ei::LifParameters p;
      p.I_ext = 180;
      p.I_ext_I = 170;
      cells.set_parameters(p);
      math::GaussianRows noise(math::GaussianSource(3, 1, math::Block::noise, 0, path),
                               cells.layout().count);
      ei::Spikes spikes;
      for (int step = 0; step < 5000; ++step) step_all(cells, step, noise.next(), spikes);
      return spikes;
    };
    const auto baseline = run(math::VectorPath::baseline);
    QVERIFY(baseline.size() > 300);
    for (const auto path : {math::VectorPath::avx2, math::VectorPath::avx512}) {
      if (math::is_available(path)) QVERIFY(run(path) == baseline);
    }
  }

  void a_lesioned_cell_is_silent_and_an_injected_one_is_not() {
    ei::LifParameters p = noise_free();
    ei::LifCells cells({2, 2});
    cells.set_parameters(p);
    cells.inject(std::vector<double>{0, 200, 0, 200});
    cells.set_lesioned(std::vector<int>{3});
    const std::vector<float> no_noise(cells.layout().count, 0.0F);
    ei::Spikes spikes;
    for (int step = 0; step < 10'000; ++step) step_all(cells, step, no_noise.data(), spikes);
    QCOMPARE(spikes.size(), std::size_t{30});
    for (const auto& spike : spikes) QCOMPARE(spike.cell, std::uint16_t{1});
    QCOMPARE(cells.state(3).V, p.I.E_L);
  }
};

TEST_PROGRAM(LifCellsTest)

}  // namespace lif_cells_test

#include "lif_cells_test.moc"
