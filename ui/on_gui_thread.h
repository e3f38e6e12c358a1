// From a worker's thread back to the one that draws.
#pragma once

#include <QMetaObject>
#include <QObject>
#include <functional>

namespace homeostat::ui {

/// A call that may come from any thread, made into one of `act` on the thread of `receiver`, later;
/// none once that is gone.
inline std::function<void()> on_gui_thread(QObject* receiver, std::function<void()> act) {
  return [receiver, act = std::move(act)] {
    QMetaObject::invokeMethod(receiver, act, Qt::QueuedConnection);
  };
}

}  // namespace homeostat::ui
