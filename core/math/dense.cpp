#include "core/math/dense.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <type_traits>

#include "core/math/dense_kernel.h"

namespace homeostat::math {

namespace {

template <class Number>
struct ProductKernels {
  kernel::DenseBlocking blocking;
  void (*pack)(const double*, std::size_t, std::size_t, std::size_t, std::size_t, const double*,
               Number*);
  void (*multiply)(std::size_t, const Number*, std::size_t, const Number*, double, double*,
                   std::size_t, std::size_t, std::size_t);
};

}  // namespace

struct DenseAlgebra::Kernels {
  ProductKernels<double> in_double;
  ProductKernels<float> in_single;
  decltype(&kernel::baseline::dot) dot;
  decltype(&kernel::baseline::add) add;
  decltype(&kernel::baseline::add_four) add_four;

  template <class Number>
  const ProductKernels<Number>& of() const {
    if constexpr (std::is_same_v<Number, double>)
      return in_double;
    else
      return in_single;
  }
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
constexpr double worth_sharing = 2e7;
/// What packing a number costs, in multiplications: it comes from memory.
constexpr double pack_cost = 16;
/// Rows and columns of a matrix that a thread takes at a time to multiply a vector.
constexpr std::size_t rows_of_item = 64, columns_of_item = 512;
/// Blocks of a factorisation that are not cut further.
constexpr std::size_t small_block = 32;

std::size_t rounded_up(std::size_t n, std::size_t unit) { return (n + unit - 1) / unit * unit; }
std::size_t to_size(Eigen::Index n) { return static_cast<std::size_t>(n); }
const double* row_of(const RowMatrix& x, Eigen::Index row) { return x.data() + row * x.cols(); }
std::vector<Eigen::Index> numbers_below(Eigen::Index count) {
  std::vector<Eigen::Index> numbers(to_size(count));
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

}  // namespace

const DenseAlgebra::Kernels& DenseAlgebra::kernels_of(VectorPath path) {
#define HOMEOSTAT_KERNELS_OF(set)                                        \
  {                                                                      \
    {kernel::set::in_double::blocking, kernel::set::in_double::pack,     \
     kernel::set::in_double::multiply},                                  \
        {kernel::set::in_single::blocking, kernel::set::in_single::pack, \
         kernel::set::in_single::multiply},                              \
        kernel::set::dot, kernel::set::add, kernel::set::add_four        \
  }
  static const Kernels baseline HOMEOSTAT_KERNELS_OF(baseline);
  static const Kernels avx2 HOMEOSTAT_KERNELS_OF(avx2);
  static const Kernels avx512 HOMEOSTAT_KERNELS_OF(avx512);
#undef HOMEOSTAT_KERNELS_OF
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
DenseAlgebra::Packed<Number>& DenseAlgebra::packed() {
  if constexpr (std::is_same_v<Number, double>)
    return packed_;
  else
    return packed_single_;
}

template <class Number>
void DenseAlgebra::pack(const Factor& factor, const double* weight,
                        std::vector<Number>& packed) const {
  const auto [group, left_groups] = kernels_->of<Number>().blocking;
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
            kernels_->of<Number>().pack(factor.data + first * factor.row_stride, factor.row_stride,
                                        factor.step, std::min(group, factor.rows - first),
                                        factor.depth, weight,
                                        packed.data() + g * group * factor.depth);
          }
        });
}

template <class Number>
void DenseAlgebra::product(const Factor& left, const Factor& right, const double* weight,
                           double sign, double* c, std::size_t c_stride, bool lower) {
  const std::size_t depth = left.depth;
  const bool is_gram = left.data == right.data;
  auto& [left_numbers, right_numbers] = packed<Number>();
  if (!is_gram) pack(left, nullptr, left_numbers);
  pack(right, weight, right_numbers);
  const Number* packed_left = is_gram ? right_numbers.data() : left_numbers.data();
  const Number* packed_right = right_numbers.data();
  const ProductKernels<Number>& kernels = kernels_->of<Number>();
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

void DenseAlgebra::weighted_gram(const RowMatrix& x, const Eigen::VectorXd& weight,
                                 Eigen::MatrixXd& s) {
  s.resize(x.rows(), x.rows());
  weighted_gram(x, numbers_below(x.rows()), numbers_below(x.cols()), weight, Precision::full,
                Eigen::Map<Eigen::MatrixXd>(s.data(), s.rows(), s.cols()));
}

void DenseAlgebra::weighted_gram(const RowMatrix& x, Selection rows, Selection columns,
                                 const Eigen::VectorXd& weight, Precision precision,
                                 Eigen::Map<Eigen::MatrixXd> s) {
  s.setZero();
  const std::size_t depth = columns.size();
  const bool is_whole = to_size(x.rows()) == rows.size() && to_size(x.cols()) == depth;
  root_.resize(depth);
  for (std::size_t k = 0; k < depth; ++k) root_[k] = std::sqrt(weight[columns[k]]);
  if (!is_whole) {
    if (part_.size() < rows.size() * depth) part_.resize(rows.size() * depth);
    share(rows.size(), pack_cost * static_cast<double>(rows.size() * depth), [&](std::size_t i) {
      const double* from = row_of(x, rows[i]);
      double* to = part_.data() + i * depth;
      for (std::size_t k = 0; k < depth; ++k) to[k] = from[columns[k]];
    });
  }
  const Factor factor{is_whole ? x.data() : part_.data(), depth, 1, rows.size(), depth};
  if (precision == Precision::single)
    product<float>(factor, factor, root_.data(), 1, s.data(), rows.size(), true);
  else
    product<double>(factor, factor, root_.data(), 1, s.data(), rows.size(), true);
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
        const double* before[4];
        for (std::size_t f = 0; f < 4; ++f) {
          factors[f] = -l[(k + f) * stride + j];
          before[f] = top + (k + f) * stride;
        }
        kernels_->add_four(factors, before, column, count);
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
  product<double>(left, right, nullptr, -1, x + half * stride, stride, false);
  divide(l + half * stride + half, stride, n - half, x + half * stride, rows);
}

bool DenseAlgebra::factor_block(double* s, std::size_t stride, std::size_t n, double least_pivot) {
  if (n <= small_block) return factor_small(s, stride, n, least_pivot);
  const std::size_t half = rounded_up(n / 2, 8), rest = n - half;
  const bool is_first_definite = factor_block(s, stride, half, least_pivot);
  divide(s, stride, half, s + half, rest);
  const Factor below{s + half, 1, stride, rest, half};
  double* corner = s + half * stride + half;
  product<double>(below, below, nullptr, -1, corner, stride, true);
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
      kernels_->add(-x[j], l + j * stride + j + 1, x + j + 1, n - j - 1);
    }
  for (std::size_t j = n; j-- > 0;)
    for (std::size_t r = 0; r < count; ++r) {
      double* x = b.data() + r * n;
      x[j] =
          (x[j] - kernels_->dot(l + j * stride + j + 1, x + j + 1, n - j - 1)) / l[j * stride + j];
    }
}

void DenseAlgebra::times(const RowMatrix& x, const Eigen::MatrixXd& v, Eigen::MatrixXd& out) const {
  times(x, numbers_below(x.rows()), v, out);
}

void DenseAlgebra::times(const RowMatrix& x, Selection rows, const Eigen::MatrixXd& v,
                         Eigen::MatrixXd& out) const {
  const std::size_t columns = to_size(x.cols()), count = to_size(v.cols());
  out.resize(Eigen::Index(rows.size()), v.cols());
  share((rows.size() + rows_of_item - 1) / rows_of_item,
        pack_cost * static_cast<double>(rows.size() * columns), [&](std::size_t item) {
          const std::size_t end = std::min(rows.size(), (item + 1) * rows_of_item);
          for (std::size_t i = item * rows_of_item; i < end; ++i)
            for (std::size_t r = 0; r < count; ++r)
              out.data()[r * rows.size() + i] =
                  kernels_->dot(row_of(x, rows[i]), v.data() + r * columns, columns);
        });
}

void DenseAlgebra::transposed_times(const RowMatrix& x, const Eigen::MatrixXd& u,
                                    Eigen::MatrixXd& out) const {
  transposed_times(x, numbers_below(x.rows()), u, out);
}

void DenseAlgebra::transposed_times(const RowMatrix& x, Selection rows, const Eigen::MatrixXd& u,
                                    Eigen::MatrixXd& out) const {
  const std::size_t columns = to_size(x.cols()), count = to_size(u.cols());
  out.setZero(x.cols(), u.cols());
  share((columns + columns_of_item - 1) / columns_of_item,
        pack_cost * static_cast<double>(rows.size() * columns), [&](std::size_t item) {
          const std::size_t first = item * columns_of_item;
          const std::size_t width = std::min(columns_of_item, columns - first);
          for (std::size_t i = 0; i < rows.size(); i += 4) {
            const std::size_t some = std::min<std::size_t>(4, rows.size() - i);
            const double* row[4];
            for (std::size_t k = 0; k < some; ++k) row[k] = row_of(x, rows[i + k]) + first;
            for (std::size_t r = 0; r < count; ++r) {
              const double* factors = u.data() + r * rows.size() + i;
              double* to = out.data() + r * columns + first;
              if (some == 4) {
                kernels_->add_four(factors, row, to, width);
              } else {
                for (std::size_t k = 0; k < some; ++k) kernels_->add(factors[k], row[k], to, width);
              }
            }
          }
        });
}

}  // namespace homeostat::math
