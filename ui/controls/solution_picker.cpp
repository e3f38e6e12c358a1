#include "ui/controls/solution_picker.h"

#include <QVBoxLayout>

#include "ui/controls/equation_view.h"
#include "ui/controls/parameter_tip.h"
#include "ui/controls/segmented_control.h"

namespace homeostat::ui {

SolutionPicker::SolutionPicker(QWidget* parent)
    : QWidget(parent),
      solutions_(new SegmentedControl({tr("Output margin"), tr("Input margin")}, this)),
      equations_(new EquationView(this)) {
  solutions_->setAccessibleName(tr("What is made largest"));
  solutions_->setToolTip(parameter_tip(lab::parameter(lab::Model::selective, "rule")));
  setFocusProxy(solutions_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 8, 0);
  column->setSpacing(8);
  column->addWidget(solutions_, 0, Qt::AlignLeft);
  column->addWidget(equations_);
  connect(solutions_, &SegmentedControl::picked, this,
          [this](int index) { Q_EMIT edited("rule", index, true); });
}

void SolutionPicker::show_values(const lab::ParameterValues& now) {
  solutions_->set_current(static_cast<int>(now["rule"]));
  const Equation out{"$kappa_out$", "min$_{μ}$ $y_{μ} (w·x_{μ} - 1)$"};
  const Equation in{"$kappa_in$", "$kappa_out$ / $|w|$"};
  const QString bounds =
      tr("|w| at most Γ; weights of E inputs not negative, of I inputs not "
         "positive.");
  if (now.choice("rule") == "output_margin") {
    equations_->set({out},
                    tr("Largest: robust to noise that is added to the potential. ") + bounds);
  } else {
    equations_->set({out, in}, tr("Largest: robust to noise at the inputs. ") + bounds);
  }
}

}  // namespace homeostat::ui
