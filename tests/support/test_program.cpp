#include "tests/support/test_program.h"

#ifdef HOMEOSTAT_TESTS_WIDGETS
#include <QApplication>
using Application = QApplication;
#else
#include <QCoreApplication>
using Application = QCoreApplication;
#endif
#include <QtTest>
#include <map>

namespace homeostat::test {

namespace {

std::map<QString, MakeTest>& tests() {
  static std::map<QString, MakeTest> all;
  return all;
}

}  // namespace

bool add_test(const QMetaObject& test, MakeTest make) {
  return tests().emplace(QString(test.className()).section("::", 0, 0), make).second;
}

}  // namespace homeostat::test

/// The name of a test, then arguments of Qt Test.
int main(int argc, char** argv) {
  Application app(argc, argv);
  const QStringList arguments = Application::arguments();
  const auto& tests = homeostat::test::tests();
  const auto found = arguments.size() > 1 ? tests.find(arguments[1]) : tests.end();
  if (found == tests.end()) {
    qWarning("Which test? One of:");
    for (const auto& [name, make] : tests) qWarning("  %s", qPrintable(name));
    return 2;
  }
  // Qt's own limit is five minutes a function; long tests take longer, and ctest's limits hold.
  if (!qEnvironmentVariableIsSet("QTEST_FUNCTION_TIMEOUT"))
    qputenv("QTEST_FUNCTION_TIMEOUT", "3600000");
  return QTest::qExec(found->second().get(), QStringList(arguments[1]) + arguments.mid(2));
}
