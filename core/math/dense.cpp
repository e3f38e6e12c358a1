#include "core/math/dense.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <type_traits>

#include "core/math/dense_kernel.h"
#include "core/math/large_pages.h"

namespace homeostat::math {

namespace {

template <class Number>
struct KernelsFor {
  kernel::DenseBlocking blocking;
  void (*pack)(const Number*, std::size_t, std::size_t, std::size_t, std::size_t, const double*,
               Number*);
  void (*multiply)(std::size_t, const Number*, std::size_t, const Number*, double, double*,
                   std::size_t, std::size_t, std::size_t);
  double (*dot)(const Number*, const double*, std::size_t);
  void (*add)(double, const Number*, double*, std::size_t);
  void (*add_four)(const double*, const Number* const*, double*, std::size_t);
};

}  // namespace

struct DenseAlgebra::Kernels {
  KernelsFor<double> in_double;
  KernelsFor<float> in_single;

  template <class Number>
  const KernelsFor<Number>& of() const {
    if constexpr (std::is_same_v<Number, double>)
      return in_double;
    else
      return in_single;
  }
};

template <class Number>
struct DenseAlgebra::Factor {
  const Number* data;
  std::size_t row_stride, step, rows, depth;
};

namespace {

/// Sums run this far before they are added to C: two packed groups of it lie in the first cache.
constexpr std::size_t depth_at_once = 256;
/// Rows of the left factor that stay in the second cache meanwhile.
constexpr std::size_t rows_at_once = 192;
/// Below this many multiplications threads are not worth waking.
constexpr double worth_sharing = 2e7;
/// What reading a number costs, in multiplications: it comes from memory.
constexpr double read_cost = 16;
/// Rows and columns of a matrix that a thread takes at a time to multiply a vector.
constexpr std::size_t rows_of_item = 64, columns_of_item = 512;
/// Blocks of a factorisation that are not cut further.
constexpr std::size_t small_block = 32;

std::size_t rounded_up(std::size_t n, std::size_t unit) { return (n + unit - 1) / unit * unit; }
std::size_t to_size(Eigen::Index n) { return static_cast<std::size_t>(n); }
Eigen::Index to_index(std::size_t n) { return static_cast<Eigen::Index>(n); }
template <class Number>
const Number* row_of(const RowMatrixOf<Number>& x, Eigen::Index row) {
  return x.data() + row * x.cols();
}
std::vector<Eigen::Index> numbers_below(Eigen::Index count) {
  std::vector<Eigen::Index> numbers(to_size(count));
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

}  // namespace

const DenseAlgebra::Kernels& DenseAlgebra::kernels_of(VectorPath path) {
#define HOMEOSTAT_KERNELS_IN(place) \
  { place::blocking, place::pack, place::multiply, place::dot, place::add, place::add_four }
#define HOMEOSTAT_KERNELS_OF(set) \
  { HOMEOSTAT_KERNELS_IN(kernel::set::in_double), HOMEOSTAT_KERNELS_IN(kernel::set::in_single) }
  static const Kernels baseline HOMEOSTAT_KERNELS_OF(baseline);
  static const Kernels avx2 HOMEOSTAT_KERNELS_OF(avx2);
  static const Kernels avx512 HOMEOSTAT_KERNELS_OF(avx512);
#undef HOMEOSTAT_KERNELS_OF
#undef HOMEOSTAT_KERNELS_IN
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

template <class Number>
DenseAlgebra::Scratch<Number>& DenseAlgebra::scratch() {
  if constexpr (std::is_same_v<Number, double>)
    return double_;
  else
    return single_;
}

template <class Number>
void DenseAlgebra::pack(const Factor<Number>& factor, const double* weight,
                        Numbers<Number>& packed) const {
  const auto [group, left_groups] = kernels_->of<Number>().blocking;
  const std::size_t block = group * left_groups;
  const std::size_t groups = rounded_up(factor.rows, block) / group;
  const std::size_t size = groups * group * factor.depth;
  if (to_size(packed.size()) < size) resize_large(packed, to_index(size));
  constexpr std::size_t at_once = 24;  // groups
  share((groups + at_once - 1) / at_once, read_cost * static_cast<double>(size),
        [&, group = group](std::size_t item) {
          const std::size_t end = std::min(groups, (item + 1) * at_once);
          for (std::size_t g = item * at_once; g < end; ++g) {
            const std::size_t first = std::min(g * group, factor.rows);
            kernels_->of<Number>().pack(factor.data + first * factor.row_stride, factor.row_stride,
                                        factor.step, std::min(group, factor.rows - first),
                                        factor.depth, weight,
                                        packed.data() + g * group * factor.depth);
          }
        });
}

template <class Number>
void DenseAlgebra::product(const Factor<Number>& left, const Factor<Number>& right,
                           const double* weight, double sign, double* c, std::size_t c_stride,
                           bool lower) {
  const std::size_t depth = left.depth;
  const bool is_gram = left.data == right.data;
  auto& [left_numbers, right_numbers, part] = scratch<Number>();
  if (!is_gram) pack(left, nullptr, left_numbers);
  pack(right, weight, right_numbers);
  const Number* packed_left = is_gram ? right_numbers.data() : left_numbers.data();
  const Number* packed_right = right_numbers.data();
  const KernelsFor<Number>& kernels = kernels_->of<Number>();
  const auto [group, left_groups] = kernels.blocking;
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
          kernels.multiply(sums, packed_left + i * depth + k * group, group * depth,
                           packed_right + j * depth + k * group, sign, c + j * c_stride + i,
                           c_stride, std::min(block, end - i), std::min(group, right.rows - j));
        }
      }
    }
  };
  share(items, double(left.rows) * double(right.rows) * double(depth), work);
}

template <class Number>
void DenseAlgebra::weighted_gram(const RowMatrixOf<Number>& x, Selection rows, Selection columns,
                                 const Eigen::VectorXd& weight, Eigen::Map<Eigen::MatrixXd> s) {
  s.setZero();
  const std::size_t depth = columns.size();
  const bool is_whole = to_size(x.rows()) == rows.size() && to_size(x.cols()) == depth;
  root_.resize(depth);
  for (std::size_t k = 0; k < depth; ++k) root_[k] = std::sqrt(weight[columns[k]]);
  Numbers<Number>& part = scratch<Number>().part;
  if (!is_whole) {
    const std::size_t size = rows.size() * depth;
    if (to_size(part.size()) < size) resize_large(part, to_index(size));
    share(rows.size(), read_cost * static_cast<double>(size), [&](std::size_t i) {
      const Number* from = row_of(x, rows[i]);
      Number* to = part.data() + i * depth;
      for (std::size_t k = 0; k < depth; ++k) to[k] = from[columns[k]];
    });
  }
  const Factor<Number> factor{is_whole ? x.data() : part.data(), depth, 1, rows.size(), depth};
  product(factor, factor, root_.data(), 1, s.data(), rows.size(), true);
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
      kernels_->in_double.add(-column[k], column + k, s + k * stride + k, n - k);
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
        const double* before[4];
        for (std::size_t f = 0; f < 4; ++f) {
          factors[f] = -l[(k + f) * stride + j];
          before[f] = top + (k + f) * stride;
        }
        kernels_->in_double.add_four(factors, before, column, count);
      }
      for (; k < j; ++k)
        kernels_->in_double.add(-l[k * stride + j], top + k * stride, column, count);
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
  const Factor<double> left{x, 1, stride, rows, half}, right{l + half, 1, stride, n - half, half};
  product(left, right, nullptr, -1, x + half * stride, stride, false);
  divide(l + half * stride + half, stride, n - half, x + half * stride, rows);
}

bool DenseAlgebra::factor_block(double* s, std::size_t stride, std::size_t n, double least_pivot) {
  if (n <= small_block) return factor_small(s, stride, n, least_pivot);
  const std::size_t half = rounded_up(n / 2, 8), rest = n - half;
  const bool is_first_definite = factor_block(s, stride, half, least_pivot);
  divide(s, stride, half, s + half, rest);
  const Factor<double> below{s + half, 1, stride, rest, half};
  double* corner = s + half * stride + half;
  product(below, below, nullptr, -1, corner, stride, true);
  return factor_block(corner, stride, rest, least_pivot) && is_first_definite;
}

bool DenseAlgebra::factor(Eigen::Ref<Eigen::MatrixXd> s, double least_pivot) {
  return factor_block(s.data(), to_size(s.outerStride()), to_size(s.rows()), least_pivot);
}

void DenseAlgebra::solve(const Eigen::Ref<const Eigen::MatrixXd>& factor,
                         Eigen::MatrixXd& b) const {
  const std::size_t n = to_size(factor.rows()), stride = to_size(factor.outerStride()),
                    count = to_size(b.cols());
  const double* l = factor.data();
  for (std::size_t j = 0; j < n; ++j)
    for (std::size_t r = 0; r < count; ++r) {
      double* x = b.data() + r * n;
      x[j] /= l[j * stride + j];
      kernels_->in_double.add(-x[j], l + j * stride + j + 1, x + j + 1, n - j - 1);
    }
  for (std::size_t j = n; j-- > 0;)
    for (std::size_t r = 0; r < count; ++r) {
      double* x = b.data() + r * n;
      x[j] = (x[j] - kernels_->in_double.dot(l + j * stride + j + 1, x + j + 1, n - j - 1)) /
             l[j * stride + j];
    }
}

void DenseAlgebra::times(const RowMatrix& x, const Eigen::MatrixXd& v, Eigen::MatrixXd& out) const {
  times(x, numbers_below(x.rows()), v, out);
}

template <class Number>
void DenseAlgebra::times(const RowMatrixOf<Number>& x, Selection rows, const Eigen::MatrixXd& v,
                         Eigen::MatrixXd& out) const {
  const std::size_t columns = to_size(x.cols()), count = to_size(v.cols());
  out.resize(Eigen::Index(rows.size()), v.cols());
  share((rows.size() + rows_of_item - 1) / rows_of_item,
        read_cost * static_cast<double>(rows.size() * columns), [&](std::size_t item) {
          const std::size_t end = std::min(rows.size(), (item + 1) * rows_of_item);
          for (std::size_t i = item * rows_of_item; i < end; ++i)
            for (std::size_t r = 0; r < count; ++r)
              out.data()[r * rows.size() + i] =
                  kernels_->of<Number>().dot(row_of(x, rows[i]), v.data() + r * columns, columns);
        });
}

void DenseAlgebra::transposed_times(const RowMatrix& x, const Eigen::MatrixXd& u,
                                    Eigen::MatrixXd& out) const {
  transposed_times(x, numbers_below(x.rows()), u, out);
}

template <class Number>
void DenseAlgebra::transposed_times(const RowMatrixOf<Number>& x, Selection rows,
                                    const Eigen::MatrixXd& u, Eigen::MatrixXd& out) const {
  const KernelsFor<Number>& kernels = kernels_->of<Number>();
  const std::size_t columns = to_size(x.cols()), count = to_size(u.cols());
  out.setZero(x.cols(), u.cols());
  share((columns + columns_of_item - 1) / columns_of_item,
        read_cost * static_cast<double>(rows.size() * columns), [&](std::size_t item) {
          const std::size_t first = item * columns_of_item;
          const std::size_t width = std::min(columns_of_item, columns - first);
          for (std::size_t i = 0; i < rows.size(); i += 4) {
            const std::size_t some = std::min<std::size_t>(4, rows.size() - i);
            const Number* row[4];
            for (std::size_t k = 0; k < some; ++k) row[k] = row_of(x, rows[i + k]) + first;
            for (std::size_t r = 0; r < count; ++r) {
              const double* factors = u.data() + r * rows.size() + i;
              double* to = out.data() + r * columns + first;
              if (some == 4) {
                kernels.add_four(factors, row, to, width);
              } else {
                for (std::size_t k = 0; k < some; ++k) kernels.add(factors[k], row[k], to, width);
              }
            }
          }
        });
}

#define HOMEOSTAT_DENSE_OF(Number)                                                                 \
  template void DenseAlgebra::weighted_gram(const RowMatrixOf<Number>&, Selection, Selection,      \
                                            const Eigen::VectorXd&, Eigen::Map<Eigen::MatrixXd>);  \
  template void DenseAlgebra::times(const RowMatrixOf<Number>&, Selection, const Eigen::MatrixXd&, \
                                    Eigen::MatrixXd&) const;                                       \
  template void DenseAlgebra::transposed_times(const RowMatrixOf<Number>&, Selection,              \
                                               const Eigen::MatrixXd&, Eigen::MatrixXd&) const;
HOMEOSTAT_DENSE_OF(double)
HOMEOSTAT_DENSE_OF(float)
#undef HOMEOSTAT_DENSE_OF

}  // namespace homeostat::math
