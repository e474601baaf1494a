#pragma once
// What the records of a run are decided under: one policy, or each record its own.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluate/settings.hpp"
#include "engine/json/decode.hpp"
#include "engine/plan/plan.hpp"
#include "engine/values/arena.hpp"

namespace kaidah::batch {

struct Regime {
  plan::PlanPtr plan;
  /// By check::ParameterId. What the values point to outlives the run.
  std::vector<std::optional<values::Value>> parameters;
  std::vector<evaluate::ResultSettings> results;  ///< by check::ResultId; the same
  /// Stands in each line as `kebijakan`; empty: the lines do not name their policy.
  std::string label;
};

struct Choice {
  std::optional<std::uint32_t> regime;
  json::DecodeResult rejected;  ///< without a regime: why
};
/// What is returned lives in the arena. One thread at a time.
using Choose = std::function<Choice(std::string_view text, values::Arena& arena)>;

struct Regimes {
  std::vector<Regime> all;  ///< at least one
  /// One for each thread. Missing: there is only one regime, and it takes every record.
  std::function<Choose()> make_chooser;
  std::function<Choose()> make_group_chooser;  ///< the same, for the groups' own records
};

}  // namespace kaidah::batch
