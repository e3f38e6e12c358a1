// Comparison of numbers in tests: a failure prints both values and by how much they differ.
#pragma once

#include <QtTest>
#include <string>

namespace homeostat::test {

/// Empty when |ours - reference| <= tolerance; else what to print.
std::string distance_complaint(double ours, double reference, double tolerance,
                               const std::string& what);

/// Empty when the two are equal (or both NaN); else what to print.
std::string difference_complaint(double ours, double reference, const std::string& what);

}  // namespace homeostat::test

/// Fails the running test, naming `what`, unless ours is within `tolerance` of reference.
#define NEAR(ours, reference, tolerance, what)                                         \
  do {                                                                                 \
    const std::string complaint_ =                                                     \
        homeostat::test::distance_complaint((ours), (reference), (tolerance), (what)); \
    QVERIFY2(complaint_.empty(), complaint_.c_str());                                  \
  } while (false)

/// Fails the running test, naming `what`, unless both numbers are the same.
#define SAME(ours, reference, what)                                         \
  do {                                                                      \
    const std::string complaint_ =                                          \
        homeostat::test::difference_complaint((ours), (reference), (what)); \
    QVERIFY2(complaint_.empty(), complaint_.c_str());                       \
  } while (false)

/// Fails with a message unless the claim holds.
#define CLAIM(holds, message)               \
  do {                                      \
    const std::string message_ = (message); \
    QVERIFY2((holds), message_.c_str());    \
  } while (false)
