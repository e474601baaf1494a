// Conditions on the data, before anything is decided.

#include "engine/evaluate/interpreter.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::evaluate {

using values::Value;

void Evaluator::Interpreter::test_conditions(const values::RecordData& record, std::uint32_t shape) {
  const plan::RecordConditions& conditions = plan_.conditions[shape];
  const check::RecordDeclaration& declared = policy_.records[check::RecordId(shape)];
  for (const plan::Condition& condition : conditions.conditions) {
    charge(1);
    const Frame frame(*this, conditions.locals);
    const Restore self(self_);
    const Restore lenient(lenient_);
    // What is tested here leaves no trace: only what is broken is told.
    const Restore trace(trace_);
    const Restore ways(ways_);
    Trace* const told = trace_;
    trace_ = nullptr;
    ways_ = nullptr;
    frame.enter();
    self_ = &record;
    lenient_ = true;
    try {
      if (boolean(condition.node)) continue;
    } catch (const Unknown&) {
      continue;
    }
    Rejection& made = rejection_.emplace();
    made.message = {MessageKind::condition_broken, {{"condition", declared.conditions[condition.id].message}}};
    made.pointer = path_of(&record);
    if (told != nullptr) {
      Event broken = event(EventKind::data_condition, condition.id, declared.conditions[condition.id].condition, shape);
      broken.result = Holds::no;
      broken.pointer = made.pointer;
      told->add(std::move(broken));
    }
    throw Rejected{};
  }
  for (const std::uint32_t field : conditions.inner)
    test_inner(record.fields[field], plan_.shapes.records[shape].fields[field].value);
}

void Evaluator::Interpreter::test_inner(const Value& value, const plan::ValueShape& shape) {
  if (const auto* record = std::get_if<const values::RecordData*>(&value)) {
    test_conditions(**record, shape.record);
  } else if (const auto* list = std::get_if<const values::ListData*>(&value)) {
    for (const Value& item : (*list)->items) test_inner(item, shape.element.front());
  }
}

}  // namespace kaidah::evaluate
