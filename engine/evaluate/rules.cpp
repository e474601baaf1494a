// What decides: exceptions before the base, agreement on every level, arms in their order.

#include "engine/evaluate/interpreter.hpp"
#include "engine/evaluate/text.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::evaluate {
namespace {

using plan::NodeId;
using values::Value;

std::string range_text(const types::Interval& range) {
  const bool closed = (!range.low || range.low->closed) && (!range.high || range.high->closed);
  if (range.low && range.high && closed) return range.low->value.to_string() + ".." + range.high->value.to_string();
  std::string text;
  if (range.low) text += (range.low->closed ? ">= " : "> ") + range.low->value.to_string();
  if (range.low && range.high) text += ", ";
  if (range.high) text += (range.high->closed ? "<= " : "< ") + range.high->value.to_string();
  return text;
}

bool lies_in(const values::Number& number, const types::Interval& range) {
  if (range.low && (number < range.low->value || (!range.low->closed && number == range.low->value))) return false;
  return !range.high || !(number > range.high->value || (!range.high->closed && number == range.high->value));
}

}  // namespace

void Evaluator::Interpreter::charge(std::uint64_t steps) {
  steps_ += steps;
  if (steps_ <= settings_->limits.steps) return;
  reject({MessageKind::limit_steps, {{"limit", std::to_string(settings_->limits.steps)}}});
}

void Evaluator::Interpreter::reject_memory() {
  reject({MessageKind::limit_memory_bytes, {{"limit", std::to_string(settings_->limits.memory_bytes)}}});
}

void Evaluator::Interpreter::use(std::uint32_t mark) {
  constexpr std::uint32_t kBits = 64;
  if (mark != plan::kNone) marks_[mark / kBits] |= std::uint64_t{1} << (mark % kBits);
}

const Value& Evaluator::Interpreter::rule(std::uint32_t index, check::ExprRef expr) {
  const plan::Rule& rule = plan_.rules[index];
  const State state = memory_.states[rule.slot];
  if (state == State::done || state == State::assumed) {
    if (trace_ != nullptr)
      note(state == State::done ? EventKind::again : EventKind::assumed, rule.id.index, expr, memory_.slots[rule.slot]);
    return memory_.slots[rule.slot];
  }
  if (state == State::running)
    reject({MessageKind::limit_depth,
            {{"rule", name_here()}, {"limit", std::to_string(settings_->limits.evaluation_depth)}}});
  memory_.states[rule.slot] = State::running;
  const Frame frame(*this, rule.locals);
  frame.enter();
  const std::size_t at = trace_ != nullptr ? trace_->open(event(EventKind::rule, rule.id.index, expr)) : 0;
  Value result = compute(rule);
  if (trace_ != nullptr) trace_->close(at, Holds::unknown, result);
  memory_.slots[rule.slot] = std::move(result);
  memory_.states[rule.slot] = State::done;
  return memory_.slots[rule.slot];
}

Value Evaluator::Interpreter::call(const plan::Node& node, NodeId id) {
  const plan::Rule& rule = plan_.rules[node.a];
  const Frame frame(*this, rule.locals);
  const std::size_t at =
      trace_ != nullptr ? trace_->open(event(EventKind::call, rule.id.index, plan_.origins[id.index])) : 0;
  for (std::uint32_t i = 0; i < node.c; ++i) {
    const NodeId argument = plan_.children[node.b + i];
    const std::size_t argument_at =
        trace_ != nullptr ? trace_->open(event(EventKind::argument, i, plan_.origins[argument.index])) : 0;
    frame.places()[i] = value(argument);
    if (trace_ != nullptr) trace_->close(argument_at, Holds::unknown, frame.places()[i]);
  }
  frame.enter();
  Value result = compute(rule);
  if (trace_ != nullptr) trace_->close(at, Holds::unknown, result);
  return result;
}

Value Evaluator::Interpreter::compute(const plan::Rule& rule) {
  charge(rule.cost);
  const Restore depth(depth_);
  depth_ += rule.height;
  if (depth_ > settings_->limits.evaluation_depth)
    reject({MessageKind::limit_depth,
            {{"rule", policy_.rules[rule.id].name}, {"limit", std::to_string(settings_->limits.evaluation_depth)}}});
  used_[rule.id.index] = 1;
  const check::Rule& declared = policy_.rules[rule.id];
  const Restore here(here_);
  here_ = {&declared.name, declared.provenance};
  Value result;
  if (rule.plain && trace_ == nullptr) {
    const plan::Arm& arm = plan_.arms[rule.plain_arm];
    const check::ProvenanceId place = policy_.arms[arm.id].provenance;
    if (place) here_.article = place;
    use(arm.mark);
    take(arm.way);
    result = value(rule.plain);
  } else {
    result = decide_rule(rule);
  }
  if (rule.promised) keep_promise(rule, result);
  return result;
}

Value Evaluator::Interpreter::decide_rule(const plan::Rule& rule) {
  Yield found = level(rule, rule.exceptions, StatementRole::exception, nullptr);
  if (found.any) return std::move(found.value);
  if (rule.override_field != plan::kNone) {
    Value base = input_field(rule.override_field, {});
    take(rule.way);
    if (trace_ != nullptr) {
      Event made = event(EventKind::base_field, rule.override_field, {}, plan_.input);
      made.pointer = pointer_to(input_, plan_.input, rule.override_field);
      made.value = base;
      trace_->add(std::move(made));
    }
    return base;
  }
  Force out_of_force;
  found = level(rule, rule.base, StatementRole::base, &out_of_force);
  if (found.any) return std::move(found.value);
  const std::string& name = policy_.rules[rule.id].name;
  if (!out_of_force) reject_not_in_force(name, out_of_force);
  if (rule.optional) {
    take(rule.way);
    return {};
  }
  reject({MessageKind::rejected_nothing_applies, {{"rule", name}}});
}

void Evaluator::Interpreter::agree(const plan::Rule& rule, Yield& all, Yield one) {
  if (!all.any) {
    all = std::move(one);
    all.any = true;
    return;
  }
  if (!(all.value == one.value)) reject_conflict(rule, all.value, all.place, one.value, one.place);
}

Evaluator::Interpreter::Yield Evaluator::Interpreter::level(const plan::Rule& rule, plan::Range statements,
                                                            StatementRole role, Force* out_of_force) {
  Yield all;
  for (std::uint32_t i = 0; i < statements.count; ++i) {
    const plan::Statement& one = plan_.statements[plan_.lists[statements.begin + i]];
    Yield found = statement(rule, one, role, out_of_force);
    if (found.any) agree(rule, all, std::move(found));
  }
  return all;
}

Evaluator::Interpreter::Yield Evaluator::Interpreter::statement(const plan::Rule& rule,
                                                                const plan::Statement& statement, StatementRole role,
                                                                Force* out_of_force) {
  const Restore here(here_);
  const check::ProvenanceId place = policy_.statements[statement.id].provenance;
  if (place) here_.article = place;
  const std::size_t at =
      trace_ != nullptr
          ? trace_->open(event(EventKind::statement, statement.id.index, {}, static_cast<std::uint32_t>(role)))
          : 0;
  Holds result = Holds::no;
  // An exception stands on its own condition, and on its own dates.
  Yield found = level(rule, statement.exceptions, StatementRole::exception_to_statement, nullptr);
  if (!found.any) {
    if (const Force force = in_force(statement.in_force); !force) {
      result = force.holds;
      // What would be known with the decision day is asked for first.
      if (out_of_force != nullptr && (*out_of_force || force.holds == Holds::open)) *out_of_force = force;
    } else if (provisions_hold(statement.provisions)) {
      if (statement.subject) {
        const std::size_t subject_at =
            trace_ != nullptr ? trace_->open(event(EventKind::subject, 0, plan_.origins[statement.subject.index])) : 0;
        // Through a copy: computing it may move on to other frames, but this place stays.
        Value subject = value(statement.subject);
        if (trace_ != nullptr) trace_->close(subject_at, Holds::unknown, subject);
        frame_[statement.subject_local] = std::move(subject);
      }
      found = statement.order == syntax::CaseOrder::collect ? collected(rule, statement) : arms(rule, statement);
    }
  }
  if (found.any) result = Holds::yes;
  if (trace_ != nullptr) trace_->close(at, result, found.value);
  return found;
}

bool Evaluator::Interpreter::provisions_hold(plan::Range provisions) {
  for (std::uint32_t i = 0; i < provisions.count; ++i) {
    const NodeId condition(plan_.lists[provisions.begin + i]);
    const std::size_t at =
        trace_ != nullptr ? trace_->open(event(EventKind::provision, i, plan_.origins[condition.index])) : 0;
    const bool holds = boolean(condition);
    if (trace_ != nullptr) trace_->close(at, holds ? Holds::yes : Holds::no);
    if (!holds) return false;
  }
  return true;
}

Evaluator::Interpreter::Yield Evaluator::Interpreter::arms(const plan::Rule& rule, const plan::Statement& statement) {
  Yield all;
  const bool in_order = statement.order == syntax::CaseOrder::in_order;
  for (std::uint32_t i = 0; i < statement.arms.count; ++i) {
    const plan::Arm& one = plan_.arms[statement.arms.begin + i];
    if (all.any && (in_order || one.otherwise)) {
      if (trace_ != nullptr) {
        Event made = event(EventKind::arm, one.id.index);
        made.result = Holds::not_reached;
        trace_->add(std::move(made));
      }
      continue;
    }
    Yield found = arm(rule, one);
    if (found.any) agree(rule, all, std::move(found));
  }
  return all;
}

Evaluator::Interpreter::Yield Evaluator::Interpreter::collected(const plan::Rule& rule,
                                                                const plan::Statement& statement) {
  std::vector<Value> items;
  for (std::uint32_t i = 0; i < statement.arms.count; ++i) {
    const plan::Arm& one = plan_.arms[statement.arms.begin + i];
    if (one.otherwise && !items.empty()) continue;
    Yield found = arm(rule, one);
    if (found.any) items.push_back(std::move(found.value));
  }
  take_memory(items.size() * sizeof(Value));
  const std::span<Value> kept = arena_.values(items.size());
  std::move(items.begin(), items.end(), kept.begin());
  return {true, arena_.list(kept), policy_.statements[statement.id].provenance};
}

Evaluator::Interpreter::Yield Evaluator::Interpreter::arm(const plan::Rule& rule, const plan::Arm& arm) {
  const Restore here(here_);
  const check::ProvenanceId place = policy_.arms[arm.id].provenance;
  if (place) here_.article = place;
  const std::size_t at = trace_ != nullptr ? trace_->open(event(EventKind::arm, arm.id.index)) : 0;
  Yield found = level(rule, arm.exceptions, StatementRole::exception_to_arm, nullptr);
  Holds result = Holds::not_reached;
  if (!found.any) {
    result = guards_hold(arm) ? Holds::yes : Holds::no;
    if (result == Holds::yes) {
      use(arm.mark);
      take(arm.way);
      const std::size_t value_at =
          trace_ != nullptr ? trace_->open(event(EventKind::arm_value, 0, plan_.origins[arm.value.index])) : 0;
      found = {true, value(arm.value), here_.article};
      if (trace_ != nullptr) trace_->close(value_at, Holds::unknown, found.value);
    }
  }
  if (trace_ != nullptr) trace_->close(at, result, found.value);
  return found;
}

bool Evaluator::Interpreter::guards_hold(const plan::Arm& arm) {
  for (std::uint32_t i = 0; i < arm.guards.count; ++i) {
    const NodeId guard(plan_.lists[arm.guards.begin + i]);
    const std::size_t at = trace_ != nullptr ? trace_->open(event(EventKind::guard, i, plan_.origins[guard.index])) : 0;
    const bool holds = boolean(guard);
    if (trace_ != nullptr) trace_->close(at, holds ? Holds::yes : Holds::no);
    if (!holds) return false;
  }
  return true;
}

void Evaluator::Interpreter::keep_promise(const plan::Rule& rule, const Value& value) {
  const auto* number = std::get_if<values::Number>(&value);
  if (number == nullptr) return;
  const check::Rule& declared = policy_.rules[rule.id];
  const std::string name = declared.name;
  if (!lies_in(*number, declared.type.range))
    reject({MessageKind::rejected_promise_broken,
            {{"rule", name}, {"value", Figure{number->to_string()}}, {"promise", range_text(declared.type.range)}}});
  if (!declared.type.decimals) return;
  const std::optional<int> needed = number->decimals();
  if (needed && *needed <= *declared.type.decimals) return;
  reject({MessageKind::rejected_promise_broken,
          {{"rule", name},
           {"value", Figure{number->to_string()}},
           {"promise", MessageKind::promised_decimals},
           {"count", std::to_string(*declared.type.decimals)}}});
}

}  // namespace kaidah::evaluate
