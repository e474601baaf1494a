#include "engine/analysis/witness.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::analysis {
namespace {

using types::TypeKind;
using values::Value;

// A text that differs from whatever it is compared with.
constexpr std::string_view kOtherText = "\xE2\x80\xA6";

std::optional<Run> run_of(const Model& model, AtomId atom, const Box& box) {
  for (std::size_t i = 0; i < box.size(); ++i)
    if (model.axes()[AxisId(i)].atom == atom) return box[i];
  return std::nullopt;
}

// Records inside records inside records: deeper than any policy goes.
constexpr int kDeepestRecord = 12;

}  // namespace

/// Values at the ends of paths, put together to records. What nothing is said of gets some value of its type.
class RecordMaker {
 public:
  explicit RecordMaker(const check::CheckedPolicy& policy) : policy_(policy) {}

  void set(const std::vector<std::uint32_t>& path, Value value) { values_[path] = std::move(value); }
  void set_present(const std::vector<std::uint32_t>& path) { present_.insert(path); }
  /// The value at the start of every path, where that is no record.
  [[nodiscard]] const Value* whole() const {
    const auto found = values_.find({});
    return found != values_.end() ? &found->second : nullptr;
  }

  const values::RecordData* record(check::RecordId id, const std::vector<std::uint32_t>& prefix = {}) {
    const auto& fields = policy_.records[id].fields;
    std::vector<Value>& made = fields_.emplace_back(fields.size(), Value(values::Unread()));
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
      std::vector<std::uint32_t> path = prefix;
      path.push_back(i);
      const auto found = values_.find(path);
      const bool absent = fields[i].type.optional && present_.count(path) == 0 && !reaches_into(path);
      if (found != values_.end()) {
        made[i] = found->second;
      } else if (fields[i].if_missing) {
        made[i] = *fields[i].if_missing;
      } else {
        made[i] = absent ? Value() : sample(fields[i].type, path);
      }
    }
    return &records_.emplace_back(values::RecordData{made});
  }

  Value sample(const types::Type& type, const std::vector<std::uint32_t>& path) {
    switch (type.kind) {
      case TypeKind::boolean:
        return false;
      case TypeKind::number: {
        const std::optional<Number> figure = plain_value(type.range, type.decimals);
        return figure ? Value(*figure) : Value(values::Unread());
      }
      case TypeKind::text:
        return kOtherText;
      case TypeKind::date:
        return values::Date();
      case TypeKind::days:
        return values::Days{1};
      case TypeKind::months:
        return values::Months{1};
      case TypeKind::enumeration:
        return values::Member{0};
      case TypeKind::record:
        if (path.size() > kDeepestRecord) return values::Unread();
        return record(type.record, path);
      case TypeKind::list:
        return &lists_.emplace_back();
      case TypeKind::error:
      case TypeKind::member:
      case TypeKind::none:
        break;
    }
    return values::Unread();
  }

 private:
  bool reaches_into(const std::vector<std::uint32_t>& prefix) const {
    const auto inside = [&](const std::vector<std::uint32_t>& path) {
      return path.size() > prefix.size() && std::equal(prefix.begin(), prefix.end(), path.begin());
    };
    const auto value = values_.upper_bound(prefix);
    const auto present = present_.upper_bound(prefix);
    return (value != values_.end() && inside(value->first)) || (present != present_.end() && inside(*present));
  }

  const check::CheckedPolicy& policy_;
  std::map<std::vector<std::uint32_t>, Value> values_;
  std::set<std::vector<std::uint32_t>> present_;
  std::deque<std::vector<Value>> fields_;
  std::deque<values::RecordData> records_;
  std::deque<values::ListData> lists_;
};

/// Everything an example sets.
struct Witness::Example {
  explicit Example(const check::CheckedPolicy& policy) : input(policy), group(policy) {}
  RecordMaker input;
  RecordMaker group;
  std::map<std::uint32_t, RecordMaker> arguments;
  evaluate::Settings settings;
};

Value value_of(const Model& model, AtomId id, const Assignment& assignment) {
  const Atom& atom = model.atoms()[id];
  if (atom.ordered()) {
    const auto figure = assignment.figures.find(id);
    if (figure == assignment.figures.end()) return values::Unread();
    if (atom.type.kind == TypeKind::number) return figure->second;
    const std::optional<std::int64_t> count = figure->second.to_int64();
    if (!count) return values::Unread();
    if (atom.type.kind == TypeKind::days) return values::Days{*count};
    if (atom.type.kind == TypeKind::months) return values::Months{*count};
    const std::optional<values::Date> date = values::Date().plus(values::Days{*count});
    return date ? Value(*date) : Value(values::Unread());
  }
  const std::optional<Run> run = run_of(model, id, assignment.box);
  if (!run) return values::Unread();
  if (atom.presence || atom.type.kind == TypeKind::boolean) return run->begin == 1;
  if (atom.type.kind == TypeKind::enumeration) return values::Member{run->begin};
  if (atom.type.kind == TypeKind::text)
    return run->begin < atom.texts.size() ? std::string_view(atom.texts[run->begin]) : kOtherText;
  return values::Unread();
}

Witness::Witness(std::shared_ptr<const check::CheckedPolicy> policy, const Limits& limits)
    : policy_(std::move(policy)), limits_(limits) {}

std::optional<MessageKind> Witness::rejection_of(check::RuleId rule_id, const Model& model,
                                                 const Assignment& assignment, const std::vector<AtomId>& needed) {
  Example example(*policy_);
  example.settings.limits = limits_;
  example.settings.parameters.resize(policy_->parameters.size());
  const auto set = [&](const Origin& origin, const Value& value) {
    if (value.is_unread()) return;
    if (const auto* input = std::get_if<InputPath>(&origin)) {
      example.input.set(input->fields, value);
    } else if (const auto* group = std::get_if<GroupPath>(&origin)) {
      example.group.set(group->fields, value);
    } else if (const auto* argument = std::get_if<ArgumentPath>(&origin)) {
      example.arguments.try_emplace(argument->index, *policy_).first->second.set(argument->fields, value);
    } else if (const auto* named = std::get_if<RuleValue>(&origin)) {
      auto& assumed = example.settings.assumed_rules;
      for (auto& [id, old] : assumed) {
        if (id != named->rule) continue;
        old = value;
        return;
      }
      assumed.emplace_back(named->rule, value);
    } else if (const auto* parameter = std::get_if<ParameterValue>(&origin)) {
      example.settings.parameters[parameter->parameter.index] = value;
    } else if (std::holds_alternative<DecisionDay>(origin) && std::holds_alternative<values::Date>(value)) {
      example.settings.decision_day = value.date();
    }
  };
  const auto set_present = [&](const Origin& origin) {
    if (const auto* input = std::get_if<InputPath>(&origin)) {
      example.input.set_present(input->fields);
    } else if (const auto* group = std::get_if<GroupPath>(&origin)) {
      example.group.set_present(group->fields);
    } else if (const auto* argument = std::get_if<ArgumentPath>(&origin)) {
      example.arguments.try_emplace(argument->index, *policy_).first->second.set_present(argument->fields);
    } else if (const auto* named = std::get_if<RuleValue>(&origin)) {
      // That it is present is all that is known: any value of its type will do.
      for (const auto& [assumed, value] : example.settings.assumed_rules)
        if (assumed == named->rule) return;
      set(origin, example.input.sample(policy_->rules[named->rule].type, {}));
    }
  };
  // Values first, then what is absent: that there is nothing goes before what it would be.
  for (const AtomId id : needed)
    if (!model.atoms()[id].presence) set(model.atoms()[id].origin, value_of(model, id, assignment));
  for (const AtomId id : needed) {
    const Atom& atom = model.atoms()[id];
    const Value there = atom.presence ? value_of(model, id, assignment) : Value(values::Unread());
    if (there.is_unread()) continue;
    if (there.boolean()) {
      set_present(atom.origin);
    } else {
      set(atom.origin, values::Absent());
    }
  }
  return run(rule_id, example);
}

std::optional<MessageKind> Witness::run(check::RuleId rule_id, Example& example) {
  const check::Rule& rule = policy_->rules[rule_id];
  if (!evaluator_) {
    plan::PlanOptions options;
    options.everything = true;
    evaluator_.emplace(plan::make_plan(policy_, options));
  }
  std::vector<Value> arguments;
  for (std::uint32_t i = 0; i < rule.parameters.size(); ++i) {
    RecordMaker& maker = example.arguments.try_emplace(i, *policy_).first->second;
    arguments.push_back(maker.whole() != nullptr ? *maker.whole() : maker.sample(rule.parameters[i], {}));
  }
  const values::RecordData none;
  const values::RecordData* input = policy_->input ? example.input.record(policy_->input) : &none;
  if (rule.scope == check::RuleScope::group) {
    const values::RecordData* group = example.group.record(policy_->groups[rule.group].record);
    const evaluate::GroupEntry members;
    evaluator_->begin_group(rule.group, members, group, example.settings);
  } else {
    evaluator_->begin(*input, example.settings);
  }
  const evaluate::RuleResult result = evaluator_->evaluate_rule(rule_id, arguments);
  if (!result.rejection || result.rejection->rule != rule.name) return std::nullopt;
  return result.rejection->message.kind;
}

}  // namespace kaidah::analysis
