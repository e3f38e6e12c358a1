// Dense linear algebra for what is solved thousands of times: weighted Gram matrices, their
// Cholesky factors, and products with vectors, at the speed of the processor's widest instructions.
//
// Why our own: Eigen compiled for any x86-64 reaches a fifth of it, OpenBLAS chooses its kernels
// (and so the order of sums) by processor and number of threads. Here AVX2 and AVX-512 give the
// same bits on any number of threads; only processors without either differ, by rounding.
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "core/math/random.h"

namespace homeostat::math {

template <class Number>
using RowMatrixOf = Eigen::Matrix<Number, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using RowMatrix = RowMatrixOf<double>;

/// Some rows or columns of a matrix, by number, ascending.
using Selection = std::span<const Eigen::Index>;

/// Calls work(item) for each item below `count`, in any order and on any threads.
using ForEach =
    std::function<void(std::size_t count, const std::function<void(std::size_t item)>& work)>;

/// `Number`, of what is multiplied, may be double or, about twice as fast, float; sums are double
/// precision, but for those of 256 products of floats in a Gram matrix.
///
/// Keeps its scratch memory from call to call; one thread calls it at a time.
class DenseAlgebra {
 public:
  /// `for_each` is what large products are shared out with; empty: none.
  explicit DenseAlgebra(ForEach for_each = {}, VectorPath path = best_vector_path());

  /// Lower triangle of s = X diag(weight) X' for these rows and columns of X; weight >= 0, as many
  /// as X has columns; s is as large as there are rows. What stands above the diagonal of s is
  /// undefined.
  template <class Number>
  void weighted_gram(const RowMatrixOf<Number>& x, Selection rows, Selection columns,
                     const Eigen::VectorXd& weight, Eigen::Map<Eigen::MatrixXd> s);

  /// Replaces the lower triangle of a symmetric matrix by its Cholesky factor. A pivot below
  /// `least_pivot` is raised to it; false if there was one (or a NaN).
  bool factor(Eigen::Ref<Eigen::MatrixXd> s, double least_pivot);

  /// Solves L L' x = b in place for every column of b, L from factor().
  void solve(const Eigen::Ref<const Eigen::MatrixXd>& factor, Eigen::MatrixXd& b) const;

  /// out = X v and out = X' u, for several vectors (columns) in one pass over X: large matrices
  /// take the time that reading them takes.
  void times(const RowMatrix& x, const Eigen::MatrixXd& v, Eigen::MatrixXd& out) const;
  void transposed_times(const RowMatrix& x, const Eigen::MatrixXd& u, Eigen::MatrixXd& out) const;
  /// The same of these rows of X alone: as many numbers in each column of `out`, or of u.
  template <class Number>
  void times(const RowMatrixOf<Number>& x, Selection rows, const Eigen::MatrixXd& v,
             Eigen::MatrixXd& out) const;
  template <class Number>
  void transposed_times(const RowMatrixOf<Number>& x, Selection rows, const Eigen::MatrixXd& u,
                        Eigen::MatrixXd& out) const;

 private:
  struct Kernels;
  template <class Number>
  struct Factor;  ///< of a product, as it lies in memory
  template <class Number>
  using Numbers = Eigen::Array<Number, Eigen::Dynamic, 1>;
  static const Kernels& kernels_of(VectorPath path);

  /// C += sign L R', C column-major; with `lower` only where row >= column. `weight` (or null)
  /// belongs to the columns of `right`, or when `left` is `right` its root to both.
  template <class Number>
  void product(const Factor<Number>& left, const Factor<Number>& right, const double* weight,
               double sign, double* c, std::size_t c_stride, bool lower);
  /// work(item) for each item, on several threads if there are `multiplications` enough.
  void share(std::size_t items, double multiplications,
             const std::function<void(std::size_t)>& work) const;
  template <class Number>
  void pack(const Factor<Number>& factor, const double* weight, Numbers<Number>& packed) const;
  bool factor_block(double* s, std::size_t stride, std::size_t n, double least_pivot);
  bool factor_small(double* s, std::size_t stride, std::size_t n, double least_pivot);
  /// X := X L^-T for the rows below a factored block.
  void divide(const double* l, std::size_t stride, std::size_t n, double* x, std::size_t rows);
  void divide_small(const double* l, std::size_t stride, std::size_t n, double* x,
                    std::size_t rows);

  ForEach for_each_;
  const Kernels* kernels_;
  template <class Number>
  struct Scratch {
    Numbers<Number> left, right;  ///< factors of a product as the kernels want them
    Numbers<Number> part;         ///< the selected part of a matrix
  };
  template <class Number>
  Scratch<Number>& scratch();

  Scratch<double> double_;
  Scratch<float> single_;
  std::vector<double> root_;
};

}  // namespace homeostat::math
