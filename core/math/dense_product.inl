// Included by dense_kernel.inl for each kind of number (HOMEOSTAT_NUMBER) that a product's factors
// are packed as; what it is added to is double precision.
#ifdef HOMEOSTAT_IN_DOUBLE
namespace in_double {
constexpr std::size_t group = HOMEOSTAT_GROUP, left_groups = HOMEOSTAT_LEFT_GROUPS;
#else
namespace in_single {
constexpr std::size_t group = HOMEOSTAT_VECTOR_BYTES / sizeof(float), left_groups = 1;
#endif

namespace {

typedef HOMEOSTAT_NUMBER Numbers __attribute__((vector_size(HOMEOSTAT_VECTOR_BYTES)));

constexpr std::size_t width = HOMEOSTAT_VECTOR_BYTES / sizeof(HOMEOSTAT_NUMBER);
constexpr std::size_t vectors = group / width;  // of one group
constexpr std::size_t left_vectors = left_groups * vectors;
constexpr std::size_t left_rows = left_groups * group;

HOMEOSTAT_INLINE Numbers load(const HOMEOSTAT_NUMBER* from) {
  Numbers v;
  __builtin_memcpy(&v, from, sizeof v);
  return v;
}

}  // namespace

extern const DenseBlocking blocking = {group, left_groups};

void pack(const double* x, std::size_t row_stride, std::size_t step, std::size_t rows,
          std::size_t depth, const double* weight, HOMEOSTAT_NUMBER* packed) {
  for (std::size_t k = 0; k < depth; ++k) {
    const double factor = weight == nullptr ? 1.0 : weight[k];
    const double* column = x + k * step;
    HOMEOSTAT_NUMBER* out = packed + k * group;
    for (std::size_t i = 0; i < rows; ++i)
      out[i] = static_cast<HOMEOSTAT_NUMBER>(column[i * row_stride] * factor);
    for (std::size_t i = rows; i < group; ++i) out[i] = 0;
  }
}

void multiply(std::size_t depth, const HOMEOSTAT_NUMBER* left, std::size_t left_stride,
              const HOMEOSTAT_NUMBER* right, double sign, double* c, std::size_t c_stride,
              std::size_t rows, std::size_t columns) {
  Numbers sum[group][left_vectors];
#pragma GCC unroll 16
  for (std::size_t j = 0; j < group; ++j)
#pragma GCC unroll 4
    for (std::size_t i = 0; i < left_vectors; ++i) sum[j][i] = Numbers{};
  for (std::size_t k = 0; k < depth; ++k) {
    Numbers column[left_vectors];
#pragma GCC unroll 4
    for (std::size_t i = 0; i < left_vectors; ++i)
      column[i] = load(left + (i / vectors) * left_stride + (i % vectors) * width);
#pragma GCC unroll 16
    for (std::size_t j = 0; j < group; ++j) {
      const Numbers factor = Numbers{} + right[j];
#pragma GCC unroll 4
      for (std::size_t i = 0; i < left_vectors; ++i) sum[j][i] += column[i] * factor;
    }
    left += group;
    right += group;
  }
  alignas(64) HOMEOSTAT_NUMBER block[group][left_rows];
  __builtin_memcpy(block, sum, sizeof block);
  if (rows == left_rows && columns == group) {  // nearly always: bounds the compiler knows
    for (std::size_t j = 0; j < group; ++j)
      for (std::size_t i = 0; i < left_rows; ++i) c[j * c_stride + i] += block[j][i] * sign;
    return;
  }
  for (std::size_t j = 0; j < columns; ++j)
    for (std::size_t i = 0; i < rows; ++i) c[j * c_stride + i] += block[j][i] * sign;
}

}  // namespace in_double or in_single
