#include "ui/panels/unit_modes_panel.h"

#include <QMenu>
#include <QStringList>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/on_gui_thread.h"
#include "ui/panels/mode_words.h"
#include "ui/panels/trial_words.h"
#include "ui/theme.h"

namespace homeostat::ui {
namespace {

constexpr int unit_decades = 3;
constexpr ModeClock unit_clock{math::Time::continuous, true};
constexpr std::size_t units_named = 4;

}  // namespace

UnitModesPanel::UnitModesPanel(QWidget* parent)
    : Panel(parent),
      plane_(ComplexScale::Shape::half_plane, unit_decades, this),
      footnote_(new QLabel(this)),
      task_(
          [](const Question& question, const auto&, const std::stop_token&) {
            return std::make_shared<const Answer>(
                Answer{question, lab::modes_after(*question.trial, question.values)});
          },
          on_gui_thread(this, [this] { take(); })) {
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(&plane_, 1);
  layout->addWidget(footnote_);
  plane_.setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
  plane_.set_titles(tr("real part (per ms)"), tr("imaginary part"));
  plane_.set_words([](std::complex<double> mode) { return decay_label(mode, unit_clock); },
                   [](std::complex<double> mode) { return mode_number(mode, unit_clock); },
                   [](std::complex<double> mode) { return mode_meaning(mode, unit_clock); });
  footnote_->setFont(text_font(12));
  footnote_->setForegroundRole(QPalette::PlaceholderText);
  footnote_->setContentsMargins(12, 0, 12, 6);
  footnote_->setWordWrap(true);
  footnote_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  show_words();
}

void UnitModesPanel::restore_state(const QByteArray& state) {
  if (state == "log" || state == "linear") plane_.set_logarithmic(state == "log");
}

void UnitModesPanel::show_view(const View& view) {
  if (view.experiment == nullptr) return;
  if (run_.is_new(view.frame != nullptr ? view.frame->run : nullptr)) {
    task_.cancel();
    working_at_.reset();
    waiting_.reset();
    seen_.reset();
    answer_.reset();
    plane_.forget_tails();
    plane_.set_modes({});
    show_words();
  }
  const auto network = network_of(view);
  if (!network || network == seen_) return;
  seen_ = network;
  waiting_.emplace(Question{network, view.experiment->parameters});
  ask();
}

void UnitModesPanel::ask() {
  if (working_at_ || !waiting_) return;
  working_at_ = std::exchange(waiting_, std::nullopt);
  task_.ask(*working_at_);
}

void UnitModesPanel::take() {
  const auto news = task_.take();
  if (!news) return;
  if (news->answer) {
    answer_ = news->answer;
    plane_.set_modes(answer_->modes.modes);
  }
  show_words();
  working_at_.reset();
  ask();
}

void UnitModesPanel::show_words() {
  subtitle_ = answer_ ? trial_name(answer_->of.values, answer_->of.trial->trial) : QString();
  footnote_->setText(sentence());
}

std::vector<int> UnitModesPanel::carriers() const {
  std::vector<int> units;
  if (!answer_) return units;
  double sum = 0;
  for (const ei::UnitShare& one : answer_->modes.slowest) {
    if (sum >= 0.5) break;
    sum += one.share;
    units.push_back(one.unit);
  }
  std::ranges::sort(units);
  return units;
}

void UnitModesPanel::fill_menu(QMenu& menu) {
  QAction* mark = menu.addAction(tr("Mark the units of the slowest mode"), this,
                                 [this] { emit cells_selected(carriers(), false); });
  mark->setEnabled(answer_ && !answer_->modes.slowest.empty());
}

QString UnitModesPanel::sentence() const {
  if (!answer_) return tr("No trial yet. Play, or step one trial.");
  const ei::UnitModes& found = answer_->modes;
  if (!found.point.is_found)
    return tr("There is no fixed point near these rates: the network does not come to rest.");
  if (found.slowest.empty()) return tr("No unit is at work: nothing to lose its stability.");
  const auto count = [&](ei::UnitRegime regime) { return units_in(found.point, regime).size(); };
  QStringList named;
  for (std::size_t k = 0; k < std::min(units_named, found.slowest.size()); ++k) {
    const ei::UnitShare& one = found.slowest[k];
    named << tr("%1 (%2 %)")
                 .arg(cell_name(one.unit, answer_->of.trial->sizes))
                 .arg(100 * one.share, 0, 'f', 0);
  }
  const QString held = count(ei::UnitRegime::saturated) > 0
                           ? tr(", %1 at their bound").arg(count(ei::UnitRegime::saturated))
                           : QString();
  const QString what = found.is_stable()
                           ? tr("First to lose stability: shared by %1 units, above all %2.")
                           : tr("Unstable: shared by %1 units, above all %2.");
  return tr("%1 units active, %2 silent%3. ")
             .arg(count(ei::UnitRegime::active))
             .arg(count(ei::UnitRegime::silent))
             .arg(held) +
         what.arg(found.units_sharing(), 0, 'f', 0).arg(named.join(", "));
}

}  // namespace homeostat::ui
