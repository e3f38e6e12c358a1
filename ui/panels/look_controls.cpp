#include "ui/panels/look_controls.h"

#include <QLabel>
#include <QVBoxLayout>

#include "ui/controls/line_switch.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/text.h"

namespace homeostat::ui {
namespace {

QLabel* heading(const QString& text, QWidget* parent) {
  auto* label = new QLabel(text, parent);
  label->setFont(text_font(13, QFont::Medium));
  return label;
}

}  // namespace

LookControls::LookControls(QWidget* parent)
    : QWidget(parent),
      shading_(new SegmentedControl({tr("as the paper"), tr("true verdict")}, this)) {
  const QString difference =
      tr("The paper multiplies its condition by C; where C < 0 the picture shows the condition met "
         "although the eigenvalues say unstable.");
  auto* note = new QLabel(difference, this);
  note->setWordWrap(true);
  note->setFont(text_font(12));
  note->setForegroundRole(QPalette::PlaceholderText);
  shading_->setToolTip(difference);
  shading_->setAccessibleName(tr("Shading"));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(4);
  column->addWidget(heading(tr("Shading"), this));
  column->addWidget(shading_);
  column->addWidget(note);
  column->addSpacing(8);
  column->addWidget(heading(tr("Lines"), this));
  auto* rows = new QVBoxLayout;
  rows->setSpacing(0);
  column->addLayout(rows);
  connect(shading_, &SegmentedControl::picked, this, [this](int index) {
    look_.shading = static_cast<PlaneShading>(index);
    emit changed(look_);
  });
  for (const BoundaryStyle& style : boundary_styles()) {
    auto* line = new LineSwitch(style.pen, style.name, this);
    line->setToolTip(html_with_symbols(style.meaning));
    const std::size_t k = index_of(style.kind);
    lines_[k] = line;
    rows->addWidget(line);
    connect(line, &QAbstractButton::clicked, this, [this, k](bool is_on) {
      look_.lines[k] = is_on;
      emit changed(look_);
    });
  }
}

void LookControls::show_look(const PlaneLook& look) {
  look_ = look;
  shading_->set_current(static_cast<int>(look.shading));
  for (std::size_t k = 0; k < boundary_count; ++k) lines_[k]->setChecked(look.lines[k]);
}

}  // namespace homeostat::ui
