// A rectangle of the (W_EE, W_IE) plane, sampled at nx x ny points with both ends included.
#pragma once

namespace homeostat::ei {

struct PlaneGrid {
  double W_EE_min = 0, W_EE_max = 10, W_IE_min = 0, W_IE_max = 20;
  int nx = 2, ny = 2;

  double W_EE(int column) const { return W_EE_at(column); }
  double W_IE(int row) const { return W_IE_at(row); }
  /// Between the samples.
  double W_EE_at(double column) const {
    return nx == 1 ? W_EE_min : W_EE_min + (W_EE_max - W_EE_min) * column / (nx - 1);
  }
  double W_IE_at(double row) const {
    return ny == 1 ? W_IE_min : W_IE_min + (W_IE_max - W_IE_min) * row / (ny - 1);
  }
  bool operator==(const PlaneGrid&) const = default;
};

}  // namespace homeostat::ei
