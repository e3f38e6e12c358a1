// Included by dense_kernel.inl for each kind of number (HOMEOSTAT_NUMBER) that the factors of a
// product may be; sums are double precision, but for those of a block of a product of matrices.
#ifdef HOMEOSTAT_IN_DOUBLE
namespace in_double {
constexpr std::size_t group = HOMEOSTAT_GROUP, left_groups = HOMEOSTAT_LEFT_GROUPS;
#else
namespace in_single {
constexpr std::size_t group = HOMEOSTAT_VECTOR_BYTES / sizeof(float);
constexpr std::size_t left_groups =
    HOMEOSTAT_LEFT_GROUPS * HOMEOSTAT_GROUP * sizeof(double) / HOMEOSTAT_VECTOR_BYTES;
#endif

namespace {

typedef HOMEOSTAT_NUMBER Numbers __attribute__((vector_size(HOMEOSTAT_VECTOR_BYTES)));

constexpr std::size_t width = HOMEOSTAT_VECTOR_BYTES / sizeof(HOMEOSTAT_NUMBER);
constexpr std::size_t vectors = group / width;  // of one group
constexpr std::size_t left_vectors = left_groups * vectors;
constexpr std::size_t left_rows = left_groups * group;
constexpr std::size_t columns_at_once = HOMEOSTAT_GROUP;  // more would not stay in registers

HOMEOSTAT_INLINE Numbers load(const HOMEOSTAT_NUMBER* from) {
  Numbers v;
  __builtin_memcpy(&v, from, sizeof v);
  return v;
}

}  // namespace

extern const DenseBlocking blocking = {group, left_groups};

void pack(const HOMEOSTAT_NUMBER* x, std::size_t row_stride, std::size_t step, std::size_t rows,
          std::size_t depth, const double* weight, HOMEOSTAT_NUMBER* packed) {
  for (std::size_t k = 0; k < depth; ++k) {
    const double factor = weight == nullptr ? 1.0 : weight[k];
    const HOMEOSTAT_NUMBER* column = x + k * step;
    HOMEOSTAT_NUMBER* out = packed + k * group;
    for (std::size_t i = 0; i < rows; ++i)
      out[i] = static_cast<HOMEOSTAT_NUMBER>(static_cast<double>(column[i * row_stride]) * factor);
    for (std::size_t i = rows; i < group; ++i) out[i] = 0;
  }
}

namespace {

HOMEOSTAT_INLINE void multiply_columns(std::size_t depth, const HOMEOSTAT_NUMBER* left,
                                       std::size_t left_stride, const HOMEOSTAT_NUMBER* right,
                                       double sign, double* c, std::size_t c_stride,
                                       std::size_t rows, std::size_t columns) {
  Numbers sum[columns_at_once][left_vectors];
#pragma GCC unroll 16
  for (std::size_t j = 0; j < columns_at_once; ++j)
#pragma GCC unroll 4
    for (std::size_t i = 0; i < left_vectors; ++i) sum[j][i] = Numbers{};
  for (std::size_t k = 0; k < depth; ++k) {
    Numbers column[left_vectors];
#pragma GCC unroll 4
    for (std::size_t i = 0; i < left_vectors; ++i)
      column[i] = load(left + (i / vectors) * left_stride + (i % vectors) * width);
#pragma GCC unroll 16
    for (std::size_t j = 0; j < columns_at_once; ++j) {
      const Numbers factor = right[j] - Numbers{};
#pragma GCC unroll 4
      for (std::size_t i = 0; i < left_vectors; ++i) sum[j][i] += column[i] * factor;
    }
    left += group;
    right += group;
  }
  alignas(64) HOMEOSTAT_NUMBER block[columns_at_once][left_rows];
  __builtin_memcpy(block, sum, sizeof block);
  if (rows == left_rows && columns == columns_at_once) {  // mostly: bounds the compiler knows
    for (std::size_t j = 0; j < columns_at_once; ++j)
      for (std::size_t i = 0; i < left_rows; ++i) c[j * c_stride + i] += block[j][i] * sign;
    return;
  }
  for (std::size_t j = 0; j < columns; ++j)
    for (std::size_t i = 0; i < rows; ++i) c[j * c_stride + i] += block[j][i] * sign;
}

}  // namespace

void multiply(std::size_t depth, const HOMEOSTAT_NUMBER* left, std::size_t left_stride,
              const HOMEOSTAT_NUMBER* right, double sign, double* c, std::size_t c_stride,
              std::size_t rows, std::size_t columns) {
  for (std::size_t first = 0; first < columns; first += columns_at_once) {
    const std::size_t rest = columns - first;
    multiply_columns(depth, left, left_stride, right + first, sign, c + first * c_stride, c_stride,
                     rows, rest < columns_at_once ? rest : columns_at_once);
  }
}

double dot(const HOMEOSTAT_NUMBER* x, const double* y, std::size_t count) {
  Eight sum[4] = {};
  std::size_t k = 0;
  for (; k + 32 <= count; k += 32)
#pragma GCC unroll 4
    for (std::size_t s = 0; s < 4; ++s)
      sum[s] += load_eight(x + k + 8 * s) * load_eight(y + k + 8 * s);
  for (; k + 8 <= count; k += 8) sum[0] += load_eight(x + k) * load_eight(y + k);
  double rest = 0;
  for (; k < count; ++k) rest += static_cast<double>(x[k]) * y[k];
  return sum_of((sum[0] + sum[1]) + (sum[2] + sum[3])) + rest;
}

void add(double factor, const HOMEOSTAT_NUMBER* x, double* y, std::size_t count) {
  std::size_t k = 0;
  for (; k + 8 <= count; k += 8) store_eight(y + k, load_eight(y + k) + load_eight(x + k) * factor);
  for (; k < count; ++k) y[k] += static_cast<double>(x[k]) * factor;
}

void add_four(const double* f, const HOMEOSTAT_NUMBER* const* x, double* y, std::size_t count) {
  const HOMEOSTAT_NUMBER *x0 = x[0], *x1 = x[1], *x2 = x[2], *x3 = x[3];
  std::size_t k = 0;
  for (; k + 8 <= count; k += 8) {
    Eight now = load_eight(y + k);
    now += load_eight(x0 + k) * f[0];
    now += load_eight(x1 + k) * f[1];
    now += load_eight(x2 + k) * f[2];
    now += load_eight(x3 + k) * f[3];
    store_eight(y + k, now);
  }
  for (; k < count; ++k)
    for (std::size_t row = 0; row < 4; ++row) y[k] += static_cast<double>(x[row][k]) * f[row];
}

}  // namespace in_double or in_single
