#include "ui/panels/networks_model.h"

#include "ui/controls/table_view.h"
#include "ui/controls/text.h"
#include "ui/controls/verdict.h"

namespace homeostat::ui {
namespace {

QString dash() { return QStringLiteral("–"); }

}  // namespace

void NetworksModel::set_members(const std::vector<lab::EnsembleMember>& members) {
  if (members.size() != members_.size()) {
    beginResetModel();
    members_ = members;
    endResetModel();
    return;
  }
  members_ = members;
  if (!members_.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, column_count - 1));
}

int NetworksModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(members_.size());
}

int NetworksModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : column_count;
}

QString NetworksModel::text(const lab::EnsembleMember& member, int column) {
  if (column == network) return qt_text(member.name);
  if (column == start)
    return QStringLiteral("%1/%2/%3/%4")
        .arg(member.start.EE)
        .arg(member.start.EI)
        .arg(member.start.IE)
        .arg(member.start.II);
  if (member.points.empty())
    return column == trial && !member.error.empty() ? tr("failed") : dash();
  const lab::EnsemblePoint now = member.lately();
  switch (column) {
    case trial:
      return grouped_text(now.trial);
    case rates:
      return QStringLiteral("%1 / %2").arg(now.mean.E, 0, 'f', 1).arg(now.mean.I, 0, 'f', 1);
    case up_state:
      return QString::number(now.up_duration_s, 'f', 2);
    default:
      return QString::number(now.mse_average, 'f', 1);
  }
}

QString NetworksModel::tip(const lab::EnsembleMember& member) {
  if (!member.error.empty()) return qt_text(member.error);
  if (member.points.empty()) return tr("Not trained yet.");
  const QString where = tr("To watch it alone, open %1 in Experiments.").arg(qt_text(member.name));
  if (member.has_short_up_states())
    return tr("At its setpoints, but with short up-states that end by themselves: the rule senses "
              "rates in the up-state, not its length. %1")
        .arg(where);
  if (member.is_at_setpoints())
    return tr("At its setpoints, with up-states that last. %1").arg(where);
  return tr("Not at its setpoints (%1 / %2 Hz within 2 %). %3")
      .arg(member.set.E)
      .arg(member.set.I)
      .arg(where);
}

QVariant NetworksModel::sort_key(const lab::EnsembleMember& member, int row, int column) {
  const lab::EnsemblePoint now = member.lately();
  switch (column) {
    case network:
    case start:
      return row;
    case trial:
      return static_cast<qlonglong>(now.trial);
    case rates:
      return now.mean.I;
    case up_state:
      return now.up_duration_s;
    default:
      return now.mse_average;
  }
}

QVariant NetworksModel::data(const QModelIndex& index, int role) const {
  const lab::EnsembleMember& shown = member(index.row());
  switch (role) {
    case Qt::DisplayRole:
      return text(shown, index.column());
    case Qt::ToolTipRole:
      return tip(shown);
    case Qt::TextAlignmentRole:
      return int(Qt::AlignVCenter | (index.column() <= start ? Qt::AlignLeft : Qt::AlignRight));
    case table_role::sort:
      return sort_key(shown, index.row(), index.column());
    case table_role::is_pale:
      return shown.points.empty();
    case table_role::verdict:
      if (index.column() != network || shown.points.empty()) return {};
      return int(shown.has_short_up_states() ? Verdict::warn
                 : shown.is_at_setpoints()   ? Verdict::good
                                             : Verdict::neutral);
    default:
      return {};
  }
}

QVariant NetworksModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (role == Qt::TextAlignmentRole)
    return int(Qt::AlignVCenter | (section <= start ? Qt::AlignLeft : Qt::AlignRight));
  if (role == Qt::ToolTipRole) {
    const QString tips[column_count] = {
        tr("The built-in experiment"),
        tr("Initial weights EE/EI/IE/II"),
        tr("Rates in the up-state, averaged over the last 100 trials"),
        tr("How long the up-state lasts; there are 1.4 s for it"),
        tr("Mean squared error of the units' averaged rates, Hz²"),
        tr("Trials done")};
    return tips[section];
  }
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case network:
      return tr("network");
    case start:
      return tr("start (pA)");
    case trial:
      return tr("trial");
    case rates:
      return tr("E / I (Hz)");
    case up_state:
      return tr("up (s)");
    default:
      return tr("error");
  }
}

QString networks_csv(const std::vector<lab::EnsembleMember>& members) {
  QString csv =
      "network,start_W_EE,start_W_EI,start_W_IE,start_W_II,trial,E,I,up_duration_s,mse_avg\n";
  for (const lab::EnsembleMember& member : members) {
    for (const lab::EnsemblePoint& p : member.points) {
      csv += qt_text(member.name);
      for (const double w : member.start.array()) csv += ',' + QString::number(w, 'g', 17);
      csv += ',' + QString::number(p.trial);
      for (const double value : {p.mean.E, p.mean.I, p.up_duration_s, p.mse_average})
        csv += ',' + QString::number(value, 'g', 17);
      csv += '\n';
    }
  }
  return csv;
}

}  // namespace homeostat::ui
