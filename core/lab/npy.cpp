#include "core/lab/npy.h"

#include <bit>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/lab/result_io.h"

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
