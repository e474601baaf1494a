#pragma once
// What has been gathered of a group so far <-> one line of JSON: exact and canonical, so that it can be kept, sent and
// merged elsewhere.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/evaluate/group.hpp"
#include "engine/plan/plan.hpp"

namespace kaidah::batch {

/// `{"regime":0,"group":"unit","key":[…],"members":3,"rejected":0,"folds":[[3,"270.5"]],"rows":[[…]],
/// "rankings":[[[by,then,"id"]]]}` and a line end. Numbers are texts, `115.8` or `1/3`; days and texts
/// are texts, members of an enum their names, durations counts, records lists of their fields. What the policy does
/// not need is left out: `folds`, `rows`, `rankings`. What members rest on is not kept: no line of a group says it.
void append_group_state(std::string& out, const plan::Plan& plan, std::uint32_t regime, check::GroupId group,
                        const evaluate::GroupAccumulator::Entry& entry);

struct GroupStateRead {
  std::uint32_t regime = 0;
  check::GroupId group;
  evaluate::GatheredGroup state;
};
/// The plan of a regime; null: there is none.
using PlanOf = std::function<const plan::Plan*(std::uint64_t regime)>;
/// Nothing when the line is not one that the plan could have led to.
[[nodiscard]] std::optional<GroupStateRead> read_group_state(std::string_view line, const PlanOf& plan_of);

}  // namespace kaidah::batch
