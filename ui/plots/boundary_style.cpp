#include "ui/plots/boundary_style.h"

#include "ui/controls/text.h"

namespace homeostat::ui {
namespace {

constexpr double width = 1.75;

PenOf plain(QColor Theme::*colour) {
  return [colour](const Theme& t) {
    QPen pen(t.*colour, width);
    pen.setJoinStyle(Qt::RoundJoin);
    return pen;
  };
}

/// Lengths in pixels, drawn and left out in turn.
PenOf dashed(QColor Theme::*colour, const QList<qreal>& lengths) {
  return [colour, lengths](const Theme& t) {
    QPen pen(t.*colour, width);
    pen.setCapStyle(Qt::FlatCap);
    QList<qreal> in_widths;
    for (const qreal length : lengths) in_widths << length / width;
    pen.setDashPattern(in_widths);
    return pen;
  };
}

PenOf of_weight(ei::WeightClass c) {
  return [c](const Theme& t) {
    QPen pen = t.weight_pen(c, width);
    // A long line is drawn in pieces, whose flat ends would show as seams.
    if (pen.style() == Qt::SolidLine) pen.setCapStyle(Qt::RoundCap);
    return pen;
  };
}

QPen paradox_pen(const Theme& t) {
  constexpr double dot = 1.4;
  QPen pen(t.paradox, dot);
  pen.setDashPattern({1 / dot, 4 / dot});
  pen.setCapStyle(Qt::RoundCap);
  return pen;
}

ColourOf ink(QColor Theme::*colour) {
  return [colour](const Theme& t) { return t.*colour; };
}

}  // namespace

const std::array<BoundaryStyle, boundary_count>& boundary_styles() {
  using K = ei::BoundaryKind;
  static const std::array<BoundaryStyle, boundary_count> styles{{
      {K::neural_determinant, tr("neurons: det = 0"),
       tr("Here C = 0. Where C < 0 the up-state is a saddle: excitation outgrows inhibition."),
       plain(&Theme::neural_edge), ink(&Theme::neural_text)},
      {K::neural_trace, tr("neurons: trace = 0"),
       tr("Below this line the up-state oscillates away: inhibition is too slow for so much "
          "excitation."),
       dashed(&Theme::neural_edge, {4, 3}), ink(&Theme::neural_text)},
      {K::W_EI_zero, tr("$W_EI$ = 0"), tr("To the left the setpoints would need a negative W_EI."),
       of_weight(ei::EI), ink(&Theme::W_EI_text)},
      {K::W_II_zero, tr("$W_II$ = 0"), tr("Below, the setpoints would need a negative W_II."),
       of_weight(ei::II), ink(&Theme::W_II_text)},
      {K::paradoxical, tr("paradoxical →"),
       tr("To the right the circuit is inhibition-stabilised: more drive to I lowers I."),
       paradox_pen, ink(&Theme::ink2)},
      {K::rule_trace, tr("rule: trace = 0"),
       tr("Where the errors of E and I together stop shrinking under the rule."),
       plain(&Theme::rule_edge), ink(&Theme::rule_edge)},
      {K::rule_determinant, tr("rule: det = 0"),
       tr("Where one combination of the errors stops shrinking under the rule."),
       dashed(&Theme::rule_edge, {4, 3}), ink(&Theme::rule_edge)},
      {K::trial_map, tr("trial-by-trial limit"),
       tr("Beyond this line the rule overshoots from trial to trial at the present learning rate."),
       dashed(&Theme::rule_edge, {8, 3, 1.75, 3}), ink(&Theme::rule_edge)},
  }};
  return styles;
}

}  // namespace homeostat::ui
