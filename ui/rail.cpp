#include "ui/rail.h"

#include <QAbstractButton>
#include <QFocusEvent>
#include <QPainter>
#include <QVBoxLayout>

#include "ui/controls/paint.h"
#include "ui/glyphs.h"
#include "ui/theme.h"

namespace homeostat::ui {

/// A glyph over a name of one or two lines, which a QToolButton cannot wrap.
class RailButton : public QAbstractButton {
 public:
  RailButton(const QString& glyph, const QString& words, const QString& tip, QWidget* parent)
      : QAbstractButton(parent), glyph_(glyph) {
    setText(words);
    setToolTip(tip);
    setAccessibleName(tip);
    setFocusPolicy(Qt::TabFocus);
    setCursor(Qt::PointingHandCursor);
  }

  void set_glyph(const QString& glyph) {
    glyph_ = glyph;
    update();
  }

  QSize sizeHint() const override { return {72, text().isEmpty() ? 40 : 60}; }

 protected:
  void paintEvent(QPaintEvent*) override {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme& theme = Theme::of(this);
    const bool is_here = isCheckable() && isChecked();
    const QRectF ground = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (is_here || underMouse()) {
      painter.setPen(Qt::NoPen);
      painter.setBrush(is_here ? theme.accent_soft : theme.line);
      painter.drawRoundedRect(ground, 8, 8);
    }
    if (shows_focus_) draw_focus_ring(painter, ground.adjusted(2, 2, -2, -2), 6, theme);
    const QColor ink = is_here ? theme.accent : theme.ink2;
    const double size = 22;
    const double top = text().isEmpty() ? (height() - size) / 2 : 5;
    draw_glyph(painter, glyph_, {(width() - size) / 2, top, size, size}, ink);
    painter.setPen(ink);
    painter.setFont(text_font(11, is_here ? QFont::Medium : QFont::Normal));
    painter.drawText(QRect(0, 29, width(), 28), Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap,
                     text());
  }
  void enterEvent(QEnterEvent*) override { update(); }
  void leaveEvent(QEvent*) override { update(); }
  void focusInEvent(QFocusEvent* event) override {
    shows_focus_ = is_keyboard_focus(*event);
    update();
  }
  void focusOutEvent(QFocusEvent*) override {
    shows_focus_ = false;
    update();
  }

 private:
  QString glyph_;
  bool shows_focus_ = false;
};

Rail::Rail(QWidget* parent) : QWidget(parent) {
  setFixedWidth(80);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(4, 8, 4, 8);
  column->setSpacing(4);
  add_laboratory(lab::Model::two_population, "two_populations", tr("Two\npopulations"),
                 tr("Two populations (Ctrl+1)"));
  add_laboratory(lab::Model::multi_unit, "many_units", tr("Many\nunits"),
                 tr("Many rate units: 80 E and 20 I, each with weights of its own (Ctrl+2)"));
  add_laboratory(lab::Model::spiking, "spiking", tr("Spiking\nnetwork"),
                 tr("Spiking network: 1,600 E and 400 I cells (Ctrl+3)"));
  add_laboratory(lab::Model::selective, "selective", tr("Selective\nneuron"),
                 tr("Selective neuron: one threshold, inputs of fixed sign (Ctrl+4)"));
  figures_ = new RailButton("figures", tr("Figures"),
                            tr("The paper's figures and what it claims of them (Ctrl+9)"), this);
  figures_->setCheckable(true);
  experiments_ =
      new RailButton("experiments", tr("Experiments"),
                     tr("The papers' experiments, and your own (Ctrl+O opens a file)"), this);
  theme_ = new RailButton("moon", "", tr("Light or dark (Ctrl+D)"), this);
  auto* help = new RailButton("help", "", tr("Keys and first steps (F1)"), this);
  column->addWidget(figures_);
  column->addWidget(experiments_);
  column->addStretch();
  column->addWidget(theme_);
  column->addWidget(help);
  connect(figures_, &QAbstractButton::clicked, this, [this] {
    figures_->toggle();
    Q_EMIT figures_requested();
  });
  connect(experiments_, &QAbstractButton::clicked, this, &Rail::experiments_requested);
  connect(theme_, &QAbstractButton::clicked, this, &Rail::theme_toggled);
  connect(help, &QAbstractButton::clicked, this, &Rail::help_requested);
}

void Rail::add_laboratory(lab::Model model, const QString& glyph, const QString& words,
                          const QString& tip) {
  auto* button = new RailButton(glyph, words, tip, this);
  button->setCheckable(true);
  laboratories_[model] = button;
  layout()->addWidget(button);
  // Which one is in front is for others to say: a click alone changes nothing here.
  connect(button, &QAbstractButton::clicked, this, [this, model] {
    laboratories_[model]->toggle();
    Q_EMIT laboratory_chosen(model);
  });
}

void Rail::show_laboratory(lab::Model model) {
  for (const auto& [of, button] : laboratories_) button->setChecked(of == model);
  figures_->setChecked(false);
}

void Rail::show_figures() {
  for (const auto& [of, button] : laboratories_) button->setChecked(false);
  figures_->setChecked(true);
}

QWidget* Rail::experiments_button() const { return experiments_; }

void Rail::show_theme(bool is_dark) { theme_->set_glyph(is_dark ? "sun" : "moon"); }

void Rail::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  const Theme& theme = Theme::of(this);
  painter.fillRect(rect(), theme.sunken);
  painter.fillRect(width() - 1, 0, 1, height(), theme.line);
}

}  // namespace homeostat::ui
