// A figure for the clipboard and for drags: drawn in the format that is asked for, when it is.
#pragma once

#include <QMimeData>
#include <string>

#include "ui/figure/paper_figure.h"

namespace homeostat::ui {

class FigureMime : public QMimeData {
  Q_OBJECT
 public:
  /// `session` is a block of lab::session_block.
  FigureMime(PaperFigure figure, std::string session);

  QStringList formats() const override;
  bool hasFormat(const QString& format) const override { return formats().contains(format); }

 protected:
  QVariant retrieveData(const QString& format, QMetaType type) const override;

 private:
  PaperFigure figure_;
  std::string session_;
};

}  // namespace homeostat::ui
