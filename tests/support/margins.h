// Classification problems for tests, and what a certificate claims, worked out again in plain
// loops.
#pragma once

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>
#include <string>

#include "core/balance/margin_solver.h"

namespace homeostat::test {

/// A problem of the paper's kind: exponential excitatory, gamma (k = 2, theta = sqrt 2) inhibitory
/// inputs, f_exc = 0.8, as many patterns of each class (one more to stay quiet when P is odd).
inline balance::Problem random_problem(int P, int N, unsigned seed, double Gamma = 1,
                                       double f_exc = 0.8) {
  std::mt19937_64 random(seed);
  std::exponential_distribution<double> excitatory(1);
  std::gamma_distribution<double> inhibitory(2, std::sqrt(2.0));
  balance::Problem problem;
  problem.Gamma = Gamma;
  problem.patterns.resize(P, N);
  problem.labels.resize(P);
  problem.signs.resize(N);
  for (int i = 0; i < N; ++i) problem.signs[i] = i < f_exc * N ? 1 : -1;
  for (int mu = 0; mu < P; ++mu) {
    problem.labels[mu] = mu % 2 == 0 ? -1 : 1;
    for (int i = 0; i < N; ++i)
      problem.patterns(mu, i) = problem.signs[i] > 0 ? excitatory(random) : inhibitory(random);
  }
  return problem;
}

/// One of the fourteen shared instances, as its file has it.
struct Instance {
  QJsonObject json;
  balance::Problem problem;
};

inline Instance margin_instance(int number) {
  char name[40];
  std::snprintf(name, sizeof name, "/balance/instances/inst_%02d.json", number);
  QFile file(QString(HOMEOSTAT_REFERENCE_DIR) + name);
  Instance instance;
  if (!file.open(QIODevice::ReadOnly)) return instance;
  instance.json = QJsonDocument::fromJson(file.readAll()).object();
  balance::Problem& p = instance.problem;
  const QJsonArray X = instance.json["X"].toArray(), y = instance.json["y"].toArray(),
                   signs = instance.json["signs"].toArray();
  p.patterns.resize(X.size(), signs.size());
  p.labels.resize(y.size());
  p.signs.resize(signs.size());
  p.Gamma = instance.json["Gamma"].toDouble();
  for (int i = 0; i < signs.size(); ++i) p.signs[i] = signs[i].toDouble();
  for (int mu = 0; mu < X.size(); ++mu) {
    p.labels[mu] = y[mu].toDouble();
    const QJsonArray row = X[mu].toArray();
    for (int i = 0; i < row.size(); ++i) p.patterns(mu, i) = row[i].toDouble();
  }
  return instance;
}

/// min over patterns of y (w.x - 1), for kappa_in over |w|.
inline double plain_kappa(const balance::Problem& p, balance::Maximise what,
                          const Eigen::VectorXd& w) {
  long double least = 1e300L, squares = 0;
  for (Eigen::Index i = 0; i < p.N(); ++i) squares += static_cast<long double>(w[i]) * w[i];
  for (Eigen::Index mu = 0; mu < p.P(); ++mu) {
    long double v = -1;
    for (Eigen::Index i = 0; i < p.N(); ++i)
      v += static_cast<long double>(w[i]) * p.patterns(mu, i);
    least = std::min(least, v * p.labels[mu]);
  }
  return static_cast<double>(what == balance::Maximise::kappa_out ? least
                                                                  : least / std::sqrt(squares));
}

/// The bound that lambda proves: for any allowed w with margin K on every pattern,
///   K <= sum_mu lambda_mu y_mu (w.x_mu - 1) = w.h - y.lambda,  h = sum_mu lambda_mu y_mu x_mu,
/// and w.h <= |w| |h's part of allowed signs|.
inline double plain_bound(const balance::Problem& p, balance::Maximise what,
                          const Eigen::VectorXd& lambda) {
  long double squares = 0, y_lambda = 0;
  for (Eigen::Index mu = 0; mu < p.P(); ++mu)
    y_lambda += static_cast<long double>(lambda[mu]) * p.labels[mu];
  for (Eigen::Index i = 0; i < p.N(); ++i) {
    long double h = 0;
    for (Eigen::Index mu = 0; mu < p.P(); ++mu)
      h += static_cast<long double>(lambda[mu]) * p.labels[mu] * p.patterns(mu, i);
    if (h * p.signs[i] > 0) squares += h * h;
  }
  const long double norm = std::sqrt(squares);
  return static_cast<double>(what == balance::Maximise::kappa_out ? p.Gamma * norm - y_lambda
                                                                  : norm - y_lambda / p.Gamma);
}

/// Empty when the solution is what it claims to be: allowed weights with the margin stated, and a
/// lambda that proves the upper bound stated, both to rounding; else what is wrong.
inline std::string certificate_complaint(const balance::Problem& p, balance::Maximise what,
                                         const balance::MarginSolution& s) {
  const double rounding = 1e-12 * std::max(1.0, std::abs(s.kappa_upper));
  for (Eigen::Index i = 0; i < p.N(); ++i)
    if (!(s.weights[i] * p.signs[i] >= 0)) return "a weight has the wrong sign";
  if (!(s.weights.norm() <= p.Gamma * (1 + 1e-15))) return "|w| exceeds Gamma";
  if (!(std::abs(plain_kappa(p, what, s.weights) - s.kappa) <= rounding))
    return "kappa is not that of the weights";
  if (!(s.lambda.minCoeff() >= 0)) return "lambda has a negative value";
  if (!(std::abs(s.lambda.sum() - 1) <= 1e-12)) return "lambda does not sum to 1";
  if (what == balance::Maximise::kappa_in && !(p.labels.dot(s.lambda) >= -1e-15))
    return "y.lambda is negative";
  if (!(std::abs(plain_bound(p, what, s.lambda) - s.kappa_upper) <= rounding))
    return "lambda proves another bound";
  if (!(s.kappa <= s.kappa_upper)) return "kappa is above its upper bound";
  return {};
}

}  // namespace homeostat::test
