#include "core/math/dense.h"

#include <algorithm>
#include <cmath>

#include "core/math/dense_kernel.h"

namespace homeostat::math {

struct DenseAlgebra::Kernels {
  kernel::DenseBlocking blocking;
  decltype(&kernel::baseline::pack) pack;
  decltype(&kernel::baseline::multiply) multiply;
  decltype(&kernel::baseline::dot) dot;
  decltype(&kernel::baseline::add) add;
  decltype(&kernel::baseline::add_four) add_four;
};

struct DenseAlgebra::Factor {
  const double* data;
  std::size_t row_stride, step, rows, depth;
};

namespace {

/// Sums run this far before they are added to C: two packed groups of it lie in the first cache.
constexpr std::size_t depth_at_once = 256;
/// Rows of the left factor that stay in the second cache meanwhile.
constexpr std::size_t rows_at_once = 192;
/// Below this many multiplications threads are not worth waking.
constexpr double worth_sharing = 4e6;
/// What packing a number costs, in multiplications: it comes from memory.
constexpr double pack_cost = 16;
/// Rows and columns of a matrix that a thread takes at a time to multiply a vector.
constexpr std::size_t rows_of_item = 64, columns_of_item = 512;
/// Blocks of a factorisation that are not cut further.
constexpr std::size_t small_block = 32;

std::size_t rounded_up(std::size_t n, std::size_t unit) { return (n + unit - 1) / unit * unit; }
std::size_t to_size(Eigen::Index n) { return static_cast<std::size_t>(n); }

}  // namespace

const DenseAlgebra::Kernels& DenseAlgebra::kernels_of(VectorPath path) {
  static const Kernels baseline{kernel::baseline::blocking, kernel::baseline::pack,
                                kernel::baseline::multiply, kernel::baseline::dot,
                                kernel::baseline::add,      kernel::baseline::add_four};
  static const Kernels avx2{kernel::avx2::blocking, kernel::avx2::pack, kernel::avx2::multiply,
                            kernel::avx2::dot,      kernel::avx2::add,  kernel::avx2::add_four};
  static const Kernels avx512{kernel::avx512::blocking, kernel::avx512::pack,
                              kernel::avx512::multiply, kernel::avx512::dot,
                              kernel::avx512::add,      kernel::avx512::add_four};
  if (path == VectorPath::avx512) return avx512;
#if defined(__x86_64__)
  if (path == VectorPath::avx2 && __builtin_cpu_supports("fma")) return avx2;
#endif
  return baseline;
}

DenseAlgebra::DenseAlgebra(ForEach for_each, VectorPath path)
    : for_each_(std::move(for_each)), kernels_(&kernels_of(path)) {}

void DenseAlgebra::share(std::size_t items, double multiplications,
                         const std::function<void(std::size_t)>& work) const {
  if (for_each_ && multiplications > worth_sharing) return for_each_(items, work);
  for (std::size_t item = 0; item < items; ++item) work(item);
}

void DenseAlgebra::pack(const Factor& factor, const double* weight,
                        std::vector<double>& packed) const {
  const auto [group, left_groups] = kernels_->blocking;
  const std::size_t block = group * left_groups;
  const std::size_t groups = rounded_up(factor.rows, block) / group;
  const std::size_t size = groups * group * factor.depth;
  if (packed.size() < size) packed.resize(size);
  constexpr std::size_t at_once = 24;  // groups
  share((groups + at_once - 1) / at_once, pack_cost * static_cast<double>(size),
        [&, group = group](std::size_t item) {
          const std::size_t end = std::min(groups, (item + 1) * at_once);
          for (std::size_t g = item * at_once; g < end; ++g) {
            const std::size_t first = std::min(g * group, factor.rows);
            kernels_->pack(factor.data + first * factor.row_stride, factor.row_stride, factor.step,
                           std::min(group, factor.rows - first), factor.depth, weight,
                           packed.data() + g * group * factor.depth);
          }
        });
}

void DenseAlgebra::product(const Factor& left, const Factor& right, const double* weight,
                           double sign, double* c, std::size_t c_stride, bool lower) {
  const std::size_t depth = left.depth;
  const bool is_gram = left.data == right.data;
  if (!is_gram) pack(left, nullptr, left_);
  pack(right, weight, right_);
  const double* packed_left = is_gram ? right_.data() : left_.data();
  const auto [group, left_groups] = kernels_->blocking;
  const std::size_t block = group * left_groups;
  const std::size_t items = (left.rows + rows_at_once - 1) / rows_at_once;
  const auto work = [&, group = group](std::size_t item) {
    // The last rows of a triangle are the longest: they come first.
    const std::size_t first = (items - 1 - item) * rows_at_once;
    const std::size_t end = std::min(first + rows_at_once, left.rows);
    for (std::size_t k = 0; k < depth; k += depth_at_once) {
      const std::size_t sums = std::min(depth_at_once, depth - k);
      for (std::size_t j = 0; j < right.rows && !(lower && j >= end); j += group) {
        for (std::size_t i = first; i < end; i += block) {
          // A block that crosses the diagonal is worked out whole: what lies above is never read.
          if (lower && i + block <= j) continue;
          kernels_->multiply(sums, packed_left + i * depth + k * group, group * depth,
                             right_.data() + j * depth + k * group, sign, c + j * c_stride + i,
                             c_stride, std::min(block, end - i), std::min(group, right.rows - j));
        }
      }
    }
  };
  share(items, double(left.rows) * double(right.rows) * double(depth), work);
}

void DenseAlgebra::weighted_gram(const RowMatrix& x, const Eigen::VectorXd& weight,
                                 Eigen::MatrixXd& s) {
  const std::size_t rows = to_size(x.rows()), columns = to_size(x.cols());
  s.setZero(x.rows(), x.rows());
  root_.resize(columns);
  for (std::size_t k = 0; k < columns; ++k) root_[k] = std::sqrt(weight[Eigen::Index(k)]);
  const Factor factor{x.data(), columns, 1, rows, columns};
  product(factor, factor, root_.data(), 1, s.data(), rows, true);
}

bool DenseAlgebra::factor_small(double* s, std::size_t stride, std::size_t n, double least_pivot) {
  bool is_definite = true;
  for (std::size_t j = 0; j < n; ++j) {
    double* column = s + j * stride;
    if (!(column[j] > least_pivot)) {
      column[j] = least_pivot;
      is_definite = false;
    }
    const double root = std::sqrt(column[j]);
    column[j] = root;
    for (std::size_t i = j + 1; i < n; ++i) column[i] /= root;
    for (std::size_t k = j + 1; k < n; ++k)
      kernels_->add(-column[k], column + k, s + k * stride + k, n - k);
  }
  return is_definite;
}

void DenseAlgebra::divide_small(const double* l, std::size_t stride, std::size_t n, double* x,
                                std::size_t rows) {
  constexpr std::size_t at_once = 128;  // rows that stay in the first cache
  for (std::size_t first = 0; first < rows; first += at_once) {
    const std::size_t count = std::min(at_once, rows - first);
    double* top = x + first;
    for (std::size_t j = 0; j < n; ++j) {
      double* column = top + j * stride;
      std::size_t k = 0;
      for (; k + 4 <= j; k += 4) {
        double factors[4];
        for (std::size_t f = 0; f < 4; ++f) factors[f] = -l[(k + f) * stride + j];
        kernels_->add_four(factors, top + k * stride, stride, column, count);
      }
      for (; k < j; ++k) kernels_->add(-l[k * stride + j], top + k * stride, column, count);
      const double inverse = 1 / l[j * stride + j];
      for (std::size_t i = 0; i < count; ++i) column[i] *= inverse;
    }
  }
}

void DenseAlgebra::divide(const double* l, std::size_t stride, std::size_t n, double* x,
                          std::size_t rows) {
  if (n <= small_block) return divide_small(l, stride, n, x, rows);
  const std::size_t half = rounded_up(n / 2, 8);
  divide(l, stride, half, x, rows);
  const Factor left{x, 1, stride, rows, half}, right{l + half, 1, stride, n - half, half};
  product(left, right, nullptr, -1, x + half * stride, stride, false);
  divide(l + half * stride + half, stride, n - half, x + half * stride, rows);
}

bool DenseAlgebra::factor_block(double* s, std::size_t stride, std::size_t n, double least_pivot) {
  if (n <= small_block) return factor_small(s, stride, n, least_pivot);
  const std::size_t half = rounded_up(n / 2, 8), rest = n - half;
  const bool is_first_definite = factor_block(s, stride, half, least_pivot);
  divide(s, stride, half, s + half, rest);
  const Factor below{s + half, 1, stride, rest, half};
  double* corner = s + half * stride + half;
  product(below, below, nullptr, -1, corner, stride, true);
  return factor_block(corner, stride, rest, least_pivot) && is_first_definite;
}

bool DenseAlgebra::factor(Eigen::MatrixXd& s, double least_pivot) {
  return factor_block(s.data(), to_size(s.rows()), to_size(s.rows()), least_pivot);
}

void DenseAlgebra::solve(const Eigen::MatrixXd& factor, Eigen::MatrixXd& b) const {
  const std::size_t n = to_size(factor.rows()), count = to_size(b.cols());
  const double* l = factor.data();
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t r = 0; r < count; ++r) {
      double* x = b.data() + r * n;
      x[j] /= l[j * n + j];
      kernels_->add(-x[j], l + j * n + j + 1, x + j + 1, n - j - 1);
    }
  for (std::size_t j = n; j-- > 0;)
    for (std::size_t r = 0; r < count; ++r) {
      double* x = b.data() + r * n;
      x[j] = (x[j] - kernels_->dot(l + j * n + j + 1, x + j + 1, n - j - 1)) / l[j * n + j];
    }
}

void DenseAlgebra::times(const RowMatrix& x, const Eigen::MatrixXd& v, Eigen::MatrixXd& out) const {
  const std::size_t rows = to_size(x.rows()), columns = to_size(x.cols()),
                    count = to_size(v.cols());
  out.resize(x.rows(), v.cols());
  share((rows + rows_of_item - 1) / rows_of_item, pack_cost * static_cast<double>(x.size()),
        [&](std::size_t item) {
          const std::size_t end = std::min(rows, (item + 1) * rows_of_item);
          for (std::size_t i = item * rows_of_item; i < end; ++i)
            for (std::size_t r = 0; r < count; ++r)
              out.data()[r * rows + i] =
                  kernels_->dot(x.data() + i * columns, v.data() + r * columns, columns);
        });
}

void DenseAlgebra::transposed_times(const RowMatrix& x, const Eigen::MatrixXd& u,
                                    Eigen::MatrixXd& out) const {
  const std::size_t rows = to_size(x.rows()), columns = to_size(x.cols()),
                    count = to_size(u.cols());
  out.setZero(x.cols(), u.cols());
  share((columns + columns_of_item - 1) / columns_of_item,
        pack_cost * static_cast<double>(x.size()), [&](std::size_t item) {
          const std::size_t first = item * columns_of_item;
          const std::size_t width = std::min(columns_of_item, columns - first);
          for (std::size_t i = 0; i < rows; i += 4) {
            const double* row = x.data() + i * columns + first;
            for (std::size_t r = 0; r < count; ++r) {
              const double* factors = u.data() + r * rows + i;
              double* to = out.data() + r * columns + first;
              if (i + 4 <= rows) {
                kernels_->add_four(factors, row, columns, to, width);
              } else {
                for (std::size_t k = 0; i + k < rows; ++k)
                  kernels_->add(factors[k], row + k * columns, to, width);
              }
            }
          }
        });
}

}  // namespace homeostat::math
