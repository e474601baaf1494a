#pragma once
// Drafts -> records as the evaluator reads them.

#include "engine/check/checked_policy.hpp"
#include "engine/scenario/scenario.hpp"
#include "engine/values/arena.hpp"

namespace kaidah::scenario {

/// Builds records and keeps them alive.
class Material {
 public:
  explicit Material(const check::CheckedPolicy& policy) : policy_(policy) {}

  /// What was not given has its default, is absent where that is allowed, and otherwise is Unread.
  const values::RecordData* record(check::RecordId record, const Draft& draft);
  values::Value value(const types::Type& type, const Draft& draft);

 private:
  const check::CheckedPolicy& policy_;
  values::Arena arena_;
};

/// `over`, completed by what only `under` gives.
[[nodiscard]] Draft merged(const Draft& under, const Draft& over);

}  // namespace kaidah::scenario
