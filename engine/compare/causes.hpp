#pragma once
// Why a record ends differently: what decided under one policy and not under the other, out of the traces of both runs.

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/evaluate/trace.hpp"
#include "engine/plan/plan.hpp"

namespace kaidah::compare {

/// One rule that gave its value by other alternatives, or a parameter that had another value.
struct Cause {
  std::string name;
  std::vector<check::ArmId> from;  ///< that decided under the first policy only
  std::vector<check::ArmId> to;    ///< under the second only
  std::string from_value;          ///< of a parameter
  std::string to_value;
  friend auto operator<=>(const Cause&, const Cause&) = default;
};

/// What both policies say in the same words under the same article is no cause. A rule that stands in one of them only
/// is one where it had a choice: an unconditional formula of another regulation is always at work. Shared by threads.
class Causes {
 public:
  Causes(const plan::Plan& from, const plan::Plan& to);

  /// Each once, in no order that means anything. REQUIRES: the traces are of these plans.
  [[nodiscard]] std::vector<Cause> between(const evaluate::Trace& from, const evaluate::Trace& to) const;

 private:
  const check::CheckedPolicy& from_;
  const check::CheckedPolicy& to_;
  std::vector<std::uint32_t> from_sayings_;  // by ArmId: equal where the arms say the same
  std::vector<std::uint32_t> to_sayings_;
  std::vector<bool> from_choice_;  // by RuleId
  std::vector<bool> to_choice_;
};

}  // namespace kaidah::compare
