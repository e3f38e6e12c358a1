#include "ui/controls/parameter_row.h"

#include <QPainter>
#include <QTimer>
#include <algorithm>
#include <cmath>

#include "core/math/check.h"
#include "ui/controls/choice_button.h"
#include "ui/controls/glyph_button.h"
#include "ui/controls/number_field.h"
#include "ui/controls/paint.h"
#include "ui/controls/parameter_tip.h"
#include "ui/controls/segmented_control.h"
#include "ui/controls/text.h"
#include "ui/controls/value_slider.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr int parameter_row_height = 32;
constexpr int parameter_gap = 8;
constexpr int number_width = 88;
constexpr int revert_width = 20;
constexpr int words_pixels = 12;
/// More than these would not fit beside the symbol.
constexpr std::size_t most_segments = 4, most_segment_letters = 24;
constexpr auto flash_time = std::chrono::seconds(1);

std::optional<ei::WeightClass> weight_class_of(std::string_view symbol) {
  const auto found = std::ranges::find(ei::weight_symbols, symbol);
  if (found == ei::weight_symbols.end()) return std::nullopt;
  return static_cast<ei::WeightClass>(found - ei::weight_symbols.begin());
}

QString choice_title(std::string_view name) { return qt_text(name).replace('_', ' '); }

}  // namespace

ParameterRow::ParameterRow(const lab::ParameterSpec& spec, QWidget* parent)
    : QWidget(parent),
      spec_(spec),
      symbol_(symbol_markup(qt_text(spec.symbol)), 16),
      words_(symbol_markup(symbol()).startsWith('$') ? QString() : symbol_markup(symbol())),
      weight_class_(weight_class_of(spec.symbol)),
      revert_(new GlyphButton("revert", "Back to the start value", GlyphButton::Look::accent_ghost,
                              {revert_width, revert_width}, this)),
      value_(spec.fallback),
      reference_(spec.fallback) {
  setToolTip(parameter_tip(spec));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setFixedHeight(parameter_row_height);
  if (spec.is_choice()) {
    build_choice();
  } else {
    build_number();
  }
  revert_->hide();
  connect(revert_, &QAbstractButton::clicked, this, [this] { try_edit(reference_, true); });
}

QString ParameterRow::symbol() const { return qt_text(spec_.symbol); }

void ParameterRow::build_number() {
  slider_ = new ValueSlider(slider_range(spec_), this);
  const auto stepped = [range = slider_range(spec_)](double from, double steps) {
    return stepped_value(range, from, steps);
  };
  number_ = new NumberField(qt_text(spec_.unit), stepped, this);
  setFocusProxy(slider_);
  for (QWidget* part : {static_cast<QWidget*>(slider_), static_cast<QWidget*>(number_)})
    part->setAccessibleName(qt_text(spec_.name));
  connect(slider_, &ValueSlider::value_changed, this, &ParameterRow::try_edit);
  connect(number_, &NumberField::value_changed, this, &ParameterRow::try_edit);
  connect(number_, &NumberField::text_refused, this, [this](const QString& text) {
    show_error("“" + text + "” is no number. " + running_text());
  });
  connect(number_, &NumberField::cancelled, this, [this] { show_error({}); });
}

void ParameterRow::build_choice() {
  const auto picked = [this](int index) { try_edit(index, true); };
  std::size_t letters = 0;
  for (const auto name : spec_.choices) letters += name.size();
  if (spec_.choices.size() <= most_segments && letters <= most_segment_letters) {
    QStringList titles;
    for (const auto name : spec_.choices) titles << choice_title(name);
    segments_ = new SegmentedControl(titles, this);
    segments_->setAccessibleName(qt_text(spec_.name));
    setFocusProxy(segments_);
    connect(segments_, &SegmentedControl::picked, this, picked);
    return;
  }
  std::vector<ChoiceItem> items;
  for (const auto name : spec_.choices) items.push_back({choice_title(name), {}});
  choices_ = new ChoiceButton(items, this);
  choices_->setAccessibleName(qt_text(spec_.name));
  setFocusProxy(choices_);
  connect(choices_, &ChoiceButton::picked, this, picked);
}

void ParameterRow::set_value(double value, double reference) {
  if (value != value_) show_error({});
  value_ = value;
  reference_ = reference;
  if (slider_) slider_->set_mark(reference);
  show_running();
  revert_->setVisible(is_changed());
}

void ParameterRow::set_used(bool is_used) {
  if (is_used == is_used_) return;
  is_used_ = is_used;
  setVisible(is_used);
}

void ParameterRow::show_running() {
  if (slider_) {
    slider_->set_value(value_);
    number_->set_value(value_);
  }
  if (segments_) segments_->set_current(static_cast<int>(value_));
  if (choices_) choices_->set_current(static_cast<int>(value_));
}

QString ParameterRow::running_text() const {
  const QString unit = spec_.unit.empty() ? QString() : ' ' + qt_text(spec_.unit);
  return "Running with " + number_text(value_) + unit + ".";
}

void ParameterRow::try_edit(double value, bool is_final) {
  try {
    lab::check_value(spec_, value);
  } catch (const InputError& error) {
    show_error("Allowed: " + QString::fromStdString(error.allowed()) + ". " + running_text());
    show_running();
    return;
  }
  emit edited(symbol(), value, is_final);
  // What was refused does not stay where the hand left it.
  if (is_final) show_running();
}

void ParameterRow::show_error(const QString& text) {
  if (text == error_) return;
  error_ = text;
  if (number_) number_->set_error(!text.isEmpty());
  setFixedHeight(parameter_row_height + error_height());
  setAccessibleDescription(text);
  update();
}

int ParameterRow::error_height() const {
  if (error_.isEmpty()) return 0;
  const QFontMetrics metrics(text_font(12));
  return metrics.boundingRect(QRect(0, 0, width(), 200), Qt::TextWordWrap, error_).height() + 6;
}

void ParameterRow::flash() {
  is_flashing_ = true;
  update();
  QTimer::singleShot(flash_time, this, [this] {
    is_flashing_ = false;
    update();
  });
}

int ParameterRow::symbol_width() const {
  double width = 44;
  if (words_.isEmpty()) width = std::max(width, symbol_.size().width());
  const QFontMetricsF metrics(text_font(words_pixels));
  for (const QString& word : words_.split(' '))
    width = std::max(width, metrics.horizontalAdvance(word) + 1);
  return static_cast<int>(std::ceil(width));
}

void ParameterRow::set_symbol_width(int width) {
  symbol_width_ = width;
  place_parts();
}

void ParameterRow::place_parts() {
  const int left = symbol_width_ + parameter_gap;
  const int revert_left = width() - revert_width;
  const int wide_number = number_ ? std::max(number_width, number_->least_width()) : number_width;
  const int number_left = revert_left - parameter_gap - wide_number;
  revert_->move(revert_left, (parameter_row_height - revert_width) / 2);
  if (slider_) {
    slider_->setGeometry(left, 4, std::max(40, number_left - parameter_gap - left), 24);
    number_->setGeometry(number_left, 3, wide_number, 26);
  }
  if (segments_) {
    const int wide = segments_->sizeHint().width();
    segments_->setGeometry(std::max(left, revert_left - parameter_gap - wide), 4, wide, 24);
  }
  if (choices_) choices_->setGeometry(left, 3, revert_left - parameter_gap - left, 26);
}

void ParameterRow::resizeEvent(QResizeEvent*) {
  place_parts();
  setFixedHeight(parameter_row_height + error_height());
}

void ParameterRow::draw_symbol(QPainter& painter, const QColor& colour) const {
  if (!words_.isEmpty()) {
    painter.setFont(text_font(words_pixels));
    painter.setPen(colour);
    const QRect where(0, 0, symbol_width_ + parameter_gap / 2, parameter_row_height);
    painter.drawText(where, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, words_);
    return;
  }
  const double height = symbol_.size().height();
  symbol_.draw(painter, {0, (parameter_row_height - height) / 2 + symbol_.ascent() - 1}, colour);
}

void ParameterRow::paintEvent(QPaintEvent*) {
  const Theme& theme = Theme::of(this);
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  if (is_flashing_) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent_soft);
    painter.drawRoundedRect(QRectF(rect()), 6, 6);
    draw_focus_ring(painter, QRectF(rect()).adjusted(1, 1, -1, -1), 6, theme);
  }
  draw_symbol(painter, isEnabled() ? theme.ink : theme.ink3);
  if (weight_class_) {
    painter.setPen(theme.weight_pen(*weight_class_));
    painter.drawLine(QPointF(0, 28), QPointF(32, 28));
  }
  if (error_.isEmpty()) return;
  painter.setFont(text_font(12));
  painter.setPen(theme.bad);
  painter.drawText(rect().adjusted(0, parameter_row_height, 0, 0), Qt::TextWordWrap, error_);
}

}  // namespace homeostat::ui
