// An event changes one symbol at one moment. A protocol (current into I at 1 s, W_IE times 1.2 at
// trial 5) and the log of what a hand did during a run are both lists of events.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/ei/populations.h"
#include "core/lab/parameters.h"

namespace homeostat::lab {

enum class Operation { set, add, scale };

/// As `until_trial`: there is no trial without it.
inline constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max();

/// The symbol of the event that silences the activity and leaves the weights alone.
inline constexpr std::string_view activity_symbol = "activity";
/// The symbol of the event that takes chosen cells of a network out of it.
inline constexpr std::string_view lesion_symbol = "lesion";

/// From its moment on, `symbol` has the value operation(value).
///
/// A change that begins with a trial (time_ms = 0) and has no end is permanent: it alters the
/// parameter, or the weight as learned so far. Any other lies over the parameter or weight only
/// while it lasts, and what is underneath goes on learning: to `until_trial`, to `until_ms`, or to
/// the end of the trial it begins in. Without `trial` it recurs in every trial. In online mode
/// times count from the start of the run, and a change without end is permanent from the next
/// second on.
struct Event {
  std::optional<std::int64_t> trial;  ///< from 1; absent: every trial. Online: always absent.
  double time_ms = 0;                 ///< from the start of the trial; online: of the run
  std::string symbol;
  Operation operation = Operation::set;
  double value = 0;                         ///< for a choice, its index
  std::optional<std::int64_t> until_trial;  ///< first trial without it; perhaps `never`
  std::optional<double> until_ms;           ///< within the same trial; online: of the run
  /// Networks: "E 1-100, I 7" (cell_set.h): the cells that are lesioned, or into which I_ext is
  /// injected on top of what all have. Rate units also: those whose E_set or I_set it is, and those
  /// among which the weights of W_XY are scaled. Empty: the parameter, for all.
  std::string cells;

  bool operator==(const Event&) const = default;
};

/// The event's operation on a present value.
double apply(const Event& event, double present);

/// The same while a run goes on; throws RunError when the model does not admit the result.
double value_during_run(const Event& event, const ParameterSpec& spec, double present);

/// The event's operation on the weight it names. Throws RunError as value_during_run() does.
void change_weight(const Event& event, Model model, ei::Weights& weights);

/// Adds to a log what a hand did. An event that differs from one in the log only in `until_trial`
/// is that one's end and takes its place.
void add_to_log(std::vector<Event>& log, Event event);

/// Changes what a network is or does (weights, activity, chosen cells), not a parameter.
bool is_network_event(const Event& event);

/// Alters its parameter or weight for good, rather than lying over it for a while.
bool is_permanent(const Event& event, bool online);

/// A temporary change as one trial meets it: steps count from 1 in the trial.
struct Overlay {
  Event event;
  std::int64_t first_step = 1;
  std::int64_t end_step = 1;  ///< first step without it

  bool is_active(std::int64_t step) const { return first_step <= step && step < end_step; }
};

/// The temporary events that touch a trial of `steps` steps, in their order. `steps_before` is the
/// number of steps of the run before this trial; only online mode looks at it.
std::vector<Overlay> overlays(const std::vector<Event>& events, bool online, std::int64_t trial,
                              std::int64_t steps, std::int64_t steps_before, double dt_ms);

/// Lays the changes that are active at `step` over parameters and weights. Throws RunError when the
/// model does not admit the result.
void lay_over(const std::vector<Overlay>& changes, std::int64_t step, ParameterValues& values,
              ei::Weights& weights);
/// Those of parameters alone.
void lay_over(const std::vector<Overlay>& changes, std::int64_t step, ParameterValues& values);
/// Those of weights alone.
void lay_over(const std::vector<Overlay>& changes, std::int64_t step, Model model,
              ei::Weights& weights);

}  // namespace homeostat::lab
