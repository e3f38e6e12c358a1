#include "ui/panels/networks_panel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/controls/progress_line.h"
#include "ui/controls/side_by_side.h"
#include "ui/controls/table_view.h"
#include "ui/controls/task_strip.h"
#include "ui/controls/text.h"
#include "ui/on_gui_thread.h"
#include "ui/plots/decade_axis_item.h"
#include "ui/plots/path_item.h"

namespace homeostat::ui {
namespace {

struct LineState {
  bool is_short = false, is_there = false, is_chosen = false;
};

QPen line_pen(const Theme& t, const LineState& state) {
  QPen pen(state.is_short ? t.warn : state.is_there ? t.accent : t.ink3, state.is_chosen ? 3 : 1.5);
  if (state.is_short) pen.setDashPattern({4, 3});
  return pen;
}

}  // namespace

NetworksPanel::NetworksPanel(QWidget* parent)
    : Panel(parent),
      question_(lab::table_s3()),
      key_(plot_.add_label([](const Theme& t) { return t.ink2; }, 11)),
      table_(new TableView),
      views_(new SideBySide(table_, &plot_, {tr("table"), tr("error")}, this)),
      strip_(new TaskStrip(this)),
      task_(lab::ensemble_work(), on_gui_thread(this, [this] { take(); })) {
  new DecadeAxisItem(plot_);  // the plot's own
  plot_.set_titles(tr("trial"), tr("mean squared error (Hz\u00b2)"));
  plot_.setAccessibleName(tr("Error of each network over trials"));
  table_->set_sorted_model(&model_);
  table_->setAccessibleName(tr("Networks that learn side by side"));
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  connect(table_, &TableView::copy_requested, this, &NetworksPanel::copy);
  connect(table_->selectionModel(), &QItemSelectionModel::currentChanged, this,
          [this] { show_lines(); });
  connect(&strip_->button(), &QAbstractButton::clicked, this, &NetworksPanel::begin_or_stop);
  connect(&plot_, &PlotView::area_changed, this, [this] { show_lines(); });
  arrange();
  set_question(question_);
}

void NetworksPanel::arrange() {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(views_, 1);
  column->addWidget(strip_);
}

QWidget* NetworksPanel::header_control() { return views_->control(); }

QByteArray NetworksPanel::save_state() const { return views_->chosen() == 0 ? "table" : "error"; }

void NetworksPanel::restore_state(const QByteArray& state) {
  if (state == "table" || state == "error") views_->choose(state == "error");
}

void NetworksPanel::fill_menu(QMenu& menu) {
  menu.addAction(tr("Copy as CSV\tCtrl+C"), this, &NetworksPanel::copy);
}

void NetworksPanel::copy() const {
  QGuiApplication::clipboard()->setText(networks_csv(so_far_.answer.members));
}

void NetworksPanel::set_question(lab::EnsembleQuestion question) {
  task_.cancel();
  is_running_ = false;
  question_ = std::move(question);
  so_far_ = {};
  so_far_.answer = lab::untrained(question_);
  while (lines_.size() < question_.experiments.size())
    lines_.push_back(new PathItem(plot_, [](const Theme& t) { return line_pen(t, {}); }));
  show_answer();
}

/// They are what they are, whatever the run in front does.
void NetworksPanel::show_view(const View&) {}

void NetworksPanel::begin_or_stop() {
  if (is_running_) {
    task_.cancel();
    is_running_ = false;
  } else {
    is_running_ = true;
    task_.ask(question_);
  }
  show_state();
}

void NetworksPanel::take() {
  auto news = task_.take();
  if (!news) return;
  so_far_ = std::move(*news);
  is_running_ = !so_far_.is_finished;
  show_answer();
}

void NetworksPanel::show_answer() {
  model_.set_members(so_far_.answer.members);
  show_lines();
  show_state();
}

int NetworksPanel::chosen_row() const { return table_->model_row(table_->currentIndex()); }

void NetworksPanel::show_lines() {
  const auto& members = so_far_.answer.members;
  std::int64_t trials = 1;
  double low = 0, high = 2;
  for (std::size_t k = 0; k < lines_.size(); ++k) {
    std::vector<QPointF> points;
    LineState state;
    if (k < members.size()) {
      const lab::EnsembleMember& member = members[k];
      state = {member.has_short_up_states(), member.is_at_setpoints(),
               static_cast<int>(k) == chosen_row()};
      trials = std::max(trials, member.trials);
      for (const lab::EnsemblePoint& p : member.points) {
        if (!(p.mse_average > 0)) continue;
        points.emplace_back(static_cast<double>(p.trial), std::log10(p.mse_average));
        low = std::min(low, std::floor(points.back().y()));
        high = std::max(high, std::ceil(points.back().y()));
      }
    }
    lines_[k]->set_pen([state](const Theme& t) { return line_pen(t, state); });
    lines_[k]->set_points(std::move(points));
  }
  plot_.set_ranges(0, static_cast<double>(trials), low, high);
  key_.set_text(
      tr("solid: at the setpoints, up-states last\ndashed: at the setpoints, short "
         "up-states\ngrey: not there"));
  key_.set_pixel({plot_.map().area.right() - 4, plot_.map().area.top() + 4},
                 Qt::AlignRight | Qt::AlignTop);
  plot_.refresh();
}

QPushButton& NetworksPanel::button() { return strip_->button(); }

QString NetworksPanel::words() const { return strip_->words(); }

void NetworksPanel::show_state() {
  const auto& members = so_far_.answer.members;
  const auto count = [&](bool (lab::EnsembleMember::*holds)() const) {
    return std::ranges::count_if(members,
                                 [&](const lab::EnsembleMember& m) { return (m.*holds)(); });
  };
  std::int64_t trials = 0;
  for (const lab::EnsembleMember& member : members) trials += member.trials;
  strip_->set_part_done(is_running_ ? so_far_.part_done : -1);
  strip_->button().setText(is_running_             ? tr("Stop")
                           : so_far_.part_done > 0 ? tr("Train again")
                                                   : tr("Train all %1").arg(members.size()));
  subtitle_ = tr("Table S3");
  if (!so_far_.error.empty()) {
    strip_->set_words(qt_text(so_far_.error));
  } else if (so_far_.part_done > 0) {
    const QString so_far = tr("%1 of %2 at their setpoints, %3 of them with short up-states")
                               .arg(count(&lab::EnsembleMember::is_at_setpoints))
                               .arg(members.size())
                               .arg(count(&lab::EnsembleMember::has_short_up_states));
    strip_->set_words(is_running_
                          ? progress_words(so_far_.part_done, so_far_.seconds_left) + " · " + so_far
                          : so_far);
  } else {
    strip_->set_words(is_running_
                          ? progress_words(0, so_far_.seconds_left)
                          : tr("%1 trials in all, at low priority").arg(grouped_text(trials)));
  }
}

}  // namespace homeostat::ui
