#include "ui/recent_files.h"

#include <QFileInfo>
#include <QSettings>

namespace homeostat::ui {

namespace {
constexpr auto key = "recent_files";
constexpr qsizetype most = 8;
}  // namespace

QStringList recent_files() {
  QStringList existing;
  for (const QString& path : QSettings().value(key).toStringList()) {
    if (QFileInfo::exists(path)) existing << path;
  }
  return existing;
}

void remember_file(const QString& path) {
  QStringList files = recent_files();
  const QString absolute = QFileInfo(path).absoluteFilePath();
  files.removeAll(absolute);
  files.prepend(absolute);
  QSettings().setValue(key, files.mid(0, most));
}

}  // namespace homeostat::ui
