#include <algorithm>

#include "tests/oracle/oracle.hpp"

namespace kaidah::oracle {

using check::RuleId;
using check::StatementId;
using syntax::CaseOrder;

bool same(const Value& a, const Value& b) {
  if (a.index() != b.index()) return false;
  const auto* list_a = std::get_if<std::shared_ptr<const Values>>(&a);
  if (list_a != nullptr) return std::ranges::equal(**list_a, *std::get<std::shared_ptr<const Values>>(b), same);
  if (const auto* x = std::get_if<bool>(&a)) return *x == std::get<bool>(b);
  if (const auto* x = std::get_if<Rational>(&a)) return *x == std::get<Rational>(b);
  if (const auto* x = std::get_if<std::string>(&a)) return *x == std::get<std::string>(b);
  if (const auto* x = std::get_if<values::Date>(&a)) return *x == std::get<values::Date>(b);
  if (const auto* x = std::get_if<values::Days>(&a)) return *x == std::get<values::Days>(b);
  if (const auto* x = std::get_if<values::Months>(&a)) return *x == std::get<values::Months>(b);
  if (const auto* x = std::get_if<EnumValue>(&a)) return *x == std::get<EnumValue>(b);
  return true;
}

void Decider::reject(std::string code, std::optional<check::ProvenanceId> article) {
  throw Rejected{std::move(code), rules_being_computed_.empty() ? "" : rules_being_computed_.back(), article};
}

values::Date Decider::reference_day() {
  const auto which = policy_.header.reference_day.value_or(syntax::ReferenceDay::end_of_period);
  if (as_of_) return *as_of_;
  if (which == syntax::ReferenceDay::decision_day || !policy_.period_field) {
    if (!clocks_.decision_day) reject("K5008");
    return *clocks_.decision_day;
  }
  return which == syntax::ReferenceDay::end_of_period ? period().second : period().first;
}

Decider::Force Decider::in_force(const std::optional<check::InForce>& force) {
  if (!force) return Force::yes;
  const auto outside = [](const check::DateSpan& span, values::Date day) {
    return (span.from && day < *span.from) || (span.through && *span.through < day);
  };
  if (force->reference_day.limits() && outside(force->reference_day, reference_day())) return Force::no;
  if (force->end_of_period.limits() && outside(force->end_of_period, period().second)) return Force::no;
  if (!force->decision_day.limits()) return Force::yes;
  if (!clocks_.decision_day) return Force::open;
  return outside(force->decision_day, *clocks_.decision_day) ? Force::no : Force::yes;
}

std::pair<values::Date, values::Date> Decider::period() {
  const auto& period = *std::get<std::shared_ptr<const Values>>(input_field(*policy_.period_field));
  return {std::get<values::Date>(period[policy_.period_start]), std::get<values::Date>(period[policy_.period_end])};
}

/// The whole policy: which periods it takes, and whether it is in force.
void Decider::require_regime() {
  if (policy_.period_field) {
    const auto [start, end] = period();
    if (policy_.across && (start >= *policy_.across || end < *policy_.across)) reject("K5006");
    const bool by_period = policy_.header.reference_day != syntax::ReferenceDay::decision_day;
    if (policy_.in_force && by_period && !policy_.across) {
      const check::DateSpan& days = policy_.in_force->reference_day;
      for (const values::Date day : {start, end})
        if ((days.from && day < *days.from) || (days.through && *days.through < day)) reject("K5006");
    }
  }
  const Force force = in_force(policy_.in_force);
  if (force != Force::yes) reject(force == Force::open ? "K5008" : "K5004");
}

Value Decider::parameter(check::ParameterId id) {
  const check::ParameterDeclaration& declaration = policy_.parameters[id];
  if (const auto set = parameters_.find(id); set != parameters_.end()) return set->second;
  if (declaration.values.empty()) reject("K5005");
  const check::DatedValue* current = nullptr;
  for (const check::DatedValue& value : declaration.values)
    if (!value.from || *value.from <= reference_day()) current = &value;
  if (current == nullptr || (declaration.through && *declaration.through < reference_day())) reject("K5004");
  Frame frame;
  return eval(current->value, {&frame, nullptr, nullptr});
}

/// Of all rules, or only of those that were computed: all that an inner policy is asked for.
void Decider::check_promises(bool all) {
  for (const check::Promise& promise : policy_.promises) {
    if (promise.proved || promise.group || in_force(promise.in_force) != Force::yes) continue;
    if (!all && !concerns_known(promise.condition)) continue;
    rules_being_computed_.push_back(promise.message);
    Frame frame(promise.locals);
    bool applies = true;
    for (const check::ExprRef guard : promise.guards) applies = applies && holds(guard, {&frame, nullptr, nullptr});
    if (applies && !holds(promise.condition, {&frame, nullptr, nullptr})) reject("K5007", promise.provenance);
    rules_being_computed_.pop_back();
  }
}

Value Decider::rule(RuleId id) {
  if (const auto known = known_.find(id); known != known_.end()) return known->second;
  return known_[id] = call(id, {});
}

Value Decider::call(RuleId id, const Values& arguments) {
  const check::Rule& rule = policy_.rules[id];
  rules_being_computed_.push_back(rule.name);
  Frame frame(std::max<std::size_t>(rule.locals, arguments.size()));
  std::ranges::copy(arguments, frame.begin());

  Force out_of_force = Force::yes;
  std::optional<Value> value = level(rule.exceptions, frame);
  if (!value && rule.overrides_field) value = input_field(*rule.overrides_field);
  if (!value)
    for (const StatementId statement : rule.base) agree(value, yields(statement, frame, out_of_force));
  if (!value && out_of_force == Force::no) reject("K5004", rule.provenance);
  if (!value && out_of_force == Force::open) reject("K5008", rule.provenance);
  if (!value && rule.type.optional) value = Absent{};
  if (!value) reject("K5002", rule.provenance);
  check_promise(rule, *value);
  rules_being_computed_.pop_back();
  return *value;
}

void Decider::check_promise(const check::Rule& rule, const Value& value) {
  if (!rule.promised_range) return;
  const auto* number = std::get_if<Rational>(&value);
  if (number == nullptr) return;
  const auto exact = [](const values::Number& n) {
    const std::string text = n.to_string();
    const auto slash = text.find('/');
    return slash == std::string::npos
               ? read_digits(text)
               : Rational(read_digits(text.substr(0, slash)) / read_digits(text.substr(slash + 1)));
  };
  const auto& [low, high] = rule.type.range;
  if (low && (*number < exact(low->value) || (!low->closed && *number == exact(low->value))))
    reject("K5007", rule.provenance);
  if (high && (*number > exact(high->value) || (!high->closed && *number == exact(high->value))))
    reject("K5007", rule.provenance);
  if (rule.type.decimals && rounded(*number, *rule.type.decimals, syntax::RoundingWord::down) != *number)
    reject("K5007", rule.provenance);
}

/// Values are computed in order of writing and compared as they come: the first that differs is the conflict.
void Decider::agree(std::optional<Value>& held, const std::optional<Value>& next) {
  if (!next) return;
  if (held && !same(*held, *next)) reject("K5001");
  held = next;
}

std::optional<Value> Decider::level(const std::vector<StatementId>& statements, Frame& frame) {
  std::optional<Value> held;
  Force ignored = Force::yes;  // an exception that is not in force leaves the base as it is
  for (const StatementId statement : statements) agree(held, yields(statement, frame, ignored));
  return held;
}

std::optional<Value> Decider::yields(StatementId id, Frame& frame, Force& out_of_force) {
  const check::Statement& statement = policy_.statements[id];
  if (auto value = level(statement.exceptions, frame)) return value;
  if (const Force force = in_force(statement.in_force); force != Force::yes) {
    if (out_of_force != Force::open) out_of_force = force;
    return std::nullopt;
  }
  for (const check::ExprRef provision : statement.provisions)
    if (!holds(provision, {&frame, nullptr, nullptr})) return std::nullopt;
  return arms_of(statement, frame);
}

bool Decider::guards_hold(const std::vector<check::Guard>& guards, Frame& frame) {
  const Here here{&frame, nullptr, nullptr};
  for (const check::Guard& guard : guards) {
    if (const auto* condition = std::get_if<check::ExprRef>(&guard)) {
      if (!holds(*condition, here)) return false;
      continue;
    }
    const auto& cell = std::get<check::CellGuard>(guard);
    if (cell.alternatives.empty()) continue;  // `*`
    const Value input = eval(cell.input, here);
    const bool fits = std::ranges::any_of(cell.alternatives, [&](const std::vector<check::CellTest>& tests) {
      return std::ranges::all_of(
          tests, [&](const check::CellTest& test) { return compare(test.op, input, eval(test.right, here)); });
    });
    if (!fits) return false;
  }
  return true;
}

std::optional<Value> Decider::arms_of(const check::Statement& statement, Frame& frame) {
  const Here here{&frame, nullptr, nullptr};
  if (statement.subject && statement.subject_local) frame[*statement.subject_local] = eval(statement.subject, here);
  std::optional<Value> held;
  Values collected;
  std::optional<check::ArmId> otherwise;
  for (const check::ArmId id : statement.arms) {
    const check::Arm& arm = policy_.arms[id];
    if (arm.otherwise) {
      otherwise = id;
      continue;
    }
    std::optional<Value> value = level(arm.exceptions, frame);
    if (!value && guards_hold(arm.guards, frame)) value = eval(arm.value, here);
    if (!value) continue;
    if (statement.order == CaseOrder::in_order) return value;
    if (statement.order == CaseOrder::collect) {
      collected.push_back(*value);
    } else {
      agree(held, value);
    }
  }
  if (statement.order == CaseOrder::collect) return std::make_shared<const Values>(std::move(collected));
  if (held || !otherwise) return held;
  const check::Arm& arm = policy_.arms[*otherwise];
  if (auto value = level(arm.exceptions, frame)) return value;
  return eval(arm.value, here);
}

}  // namespace kaidah::oracle
