#include "core/ei/lif_cells.h"

#include <algorithm>
#include <cmath>

namespace homeostat::ei {

namespace {

const kernel::CellKernel& cell_kernel(math::VectorPath path) {
  switch (path) {
    case math::VectorPath::avx512:
      return kernel::avx512::cell_kernel();
    case math::VectorPath::avx2:
      return kernel::avx2::cell_kernel();
    case math::VectorPath::baseline:
      break;
  }
  return kernel::baseline::cell_kernel();
}

}  // namespace

LifCells::LifCells(Sizes sizes, math::VectorPath path)
    : layout_(sizes), kernel_(cell_kernel(path)) {
  for (auto* array : {&v_, &adapt_, &s_E_, &s_I_, &u_E_, &u_I_, &current_})
    *array = math::AlignedFloats(layout_.count);
  resting_until_.assign(layout_.count, 0);
  for (std::size_t h = 0; h < 2; ++h)
    halves_[h].crossed.resize(2 * (layout_.half_end(h) - layout_.half_first(h)));
  set_parameters({});
  rest();
}

void LifCells::rest() {
  for (auto* array : {&v_, &adapt_, &s_E_, &s_I_, &u_E_, &u_I_}) array->fill(0);
  std::ranges::fill(resting_until_, 0);
  for (Half& half : halves_) half.resting.clear();
  E_adapts_ = I_adapts_ = false;
  keep_fillers_silent();
  set_parameters(parameters_);
}

/// What fills up blocks is stepped with them, but is no cell.
void LifCells::keep_fillers_silent() {
  for (const std::size_t half : {0U, 1U}) {
    for (std::size_t slot = layout_.half_first(half); slot < layout_.half_end(half); ++slot) {
      if (!layout_.is_cell(slot)) let_rest(slot);
    }
  }
}

/// For good, at the resting potential.
void LifCells::let_rest(std::size_t slot) {
  if (resting_until_[slot] == for_ever) return;
  resting_until_[slot] = for_ever;
  halves_[layout_.half_of(slot)].resting.push_back(
      {static_cast<std::uint16_t>(slot), for_ever, 0.0F});
}

LifCells::Kind LifCells::kind(const CellParameters& cell, const LifParameters& all) {
  const double dt = all.dt;
  Kind kind;
  kernel::CellGroup& g = kind.group;
  g.leak = static_cast<float>(cell.g_L);
  g.per_capacity = static_cast<float>(dt / cell.C);
  g.threshold = static_cast<float>(cell.V_threshold - cell.E_L);
  g.noise = static_cast<float>(cell.noise_sigma * std::sqrt(dt * cell.g_L / cell.C));
  g.adapt_decay = static_cast<float>(dt / cell.tau_a);
  g.rise_E = static_cast<float>(dt / all.from_E.tau_rise);
  g.rise_I = static_cast<float>(dt / all.from_I.tau_rise);
  g.fall_E = static_cast<float>(dt / all.from_E.tau_decay);
  g.fall_I = static_cast<float>(dt / all.from_I.tau_decay);
  g.feed_E = static_cast<float>(dt / (all.from_E.tau_decay * all.from_E.tau_rise));
  g.feed_I = static_cast<float>(dt / (all.from_I.tau_decay * all.from_I.tau_rise));
  kind.reset = static_cast<float>(cell.V_reset - cell.E_L);
  kind.adaptation = static_cast<float>(cell.adaptation);
  kind.refractory_steps = static_cast<std::int32_t>(std::lround(cell.tau_refractory / dt));
  return kind;
}

void LifCells::set_parameters(const LifParameters& parameters) {
  parameters_ = parameters;
  E_ = kind(parameters.E, parameters);
  I_ = kind(parameters.I, parameters);
  E_.steady = parameters.I_ext;
  I_.steady = parameters.I_ext_I;
  E_.group.first = 0;
  E_.group.end = layout_.I_first;
  I_.group.first = layout_.I_first;
  I_.group.end = layout_.count;
  // Once there is some adaptation it decays, whatever the parameters become.
  E_.group.adapts = E_adapts_ = E_adapts_ || parameters.E.adaptation != 0;
  I_.group.adapts = I_adapts_ = I_adapts_ || parameters.I.adaptation != 0;
  fill_currents();
}

void LifCells::inject(std::span<const double> current) {
  injected_.assign(current.begin(), current.end());
  fill_currents();
}

void LifCells::fill_currents() {
  for (int cell = 0; cell < layout_.sizes.all(); ++cell) {
    const double own = injected_.empty() ? 0 : injected_[static_cast<std::size_t>(cell)];
    const double steady = cell < layout_.sizes.E ? E_.steady : I_.steady;
    current_[layout_.slot(cell)] = static_cast<float>(steady + own);
  }
}

void LifCells::set_lesioned(std::span<const int> cells) {
  for (Half& half : halves_) {
    std::erase_if(half.resting, [&](const Resting& resting) {
      if (resting.until != for_ever) return false;
      resting_until_[resting.slot] = 0;
      return true;
    });
  }
  keep_fillers_silent();
  for (const int cell : cells) let_rest(layout_.slot(cell));
}

std::span<const std::uint16_t> LifCells::step_potentials(std::size_t half, std::int32_t step_number,
                                                         const float* gaussian) {
  return step(half, step_number, gaussian, kernel_.step_potentials);
}

std::span<const std::uint16_t> LifCells::step_both(std::size_t half, std::int32_t step_number,
                                                   const float* gaussian) {
  return step(half, step_number, gaussian, kernel_.step_both);
}

std::span<const std::uint16_t> LifCells::step(std::size_t half_number, std::int32_t step,
                                              const float* gaussian, StepPotentials step_kind) {
  Half& half = halves_[half_number];
  half.fired = 0;
  for (const Kind* kind : {&E_, &I_}) {
    const kernel::CellGroup group = group_in(*kind, half_number);
    if (group.first >= group.end) continue;
    // Behind those that fire, which never are more.
    const std::size_t crossed =
        step_kind(group, arrays(), gaussian + (group.first - layout_.half_first(half_number)),
                  half.crossed.data() + half.fired);
    let_fire(half, *kind, crossed, step);
  }
  hold_resting(half, step);
  return {half.crossed.data(), half.fired};
}

void LifCells::step_currents(std::size_t half) {
  for (const Kind* kind : {&E_, &I_}) {
    const kernel::CellGroup group = group_in(*kind, half);
    if (group.first < group.end) kernel_.step_currents(group, arrays());
  }
}

kernel::CellGroup LifCells::group_in(const Kind& kind, std::size_t half) const {
  kernel::CellGroup group = kind.group;
  group.first = std::max(group.first, layout_.half_first(half));
  group.end = std::min(group.end, layout_.half_end(half));
  return group;
}

kernel::CellArrays LifCells::arrays() {
  return {v_.data(),   adapt_.data(), s_E_.data(),    s_I_.data(),
          u_E_.data(), u_I_.data(),   current_.data()};
}

/// The last `count` that have crossed, but those that rest.
void LifCells::let_fire(Half& half, const Kind& kind, std::size_t count, std::int32_t step) {
  const std::uint16_t* crossed = half.crossed.data() + half.fired;
  for (std::size_t k = 0; k < count; ++k) {
    const std::size_t slot = crossed[k];
    if (step < resting_until_[slot]) continue;
    v_[slot] = kind.reset;
    adapt_[slot] += kind.adaptation;
    resting_until_[slot] = step + kind.refractory_steps;
    half.resting.push_back({static_cast<std::uint16_t>(slot), resting_until_[slot], kind.reset});
    half.crossed[half.fired++] = static_cast<std::uint16_t>(layout_.cell(slot));
  }
}

/// Few cells rest at a time: putting them back costs less than asking every cell.
void LifCells::hold_resting(Half& half, std::int32_t step) {
  std::size_t kept = 0;
  for (const Resting& resting : half.resting) {
    if (step >= resting.until) continue;
    v_[resting.slot] = resting.held_at;
    half.resting[kept++] = resting;
  }
  half.resting.resize(kept);
}

void LifCells::kick(std::size_t half, const Kick& kick) {
  const auto added = static_cast<float>(kick.amplitude * parameters_.from_E.tau_rise);
  for (int cell = 0, end = std::min(kick.cells, layout_.sizes.E); cell < end; ++cell) {
    const std::size_t slot = layout_.slot(cell);
    if (layout_.half_of(slot) == half) u_E_[slot] += added;
  }
}

CellState LifCells::state(int cell) const {
  const std::size_t slot = layout_.slot(cell);
  const CellParameters& parameters = cell < layout_.sizes.E ? parameters_.E : parameters_.I;
  return {parameters.E_L + double{v_[slot]}, double{adapt_[slot]}, double{s_E_[slot]},
          double{s_I_[slot]}};
}

}  // namespace homeostat::ei
