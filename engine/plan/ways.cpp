// The ways of a decision, in the order of the plan: those of one rule stand together, in the order of being tried.

#include "engine/plan/builder.hpp"

namespace kaidah::plan {

std::uint32_t Builder::way(Way made) {
  plan_.ways.push_back(made);
  return static_cast<std::uint32_t>(plan_.ways.size() - 1);
}

// What a group decides is no part of the decision of a record.
void Builder::number_ways() {
  for (std::uint32_t i = 0; i < plan_.rules.size(); ++i) {
    Rule& rule = plan_.rules[i];
    if (policy_.rules[rule.id].scope == check::RuleScope::group) continue;
    number_ways_of(rule.exceptions, i);
    number_ways_of(rule.base, i);
    if (rule.override_field != kNone) {
      rule.way = way({WayKind::field, i});
    } else if (rule.optional) {
      rule.way = way({WayKind::nothing, i});
    }
  }
  for (std::uint32_t i = 0; i < plan_.duties.size(); ++i) {
    if (policy_.duties[plan_.duties[i].id].group) continue;
    plan_.duties[i].way = way({WayKind::duty_met, i});
    way({WayKind::duty_unmet, i});
    way({WayKind::duty_open, i});
  }
  for (std::uint32_t i = 0; i < plan_.procedures.size(); ++i) {
    plan_.procedures[i].way = way({WayKind::procedure, i});
    for (std::uint32_t s = 0; s < plan_.procedures[i].steps.size(); ++s) {
      std::vector<ProcedureExit>& exits = plan_.procedures[i].steps[s].exits;
      for (std::uint32_t e = 0; e < exits.size(); ++e) exits[e].way = way({WayKind::exit, i, e, s});
    }
  }
  for (std::uint32_t i = 0; i < plan_.not_encoded.size(); ++i)
    if (!plan_.not_encoded[i].group) plan_.not_encoded[i].way = way({WayKind::hole, i});
  for (std::uint32_t i = 0; i < plan_.results.size(); ++i) {
    Result& result = plan_.results[i];
    if (result.plan == nullptr) continue;
    result.way = static_cast<std::uint32_t>(plan_.ways.size());
    for (std::uint32_t w = 0; w < result.plan->ways.size(); ++w) way({WayKind::result, i, w});
  }
}

void Builder::number_ways_of(Range statements, std::uint32_t rule) {
  for (std::uint32_t s = 0; s < statements.count; ++s) {
    const Statement& statement = plan_.statements[plan_.lists[statements.begin + s]];
    number_ways_of(statement.exceptions, rule);
    for (std::uint32_t a = statement.arms.begin; a < statement.arms.begin + statement.arms.count; ++a) {
      number_ways_of(plan_.arms[a].exceptions, rule);
      plan_.arms[a].way = way({WayKind::arm, rule, a});
    }
  }
}

}  // namespace kaidah::plan
