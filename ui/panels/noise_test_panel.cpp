#include "ui/panels/noise_test_panel.h"

#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "ui/controls/segmented_control.h"
#include "ui/controls/text.h"
#include "ui/on_gui_thread.h"
#include "ui/plots/error_dots_item.h"
#include "ui/plots/nice_axis.h"
#include "ui/plots/path_item.h"
#include "ui/plots/plot_map.h"
#include "ui/plots/solution_style.h"

namespace homeostat::ui {
namespace {

constexpr double noise_test_headroom = 1.1;
/// Every strength up to here is on the axis; a stronger one widens it.
constexpr double usual_strength = 1;

}  // namespace

NoiseTestPanel::NoiseTestPanel(QWidget* parent)
    : Panel(parent),
      nothing_(plot_.add_label([](const Theme& t) { return t.ink2; })),
      choice_(new SegmentedControl({tr("output"), tr("inputs")}, this)),
      task_(lab::noise_errors_work(), on_gui_thread(this, [this] { take(); })) {
  for (std::size_t k = 0; k < 2; ++k) {
    const PenOf pen = k == 0 ? PenOf(out_pen) : in_pen;
    lines_[k] = new PathItem(plot_, pen);
    dots_[k] = new ErrorDotsItem(plot_, k == 0 ? ColourOf(out_colour) : in_colour);
    names_[k] = &plot_.add_label(k == 0 ? ColourOf(out_colour) : in_text_colour, 11);
  }
  names_[0]->set_text(tr("largest output margin: solid, filled"));
  names_[1]->set_text(tr("largest input margin: dashed, hollow"));
  nothing_.set_text(tr("No solution, nothing to test."));
  plot_.set_margins({52, 28, 20, 40});
  plot_.set_key_step(0.01);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&plot_);
  setFocusProxy(&plot_);
  connect(choice_, &SegmentedControl::picked, this,
          [this](int index) { choose(static_cast<lab::NoiseKind>(index)); });
  connect(&plot_, &AxisView::moved, this, [this](double x, bool is_final) {
    Q_EMIT edit_requested({{symbol(), x}}, is_final);
  });
  connect(&plot_, &PlotView::area_changed, this, [this] { place_names(); });
  choose(kind_);
}

const char* NoiseTestPanel::symbol() const {
  return kind_ == lab::NoiseKind::output ? "sigma_out" : "sigma_in";
}

QWidget* NoiseTestPanel::header_control() { return choice_; }

QByteArray NoiseTestPanel::save_state() const {
  return kind_ == lab::NoiseKind::output ? "output" : "inputs";
}

void NoiseTestPanel::restore_state(const QByteArray& state) {
  if (state == "inputs") choose(lab::NoiseKind::inputs);
  if (state == "output") choose(lab::NoiseKind::output);
}

void NoiseTestPanel::choose(lab::NoiseKind kind) {
  kind_ = kind;
  choice_->set_current(static_cast<int>(kind));
  const bool is_output = kind == lab::NoiseKind::output;
  plot_.set_titles(is_output ? tr("noise at the output, $sigma_out$ (of threshold)")
                             : tr("noise at the inputs, $sigma_in$ (in $sigma_exc$)"),
                   tr("errors (%)"));
  plot_.setAccessibleName(is_output ? tr("Errors against the noise at the output")
                                    : tr("Errors against the noise at the inputs"));
  asked_.reset();
  ask();
}

void NoiseTestPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  const bool is_new = answer_ != view.solved.answer || values_ != view.experiment->parameters;
  if (!is_new) return;
  if (answer_ != view.solved.answer) asked_.reset();
  answer_ = view.solved.answer;
  values_ = view.experiment->parameters;
  ask();
  show_rates();
}

void NoiseTestPanel::ask() {
  if (!answer_ || !values_) return;
  const double strength = (*values_)[symbol()];
  const double highest = strength > usual_strength ? round_limit(1.2 * strength) : usual_strength;
  // Where on the axis the hand is does not change what is to be seen on it.
  const lab::ParameterValues question = lab::with_noise(*values_, kind_, highest);
  if (asked_ == question) return;
  asked_ = question;
  rates_ = {};
  is_working_ = answer_->is_feasible();
  if (!is_working_) return task_.cancel();
  task_.ask({answer_, *values_, kind_, highest});
}

void NoiseTestPanel::take() {
  auto news = task_.take();
  if (!news) return;
  rates_ = std::move(news->answer);
  is_working_ = !news->is_finished;
  show_rates();
}

void NoiseTestPanel::show_rates() {
  const lab::ErrorCurves& p = rates_.predicted;
  double top = 1;
  for (std::size_t k = 0; k < 2; ++k) {
    std::vector<double> percent = k == 0 ? p.out : p.in;
    for (double& rate : percent) top = std::max(top, noise_test_headroom * (rate *= 100));
    lines_[k]->set_points(joined(p.strength, percent));
    std::vector<ErrorDot> dots;
    for (const lab::CountedErrors& c : rates_.counted)
      dots.push_back({{c.strength, 100 * (k == 0 ? c.out : c.in)},
                      100 * (k == 0 ? c.out_error : c.in_error),
                      k == 0});
    dots_[k]->set_dots(std::move(dots));
  }
  nothing_.setVisible(answer_ && !answer_->is_feasible());
  plot_.set_ranges(0, asked_ ? (*asked_)[symbol()] : 1, 0, round_limit(top));
  if (values_) plot_.set_handle({(*values_)[symbol()], 0});
  subtitle_ = !rates_.counted.empty() ? tr("lines predicted, dots counted") : tr("predicted");
  place_names();
}

void NoiseTestPanel::place_names() {
  const QRectF& area = plot_.map().area;
  for (std::size_t k = 0; k < 2; ++k)
    names_[k]->set_pixel({area.right() - 4, area.bottom() - 4 - key_line_px * (1.0 - double(k))},
                         Qt::AlignRight | Qt::AlignBottom);
  nothing_.set_pixel(area.center(), Qt::AlignCenter);
}

}  // namespace homeostat::ui
