// Experiments opened or saved lately.
#pragma once

#include <QStringList>

namespace homeostat::ui {

/// Newest first, those that still exist.
QStringList recent_files();
void remember_file(const QString& path);

}  // namespace homeostat::ui
