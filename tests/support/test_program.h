// The tests of a room are one program: fewer to compile and link. `core_tests noise_test` runs
// those of tests/core/noise_test.cpp, whose names are all in the namespace noise_test.
#pragma once

#include <QObject>
#include <memory>

namespace homeostat::test {

using MakeTest = std::unique_ptr<QObject> (*)();

/// For static initialisation.
bool add_test(const QMetaObject& test, MakeTest make);

}  // namespace homeostat::test

/// Inside the namespace.
#define TEST_PROGRAM(Class)                                                                      \
  [[maybe_unused]] const bool is_known = homeostat::test::add_test(Class::staticMetaObject, [] { \
    return std::unique_ptr<QObject>(std::make_unique<Class>());                                  \
  });
