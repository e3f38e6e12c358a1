// All figures as a list: what a card of the gallery shows.
#pragma once

#include <QAbstractListModel>
#include <memory>
#include <optional>
#include <vector>

#include "core/lab/figure.h"
#include "core/lab/reproduction.h"
#include "core/lab/sketch.h"

namespace homeostat::ui {

using Sketches = std::vector<std::shared_ptr<const lab::Sketch>>;  ///< null: not yet

class FiguresModel : public QAbstractListModel {
  Q_OBJECT
 public:
  using QAbstractListModel::QAbstractListModel;

  void set_sketches(Sketches sketches);
  /// Takes over what has been measured; what was measured before and is not now stays.
  void take(const lab::Reproduction& reproduction);

  const lab::Figure& figure(int row) const;
  const lab::Sketch* sketch(int row) const;
  const std::vector<lab::ClaimResult>& results(int row) const {
    return results_[static_cast<std::size_t>(row)];
  }
  /// Of all that was measured of it: the worst, fail before differs before pass.
  std::optional<lab::Verdict> verdict(int row) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;

 private:
  Sketches sketches_;
  std::vector<std::vector<lab::ClaimResult>> results_ = nothing_measured();
  static std::vector<std::vector<lab::ClaimResult>> nothing_measured();
};

}  // namespace homeostat::ui
