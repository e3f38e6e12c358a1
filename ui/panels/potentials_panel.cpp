#include "ui/panels/potentials_panel.h"

#include <QHBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/controls/text.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/potentials_item.h"
#include "ui/plots/solution_style.h"

namespace homeostat::ui {
namespace {

/// Nearer to each other patterns could not be told apart.
constexpr double room_px = 6.5;

/// The first of each class, as many as there is room for, those to fire first.
std::vector<PatternMark> marks_of(const lab::SelectiveAnswer& answer,
                                  const lab::NeuronSolution& solution, std::size_t most) {
  const auto P = static_cast<std::size_t>(answer.problem.P());
  const auto fires = static_cast<std::size_t>((answer.problem.labels.array() > 0).count());
  const double part = std::min(1.0, static_cast<double>(most) / static_cast<double>(P));
  const auto some = [part](std::size_t count) {
    return static_cast<std::size_t>(std::ceil(part * static_cast<double>(count)));
  };
  std::vector<PatternMark> marks;
  for (const bool is_to_fire : {true, false}) {
    std::size_t left = some(is_to_fire ? fires : P - fires);
    for (Eigen::Index mu = 0; mu < answer.problem.P() && left > 0; ++mu) {
      if ((answer.problem.labels[mu] > 0) != is_to_fire) continue;
      marks.push_back({solution.potentials[mu], is_to_fire});
      --left;
    }
  }
  return marks;
}

}  // namespace

PotentialsPanel::PotentialsPanel(QWidget* parent) : Panel(parent) {
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  for (std::size_t k = 0; k < 2; ++k) {
    Side& side = sides_[k];
    side.patterns = new PotentialsItem(side.plot, k == 0 ? ColourOf(out_colour) : in_colour);
    side.margin = &side.plot.add_label([](const Theme& t) { return t.ink2; }, 11);
    side.margin->set_halo(false);
    side.plot.set_margins({44, 28, 12, 40});
    side.plot.set_grid_visible(false);
    side.plot.set_titles(tr("pattern:  ● fire  □ quiet"),
                         k == 0 ? tr("largest output margin") : tr("largest input margin"));
    side.plot.setAccessibleName(k == 0 ? tr("Potentials under the largest output margin")
                                       : tr("Potentials under the largest input margin"));
    row->addWidget(&side.plot, 1);
    connect(&side.plot, &PlotView::area_changed, this, [this] { show_answer(); });
  }
}

void PotentialsPanel::show_view(const View& view) {
  if (view.experiment == nullptr || !view.solved.answer) return;
  if (answer_ == view.solved.answer && values_ == view.experiment->parameters) return;
  answer_ = view.solved.answer;
  values_ = view.experiment->parameters;
  show_answer();
}

void PotentialsPanel::show_answer() {
  if (!answer_) return;
  // Both on one scale, of all patterns but the few that go far.
  std::vector<double> highs, lows;
  for (const lab::NeuronSolution* s : {&answer_->out, &answer_->in}) {
    for (const double v : s->potentials) {
      highs.push_back(std::max(0.0, v - 1));
      lows.push_back(std::max(0.0, 1 - v));
    }
  }
  const double reach = (*values_)["sigma_out"];
  const double above = high_quantile(highs, 0.97) + reach;
  const double below = high_quantile(lows, 0.97) + reach;
  const double step = round_step(1.1 * (above + below));
  for (Side& side : sides_)
    side.plot.set_y_range(step * std::floor((1 - 1.05 * below) / step),
                          step * std::ceil((1 + 1.05 * above) / step));
  show_side(sides_[0], answer_->out);
  show_side(sides_[1], answer_->in);
  const std::size_t shown = sides_[0].patterns->patterns().size();
  const auto P = static_cast<std::size_t>(answer_->problem.P());
  const QString all = grouped_text(static_cast<qint64>(P));
  subtitle_ = shown < P ? tr("%1 of %2 patterns").arg(shown).arg(all) : tr("%1 patterns").arg(all);
}

void PotentialsPanel::show_side(Side& side, const lab::NeuronSolution& solution) {
  const auto most = static_cast<std::size_t>(std::max(8.0, side.plot.map().area.width() / room_px));
  auto marks = marks_of(*answer_, solution, most);
  const auto count = static_cast<double>(marks.size());
  side.patterns->set_patterns(std::move(marks));
  const auto noise = lab::neuron_noise(*values_);
  const auto [from_inputs, from_output] = noise_in_potential(solution.margin.weights, noise);
  side.patterns->set_reach(std::hypot(from_inputs, from_output));
  side.patterns->set_margin(solution.kappa_out);
  side.plot.set_x_range(-1, count);
  side.margin->set_text(tr("margin %1\nnoise %2 output\n%3 from inputs")
                            .arg(grouped_number(solution.kappa_out, 2),
                                 grouped_number(from_output, 2), grouped_number(from_inputs, 2)));
  // Patterns to stay quiet leave this corner free.
  side.margin->set_pixel({side.plot.map().area.right(), side.plot.map().area.top() + 2},
                         Qt::AlignRight | Qt::AlignTop);
}

}  // namespace homeostat::ui
