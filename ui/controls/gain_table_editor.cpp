#include "ui/controls/gain_table_editor.h"

#include <QGridLayout>
#include <QPainter>

#include "core/ei/populations.h"
#include "ui/controls/number_field.h"
#include "ui/controls/parameter_tip.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/text.h"
#include "ui/controls/value_slider.h"
#include "ui/theme.h"
#include "ui/typeset.h"

namespace homeostat::ui {
namespace {

constexpr int head_height = 24;
constexpr int gain_row_height = 32;
constexpr int symbol_width = 52;

/// "W_EI" and "E" -> "gain_EI_E".
std::string gain_symbol(std::string_view weight, char population) {
  return "gain" + std::string(weight.substr(1)) + '_' + population;
}

}  // namespace

GainTableEditor::GainTableEditor(lab::Model model, QWidget* parent) : QWidget(parent) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(8);
  grid->setVerticalSpacing(0);
  grid->setColumnMinimumWidth(0, symbol_width);
  grid->setColumnStretch(3, 1);
  grid->setRowMinimumHeight(0, head_height);
  for (int row = 0; row < 4; ++row) {
    grid->setRowMinimumHeight(row + 1, gain_row_height);
    const auto weight = ei::weight_symbols.at(static_cast<std::size_t>(row));
    grid->addWidget(add_cell(lab::parameter(model, gain_symbol(weight, 'E'))), row + 1, 1);
    grid->addWidget(add_cell(lab::parameter(model, gain_symbol(weight, 'I'))), row + 1, 2);
  }
  const lab::ParameterSpec& factor = lab::parameter(model, "factor");
  QStringList names;
  for (const auto name : factor.choices) names << qt_text(name);
  factor_ = new SegmentedControl(names, this);
  factor_->setAccessibleName(qt_text(factor.name));
  factor_->setToolTip(parameter_tip(factor));
  grid->setRowMinimumHeight(5, gain_row_height);
  grid->addWidget(factor_, 5, 1, 1, 2);
  connect(factor_, &SegmentedControl::picked, this,
          [this](int index) { emit edited("factor", index, true); });
}

NumberField* GainTableEditor::add_cell(const lab::ParameterSpec& spec) {
  const auto stepped = [range = slider_range(spec)](double from, double steps) {
    return stepped_value(range, from, steps);
  };
  auto* cell = new NumberField(qt_text(spec.unit), stepped, this);
  cell->setAccessibleName(qt_text(spec.name));
  cell->setToolTip(parameter_tip(spec));
  cells_[std::string(spec.symbol)] = cell;
  connect(cell, &NumberField::text_refused, cell, [cell] { cell->set_error(true); });
  connect(cell, &NumberField::value_changed, this, [this, cell, spec](double value, bool is_final) {
    cell->set_error(false);
    emit edited(qt_text(spec.symbol), value, is_final);
  });
  return cell;
}

void GainTableEditor::show_values(const lab::ParameterValues& values) {
  for (const auto& [symbol, cell] : cells_) cell->set_value(values[symbol]);
  factor_->set_current(static_cast<int>(values["factor"]));
}

void GainTableEditor::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const int cell_width = cells_.begin()->second->width();
  const int first = cells_.begin()->second->x();
  painter.setFont(text_font(12));
  painter.setPen(theme.ink2);
  painter.drawText(QRect(first, 0, cell_width, head_height), Qt::AlignCenter, "E error");
  painter.drawText(QRect(first + cell_width + 8, 0, cell_width, head_height), Qt::AlignCenter,
                   "I error");
  for (int row = 0; row < 4; ++row) {
    const auto weight_class = static_cast<ei::WeightClass>(row);
    const Typeset symbol(symbol_markup(qt_text(ei::weight_symbols.at(weight_class))), 16);
    const double top = head_height + gain_row_height * row;
    symbol.draw(painter, {0, top + 20}, theme.ink);
    painter.setPen(theme.weight_pen(weight_class));
    painter.drawLine(QPointF(0, top + 28), QPointF(32, top + 28));
  }
  Typeset("times", 12).draw(painter, {0, head_height + 4 * gain_row_height + 20}, theme.ink2);
}

}  // namespace homeostat::ui
