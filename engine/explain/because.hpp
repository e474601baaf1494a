#pragma once
// Trace -> a tree of "because": what was decided, from which figures, under which article, and what did not apply.

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/evaluate/outcome.hpp"
#include "engine/evaluate/trace.hpp"
#include "engine/plan/plan.hpp"

namespace kaidah::explain {

/// A value ready to be shown in either language.
struct Shown {
  enum class Kind : std::uint8_t { none, absent, text, figure, fraction, boolean, days, months };
  Kind kind = Kind::none;
  std::string text;         ///< digits, text, `true`/`false`, a count of days or months
  std::string approximate;  ///< of a fraction: six decimals
};

enum class BecauseKind : std::uint8_t {
  rule,         ///< a rule, or a function for given arguments
  again,        ///< a rule that was explained before
  assumed,      ///< a rule whose value a scenario set
  argument,     ///< of a function
  alternative,  ///< one arm or statement, with whether it applied
  condition,    ///< what had to hold
  field,        ///< of the record, with its pointer
  group_field,  ///< of the group's record
  parameter,    ///< set by whoever decides it
  dated,        ///< a parameter that the law dates
  clock,        ///< start or end of the period, the decision or reference day
  aggregate,    ///< over a list; inside, its items
  item,         ///< `name` is its number, from 1
  folded,       ///< over the members of a group
  duty,
  promise,
  procedure,
  start,
  step,
  due,
  exit,
  event,
  not_encoded,
  data_condition,
  result,  ///< an output of another policy; inside, how that one came to it
};

/// One step of the reasoning.
struct Because {
  BecauseKind kind{};
  evaluate::Holds holds{};
  std::string name;     ///< as the policy names it; of a step or an end its label if it has one
  check::ExprRef expr;  ///< the formula or condition as written; may be none
  Shown value;
  std::string pointer;  ///< JSON pointer into the record
  std::optional<check::ProvenanceId> provenance;
  std::string policy;  ///< of a result: which policy decided
  std::string version;
  std::vector<Because> inside;
};

struct Explanation {
  std::shared_ptr<const check::CheckedPolicy> policy;
  std::string id;  ///< of the record; may be empty
  std::optional<evaluate::Rejection> rejection;
  std::vector<Because> because;  ///< outputs in order, then duties and procedures
  std::vector<evaluate::Finding> findings;
  std::vector<check::ProvenanceId> rests_on;
  std::map<std::string, std::string> set_by;  ///< the profile that set a parameter, by its name; filled in by the caller
};

/// From the trace alone: nothing is computed again. REQUIRES: the trace was recorded while `outcome` was decided by
/// `plan`, and the evaluator has not decided anything since.
[[nodiscard]] Explanation explain(const plan::Plan& plan, std::string id, const evaluate::Outcome& outcome,
                                  const evaluate::Trace& trace);

/// Indented lines in the reader's language, decimals with its mark.
[[nodiscard]] std::string render_text(const Explanation& explanation, Language language);
/// One page that needs nothing else: opens without a network, folds, prints.
[[nodiscard]] std::string render_html(const Explanation& explanation, Language language);

}  // namespace kaidah::explain
