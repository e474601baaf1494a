// What another policy decides of a record inside the record: by an interpreter of its own, within the same limits.

#include "engine/evaluate/interpreter.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::evaluate {

using values::Value;

template <class Work>
void Evaluator::Interpreter::inside(std::uint32_t index, Work work) {
  Interpreter& inner = *results_[index].interpreter;
  inner.trace_ = trace_;
  inner.ways_ = ways_;
  inner.first_way_ = first_way_ + plan_.results[index].way;
  inner.steps_ = steps_;
  inner.memory_taken_ = memory_taken_;
  inner.depth_ = depth_;
  try {
    work();
  } catch (const Rejected&) {
    inner.recover();
    const check::Result& declared = policy_.results[plan_.results[index].id];
    rejection_ = std::move(inner.rejection_);
    if (rejection_->article) {
      rejection_->article = declared.here(*rejection_->article);
    } else {
      rejection_->article = declared.provenance;
    }
    // The whole of the other policy: what is asked of it here.
    if (rejection_->rule.empty()) rejection_->rule = declared.name;
    for (check::ProvenanceId& other : rejection_->others) other = declared.here(other);
    throw;
  }
  steps_ = inner.steps_;
  memory_taken_ = inner.memory_taken_;
}

// Its clocks are those of its own record: `as of` does not reach into it. So it is run once a decision.
Value Evaluator::Interpreter::result(const plan::Node& node, plan::NodeId id) {
  const plan::Result& planned = plan_.results[node.a];
  const check::Result& declared = policy_.results[planned.id];
  use(planned.mark);
  if (const Force force = in_force(declared.in_force); !force) {
    here_.article = declared.provenance;
    reject_not_in_force(declared.name, force);
  }
  const Value record = value(planned.record);
  if (record.is_absent()) return {};
  const auto* held = std::get_if<const values::RecordData*>(&record);
  if (held == nullptr) reject_missing(planned.record, record);
  const std::size_t at =
      trace_ != nullptr ? trace_->open(event(EventKind::result, node.a, plan_.origins[id.index], node.b)) : 0;
  Interpreter& inner = result_of(node.a, **held);
  Value value;
  inside(node.a, [&] { value = inner.output(check::RuleId(node.b)); });
  if (trace_ != nullptr) trace_->close(at, Holds::unknown, value);
  return value;
}

Evaluator::Interpreter& Evaluator::Interpreter::result_of(std::uint32_t index, const values::RecordData& record) {
  results_.resize(plan_.results.size());
  Inner& inner = results_[index];
  if (!inner.interpreter) inner.interpreter = std::make_unique<Interpreter>(plan_.results[index].plan);
  if (inner.begun) return *inner.interpreter;
  inner.begun = true;
  inner.settings = Settings();
  if (index < settings_->results.size()) {
    inner.settings.parameters = settings_->results[index].parameters;
    inner.settings.results = settings_->results[index].results;
  }
  inner.settings.decision_day = settings_->decision_day;
  inner.settings.limits = settings_->limits;
  Interpreter& made = *inner.interpreter;
  made.begin(record, inner.settings, trace_);
  made.around_ = this;
  made.promises_checked_.assign(made.plan_.promises.size(), 0);
  return made;
}

/// Conditions on its data were tested with those of the whole record.
Value Evaluator::Interpreter::output(check::RuleId id) {
  require_policy_in_force();
  Value found = rule(plan_.rule_of[id.index], {});
  check_promises(plan_.record_promises);
  return found;
}

void Evaluator::Interpreter::take_marks_of_results() {
  constexpr std::size_t kBits = 64;
  for (std::uint32_t i = 0; i < results_.size(); ++i) {
    if (!results_[i].begun) continue;
    Interpreter& inner = *results_[i].interpreter;
    const std::size_t at = trace_ != nullptr ? trace_->open(event(EventKind::result, i, {}, plan::kNone)) : 0;
    inside(i, [&] {
      inner.taint({});
      inner.take_marks_of_results();
    });
    if (trace_ != nullptr) trace_->close(at, Holds::unknown);
    for (std::size_t mark = 0; mark < plan_.results[i].marks.size(); ++mark)
      if ((inner.marks_[mark / kBits] >> (mark % kBits) & 1U) != 0) use(plan_.results[i].marks[mark]);
  }
}

}  // namespace kaidah::evaluate
