#include "ui/look_back.h"

#include <utility>

namespace homeostat::ui {
namespace {

bool answers(const lab::PastQuestion& question, const lab::NetworkTrial* trial) {
  return trial != nullptr && trial->trial == question.trial && trial->probed == question.probed &&
         (trial->all_weights || !question.all_weights);
}

}  // namespace

void LookBack::look(lab::PastQuestion question,
                    const std::shared_ptr<const lab::NetworkTrial>& newest) {
  error_.clear();
  seconds_left_ = std::numeric_limits<double>::infinity();
  if (run_.lock() != question.run) trial_ = nullptr;
  run_ = question.run;
  // The run may go on and leave it behind.
  if (answers(question, newest.get())) trial_ = newest;
  if (answers(question, trial_.get())) return task_.cancel();
  task_.ask(std::move(question));
}

void LookBack::stop() {
  error_.clear();
  trial_ = nullptr;
  task_.cancel();
}

bool LookBack::poll() {
  const auto news = task_.take();
  if (!news) return false;
  if (news->answer) trial_ = news->answer;
  seconds_left_ = news->seconds_left;
  error_ = news->error;
  return true;
}

std::shared_ptr<const lab::NetworkTrial> LookBack::trial_of(
    const std::shared_ptr<const lab::Run>& run) const {
  return run_.lock() == run ? trial_ : nullptr;
}

}  // namespace homeostat::ui
