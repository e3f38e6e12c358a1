#include "ui/panels/load_quantities.h"

#include "ui/plots/solution_style.h"

namespace homeostat::ui {
namespace {

using Curve = std::vector<double> lab::LoadCurves::*;
using Typical = std::vector<double> lab::TypicalCurve::*;
using Dot = balance::Estimate lab::LoadSamples::*;

std::vector<QPointF> joined(const std::vector<double>& x, const std::vector<double>& y) {
  std::vector<QPointF> points;
  for (std::size_t k = 0; k < x.size(); ++k) points.emplace_back(x[k], y[k]);
  return points;
}

auto line_of(Curve y) {
  return [y](const lab::SelectiveTheory& t) { return joined(t.by_load.alpha, t.by_load.*y); };
}

auto line_of(Typical y) {
  return [y](const lab::SelectiveTheory& t) { return joined(t.typical.alpha, t.typical.*y); };
}

auto dot_of(Dot value) {
  return [value](const lab::LoadSamples& at) { return at.*value; };
}

QPen typical_pen(const Theme& t) { return QPen(t.ink, 1.5); }
PenOf coloured(QColor Theme::*colour) {
  return [colour](const Theme& t) { return QPen(t.*colour, 1.75); };
}

QString out_name() { return QObject::tr("largest output margin: solid, filled"); }
QString in_name() { return QObject::tr("largest input margin: dashed, hollow"); }

std::vector<LoadQuantity> margins() {
  using C = lab::LoadCurves;
  using S = lab::LoadSamples;
  return {{"$kappa_out$",
           QObject::tr("output margin (of threshold)"),
           0,
           {{out_name(), out_pen, true, line_of(&C::kappa_out), dot_of(&S::kappa_out)},
            {QObject::tr("dotted: with this many inputs"),
             finite_pen,
             true,
             line_of(&C::kappa_out_at_N),
             {}}}},
          {"$kappa_in$",
           QObject::tr("input margin (in $sigma_exc$)"),
           0,
           {{out_name(), out_pen, true, line_of(&C::kappa_in_of_out), dot_of(&S::kappa_in_of_out)},
            {in_name(), in_pen, false, line_of(&C::kappa_in), dot_of(&S::kappa_in)}}},
          {QObject::tr("silent"),
           QObject::tr("share of silent weights"),
           1,
           {{QObject::tr("E, largest output margin"), coloured(&Theme::E), true,
             line_of(&C::silent_exc), dot_of(&S::silent_exc)},
            {QObject::tr("I"), coloured(&Theme::I), true, line_of(&C::silent_inh),
             dot_of(&S::silent_inh)}}}};
}

std::vector<LoadQuantity> norm_and_balance() {
  using C = lab::LoadCurves;
  using T = lab::TypicalCurve;
  using S = lab::LoadSamples;
  return {
      {QObject::tr("norm"),
       QObject::tr("|w| (in $V_th$ / $sigma_exc$)"),
       0,
       {{QObject::tr("typical solution, theory"), typical_pen, true, line_of(&T::norm), {}},
        {QObject::tr("largest output margin: filled"), out_pen, true, {}, dot_of(&S::norm_of_out)},
        {in_name(), in_pen, false, line_of(&C::norm_of_in), dot_of(&S::norm_of_in)}}},
      {QObject::tr("imbalance"),
       QObject::tr("net drive / total drive"),
       1,
       {{QObject::tr("typical solution, theory"), typical_pen, true, line_of(&T::IB), {}},
        {QObject::tr("largest output margin: filled"), out_pen, true, {}, dot_of(&S::IB_of_out)},
        {QObject::tr("largest input margin: hollow"), in_pen, false, {}, dot_of(&S::IB_of_in)}}}};
}

}  // namespace

RobustnessPanel::RobustnessPanel(QWidget* parent) : LoadPanel(margins(), parent) {}
TypicalPanel::TypicalPanel(QWidget* parent) : LoadPanel(norm_and_balance(), parent) {}

}  // namespace homeostat::ui
