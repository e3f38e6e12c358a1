#include "ui/figures/figures_model.h"

#include <algorithm>
#include <array>

#include "core/lab/catalogue.h"
#include "ui/controls/text.h"

namespace homeostat::ui {

std::vector<std::vector<lab::ClaimResult>> FiguresModel::nothing_measured() {
  std::vector<std::vector<lab::ClaimResult>> all;
  for (const lab::Figure& figure : lab::built_in_figures()) {
    auto& results = all.emplace_back();
    for (const lab::Claim& claim : figure.claims) results.push_back({figure.name, claim, {}});
  }
  return all;
}

void FiguresModel::set_sketches(Sketches sketches) {
  sketches_ = std::move(sketches);
  emit dataChanged(index(0), index(rowCount() - 1));
}

void FiguresModel::take(const lab::Reproduction& reproduction) {
  for (const lab::ClaimResult& result : reproduction.results) {
    if (!result.measured) continue;
    for (auto& results : results_) {
      if (results.empty() || results.front().figure != result.figure) continue;
      const auto same = std::ranges::find_if(results, [&](const lab::ClaimResult& known) {
        return known.claim.name == result.claim.name && known.claim.measure == result.claim.measure;
      });
      if (same != results.end()) *same = result;
    }
  }
  emit dataChanged(index(0), index(rowCount() - 1));
}

const lab::Figure& FiguresModel::figure(int row) const {
  return lab::built_in_figures()[static_cast<std::size_t>(row)];
}

const lab::Sketch* FiguresModel::sketch(int row) const {
  const auto k = static_cast<std::size_t>(row);
  return k < sketches_.size() ? sketches_[k].get() : nullptr;
}

std::optional<lab::Verdict> FiguresModel::verdict(int row) const {
  using lab::Verdict;
  for (const Verdict verdict :
       {Verdict::fail, Verdict::differs, Verdict::pass, Verdict::unstated}) {
    if (std::ranges::any_of(results(row), [&](const auto& r) { return r.verdict() == verdict; }))
      return verdict;
  }
  return {};
}

int FiguresModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(lab::built_in_figures().size());
}

QVariant FiguresModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid()) return {};
  const lab::Figure& of = figure(index.row());
  const QString title = qt_text(of.original) + "  " + qt_text(of.title);
  if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole) return title;
  if (role == Qt::ToolTipRole) return title;
  return {};
}

}  // namespace homeostat::ui
