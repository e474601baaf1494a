#include "engine/compare/causes.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/explain/arm.hpp"
#include "engine/explain/shown.hpp"

namespace kaidah::compare {
namespace {

using evaluate::EventKind;
using evaluate::Holds;

// Any language will do: the texts are only held against each other.
constexpr Language kLanguage = Language::indonesian;

std::string saying(const check::CheckedPolicy& policy, check::ArmId id) {
  const check::Arm& arm = policy.arms[id];
  const check::Statement& statement = policy.statements[arm.statement];
  const explain::ArmText text = explain::arm_text(policy, id, kLanguage);
  std::string all = policy.rules[statement.rule].name;
  for (const std::string& part :
       {explain::article(policy, arm.provenance, kLanguage), explain::provisions_text(policy, statement, kLanguage),
        explain::formula(policy, statement.subject, kLanguage), text.condition, text.value,
        std::string(arm.otherwise ? "otherwise" : "")})
    all += '\n' + part;
  return all;
}

std::vector<bool> choices(const check::CheckedPolicy& policy) {
  std::vector<std::size_t> arms(policy.rules.size());
  for (const check::Statement& statement : policy.statements) arms[statement.rule.index] += statement.arms.size();
  std::vector<bool> choice;
  choice.reserve(arms.size());
  for (std::size_t i = 0; i < arms.size(); ++i)
    choice.push_back(arms[i] > 1 || policy.rules[check::RuleId(i)].overrides_field.has_value());
  return choice;
}

/// What decided: arms by the name of their rule, and the parameters that were read.
struct Decided {
  std::map<std::string, std::set<check::ArmId>> arms;
  std::map<std::string, std::string> parameters;
};

Decided decided(const check::CheckedPolicy& policy, const evaluate::Trace& trace) {
  Decided result;
  const std::vector<evaluate::Event>& events = trace.events();
  for (std::size_t i = 0; i < events.size(); ++i) {
    const evaluate::Event& event = events[i];
    if (event.kind == EventKind::result) {
      // Inside is another policy's run, with ids of its own.
      i = std::max<std::size_t>(event.end, i + 1) - 1;
      continue;
    }
    if (event.kind == EventKind::arm && event.result == Holds::yes) {
      const check::ArmId arm(event.id);
      result.arms[policy.rules[policy.statements[policy.arms[arm].statement].rule].name].insert(arm);
    } else if (event.kind == EventKind::parameter) {
      const check::ParameterDeclaration& parameter = policy.parameters[check::ParameterId(event.id)];
      const explain::Shown value = explain::shown(policy, parameter.type, event.value);
      result.parameters[parameter.name] = value.text.empty() ? value.approximate : value.text;
    }
  }
  return result;
}

}  // namespace

Causes::Causes(const plan::Plan& from, const plan::Plan& to)
    : from_(*from.policy), to_(*to.policy), from_choice_(choices(from_)), to_choice_(choices(to_)) {
  std::unordered_map<std::string, std::uint32_t> known;
  const auto number = [&](const check::CheckedPolicy& policy, std::vector<std::uint32_t>& sayings) {
    sayings.reserve(policy.arms.size());
    for (std::size_t i = 0; i < policy.arms.size(); ++i)
      sayings.push_back(
          known.emplace(saying(policy, check::ArmId(i)), static_cast<std::uint32_t>(known.size())).first->second);
  };
  number(from_, from_sayings_);
  number(to_, to_sayings_);
}

std::vector<Cause> Causes::between(const evaluate::Trace& from_trace, const evaluate::Trace& to_trace) const {
  const Decided from = decided(from_, from_trace);
  const Decided to = decided(to_, to_trace);
  const auto not_in = [](const std::set<check::ArmId>& arms, const std::vector<std::uint32_t>& sayings,
                         const std::set<check::ArmId>& others, const std::vector<std::uint32_t>& other_sayings) {
    std::vector<check::ArmId> own;
    for (const check::ArmId arm : arms) {
      const bool there = std::any_of(others.begin(), others.end(), [&](check::ArmId other) {
        return other_sayings[other.index] == sayings[arm.index];
      });
      if (!there) own.push_back(arm);
    }
    return own;
  };
  const auto chose = [](const check::CheckedPolicy& policy, const std::vector<bool>& choice,
                        const std::set<check::ArmId>& arms) {
    return std::any_of(arms.begin(), arms.end(), [&](check::ArmId arm) {
      return choice[policy.statements[policy.arms[arm].statement].rule.index];
    });
  };
  static const std::set<check::ArmId> kNothing;
  const auto arms_of = [](const Decided& side, const std::string& name) -> const std::set<check::ArmId>& {
    const auto found = side.arms.find(name);
    return found == side.arms.end() ? kNothing : found->second;
  };
  std::set<std::string> names;
  for (const auto& [name, arms] : from.arms) names.insert(name);
  for (const auto& [name, arms] : to.arms) names.insert(name);

  std::vector<Cause> causes;
  for (const std::string& name : names) {
    const std::set<check::ArmId>& before = arms_of(from, name);
    const std::set<check::ArmId>& after = arms_of(to, name);
    if (after.empty() && !chose(from_, from_choice_, before)) continue;
    if (before.empty() && !chose(to_, to_choice_, after)) continue;
    Cause cause{name,
                not_in(before, from_sayings_, after, to_sayings_),
                not_in(after, to_sayings_, before, from_sayings_),
                {},
                {}};
    if (!cause.from.empty() || !cause.to.empty()) causes.push_back(std::move(cause));
  }
  for (const auto& [name, value] : from.parameters) {
    const auto other = to.parameters.find(name);
    if (other != to.parameters.end() && other->second != value) causes.push_back({name, {}, {}, value, other->second});
  }
  return causes;
}

}  // namespace kaidah::compare
