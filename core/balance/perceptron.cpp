#include "core/balance/perceptron.h"

#include <cmath>
#include <string>

#include "core/math/check.h"

namespace homeostat::balance {

namespace {

std::string at(const char* name, Eigen::Index index) {
  return std::string(name).append(" ").append(std::to_string(index + 1));
}

void require_count(const char* field, Eigen::Index count, Eigen::Index wanted, const char* why) {
  if (count == wanted) return;
  throw InputError(field, std::to_string(count).append(" values"),
                   std::to_string(wanted).append(", one for each ").append(why));
}

void require_signs(const char* name, const Eigen::VectorXd& values) {
  for (Eigen::Index k = 0; k < values.size(); ++k)
    require(values[k] == 1 || values[k] == -1, at(name, k), values[k], "+1 or -1");
}

}  // namespace

void validate(const Problem& problem) {
  if (problem.P() == 0 || problem.N() == 0)
    throw InputError("patterns", "empty", "at least two rows and one column");
  require_count("labels", problem.labels.size(), problem.P(), "row of the patterns");
  require_count("signs", problem.signs.size(), problem.N(), "column of the patterns");
  for (Eigen::Index mu = 0; mu < problem.P(); ++mu)
    for (Eigen::Index i = 0; i < problem.N(); ++i)
      if (!std::isfinite(problem.patterns(mu, i)))
        throw InputError(at("patterns row", mu).append(", column ").append(std::to_string(i + 1)),
                         number_text(problem.patterns(mu, i)), "a finite number");
  require_signs("label", problem.labels);
  require_signs("sign", problem.signs);
  for (const double label : {1.0, -1.0})
    if ((problem.labels.array() == label).count() == 0)
      throw InputError("labels", label > 0 ? "no +1" : "no -1",
                       "at least one pattern of each class");
  require(std::isfinite(problem.Gamma) && problem.Gamma > 0, "Gamma", problem.Gamma,
          "a positive finite number");
}

Eigen::VectorXd potentials(const Problem& problem, const Eigen::VectorXd& weights) {
  Eigen::MatrixXd v;
  math::DenseAlgebra().times(problem.patterns, weights, v);
  return v.col(0);
}

Margins margins(const Problem& problem, const Eigen::VectorXd& weights) {
  Margins m;
  m.norm = weights.norm();
  m.kappa_out = (problem.labels.array() * (potentials(problem, weights).array() - 1)).minCoeff();
  m.kappa_in = m.kappa_out / m.norm;
  return m;
}

double imbalance_index(const Problem& problem, const Eigen::VectorXd& weights) {
  const Eigen::ArrayXd drive =
      weights.array() * problem.patterns.colwise().mean().transpose().array();
  return drive.sum() / (drive * problem.signs.array()).sum();
}

SilentFractions silent_fractions(const Problem& problem, const Eigen::VectorXd& weights) {
  const auto share = [&](double sign) {
    const auto chosen = problem.signs.array() == sign;
    return static_cast<double>((chosen && weights.array() == 0).count()) /
           static_cast<double>(chosen.count());
  };
  return {share(1), share(-1)};
}

}  // namespace homeostat::balance
