// How a disturbance of the units' rates dies out: eigenvalues of the active units in the complex
// plane, and whose the slowest of them is.
#pragma once

#include <QLabel>
#include <memory>
#include <optional>

#include "core/lab/long_task.h"
#include "core/lab/unit_views.h"
#include "ui/panels/network_words.h"
#include "ui/panels/panel.h"
#include "ui/panels/run_follower.h"
#include "ui/plots/complex_plane.h"

namespace homeostat::ui {

class UnitModesPanel : public Panel {
  Q_OBJECT
 public:
  explicit UnitModesPanel(QWidget* parent = nullptr);

  void show_view(const View& view) override;
  QString subtitle() const override { return subtitle_; }
  bool is_settled() const override { return !working_at_ && !waiting_; }
  QByteArray save_state() const override { return plane_.is_logarithmic() ? "log" : "linear"; }
  void restore_state(const QByteArray& state) override;
  void fill_menu(QMenu& menu) override;

  ComplexPlane& plane() { return plane_; }
  const QLabel& footnote() const { return *footnote_; }

 private:
  struct Question {
    std::shared_ptr<const lab::NetworkTrial> trial;
    lab::ParameterValues values;
  };
  struct Answer {
    Question of;
    ei::UnitModes modes;
  };

  void ask();
  void take();
  void show_words();
  QString sentence() const;
  /// Those that together have half of the slowest mode.
  std::vector<int> carriers() const;

  ComplexPlane plane_;
  QLabel* footnote_;
  RunWatch run_;
  /// While one is worked at, the newest waits: a fast run leaves trials out.
  std::optional<Question> working_at_, waiting_;
  std::shared_ptr<const lab::NetworkTrial> seen_;
  std::shared_ptr<const Answer> answer_;
  QString subtitle_;
  lab::LongTask<Question, std::shared_ptr<const Answer>> task_;  // last: it calls back
};

}  // namespace homeostat::ui
