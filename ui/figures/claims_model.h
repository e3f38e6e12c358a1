// The claims of one figure as a table: what the paper says beside what was measured.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/lab/reproduction.h"
#include "ui/controls/verdict.h"

namespace homeostat::ui {

/// Glyph and colour of what came of a claim, or of several.
Verdict verdict_of(lab::Verdict verdict);
/// "agrees", "fails", "differs, explained", "no paper value".
QString verdict_word(lab::Verdict verdict);

class ClaimsModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { claim, where, paper, ours, tolerance, verdict, column_count };

  using QAbstractTableModel::QAbstractTableModel;

  void set_results(std::vector<lab::ClaimResult> results);
  const lab::ClaimResult* result_at(int row) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  QString text(const lab::ClaimResult& result, int column) const;

  std::vector<lab::ClaimResult> results_;
};

/// What a person has to know of a claim besides its row: why the tolerance, and what differs.
QString claim_words(const lab::ClaimResult& result);

}  // namespace homeostat::ui
