#include "ui/panels/synapses_panel.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/controls/text.h"
#include "ui/plots/histogram_item.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/path_item.h"

namespace homeostat::ui {
namespace {

constexpr int bins = 48, law_points = 120;

QString percent_text(double part) { return grouped_number(100 * part, 0) + " %"; }

}  // namespace

SynapsesPanel::SynapsesPanel(QWidget* parent) : Panel(parent) {
  const std::array<QColor Theme::*, 2> lines{&Theme::E, &Theme::I};
  const std::array<QColor Theme::*, 2> texts{&Theme::E_text, &Theme::I_text};
  for (std::size_t k = 0; k < 2; ++k) {
    counts_[k] =
        new HistogramItem(plot_, [line = lines[k]](const Theme& t) { return QPen(t.*line, 1.2); });
    laws_[k] = new PathItem(plot_, [](const Theme& t) { return QPen(t.ink, 1.5); });
    silent_[k] = &plot_.add_label([text = texts[k]](const Theme& t) { return t.*text; });
  }
  plot_.set_titles(tr("weight × √N (in $V_th$ / $sigma_exc$)"),
                   tr("synapses; silent ones left out"));
  plot_.setAccessibleName(tr("Histogram of the weights"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
}

void SynapsesPanel::show_view(const View& view) {
  if (view.experiment == nullptr || !view.solved.answer) return;
  const bool is_of_out = view.experiment->parameters.choice("rule") == "output_margin";
  if (answer_ == view.solved.answer && theory_ == view.solved.theory && is_of_out == is_of_out_ &&
      !subtitle_.isEmpty())
    return;
  answer_ = view.solved.answer;
  theory_ = view.solved.theory;
  is_of_out_ = is_of_out;
  show_weights(is_of_out ? answer_->out : answer_->in);
  show_theory();
  subtitle_ = is_of_out ? tr("largest output margin") : tr("largest input margin");
}

void SynapsesPanel::show_weights(const lab::NeuronSolution& solution) {
  const double unit = std::sqrt(static_cast<double>(answer_->problem.N())) * answer_->sigma_exc;
  const Eigen::VectorXd weights = solution.margin.weights * unit;
  std::vector<double> sizes;
  for (const double w : weights)
    if (w != 0) sizes.push_back(std::abs(w));
  const double furthest = round_limit(std::max(1e-9, high_quantile(sizes, 0.998)));
  bin_width_ = 2 * furthest / bins;
  std::array<std::vector<double>, 2> counts;
  for (auto& of_kind : counts) of_kind.assign(bins, 0);
  synapses_ = {};
  for (Eigen::Index i = 0; i < weights.size(); ++i) {
    const std::size_t kind = answer_->problem.signs[i] > 0 ? 0 : 1;
    ++synapses_[kind];
    const double bin = std::floor((weights[i] + furthest) / bin_width_);
    if (weights[i] != 0 && bin >= 0 && bin < bins) ++counts[kind][static_cast<std::size_t>(bin)];
  }
  for (std::size_t k = 0; k < 2; ++k) counts_[k]->set_counts(counts[k], -furthest, bin_width_);
  const double highest = std::max(counts_[0]->highest(), counts_[1]->highest());
  plot_.set_ranges(-furthest, furthest, 0, round_limit(1.25 * highest));
}

void SynapsesPanel::show_theory() {
  const bool is_of_present = theory_ && ensemble(theory_->values) == ensemble(answer_->values) &&
                             pattern_count(theory_->values) == pattern_count(answer_->values);
  const auto& laws = !is_of_present ? std::optional<balance::WeightLaws>()
                     : is_of_out_   ? theory_->weights_of_out
                                    : theory_->weights_of_in;
  const balance::SilentFractions silent = (is_of_out_ ? answer_->out : answer_->in).silent;
  const double unit = std::sqrt(static_cast<double>(answer_->problem.N()));
  for (std::size_t k = 0; k < 2; ++k) {
    const balance::WeightLaw* law =
        laws ? (k == 0 ? &laws->excitatory : &laws->inhibitory) : nullptr;
    std::vector<QPointF> line;
    const double end = (k == 0 ? plot_.map().x_max : plot_.map().x_min);
    for (int j = 0; law != nullptr && j <= law_points; ++j) {
      const double x = end * (j + 0.02) / law_points;
      line.emplace_back(x, law->density(x / unit) / unit * bin_width_ * synapses_[k]);
    }
    laws_[k]->set_points(std::move(line));
    const double found = k == 0 ? silent.excitatory : silent.inhibitory;
    QString words = (k == 0 ? tr("E: %1 silent") : tr("I: %1 silent")).arg(percent_text(found));
    if (law != nullptr) words += tr("\ntheory %1").arg(percent_text(law->silent));
    silent_[k]->set_text(words);
    silent_[k]->setVisible(synapses_[k] > 0);
    silent_[k]->set_value({0.5 * end, plot_.map().y_max}, {0, 4}, Qt::AlignHCenter | Qt::AlignTop);
  }
}

}  // namespace homeostat::ui
