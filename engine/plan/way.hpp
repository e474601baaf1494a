#pragma once
// The ways that the decision of a record can take, numbered: Plan::ways. What a decision took of them is a set of bits
// (engine/evaluate/ways.hpp).

#include <cstdint>

namespace kaidah::plan {

/// Behind each: when it is taken, and what `of` and `at` of Way mean.
enum class WayKind : std::uint8_t {
  arm,         ///< its guards hold, so that it gives the value. of: Plan::rules; at: Plan::arms
  field,       ///< no exception gives a value, and the field of the record stands. of: Plan::rules
  nothing,     ///< an optional rule of which nothing holds. of: Plan::rules
  duty_met,    ///< of: Plan::duties
  duty_unmet,  ///< of: Plan::duties
  duty_open,   ///< it waits for its day. of: Plan::duties
  procedure,   ///< it has started. of: Plan::procedures
  exit,        ///< of a step. of: Plan::procedures; at: ProcedureStep::exits
  hole,        ///< what is not encoded taints the decision. of: Plan::not_encoded
  result,      ///< a way of the other policy. of: Plan::results; at: its number in that plan
};

struct Way {
  WayKind kind{};
  std::uint32_t of = 0;
  std::uint32_t at = 0;
  std::uint32_t step = 0;  ///< of an exit: Procedure::steps
  friend bool operator==(const Way&, const Way&) = default;
};

}  // namespace kaidah::plan
