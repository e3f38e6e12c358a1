#include "ui/plots/matrix_image.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/figure/describe.h"

namespace homeostat::ui {
namespace {

/// A weak synapse must not look like none.
constexpr double faintest_tone = 0.12;
constexpr int tones = 256;
constexpr float nan = std::numeric_limits<float>::quiet_NaN();

QRgb mixed(const QColor& under, const QColor& over, double part) {
  const auto mix = [part](int a, int b) { return qRound(a + (b - a) * part); };
  return qRgb(mix(under.red(), over.red()), mix(under.green(), over.green()),
              mix(under.blue(), over.blue()));
}

/// The colours from the lowest to the highest value of a scale.
struct Tones {
  float lowest = 0, per_value = 1;
  std::array<QRgb, tones> colours{};

  QRgb of(float value) const {
    const float at = std::clamp((value - lowest) * per_value, 0.0F, static_cast<float>(tones - 1));
    return colours[static_cast<std::size_t>(at + 0.5F)];
  }
};

Tones tones_of(ei::WeightClass weight_class, const MatrixScale& scale, const Theme& theme) {
  const double full = std::max(scale.full.at(weight_class), 1e-12);
  const double lowest = scale.is_difference ? -full : 0;
  Tones made{static_cast<float>(lowest), static_cast<float>((tones - 1) / (full - lowest)), {}};
  for (int k = 0; k < tones; ++k) {
    const double part = static_cast<double>(k) / (tones - 1);
    QRgb& colour = made.colours[static_cast<std::size_t>(k)];
    if (scale.is_difference) {
      const double away = 2 * part - 1;
      colour = mixed(theme.grid, away < 0 ? theme.less : theme.more, std::abs(away));
    } else {
      colour = mixed(theme.panel, theme.weight_line(weight_class),
                     faintest_tone + (1 - faintest_tone) * part);
    }
  }
  return made;
}

/// What has been found under each pixel of a row of them.
struct Sums {
  explicit Sums(std::size_t pixels) : sum(pixels), synapses(pixels) {}

  void clear() {
    std::ranges::fill(sum, 0.0F);
    std::ranges::fill(synapses, 0);
  }
  void add(const float* row, const std::vector<int>& edges) {
    for (std::size_t pixel = 0; pixel < sum.size(); ++pixel) {
      float total = 0;
      int found = 0;
      for (int column = edges[pixel]; column < edges[pixel + 1]; ++column) {
        // No branch: which synapses exist cannot be foretold.
        const bool exists = row[column] == row[column];
        total += exists ? row[column] : 0.0F;
        found += exists ? 1 : 0;
      }
      sum[pixel] += total;
      synapses[pixel] += found;
    }
  }

  std::vector<float> sum;
  std::vector<int> synapses;
};

}  // namespace

bool MatrixValues::is_whole() const {
  const auto rows = static_cast<std::size_t>(std::max(onto.all(), 0));
  const auto columns = static_cast<std::size_t>(std::max(from.all(), 0));
  return values && rows > 0 && columns > 0 && values->size() == rows * columns;
}

std::vector<int> pixel_edges(int first, int last, int populations_border, int cells_per_pixel) {
  std::vector<int> edges{first};
  while (edges.back() < last) {
    const int from = edges.back();
    const int limit = from < populations_border ? std::min(populations_border, last) : last;
    edges.push_back(std::min(from + cells_per_pixel, limit));
  }
  return edges;
}

MatrixMean mean_over(const MatrixValues& matrix, const QRect& cells) {
  float sum = 0;
  int synapses = 0;
  for (int row = cells.top(); row <= cells.bottom(); ++row) {
    for (int column = cells.left(); column <= cells.right(); ++column) {
      if (std::isnan(matrix.at(row, column))) continue;
      sum += matrix.at(row, column);
      ++synapses;
    }
  }
  return {synapses > 0 ? sum / static_cast<float>(synapses) : nan, synapses};
}

MatrixImage matrix_image(const MatrixValues& matrix, const QRect& shown, int cells_per_pixel,
                         const MatrixScale& scale, const Theme& theme) {
  MatrixImage made;
  made.column_edges = pixel_edges(shown.left(), shown.right() + 1, matrix.from.E, cells_per_pixel);
  made.row_edges = pixel_edges(shown.top(), shown.bottom() + 1, matrix.onto.E, cells_per_pixel);
  const std::size_t columns = made.column_edges.size() - 1, rows = made.row_edges.size() - 1;
  made.image = QImage(static_cast<int>(columns), static_cast<int>(rows), QImage::Format_RGB32);
  std::array<Tones, 4> by_class;
  for (const ei::WeightClass c : {ei::EE, ei::EI, ei::IE, ei::II})
    by_class.at(c) = tones_of(c, scale, theme);
  const QRgb none = theme.panel.rgb();
  Sums sums(columns);
  for (std::size_t y = 0; y < rows; ++y) {
    sums.clear();
    for (int row = made.row_edges[y]; row < made.row_edges[y + 1]; ++row)
      sums.add(&(*matrix.values)[static_cast<std::size_t>(row) *
                                 static_cast<std::size_t>(matrix.from.all())],
               made.column_edges);
    auto* pixels = reinterpret_cast<QRgb*>(made.image.scanLine(static_cast<int>(y)));
    for (std::size_t x = 0; x < columns; ++x) {
      const Tones& colours = by_class.at(matrix.class_at(made.row_edges[y], made.column_edges[x]));
      pixels[x] = sums.synapses[x] == 0
                      ? none
                      : colours.of(sums.sum[x] / static_cast<float>(sums.synapses[x]));
    }
  }
  return made;
}

figure::ColourScale described_scale(ei::WeightClass weight_class, const MatrixScale& scale,
                                    const Theme& theme) {
  const Tones made = tones_of(weight_class, scale, theme);
  const double full = std::max(scale.full.at(weight_class), 1e-12);
  figure::ColourScale described_one{.low = scale.is_difference ? -full : 0, .high = full};
  for (const QRgb colour : made.colours) described_one.colours.push_back(described(QColor(colour)));
  described_one.missing = described(theme.panel);
  return described_one;
}

}  // namespace homeostat::ui
