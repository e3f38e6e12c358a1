#include "ui/theme.h"

#include <QApplication>
#include <QWidget>

namespace homeostat::ui {
namespace {

QColor rgb(QRgb value) { return QColor(value); }

Theme light_table() {
  Theme t;
  t.window = rgb(0xF4F5F7), t.panel = rgb(0xFFFFFF), t.raised = rgb(0xFFFFFF);
  t.sunken = rgb(0xECEEF2), t.line = rgb(0xDDE1E7), t.line2 = rgb(0xC3C9D2), t.grid = rgb(0xECEFF3);
  t.ink = rgb(0x1B2330), t.ink2 = rgb(0x4C5666), t.ink3 = rgb(0x6B7585);
  t.accent = rgb(0x4338A8), t.accent_soft = rgb(0xE9E7F8), t.on_accent = rgb(0xFFFFFF);
  t.E = t.E_text = t.W_EE = t.W_EE_text = rgb(0x006672);
  t.I = t.W_EI = rgb(0xDC5630), t.I_text = t.W_EI_text = rgb(0xB53E14);
  t.W_IE = rgb(0x2F83BC), t.W_IE_text = rgb(0x22709F);
  t.W_II = t.W_II_text = rgb(0x694E07);
  t.neural = rgb(0xE1E9F3), t.rule = rgb(0xF6F1FB), t.both = rgb(0xD2CBEE), t.hatch = rgb(0x8E7BC4);
  t.neural_edge = rgb(0x5D7FA8), t.neural_text = rgb(0x3F6088), t.rule_edge = rgb(0x6C55B0),
  t.paradox = rgb(0x4C5666);
  t.trail = rgb(0x1B2330), t.ghost = rgb(0xA3ABB8);
  t.less = rgb(0xA3157A), t.more = rgb(0x2E7D1E);
  t.good = rgb(0x1F7A3D), t.warn = rgb(0x9A6200), t.bad = rgb(0xB3261E);
  t.good_soft = rgb(0xE3F2E7), t.warn_soft = rgb(0xFBF0DA), t.bad_soft = rgb(0xFBE7E5);
  return t;
}

Theme dark_table() {
  Theme t;
  t.is_dark = true;
  t.window = rgb(0x14171C), t.panel = rgb(0x1B1F26), t.raised = rgb(0x252A33);
  t.sunken = rgb(0x101318), t.line = rgb(0x2D333D), t.line2 = rgb(0x434B58), t.grid = rgb(0x262B34);
  t.ink = rgb(0xEDF0F4), t.ink2 = rgb(0xB3BBC7), t.ink3 = rgb(0x8A94A3);
  t.accent = rgb(0xA79BFF), t.accent_soft = rgb(0x302C52), t.on_accent = rgb(0x14171C);
  t.E = t.E_text = t.W_EE = t.W_EE_text = rgb(0x30CFE0);
  t.I = t.W_EI = rgb(0xE57A45), t.I_text = t.W_EI_text = rgb(0xF0925F);
  t.W_IE = rgb(0x3D98E6), t.W_IE_text = rgb(0x5AABF0);
  t.W_II = t.W_II_text = rgb(0xF3CC4E);
  t.neural = rgb(0x243140), t.rule = rgb(0x231F33), t.both = rgb(0x453D78), t.hatch = rgb(0x7567B8);
  t.neural_edge = t.neural_text = rgb(0x7FA3CC), t.rule_edge = rgb(0xA79BFF),
  t.paradox = rgb(0xB3BBC7);
  t.trail = rgb(0xFFFFFF), t.ghost = rgb(0x5B6472);
  t.less = rgb(0xF08CC8), t.more = rgb(0x9AD45C);
  t.good = rgb(0x67C587), t.warn = rgb(0xE3B04B), t.bad = rgb(0xFF8A80);
  t.good_soft = rgb(0x1C3226), t.warn_soft = rgb(0x37301C), t.bad_soft = rgb(0x3D2323);
  return t;
}

}  // namespace

const Theme& Theme::light() {
  static const Theme table = light_table();
  return table;
}

const Theme& Theme::dark() {
  static const Theme table = dark_table();
  return table;
}

const Theme& Theme::of(const QWidget* widget) {
  // The accent is the one role that no widget changes for itself.
  return widget->palette().color(QPalette::Active, QPalette::Link) == dark().accent ? dark()
                                                                                    : light();
}

QColor Theme::weight_line(ei::WeightClass c) const {
  return std::array{W_EE, W_EI, W_IE, W_II}.at(c);
}

QColor Theme::weight_text(ei::WeightClass c) const {
  return std::array{W_EE_text, W_EI_text, W_IE_text, W_II_text}.at(c);
}

QPen Theme::weight_pen(ei::WeightClass c, double width) const {
  QPen pen(weight_line(c), width);
  pen.setCapStyle(Qt::FlatCap);
  pen.setJoinStyle(Qt::RoundJoin);
  // Dashes are counted in pen widths.
  if (ei::is_onto_I(c)) pen.setDashPattern({7 / width, 4 / width});
  return pen;
}

QPen Theme::setpoint_pen(const QColor& population) const {
  constexpr double width = 1.25;
  QPen pen(with_opacity(population, 0.85), width);
  pen.setCapStyle(Qt::FlatCap);
  pen.setDashPattern({2 / width, 4 / width});
  return pen;
}

QPalette Theme::palette() const {
  QPalette p;
  p.setColor(QPalette::Window, window);
  p.setColor(QPalette::Base, panel);
  p.setColor(QPalette::AlternateBase, sunken);
  p.setColor(QPalette::Button, raised);
  for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                          QPalette::ToolTipText, QPalette::BrightText}) {
    p.setColor(role, ink);
    p.setColor(QPalette::Disabled, role, with_opacity(ink3, 0.6));
  }
  p.setColor(QPalette::PlaceholderText, ink3);
  p.setColor(QPalette::Highlight, accent);
  p.setColor(QPalette::HighlightedText, on_accent);
  p.setColor(QPalette::Light, raised);
  p.setColor(QPalette::Midlight, grid);
  p.setColor(QPalette::Mid, line);
  p.setColor(QPalette::Dark, line2);
  p.setColor(QPalette::Shadow, is_dark ? QColor(Qt::black) : line2);
  p.setColor(QPalette::ToolTipBase, raised);
  p.setColor(QPalette::Link, accent);
  p.setColor(QPalette::LinkVisited, accent);
  return p;
}

QString Theme::style_sheet() const {
  // Only widgets without state inside them: a border on a spin or combo box would cost it its
  // native parts.
  QString sheet = QStringLiteral(R"(
QPushButton { min-height: 26px; padding: 0 12px; border: 1px solid @line2; border-radius: 6px;
  background: @raised; color: @ink; }
QPushButton:hover { border-color: @ink3; }
QPushButton:pressed { background: @sunken; }
QPushButton:focus { border-color: @accent; }
QPushButton:checked { background: @soft; border-color: @accent; color: @accent; }
QPushButton:disabled { color: @ink3; border-color: @line1; }
QPushButton[primary="true"] { background: @accent; border-color: @accent; color: @on_it;
  font-weight: 500; }
QPushButton[flat="true"] { background: transparent; border-color: transparent; color: @accent;
  padding: 0; }
QToolButton { padding: 4px; border: 1px solid transparent; border-radius: 6px;
  background: transparent; color: @ink2; }
QToolButton:hover { background: @sunken; }
QToolButton:focus { border-color: @accent; }
QToolButton:checked { background: @soft; color: @accent; }
QToolButton::menu-indicator { image: none; }
QLineEdit { border: 1px solid @line2; border-radius: 5px; background: @raised; color: @ink;
  padding: 0 6px; }
QLineEdit:focus { border-color: @accent; }
QLineEdit[bare="true"] { background: transparent; border: none; padding: 0; }
QMenu { background: @raised; color: @ink; border: 1px solid @line2; border-radius: 8px;
  padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 5px; }
QMenu::item:selected { background: @soft; color: @accent; }
QMenu::item:disabled { color: @ink3; }
QMenu::separator { height: 1px; background: @line1; margin: 4px 8px; }
QToolTip { background: @raised; color: @ink; border: 1px solid @line2; padding: 6px; }
QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @line2; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::handle:hover { background: @ink3; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @accent; }
QHeaderView::section { background: @panel; color: @ink2; border: none;
  border-bottom: 1px solid @line1; padding: 6px 8px; }
)");
  const std::pair<const char*, QColor> tokens[] = {
      {"@line1", line},    {"@line2", line2},   {"@ink2", ink2},        {"@ink3", ink3},
      {"@ink", ink},       {"@accent", accent}, {"@soft", accent_soft}, {"@on_it", on_accent},
      {"@raised", raised}, {"@sunken", sunken}, {"@panel", panel}};
  for (const auto& [token, colour] : tokens) sheet.replace(QLatin1String(token), colour.name());
  return sheet;
}

QFont text_font(int pixels, QFont::Weight weight) {
  QFont font;
  // Both have digits of one width, so numbers that change do not jitter.
  font.setFamilies({QStringLiteral("Roboto"), QStringLiteral("DejaVu Sans")});
  font.setPixelSize(pixels);
  font.setWeight(weight);
  return font;
}

QFont math_font(int pixels) {
  QFont font;
  font.setFamilies(
      {QStringLiteral("STIX"), QStringLiteral("STIXGeneral"), QStringLiteral("DejaVu Serif")});
  font.setPixelSize(pixels);
  font.setItalic(true);
  return font;
}

void install_fonts() { QApplication::setFont(text_font(13)); }

QColor mixed(const QColor& under, const QColor& over, double part) {
  const auto mix = [part](int a, int b) { return qRound(a + (b - a) * part); };
  return {mix(under.red(), over.red()), mix(under.green(), over.green()),
          mix(under.blue(), over.blue())};
}

QColor with_opacity(QColor colour, double part) {
  colour.setAlphaF(static_cast<float>(part));
  return colour;
}

}  // namespace homeostat::ui
