#pragma once
// The expressions of a plan: small typed nodes in one vector, children before parents.

#include <cstdint>

#include "engine/check/checked_policy.hpp"

namespace kaidah::plan {

struct NodeTag;
using NodeId = Id<NodeTag>;

/// What a node does. Behind each: what `a`, `b`, `c` and `aux` mean. "n" marks a node, "list" a range of
/// Plan::children that begins at `a` and has `b` nodes.
enum class Op : std::uint8_t {
  // what stands somewhere and is only read
  constant,     ///< a: Plan::constants
  input_field,  ///< a: field of the record that is decided
  self_field,   ///< a: field of the record whose condition is tested
  field,  ///< a: n, a record; b: its field; c: Plan::shapes.records, or none: a projected member. Absent when a is
  group_field,  ///< a: group; b: field of its record
  local,        ///< a: place in the frame
  rule,         ///< a: Plan::rules, one without parameters: computed once a decision
  parameter,    ///< a: Plan::parameters
  clock,        ///< aux: syntax::Clock
  met,          ///< a: Plan::duties; absent while the duty is open
  procedure,    ///< a: Plan::procedures; aux: syntax::Builtin step, since or due; absent before its start
  happened,     ///< a: member of the events' enum; in the exits of a procedure
  folded,       ///< a: group; b: its fold: an aggregate over members, gathered one by one
  members,      ///< a: group: the list of the projected members
  result,       ///< a: Plan::results; b: check::RuleId of an output of that policy; absent when its record is
  // what is computed from other nodes
  call,          ///< a: Plan::rules; b, c: arguments, a list
  if_missing,    ///< a: n; b: n, when a is absent
  as_of,         ///< a: n; b: n, the day that is the reference day inside a
  undetermined,  ///< a: Plan::texts, why
  list,          ///< list
  add,
  subtract,
  multiply,
  divide,  ///< a, b: n, numbers
  negate,
  absolute,  ///< a: n, a number
  round,     ///< a: n; b: decimals, signed; aux: values::RoundingMode
  least,
  greatest,  ///< list, of values of one type; aux: TypeKind
  year,
  month,
  day,        ///< a: n, a date
  make_date,  ///< list: year, month, day
  date_plus_days,
  date_minus_days,  ///< a: n, a date; b: n
  date_plus_months,
  date_minus_months,  ///< a: n, a date; b: n; aux: values::MonthEnd
  date_difference,    ///< a, b: n, dates; days from b to a
  duration_add,
  duration_subtract,  ///< a, b: n; aux: TypeKind days or months
  duration_multiply,  ///< a: n, a duration; b: n, a number; aux: TypeKind
  duration_divide,    ///< a, b: n, durations; a number
  duration_negate,    ///< a: n; aux: TypeKind
  aggregate,          ///< a: Plan::aggregates
  // what is true or false
  logical_not,     ///< a: n
  logical_and,     ///< list
  logical_or,      ///< list
  compare_number,  ///< a, b: n; aux: syntax::Comparison
  compare_value,   ///< a, b: n, of any one type, may be absent; aux: syntax::Comparison
  chain,           ///< list of operands; c: Plan::comparisons, one less: each compares two neighbours
  in_items,        ///< list: the element, then what it may be
  in_list,         ///< a: n; b: n, a list
  present,         ///< a: n
  cell,            ///< a: Plan::cells
};

struct Node {
  Op op{};
  std::uint8_t aux = 0;
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  std::uint32_t c = 0;
};

}  // namespace kaidah::plan
