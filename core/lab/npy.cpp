#include "core/lab/npy.h"

#include <bit>
#include <cstdint>
#include <fstream>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/lab/result_io.h"
#include "core/math/check.h"

namespace homeostat::lab {

namespace {

static_assert(std::endian::native == std::endian::little, "the header says '<'");

/// Version 1.0: magic, length, a Python literal padded to a multiple of 64 bytes.
std::string header(std::string_view type, std::size_t rows, std::size_t columns) {
  std::string words = "{'descr': '";
  words.append(type);
  words.append("', 'fortran_order': False, 'shape': (");
  words.append(std::to_string(rows)).append(", ").append(std::to_string(columns)).append("), }");
  constexpr std::size_t before = 10, unit = 64;
  while ((before + words.size() + 1) % unit != 0) words += ' ';
  words += '\n';
  const auto length = static_cast<std::uint16_t>(words.size());
  std::string head("\x93NUMPY\x01\x00", 8);
  head += static_cast<char>(length & 0xff);
  head += static_cast<char>(length >> 8);
  return head + words;
}

template <class Value>
void write(std::string_view type, std::size_t columns, std::span<const Value> values,
           const std::filesystem::path& path) {
  OutputFile file(path);
  file.write(header(type, values.size() / columns, columns));
  file.write({reinterpret_cast<const char*>(values.data()), values.size_bytes()});
  file.commit();
}

}  // namespace

void write_spikes(const ei::Spikes& spikes, const std::filesystem::path& file) {
  std::vector<std::int32_t> values;
  values.reserve(2 * spikes.size());
  for (const ei::Spike& spike : spikes) {
    values.push_back(spike.step);
    values.push_back(spike.cell);
  }
  write<std::int32_t>("<i4", 2, values, file);
}

void write_weights(const ei::Synapses& synapses, const std::filesystem::path& file) {
  const auto cells = static_cast<std::size_t>(synapses.sizes().all());
  std::vector<float> values;
  if (synapses.sizes().all() <= largest_matrix) {
    values.assign(cells * cells, std::numeric_limits<float>::quiet_NaN());
    synapses.for_each([&](const ei::Synapse& s) {
      values[static_cast<std::size_t>(s.to) * cells + static_cast<std::size_t>(s.from)] = s.weight;
    });
    return write<float>("<f4", cells, values, file);
  }
  values.reserve(3 * synapses.count());
  synapses.for_each([&](const ei::Synapse& s) {
    for (const float value : {static_cast<float>(s.to), static_cast<float>(s.from), s.weight})
      values.push_back(value);
  });
  write<float>("<f4", 3, values, file);
}

void write_weights(const ei::UnitWeights& weights, const std::filesystem::path& file) {
  const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows =
      weights.matrix();
  const auto count = static_cast<std::size_t>(rows.size());
  write<double>("<f8", static_cast<std::size_t>(rows.cols()), {rows.data(), count}, file);
}

Eigen::MatrixXd read_square_matrix(const std::filesystem::path& file, int rows,
                                   std::string_view field) {
  const auto refuse = [&](const std::string& allowed) {
    throw InputError(std::string(field), file.string(), allowed);
  };
  std::ifstream in(file, std::ios::binary);
  if (!in) refuse("a file that exists and can be read");
  const auto size = static_cast<std::size_t>(rows);
  const auto head = header("<f8", size, size), head32 = header("<f4", size, size);
  // NumPy pads the header as we do, so that it is known to the byte.
  std::string found(head.size(), ' ');
  in.read(found.data(), static_cast<std::streamsize>(found.size()));
  const std::string wanted = "a NumPy file (.npy) of " + std::to_string(rows) + " x " +
                             std::to_string(rows) + " numbers, float64 or float32, row by row";
  if (!in || (found != head && found != head32)) refuse(wanted);
  Eigen::MatrixXd matrix(rows, rows);
  const auto read = [&](auto number) {
    for (int to = 0; to < rows; ++to) {
      for (int from = 0; from < rows; ++from) {
        in.read(reinterpret_cast<char*>(&number), sizeof number);
        matrix(to, from) = static_cast<double>(number);
      }
    }
  };
  found == head ? read(double{}) : read(float{});
  if (!in) refuse(wanted);
  if (!matrix.allFinite()) refuse("a file in which every number is finite");
  return matrix;
}

void write_synapses(const ei::Synapses& synapses, double dt_ms, const std::filesystem::path& file) {
  std::vector<double> values;
  values.reserve(4 * synapses.count());
  synapses.for_each([&](const ei::Synapse& s) {
    for (const double value : {double(s.to), double(s.from), double(s.weight), s.delay * dt_ms})
      values.push_back(value);
  });
  write<double>("<f8", 4, values, file);
}

}  // namespace homeostat::lab
