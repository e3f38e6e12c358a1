// The sixteen sign variants as a table: what the analysis says at once, and what runs have shown.
#pragma once

#include <QAbstractTableModel>
#include <vector>

#include "core/lab/variant_table.h"

namespace homeostat::ui {

class VariantsModel : public QAbstractTableModel {
  Q_OBJECT
 public:
  enum Column { variant, stable_region, overlap, self_sustained, developmental, column_count };

  using QAbstractTableModel::QAbstractTableModel;

  /// The analytic half.
  void set_analysis(const std::vector<lab::VariantRow>& rows);
  /// The simulated half; outdated counts are pale.
  void set_counts(const std::vector<lab::VariantRow>& rows);
  void set_outdated(bool is_outdated);
  /// "homeo_HAAA"; another rule: no row.
  void set_rule(const std::string& rule);
  int row_of_rule() const { return rule_row_; }

  /// As shown, counts only while they are not outdated.
  std::vector<lab::VariantRow> rows() const;
  const std::string& rule_at(int row) const { return rows_[static_cast<std::size_t>(row)].rule; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

 private:
  const lab::RunCounts& counts(const QModelIndex& index) const;
  QString text(const QModelIndex& index) const;
  QString tip(const QModelIndex& index) const;
  QVariant sort_key(const QModelIndex& index) const;
  void columns_changed(Column first, Column last);

  std::vector<lab::VariantRow> rows_;
  bool is_outdated_ = false;
  int rule_row_ = -1;
};

}  // namespace homeostat::ui
