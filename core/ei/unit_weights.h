// The weights of a network of rate units: all to all, no unit onto itself.
#pragma once

#include <Eigen/Core>
#include <span>
#include <vector>

#include "core/ei/populations.h"
#include "core/ei/spikes.h"

namespace homeostat::ei {

/// Units are counted from 0, E first. Stored positive; inhibition is subtracted in the model. Drawn
/// weights may be negative before the first update.
class UnitWeights {
 public:
  /// `matrix`: row = receiving, column = sending unit; what stands on the diagonal is no weight.
  UnitWeights(Sizes sizes, Eigen::MatrixXd matrix);

  Sizes sizes() const { return sizes_; }
  const Eigen::MatrixXd& matrix() const { return matrix_; }

  /// Class of the weight from unit `from` onto unit `to`.
  WeightClass class_of(int to, int from) const;
  /// How many weights of the class a unit receives.
  int partners(WeightClass c) const;

  /// Summed weight of each class onto one unit, averaged over the receiving units.
  Weights mean_sums() const;
  /// The sums onto each unit from E and from I.
  std::vector<Rates> inputs() const;

  /// All weights of the class times `factor`.
  void scale(WeightClass c, double factor);
  /// Those of the class whose sender and receiver are both among `units`; how many there are.
  int scale(WeightClass c, double factor, std::span<const int> units);
  /// Mean of a block of weights over the mean of the rest of its class.
  double contrast(WeightClass c, std::span<const int> units) const;

  /// weight = change(weight, to, from) for all but the diagonal.
  template <class Change>
  void change(const Change& new_weight) {
    for (int from = 0; from < sizes_.all(); ++from) {
      for (int to = 0; to < sizes_.all(); ++to) {
        if (to != from) matrix_(to, from) = new_weight(matrix_(to, from), to, from);
      }
    }
  }

 private:
  Sizes sizes_;
  Eigen::MatrixXd matrix_;
};

}  // namespace homeostat::ei
