// Reading and testing. Arithmetic is in arithmetic.cpp.

#include "engine/evaluate/interpreter.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::evaluate {
namespace {

using plan::Node;
using plan::NodeId;
using plan::Op;
using values::Value;

/// Negative, zero or positive. REQUIRES: of one type that has an order.
int order(const Value& a, const Value& b) {
  const auto three_way = [](const auto& x, const auto& y) { return x < y ? -1 : y < x ? 1 : 0; };
  if (const auto* x = std::get_if<values::Number>(&a)) return three_way(*x, b.number());
  if (const auto* x = std::get_if<values::Date>(&a)) return three_way(*x, b.date());
  if (const auto* x = std::get_if<values::Days>(&a)) return three_way(*x, b.days());
  if (const auto* x = std::get_if<values::Months>(&a)) return three_way(*x, b.months());
  if (const auto* x = std::get_if<values::Member>(&a)) return three_way(*x, b.member());
  if (const auto* x = std::get_if<std::string_view>(&a)) return three_way(*x, b.text());
  if (const auto* x = std::get_if<bool>(&a)) return three_way(*x, b.boolean());
  return 0;
}

}  // namespace

bool Evaluator::Interpreter::compare(syntax::Comparison op, const Value& a, const Value& b) const {
  if (op == syntax::Comparison::equal) return a == b;
  if (op == syntax::Comparison::not_equal) return !(a == b);
  // What is not there is neither less nor greater.
  if (a.index() != b.index() || a.is_absent()) return false;
  const int result = order(a, b);
  switch (op) {
    case syntax::Comparison::less:
      return result < 0;
    case syntax::Comparison::less_equal:
      return result <= 0;
    case syntax::Comparison::greater:
      return result > 0;
    case syntax::Comparison::greater_equal:
      return result >= 0;
    case syntax::Comparison::equal:
    case syntax::Comparison::not_equal:
      break;
  }
  return false;
}

void Evaluator::Interpreter::note(EventKind kind, std::uint32_t id, check::ExprRef expr, const Value& value,
                                  std::uint32_t detail) {
  Event made = event(kind, id, expr, detail);
  made.value = value;
  trace_->add(std::move(made));
}

Value Evaluator::Interpreter::value(NodeId id) {
  Value scratch;
  const Value& result = ref(id, scratch);
  if (&result == &scratch) return scratch;
  return result;
}

const Value& Evaluator::Interpreter::ref(NodeId id, Value& scratch) {
  const Node& node = plan_.nodes[id];
  if (node.op == Op::constant) return plan_.constants[node.a];
  if (node.op == Op::local) return frame_[node.a];
  if (node.op == Op::input_field) return input_field(node.a, plan_.origins[id.index]);
  if (node.op == Op::rule) return rule(node.a, plan_.origins[id.index]);
  if (node.op == Op::field || node.op == Op::self_field) return record_field(node, id);
  if (node.op == Op::group_field) return group_field(node, id);
  if (node.op == Op::parameter) return parameter(node.a, plan_.origins[id.index]);
  scratch = computed(node, id);
  return scratch;
}

Value Evaluator::Interpreter::computed(const Node& node, NodeId id) {
  switch (node.op) {
    case Op::constant:
    case Op::local:
    case Op::input_field:
    case Op::rule:
    case Op::field:
    case Op::self_field:
    case Op::group_field:
    case Op::parameter:
      return value(id);
    case Op::clock: {
      const Value day = clock(static_cast<syntax::Clock>(node.aux));
      if (trace_ != nullptr) note(EventKind::clock, node.aux, plan_.origins[id.index], day);
      return day;
    }
    case Op::met:
      return met(node, id);
    case Op::procedure:
      return procedure_part(node, id);
    case Op::folded:
      return folded(node, id);
    case Op::members:
      return members(node.a);
    case Op::result:
      return result(node, id);
    case Op::call:
      return call(node, id);
    case Op::if_missing: {
      Value operand = value(NodeId(node.a));
      return operand.is_absent() ? value(NodeId(node.b)) : operand;
    }
    case Op::as_of:
      return as_of(node);
    case Op::undetermined:
      reject({MessageKind::rejected_undetermined, {{"rule", name_here()}, {"why", plan_.texts[node.a]}}});
    case Op::list:
      return list_of(node);
    case Op::least:
    case Op::greatest:
      return extreme(node);
    case Op::make_date:
      return make_date(node);
    case Op::date_plus_days:
    case Op::date_minus_days:
    case Op::date_plus_months:
    case Op::date_minus_months:
    case Op::date_difference:
      return date_arithmetic(node);
    case Op::duration_add:
    case Op::duration_subtract:
    case Op::duration_multiply:
    case Op::duration_negate:
      return duration_arithmetic(node);
    case Op::aggregate:
      return aggregate(plan_.aggregates[node.a], id);
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::negate:
    case Op::absolute:
    case Op::round:
    case Op::year:
    case Op::month:
    case Op::day:
    case Op::duration_divide:
      return arithmetic(node, id);
    case Op::happened:
    case Op::logical_not:
    case Op::logical_and:
    case Op::logical_or:
    case Op::compare_number:
    case Op::compare_value:
    case Op::chain:
    case Op::in_items:
    case Op::in_list:
    case Op::present:
    case Op::cell:
      return boolean(id);
  }
  return {};
}

bool Evaluator::Interpreter::boolean(NodeId id) {
  const Node& node = plan_.nodes[id];
  const auto op = static_cast<syntax::Comparison>(node.aux);
  if (node.op == Op::compare_number) {
    values::Number left_scratch;
    values::Number right_scratch;
    const values::Number& left = number(NodeId(node.a), left_scratch);
    const values::Number& right = number(NodeId(node.b), right_scratch);
    const std::strong_ordering result = left <=> right;
    return op == syntax::Comparison::equal        ? result == 0
           : op == syntax::Comparison::not_equal  ? result != 0
           : op == syntax::Comparison::less       ? result < 0
           : op == syntax::Comparison::less_equal ? result <= 0
           : op == syntax::Comparison::greater    ? result > 0
                                                  : result >= 0;
  }
  if (node.op == Op::compare_value) {
    Value left_scratch;
    Value right_scratch;
    const Value& left = ref(NodeId(node.a), left_scratch);
    return compare(op, left, ref(NodeId(node.b), right_scratch));
  }
  if (node.op == Op::logical_and || node.op == Op::logical_or) {
    const bool decides = node.op == Op::logical_or;
    for (std::uint32_t i = 0; i < node.b; ++i)
      if (boolean(plan_.children[node.a + i]) == decides) return decides;
    return !decides;
  }
  if (node.op == Op::logical_not) return !boolean(NodeId(node.a));
  if (node.op == Op::chain) return chain(node);
  if (node.op == Op::cell) return cell(plan_.cells[node.a]);
  if (node.op == Op::in_items) return in_items(node);
  if (node.op == Op::in_list) return in_list(node);
  if (node.op == Op::happened) return happened_ != nullptr && (*happened_)[node.a] != 0;
  Value scratch;
  if (node.op == Op::present) return !ref(NodeId(node.a), scratch).is_absent();
  const Value& result = ref(id, scratch);
  if (const auto* truth = std::get_if<bool>(&result)) return *truth;
  reject_missing(id, result);
}

values::Date Evaluator::Interpreter::date(NodeId id) {
  Value scratch;
  const Value& result = ref(id, scratch);
  if (const auto* day = std::get_if<values::Date>(&result)) return *day;
  reject_missing(id, result);
}

const Value& Evaluator::Interpreter::input_field(std::uint32_t field, check::ExprRef expr) {
  const Value* found = &input_->fields[field];
  for (const auto& [assumed, value] : settings_->assumed_fields)
    if (assumed == field) found = &value;
  if (found->is_unread()) {
    if (lenient_) throw Unknown{};
    reject_field(input_, plan_.input, field);
  }
  if (trace_ != nullptr) {
    Event made = event(EventKind::field, field, expr, plan_.input);
    made.pointer = pointer_to(input_, plan_.input, field);
    made.value = *found;
    trace_->add(std::move(made));
  }
  return *found;
}

const Value& Evaluator::Interpreter::record_field(const Node& node, NodeId id) {
  const bool own = node.op == Op::self_field;
  Value scratch;
  const Value* base = own ? nullptr : &ref(NodeId(node.a), scratch);
  if (base != nullptr && base->is_absent()) return absent_;
  const auto* held = own ? &self_ : std::get_if<const values::RecordData*>(base);
  if (held == nullptr) reject_missing(NodeId(node.a), *base);
  const values::RecordData* record = *held;
  const std::uint32_t field = own ? node.a : node.b;
  const Value& found = record->fields[field];
  // A projected member has no shape: its values were computed and traced in its own decision.
  if (!own && node.c == plan::kNone) return found;
  // The condition of a record reads only that record, whose shape its caller knows.
  if (own) {
    if (found.is_unread()) throw Unknown{};
    return found;
  }
  if (found.is_unread()) {
    if (lenient_) throw Unknown{};
    reject_field(record, node.c, field);
  }
  if (trace_ != nullptr) {
    Event made = event(EventKind::field, field, plan_.origins[id.index], node.c);
    made.pointer = pointer_to(record, node.c, field);
    made.value = found;
    trace_->add(std::move(made));
  }
  return found;
}

const Value& Evaluator::Interpreter::group_field(const Node& node, NodeId id) {
  const check::GroupDeclaration& declared = policy_.groups[check::GroupId(node.a)];
  const bool is_key = node.b < declared.key.size();
  const values::RecordData* record = group_record_;
  const Value* found = nullptr;
  if (group_state_ != nullptr) {
    if (is_key && node.b < group_key_.size()) found = &group_key_[node.b];
  } else {
    if (node.a < settings_->group_records.size()) record = settings_->group_records[node.a];
    if (is_key) found = &input_->fields[declared.key[node.b]];
  }
  if ((found == nullptr || found->is_unread()) && record != nullptr) found = &record->fields[node.b];
  if (found == nullptr) {
    Rejection& made = rejection_.emplace();
    made.message = {MessageKind::missing_group_record, {}};
    throw Rejected{};
  }
  if (found->is_unread()) reject_field(record, declared.record.index, node.b);
  if (trace_ != nullptr) {
    Event made = event(EventKind::group_field, node.b, plan_.origins[id.index], node.a);
    made.pointer = pointer_to(nullptr, declared.record.index, node.b);
    made.value = *found;
    trace_->add(std::move(made));
  }
  return *found;
}

// What was computed for the reference day does not hold for another.
Value Evaluator::Interpreter::as_of(const Node& node) {
  class Aside {
   public:
    Aside(Memory& memory, values::Date day) : memory_(memory), before_(std::move(memory)) {
      memory_ = Memory();
      memory_.slots.resize(before_.slots.size());
      memory_.states.resize(before_.states.size());
      memory_.duties.resize(before_.duties.size());
      memory_.procedures.resize(before_.procedures.size());
      memory_.reference_day = day;
      for (std::size_t i = 0; i < before_.states.size(); ++i) {
        if (before_.states[i] != State::assumed) continue;
        memory_.states[i] = State::assumed;
        memory_.slots[i] = before_.slots[i];
      }
    }
    ~Aside() { memory_ = std::move(before_); }
    Aside(const Aside&) = delete;
    Aside& operator=(const Aside&) = delete;

   private:
    Memory& memory_;
    Memory before_;
  };
  const values::Date day = date(NodeId(node.b));
  charge(plan_.slots);
  const Aside aside(memory_, day);
  return value(NodeId(node.a));
}

Value Evaluator::Interpreter::met(const Node& node, NodeId id) {
  const std::size_t at =
      trace_ != nullptr ? trace_->open(event(EventKind::met, plan_.duties[node.a].id.index, plan_.origins[id.index]))
                        : 0;
  const Holds result = duty(node.a);
  Value value;
  if (result != Holds::open) value = result != Holds::no;
  if (trace_ != nullptr) trace_->close(at, Holds::unknown, value);
  return value;
}

Value Evaluator::Interpreter::procedure_part(const Node& node, NodeId id) {
  const auto part = static_cast<syntax::Builtin>(node.aux);
  const std::size_t at = trace_ != nullptr
                             ? trace_->open(event(EventKind::procedure_read, plan_.procedures[node.a].id.index,
                                                  plan_.origins[id.index], node.aux))
                             : 0;
  const ProcedureRun& run = procedure(node.a);
  Value value;
  if (run.started) {
    if (part == syntax::Builtin::step) value = values::Member{run.where.step};
    if (part == syntax::Builtin::since) value = run.where.since;
    if (part == syntax::Builtin::due && run.where.due) value = *run.where.due;
  }
  if (trace_ != nullptr) trace_->close(at, Holds::unknown, value);
  return value;
}

bool Evaluator::Interpreter::chain(const Node& node) {
  Value left = value(plan_.children[node.a]);
  for (std::uint32_t i = 1; i < node.b; ++i) {
    Value right = value(plan_.children[node.a + i]);
    if (!compare(plan_.comparisons[node.c + i - 1], left, right)) return false;
    left = std::move(right);
  }
  return true;
}

bool Evaluator::Interpreter::in_items(const Node& node) {
  Value scratch;
  const Value& element = ref(plan_.children[node.a], scratch);
  for (std::uint32_t i = 1; i < node.b; ++i) {
    Value item;
    if (element == ref(plan_.children[node.a + i], item)) return true;
  }
  return false;
}

bool Evaluator::Interpreter::in_list(const Node& node) {
  Value element_scratch;
  Value list_scratch;
  const Value& element = ref(NodeId(node.a), element_scratch);
  const Value& list = ref(NodeId(node.b), list_scratch);
  if (list.is_absent()) return false;
  const auto* items = std::get_if<const values::ListData*>(&list);
  if (items == nullptr) reject_missing(NodeId(node.b), list);
  charge((*items)->items.size());
  for (const Value& item : (*items)->items)
    if (element == item) return true;
  return false;
}

bool Evaluator::Interpreter::cell(const plan::Cell& cell) {
  if (cell.alternatives.empty()) return true;
  Value scratch;
  const Value& input = ref(cell.input, scratch);
  for (const std::vector<plan::CellTest>& tests : cell.alternatives) {
    bool holds = true;
    for (const plan::CellTest& test : tests) {
      Value right;
      holds = holds && compare(test.op, input, ref(test.right, right));
    }
    if (holds) return true;
  }
  return false;
}

Value Evaluator::Interpreter::list_of(const Node& node) {
  take_memory(node.b * sizeof(Value) + sizeof(values::ListData));
  const std::span<Value> items = arena_.values(node.b);
  for (std::uint32_t i = 0; i < node.b; ++i) items[i] = value(plan_.children[node.a + i]);
  return arena_.list(items);
}

}  // namespace kaidah::evaluate
