// Runs the built homeostat-cli as a shell would.
#pragma once

#include <QByteArray>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace homeostat::test {

struct Finished {
  int exit_code = -1;
  QByteArray output, errors;

  /// Exactly one JSON object on stdout; empty when it is anything else.
  QJsonObject json() const { return QJsonDocument::fromJson(output).object(); }
  bool is_refused_in_one_line() const {
    return exit_code == 2 && output.isEmpty() && errors.count('\n') == 1 && errors.endsWith('\n');
  }
};

inline Finished homeostat_cli(const QStringList& arguments, const QString& output_file = {}) {
  QProcess process;
  if (!output_file.isEmpty()) process.setStandardOutputFile(output_file);
  process.start(HOMEOSTAT_CLI, arguments);
  Finished finished;
  if (!process.waitForFinished(60'000)) return finished;
  finished.exit_code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
  finished.output = output_file.isEmpty() ? process.readAllStandardOutput() : QByteArray();
  finished.errors = process.readAllStandardError();
  return finished;
}

/// One command line as it would be typed, its words apart by single spaces.
inline Finished homeostat_cli(const char* line) {
  return homeostat_cli(QString::fromUtf8(line).split(' '));
}

inline QByteArray contents(const QString& file) {
  QFile in(file);
  return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
}

/// Each of the object's fields is a number, and no null.
inline bool has_numbers(const QJsonObject& object, const QStringList& keys) {
  for (const QString& key : keys) {
    if (!object[key].isDouble()) return false;
  }
  return true;
}

}  // namespace homeostat::test
