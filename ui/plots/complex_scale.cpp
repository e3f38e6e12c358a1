#include "ui/plots/complex_scale.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/plots/nice_axis.h"

namespace homeostat::ui {
namespace {

/// Of the disc: this near to the circle, distances are linear.
constexpr double nearest_to_circle = 1e-4;

/// The centre of the disc lies at distance 1 from the circle.
double distance_place(double distance) {
  return std::log1p(distance / nearest_to_circle) / std::log1p(1 / nearest_to_circle);
}

double distance_at(double place) {
  return nearest_to_circle * std::expm1(place * std::log1p(1 / nearest_to_circle));
}

double radius_place(double radius) {
  return radius < 1 ? 1 - distance_place(1 - radius) : 1 + distance_place(radius - 1);
}

double radius_at(double place) {
  return place < 1 ? 1 - distance_at(1 - place) : 1 + distance_at(place - 1);
}

double part_place(double part, double unit) {
  return std::copysign(std::log10(1 + std::abs(part) / unit), part);
}

double part_at(double place, double unit) {
  return std::copysign(unit * (std::pow(10, std::abs(place)) - 1), place);
}

std::vector<ScaleTick> linear_ticks(double low, double high, double apart) {
  constexpr double longer = 1.3;  // numbers than powers of ten
  const double step = round_step(std::max(high - low, 5 * longer * apart));
  std::vector<ScaleTick> ticks;
  for (double k = std::ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; ++k) {
    const QString number = k == 0 ? QStringLiteral("0") : QString::number(k * step, 'g', 4);
    ticks.push_back({k * step, QString(number).replace('-', QChar(0x2212))});
  }
  return ticks;
}

/// "0.01" while all numbers of the axis are as handy, else a power of ten.
QString decade_markup(int exponent, bool is_handy, bool is_negative) {
  const QString minus = is_negative ? QString(QChar(0x2212)) : QString();
  if (is_handy || exponent == 0 || exponent == 1)
    return minus + grouped_number(std::pow(10, exponent), std::max(0, -exponent));
  QString digits = QString::number(exponent);
  return minus + QStringLiteral("$10^{%1}$").arg(digits.replace('-', QChar(0x2212)));
}

std::vector<ScaleTick> decade_ticks(double unit, double low, double high, double apart) {
  constexpr int handiest = 3;
  const int first = static_cast<int>(std::lround(std::log10(unit))) + 1;
  const int last = first - 1 + static_cast<int>(std::floor(std::max(-low, high) + 0.01));
  const bool is_handy = first >= -handiest && last <= handiest;
  std::vector<ScaleTick> ticks{{0, QStringLiteral("0")}};
  double numbered = std::numeric_limits<double>::infinity();
  // From the largest down, so that it has a number.
  for (int exponent = last; exponent >= first; --exponent) {
    const double place = part_place(std::pow(10, exponent), unit);
    const bool has_room = place >= apart && numbered - place >= apart;
    if (has_room) numbered = place;
    for (const double sign : {-1.0, 1.0}) {
      if (sign * place < low || sign * place > high) continue;
      ticks.push_back(
          {sign * place, has_room ? decade_markup(exponent, is_handy, sign < 0) : QString()});
    }
  }
  return ticks;
}

}  // namespace

QPointF ComplexScale::place(std::complex<double> value) const {
  if (!is_logarithmic) return {value.real(), value.imag()};
  if (shape == Shape::half_plane)
    return {part_place(value.real(), unit), part_place(value.imag(), unit)};
  const std::complex<double> at = std::polar(radius_place(std::abs(value)), std::arg(value));
  return {at.real(), at.imag()};
}

std::complex<double> ComplexScale::value(QPointF place) const {
  const std::complex<double> at(place.x(), place.y());
  if (!is_logarithmic) return at;
  if (shape == Shape::half_plane) return {part_at(place.x(), unit), part_at(place.y(), unit)};
  return std::polar(radius_at(std::abs(at)), std::arg(at));
}

std::vector<ScaleTick> axis_ticks(const ComplexScale& scale, double low, double high,
                                  double apart) {
  return scale.is_logarithmic ? decade_ticks(scale.unit, low, high, apart)
                              : linear_ticks(low, high, apart);
}

std::vector<ScaleTick> ring_ticks(const ComplexScale& scale, double radius, double apart) {
  // The circle itself comes first: it has its number whatever else has not.
  static const std::vector<double> fine{1, 0.9999, 0.999, 0.99, 0.9, 1.01, 1.1, 2, 11, 101};
  static const std::vector<double> coarse{1, 0.5, 2, 5, 10, 100};
  std::vector<ScaleTick> ticks;
  double numbered = std::numeric_limits<double>::infinity();
  for (const double value : scale.is_logarithmic ? fine : coarse) {
    const double place = scale.place(value).x();
    if (place > radius) continue;
    const bool has_room = place >= apart && std::abs(place - numbered) >= apart;
    if (has_room) numbered = place;
    ticks.push_back({place, has_room ? QString::number(value) : QString()});
  }
  return ticks;
}

}  // namespace homeostat::ui
