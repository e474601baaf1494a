// Sums, counts and the like, over lists and over the members of a group.

#include "engine/evaluate/interpreter.hpp"
#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::evaluate {
namespace {

using syntax::Aggregate;
using types::TypeKind;
using values::Number;
using values::Value;

Value nothing_summed(TypeKind kind) {
  if (kind == TypeKind::days) return values::Days{};
  if (kind == TypeKind::months) return values::Months{};
  return Number();
}

std::optional<Value> sum_of(const Value& a, const Value& b) {
  if (const auto* x = std::get_if<Number>(&a))
    if (const auto* y = std::get_if<Number>(&b)) return Value(*x + *y);
  std::int64_t sum = 0;
  if (const auto* x = std::get_if<values::Days>(&a))
    if (const auto* y = std::get_if<values::Days>(&b);
        y != nullptr && !__builtin_add_overflow(x->count, y->count, &sum))
      return Value(values::Days{sum});
  if (const auto* x = std::get_if<values::Months>(&a))
    if (const auto* y = std::get_if<values::Months>(&b);
        y != nullptr && !__builtin_add_overflow(x->count, y->count, &sum))
      return Value(values::Months{sum});
  return std::nullopt;
}

}  // namespace

Value Evaluator::Interpreter::aggregate(const plan::Aggregate& aggregate, plan::NodeId id) {
  const std::size_t at = trace_ != nullptr ? trace_->open(event(EventKind::aggregate, 0, plan_.origins[id.index])) : 0;
  Value scratch;
  const Value& list = ref(aggregate.list, scratch);
  std::span<const Value> items;
  if (const auto* data = std::get_if<const values::ListData*>(&list))
    items = (*data)->items;
  else if (!list.is_absent())
    reject_missing(aggregate.list, list);

  std::uint64_t count = 0;
  Value result;
  bool decided = false;  // of exists and all
  for (std::size_t i = 0; i < items.size() && !decided; ++i) {
    charge(aggregate.cost);
    const std::size_t item_at =
        trace_ != nullptr ? trace_->open(event(EventKind::item, static_cast<std::uint32_t>(i))) : 0;
    if (aggregate.local != plan::kNone) frame_[aggregate.local] = items[i];
    const bool counted = !aggregate.where || boolean(aggregate.where);
    Value one;
    if (counted) {
      switch (aggregate.function) {
        case Aggregate::count:
          break;
        case Aggregate::exists:
          decided = true;
          break;
        case Aggregate::all:
          one = aggregate.body ? boolean(aggregate.body) : items[i].boolean();
          decided = !one.boolean();
          break;
        case Aggregate::sum:
        case Aggregate::mean:
        case Aggregate::least:
        case Aggregate::greatest:
          one = aggregate.body ? value(aggregate.body) : items[i];
          if (one.is_absent() || one.is_unread()) reject_missing(aggregate.body ? aggregate.body : aggregate.list, one);
          if (count == 0) {
            result = one;
          } else if (aggregate.function == Aggregate::sum || aggregate.function == Aggregate::mean) {
            std::optional<Value> sum = sum_of(result, one);
            if (!sum) checked(std::nullopt);
            result = std::move(*sum);
            if (const auto* number = std::get_if<Number>(&result)) bounded(*number);
          } else {
            const auto better =
                aggregate.function == Aggregate::least ? syntax::Comparison::less : syntax::Comparison::greater;
            if (compare(better, one, result)) result = one;
          }
          break;
      }
      ++count;
    }
    if (trace_ != nullptr) trace_->close(item_at, counted ? Holds::yes : Holds::no, one);
  }

  switch (aggregate.function) {
    case Aggregate::count:
      result = Number(static_cast<std::int64_t>(count));
      break;
    case Aggregate::exists:
      result = decided;
      break;
    case Aggregate::all:
      result = !decided;
      break;
    case Aggregate::sum:
      if (count == 0) result = nothing_summed(aggregate.kind);
      break;
    case Aggregate::mean:
      if (count != 0 && std::holds_alternative<Number>(result))
        result = bounded(result.number() / Number(static_cast<std::int64_t>(count)));
      break;
    case Aggregate::least:
    case Aggregate::greatest:
      break;
  }
  if (trace_ != nullptr) trace_->close(at, Holds::unknown, result);
  return result;
}

Value Evaluator::Interpreter::folded(const plan::Node& node, plan::NodeId id) {
  const plan::Fold& fold = plan_.groups[node.a].folds[node.b];
  FoldState empty;
  const bool gathered = group_state_ != nullptr && node.b < group_state_->folds().size();
  const FoldState& state = gathered ? group_state_->folds()[node.b] : empty;
  if (state.failure() != nullptr) {
    rejection_ = *state.failure();
    throw Rejected{};
  }
  const auto count = static_cast<std::int64_t>(state.count);
  Value result;
  switch (fold.function) {
    case Aggregate::count:
      result = Number(count);
      break;
    case Aggregate::exists:
      result = count != 0;
      break;
    case Aggregate::all:
      result = count == 0;
      break;
    case Aggregate::sum:
      result = state.value().is_absent() ? nothing_summed(fold.kind) : state.value();
      if (const auto* number = std::get_if<Number>(&result)) bounded(*number);
      break;
    case Aggregate::mean:
      if (!state.value().is_absent()) result = bounded(state.value().number() / Number(count));
      break;
    case Aggregate::least:
    case Aggregate::greatest:
      result = state.value();
      break;
  }
  if (trace_ != nullptr) note(EventKind::folded, node.b, plan_.origins[id.index], result, node.a);
  return result;
}

Value Evaluator::Interpreter::members(std::uint32_t group) {
  if (group_state_ == nullptr || group_.index != group) return arena_.list({});
  if (members_ == nullptr) {
    const std::vector<std::vector<Value>>& rows = group_state_->projected();
    const std::span<Value> items = arena_.values(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) items[i] = arena_.record(rows[i]);
    members_ = arena_.list(items);
  }
  return members_;
}

}  // namespace kaidah::evaluate
