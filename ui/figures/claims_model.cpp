#include "ui/figures/claims_model.h"

#include <array>

#include "core/lab/claim_words.h"
#include "ui/controls/table_view.h"
#include "ui/controls/text.h"

namespace homeostat::ui {

Verdict verdict_of(lab::Verdict verdict) {
  switch (verdict) {
    case lab::Verdict::pass:
      return Verdict::good;
    case lab::Verdict::fail:
      return Verdict::bad;
    case lab::Verdict::differs:
      return Verdict::warn;
    case lab::Verdict::unstated:
      break;
  }
  return Verdict::neutral;
}

QString verdict_word(lab::Verdict verdict) {
  switch (verdict) {
    case lab::Verdict::pass:
      return QObject::tr("agrees");
    case lab::Verdict::fail:
      return QObject::tr("fails");
    case lab::Verdict::differs:
      return QObject::tr("differs, explained");
    case lab::Verdict::unstated:
      break;
  }
  return QObject::tr("no paper value");
}

void ClaimsModel::set_results(std::vector<lab::ClaimResult> results) {
  // The same claims with other measurements: what is selected stays so.
  bool is_same = results.size() == results_.size();
  for (std::size_t k = 0; is_same && k < results.size(); ++k)
    is_same = results[k].figure == results_[k].figure;
  if (is_same) {
    results_ = std::move(results);
    if (!results_.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, column_count - 1));
    return;
  }
  beginResetModel();
  results_ = std::move(results);
  endResetModel();
}

const lab::ClaimResult* ClaimsModel::result_at(int row) const {
  return row >= 0 && row < rowCount() ? &results_[static_cast<std::size_t>(row)] : nullptr;
}

int ClaimsModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(results_.size());
}

int ClaimsModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : column_count;
}

QString ClaimsModel::text(const lab::ClaimResult& result, int column) const {
  switch (column) {
    case claim:
      return qt_text(result.claim.name);
    case where:
      return qt_text(result.claim.where);
    case paper:
      return qt_text(paper_text(result.claim));
    case ours:
      return result.measured ? qt_text(measured_text(result.claim, *result.measured)) : QString();
    case tolerance:
      return qt_text(tolerance_text(result.claim));
    default:
      if (result.measured) return verdict_word(*result.verdict());
      return result.claim.is_long ? tr("takes minutes") : tr("not measured yet");
  }
}

QVariant ClaimsModel::data(const QModelIndex& index, int role) const {
  const lab::ClaimResult* result = result_at(index.row());
  if (result == nullptr) return {};
  switch (role) {
    case Qt::DisplayRole:
      return text(*result, index.column());
    case Qt::ToolTipRole:
      return text(*result, index.column()) + "\n" + claim_words(*result);
    case table_role::verdict:
      if (index.column() == verdict && result->measured)
        return static_cast<int>(verdict_of(*result->verdict()));
      return {};
    case table_role::is_pale:
      return index.column() == where || index.column() == tolerance || !result->measured ||
             (index.column() == paper && !result->claim.is_stated());
    default:
      return {};
  }
}

QVariant ClaimsModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  const std::array<QString, column_count> titles{tr("Claim"), tr("In the paper"), tr("Paper"),
                                                 tr("Ours"),  tr("Tolerance"),    tr("Verdict")};
  return titles[static_cast<std::size_t>(section)];
}

QString claim_words(const lab::ClaimResult& result) {
  QStringList sentences;
  if (!result.claim.note.empty()) sentences << qt_text(result.claim.note);
  if (!result.claim.why.empty())
    sentences << QObject::tr("Tolerance: %1.").arg(qt_text(result.claim.why));
  return sentences.join(' ');
}

}  // namespace homeostat::ui
