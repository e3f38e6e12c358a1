// One fixed network, simulated by Brian2 and by us with independent noise: the same rates. Skipped
// where Brian2 is missing (Debian: python3-brian).
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>
#include <array>
#include <cmath>
#include <ctime>
#include <vector>

#include "core/lab/catalogue.h"
#include "core/lab/engine.h"
#include "core/lab/npy.h"
#include "tests/support/near.h"
#include "tests/support/patience.h"
#include "tests/support/spiking.h"
#include "tests/support/test_program.h"

namespace brian2_test {

using namespace homeostat;

namespace {

constexpr std::size_t measures = 4;
constexpr std::array<const char*, measures> names{"E from 0.2 s", "I from 0.2 s", "E from 0.5 s",
                                                  "I from 0.5 s"};
using Measures = std::array<double, measures>;

Measures measured(const ei::Spikes& spikes, ei::Sizes sizes) {
  Measures rates{};
  for (const ei::Spike& spike : spikes) {
    const std::size_t kind = spike.cell < sizes.E ? 0 : 1;
    if (spike.step >= 2000) rates[kind] += 1 / 1.3;
    if (spike.step >= 5000) rates[2 + kind] += 1;
  }
  for (std::size_t k = 0; k < measures; ++k) rates[k] /= k % 2 == 0 ? sizes.E : sizes.I;
  return rates;
}

struct Moments {
  double mean = 0, error = 0;
};

Moments moments(const std::vector<Measures>& trials, std::size_t k) {
  const auto n = static_cast<double>(trials.size());
  double sum = 0, squares = 0;
  for (const Measures& trial : trials) sum += trial[k] / n;
  for (const Measures& trial : trials) squares += (trial[k] - sum) * (trial[k] - sum);
  return {sum, std::sqrt(squares / (n - 1) / n)};
}

/// So many trials there; `seconds` becomes what one takes. Fewer when it failed.
std::vector<Measures> brian(const QString& file, ei::Sizes sizes, int trials, const char* target,
                            double& seconds) {
  QProcess process;
  process.start("/usr/bin/python3", {HOMEOSTAT_SOURCE_DIR "/tests/long/brian2_network.py", file,
                                     QString::number(sizes.E), QString::number(sizes.I),
                                     QString::number(trials), target});
  std::vector<Measures> rates;
  if (!process.waitForFinished(900'000) || process.exitCode() != 0) {
    qWarning("%s", process.readAllStandardError().right(2000).constData());
    return rates;
  }
  seconds = 0;
  for (const QByteArray& line : process.readAllStandardOutput().split('\n')) {
    const auto fields = line.split(' ');
    if (fields.size() != measures + 1) continue;
    Measures& trial = rates.emplace_back();
    for (std::size_t k = 0; k < measures; ++k)
      trial[k] = fields[static_cast<qsizetype>(k)].toDouble();
    seconds += fields.last().toDouble() / trials;
  }
  return rates;
}

}  // namespace

class Brian2Test : public QObject {
  Q_OBJECT

 private slots:
  void the_trained_network_fires_as_in_brian2() {
    if (test::is_slow()) QSKIP("A statistic: no code that other tests do not run");
    const QString python = "/usr/bin/python3";
    QProcess look;
    look.start(python, {"-c", "import brian2, Cython"});
    if (!look.waitForFinished(60'000) || look.exitCode() != 0)
      QSKIP("Brian2 is missing: install python3-brian and cython3");

    const lab::Engine engine(lab::built_in_experiment("fig7_trained"));
    const ei::Synapses& synapses = *engine.synapses();
    const ei::Sizes sizes = synapses.sizes();
    const QTemporaryDir directory;
    const QString file = directory.filePath("synapses.npy");
    lab::write_synapses(synapses, 0.1, file.toStdString());

    constexpr int trials = 12;
    double seconds = 0, standalone_seconds = 0;
    const std::vector<Measures> theirs = brian(file, sizes, trials, "cython", seconds);
    QCOMPARE(theirs.size(), std::size_t{trials});
    QCOMPARE(brian(file, sizes, 1, "cpp_standalone", standalone_seconds).size(), std::size_t{1});

    ei::SpikingNetwork network(synapses);
    std::vector<Measures> ours;
    const std::clock_t start = std::clock();
    for (std::uint64_t trial = 1; trial <= 40; ++trial)
      ours.push_back(measured(test::run(network, {}, 9, trial), sizes));
    const double own_seconds = double(std::clock() - start) / CLOCKS_PER_SEC / 40;
    qInfo(
        "a trial: Brian2 (Cython) %.2f s, its standalone program %.2f s, ours %.3f s: %.0f, %.0f "
        "times",
        seconds, standalone_seconds, own_seconds, seconds / own_seconds,
        standalone_seconds / own_seconds);
    for (std::size_t k = 0; k < measures; ++k) {
      const Moments mine = moments(ours, k), other = moments(theirs, k);
      qInfo("%s: ours %.3f +- %.3f, Brian2 %.3f +- %.3f Hz", names[k], mine.mean, mine.error,
            other.mean, other.error);
      NEAR(mine.mean, other.mean, 3 * std::hypot(mine.error, other.error), names[k]);
    }
  }
};

TEST_PROGRAM(Brian2Test)

}  // namespace brian2_test

#include "brian2_test.moc"
