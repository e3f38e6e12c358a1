#include "ui/panels/variants_model.h"

#include <QStringList>
#include <algorithm>
#include <array>

#include "ui/controls/table_view.h"
#include "ui/controls/text.h"
#include "ui/controls/verdict.h"

namespace homeostat::ui {
namespace {

/// "homeo_HAAA" -> "W_EI, W_IE, W_II".
QString turned_round(const std::string& letters) {
  QStringList weights;
  for (std::size_t k = 0; k < letters.size(); ++k) {
    if (letters[k] == 'A') weights << qt_text(ei::weight_symbols[k]);
  }
  return weights.join(", ");
}

QString counts_tip(const lab::RunCounts& counts) {
  if (counts.runs == 0) return VariantsModel::tr("Not run yet.");
  const int rest = counts.runs - counts.converged - counts.silent - counts.saturated;
  return VariantsModel::tr(
             "Of %1 runs %2 reach the setpoints, %3 end silent, %4 saturated, %5 neither.")
      .arg(counts.runs)
      .arg(counts.converged)
      .arg(counts.silent)
      .arg(counts.saturated)
      .arg(rest);
}

}  // namespace

void VariantsModel::set_analysis(const std::vector<lab::VariantRow>& rows) {
  if (rows.size() != rows_.size()) {
    beginResetModel();
    rows_ = rows;
    endResetModel();
    return;
  }
  for (std::size_t k = 0; k < rows.size(); ++k) {
    rows_[k].has_stable_region = rows[k].has_stable_region;
    rows_[k].overlap_share = rows[k].overlap_share;
  }
  columns_changed(stable_region, overlap);
}

void VariantsModel::set_counts(const std::vector<lab::VariantRow>& rows) {
  for (std::size_t k = 0; k < std::min(rows.size(), rows_.size()); ++k) {
    rows_[k].self_sustained = rows[k].self_sustained;
    rows_[k].developmental = rows[k].developmental;
  }
  columns_changed(self_sustained, developmental);
}

void VariantsModel::set_outdated(bool is_outdated) {
  if (is_outdated == is_outdated_) return;
  is_outdated_ = is_outdated;
  columns_changed(self_sustained, developmental);
}

void VariantsModel::set_rule(const std::string& rule) {
  const auto found = std::ranges::find(rows_, rule, &lab::VariantRow::rule);
  const int row = found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
  if (row == rule_row_) return;
  rule_row_ = row;
  columns_changed(variant, developmental);
}

std::vector<lab::VariantRow> VariantsModel::rows() const {
  std::vector<lab::VariantRow> rows = rows_;
  if (!is_outdated_) return rows;
  for (lab::VariantRow& row : rows) row.self_sustained = row.developmental = {};
  return rows;
}

void VariantsModel::columns_changed(Column first, Column last) {
  if (!rows_.empty()) emit dataChanged(index(0, first), index(rowCount() - 1, last));
}

int VariantsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

int VariantsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : column_count;
}

const lab::RunCounts& VariantsModel::counts(const QModelIndex& index) const {
  const lab::VariantRow& row = rows_[static_cast<std::size_t>(index.row())];
  return index.column() == self_sustained ? row.self_sustained : row.developmental;
}

QString VariantsModel::text(const QModelIndex& index) const {
  const lab::VariantRow& row = rows_[static_cast<std::size_t>(index.row())];
  switch (index.column()) {
    case variant:
      return qt_text(row.letters());
    case stable_region:
      return row.has_stable_region ? tr("yes") : tr("none");
    case overlap:
      return tr("%1 %").arg(100 * row.overlap_share, 0, 'f', 1);
    default: {
      const lab::RunCounts& runs = counts(index);
      return runs.runs == 0 ? tr("–") : tr("%1 / %2").arg(runs.converged).arg(runs.runs);
    }
  }
}

QString VariantsModel::tip(const QModelIndex& index) const {
  const lab::VariantRow& row = rows_[static_cast<std::size_t>(index.row())];
  switch (index.column()) {
    case variant: {
      const QString turned = turned_round(row.letters());
      return html_with_symbols(
          turned.isEmpty()
              ? tr("The homeostatic rule itself.")
              : tr("The homeostatic rule with the sign turned round for %1.").arg(turned));
    }
    case stable_region:
      return row.has_stable_region ? tr("There are weights at which the rule holds the setpoints.")
                                   : tr("Nowhere in the plane does the rule hold the setpoints.");
    case overlap:
      return html_with_symbols(
          tr("Share of the neurons' stable region in which the rule is stable too (W_EE 0 to 10, "
             "W_IE 0 to 30)."));
    default:
      return (is_outdated_ && counts(index).runs > 0 ? tr("With other parameters: ") : QString()) +
             counts_tip(counts(index));
  }
}

QVariant VariantsModel::sort_key(const QModelIndex& index) const {
  const lab::VariantRow& row = rows_[static_cast<std::size_t>(index.row())];
  switch (index.column()) {
    case variant:
      return text(index);
    case stable_region:
      return row.has_stable_region ? 1 : 0;
    case overlap:
      return row.overlap_share;
    default:
      return counts(index).runs == 0 ? -1 : counts(index).share();
  }
}

QVariant VariantsModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const bool is_count = index.column() >= self_sustained;
  const bool has_counts = is_count && counts(index).runs > 0;
  switch (role) {
    case Qt::DisplayRole:
      return text(index);
    case Qt::ToolTipRole:
      return tip(index);
    case Qt::TextAlignmentRole:
      return int((index.column() == overlap ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case table_role::sort:
      return sort_key(index);
    case table_role::verdict:
      if (index.column() != stable_region) return {};
      return static_cast<int>(rows_[static_cast<std::size_t>(index.row())].has_stable_region
                                  ? Verdict::good
                                  : Verdict::bad);
    case table_role::share:
      return has_counts ? counts(index).share() : QVariant();
    case table_role::is_chosen:
      return index.row() == rule_row_;
    case table_role::is_pale:
      return is_count && (is_outdated_ || !has_counts);
    default:
      return {};
  }
}

QVariant VariantsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || section >= column_count) return {};
  struct Head {
    QString title, tip;
  };
  const std::array<Head, column_count> heads{
      {{tr("variant"), tr("H homeostatic, A turned round: W_EE W_EI W_IE W_II")},
       {tr("stable region"), tr("Is the rule stable anywhere in the plane?")},
       {tr("overlap"), tr("Share of the neurons' stable region")},
       {tr("from active"), tr("Runs that reach the setpoints from self-sustained activity")},
       {tr("from silent"), tr("Runs that reach the setpoints from before there is any activity")}}};
  const Head& head = heads[static_cast<std::size_t>(section)];
  if (role == Qt::DisplayRole) return head.title;
  if (role == Qt::ToolTipRole) return html_with_symbols(head.tip);
  if (role == Qt::TextAlignmentRole)
    return int((section == overlap ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  return {};
}

}  // namespace homeostat::ui
