// Our matrix products, factorisation and solves against Eigen's, at sizes that fit no block.
#include "core/math/dense.h"

#include <Eigen/Dense>
#include <QtTest>
#include <array>
#include <vector>

#include "core/lab/parallel.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

namespace dense_test {

using namespace homeostat;
using math::DenseAlgebra;
using math::RowMatrix;
using math::VectorPath;

namespace {

struct Size {
  int rows, columns;
};
constexpr std::array sizes{Size{1, 1},    Size{3, 7},    Size{24, 8},
                           Size{25, 257}, Size{130, 70}, Size{211, 523}};

std::vector<VectorPath> paths() {
  std::vector<VectorPath> available;
  for (const auto path : {VectorPath::baseline, VectorPath::avx2, VectorPath::avx512})
    if (math::is_available(path)) available.push_back(path);
  return available;
}

math::ForEach sharing(unsigned threads) {
  return [threads](std::size_t count, const std::function<void(std::size_t)>& work) {
    lab::for_each_item(count, {threads, lab::Priority::normal}, std::stop_token{}, work);
  };
}

struct Case {
  RowMatrix x;
  Eigen::VectorXd weight;
  explicit Case(Size size) {
    std::srand(static_cast<unsigned>(size.rows + size.columns));
    x.setRandom(size.rows, size.columns);
    weight.setRandom(size.columns);
    weight = weight.cwiseAbs();
  }
  Eigen::MatrixXd gram() const { return x * weight.asDiagonal() * x.transpose(); }
};

std::vector<Eigen::Index> numbers_below(Eigen::Index count) {
  std::vector<Eigen::Index> numbers;
  for (Eigen::Index k = 0; k < count; ++k) numbers.push_back(k);
  return numbers;
}

template <class Number>
Eigen::MatrixXd gram(DenseAlgebra& algebra, const math::RowMatrixOf<Number>& x,
                     const std::vector<Eigen::Index>& rows,
                     const std::vector<Eigen::Index>& columns, const Eigen::VectorXd& weight) {
  const auto size = static_cast<Eigen::Index>(rows.size());
  Eigen::MatrixXd s(size, size);
  algebra.weighted_gram(x, rows, columns, weight,
                        Eigen::Map<Eigen::MatrixXd>(s.data(), size, size));
  return s;
}

Eigen::MatrixXd gram(DenseAlgebra& algebra, const Case& c) {
  return gram(algebra, c.x, numbers_below(c.x.rows()), numbers_below(c.x.cols()), c.weight);
}

double lower_difference(const Eigen::MatrixXd& a, const Eigen::MatrixXd& b) {
  return (a - b).triangularView<Eigen::Lower>().toDenseMatrix().cwiseAbs().maxCoeff();
}

}  // namespace

class DenseTest : public QObject {
  Q_OBJECT

 private slots:
  void products_are_those_of_eigen() {
    for (const VectorPath path : paths()) {
      for (const Size size : sizes) {
        const Case c(size);
        DenseAlgebra algebra({}, path);
        Eigen::MatrixXd v = Eigen::MatrixXd::Random(size.columns, 3),
                        u = Eigen::MatrixXd::Random(size.rows, 2), out;
        const Eigen::MatrixXd s = gram(algebra, c);
        const double rounding = 1e-15 * size.columns * size.rows;
        const std::string name(math::vector_path_name(path));
        NEAR(lower_difference(s, c.gram()), 0, rounding, name + ": X W X'");
        algebra.times(c.x, v, out);
        NEAR((out - c.x * v).cwiseAbs().maxCoeff(), 0, rounding, name + ": X v");
        algebra.transposed_times(c.x, u, out);
        NEAR((out - c.x.transpose() * u).cwiseAbs().maxCoeff(), 0, rounding, name + ": X' u");
      }
    }
  }

  void factors_multiply_to_the_matrix_and_solve_it() {
    for (const VectorPath path : paths()) {
      for (const Size size : sizes) {
        const Case c(size);
        const Eigen::MatrixXd matrix = c.gram() + Eigen::MatrixXd::Identity(size.rows, size.rows);
        DenseAlgebra algebra({}, path);
        Eigen::MatrixXd s = matrix;
        QVERIFY(algebra.factor(s, 1e-300));
        const Eigen::MatrixXd l = s.triangularView<Eigen::Lower>();
        NEAR((l * l.transpose() - matrix).norm() / matrix.norm(), 0, 1e-14, "L L'");
        const Eigen::MatrixXd b = Eigen::MatrixXd::Random(size.rows, 3);
        Eigen::MatrixXd x = b;
        algebra.solve(s, x);
        NEAR((matrix * x - b).norm() / (matrix.norm() * x.norm()), 0, 1e-14, "backward error");
      }
    }
  }

  void a_part_in_single_precision_is_that_part_to_six_digits() {
    const Case c({211, 523});
    std::vector<Eigen::Index> rows, columns;
    for (Eigen::Index i = 0; i < 211; i += 2) rows.push_back(i);
    for (Eigen::Index j = 1; j < 523; j += 3) columns.push_back(j);
    const math::RowMatrixOf<float> single = c.x.cast<float>();
    const RowMatrix part = c.x(rows, columns);
    const Eigen::VectorXd weight = c.weight(columns);
    const Eigen::MatrixXd expected = part * weight.asDiagonal() * part.transpose();
    std::vector<Eigen::MatrixXd> singles;
    for (const VectorPath path : paths()) {
      for (const unsigned threads : {1u, 3u}) {
        DenseAlgebra algebra(sharing(threads), path);
        Eigen::MatrixXd s = gram(algebra, single, rows, columns, c.weight);
        NEAR(lower_difference(s, expected) / expected.norm(), 0, 1e-6, "single precision");
        if (path != VectorPath::baseline)  // has no fused multiplication
          singles.push_back(s.triangularView<Eigen::Lower>());
        s = gram(algebra, c.x, rows, columns, c.weight);
        NEAR(lower_difference(s, expected), 0, 1e-12, "full precision");
        Eigen::MatrixXd out;
        algebra.times(single, rows, Eigen::MatrixXd::Ones(523, 2), out);
        NEAR((out.col(1) - single(rows, Eigen::all).cast<double>().rowwise().sum()).norm(), 0,
             1e-11, "rows of floats");
        algebra.transposed_times(single, rows, Eigen::MatrixXd::Ones(part.rows(), 1), out);
        NEAR((out.transpose() - single(rows, Eigen::all).cast<double>().colwise().sum()).norm(), 0,
             1e-11, "columns of floats");
        algebra.times(c.x, rows, Eigen::MatrixXd::Ones(523, 2), out);
        NEAR((out.col(1) - c.x(rows, Eigen::all).rowwise().sum()).norm(), 0, 1e-11, "rows");
        algebra.transposed_times(c.x, rows, Eigen::MatrixXd::Ones(part.rows(), 1), out);
        NEAR((out.transpose() - c.x(rows, Eigen::all).colwise().sum()).norm(), 0, 1e-11, "columns");
      }
    }
    for (const Eigen::MatrixXd& s : singles) QVERIFY(s == singles[0]);
  }

  void a_matrix_that_is_not_definite_is_noticed() {
    Eigen::MatrixXd s = Eigen::MatrixXd::Ones(40, 40);
    QVERIFY(!DenseAlgebra().factor(s, 1e-14));
    QVERIFY(s.triangularView<Eigen::Lower>().toDenseMatrix().allFinite());
  }

  void threads_and_wider_vectors_give_the_same_bits() {
    const Case c({211, 523});
    std::vector<Eigen::MatrixXd> grams, factors, products;
    for (const VectorPath path : paths()) {
      if (path == VectorPath::baseline) continue;  // has no fused multiplication
      for (const unsigned threads : {1u, 2u, 7u}) {
        DenseAlgebra algebra(sharing(threads), path);
        Eigen::MatrixXd s = gram(algebra, c), out;
        grams.push_back(s.triangularView<Eigen::Lower>());
        s.diagonal().array() += 1;
        algebra.factor(s, 1e-300);
        factors.push_back(s.triangularView<Eigen::Lower>());
        algebra.times(c.x, c.weight, out);
        products.push_back(out);
      }
    }
    for (std::size_t k = 1; k < grams.size(); ++k)
      QVERIFY(grams[k] == grams[0] && factors[k] == factors[0] && products[k] == products[0]);
  }
};

TEST_PROGRAM(DenseTest)

}  // namespace dense_test

#include "dense_test.moc"
