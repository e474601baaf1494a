// Adding nodes, and working out what is already known.

#include "engine/plan/builder.hpp"

namespace kaidah::plan {
namespace {

/// Larger constants are left to the decision, where the limits hold.
constexpr std::size_t kFoldedDigits = 200;

}  // namespace

NodeId Builder::emit(check::ExprRef ref, Node node) {
  plan_.origins.push_back(ref);
  return plan_.nodes.push(node);
}

NodeId Builder::constant(check::ExprRef ref, values::Value value) {
  plan_.constants.push_back(std::move(value));
  return emit(ref, {.op = Op::constant, .a = static_cast<std::uint32_t>(plan_.constants.size() - 1)});
}

const values::Value* Builder::constant_of(NodeId id) const {
  const Node& node = plan_.nodes[id];
  return node.op == Op::constant ? &plan_.constants[node.a] : nullptr;
}

NodeId Builder::folded_number(check::ExprRef ref, Node node) {
  const bool two = node.op == Op::add || node.op == Op::subtract || node.op == Op::multiply || node.op == Op::divide;
  const values::Value* a = constant_of(NodeId(node.a));
  const values::Value* b = two ? constant_of(NodeId(node.b)) : nullptr;
  if (a == nullptr || !std::holds_alternative<values::Number>(*a) || a->number().digits_bound() > kFoldedDigits)
    return emit(ref, node);
  const values::Number x = a->number();
  if (node.op == Op::negate) return constant(ref, -x);
  if (node.op == Op::absolute) return constant(ref, x.sign() < 0 ? -x : x);
  if (b == nullptr || !std::holds_alternative<values::Number>(*b) || b->number().digits_bound() > kFoldedDigits)
    return emit(ref, node);
  const values::Number y = b->number();
  if (node.op == Op::add) return constant(ref, x + y);
  if (node.op == Op::subtract) return constant(ref, x - y);
  if (node.op == Op::multiply) return constant(ref, x * y);
  if (node.op == Op::divide && y.sign() != 0) return constant(ref, x / y);
  return emit(ref, node);
}

Range Builder::children(const std::vector<NodeId>& nodes) {
  const Range range{static_cast<std::uint32_t>(plan_.children.size()), static_cast<std::uint32_t>(nodes.size())};
  plan_.children.insert(plan_.children.end(), nodes.begin(), nodes.end());
  return range;
}

Range Builder::list(const std::vector<std::uint32_t>& items) {
  const Range range{static_cast<std::uint32_t>(plan_.lists.size()), static_cast<std::uint32_t>(items.size())};
  plan_.lists.insert(plan_.lists.end(), items.begin(), items.end());
  return range;
}

Range Builder::expressions(const std::vector<check::ExprRef>& refs, const Scope& scope) {
  std::vector<std::uint32_t> nodes;
  nodes.reserve(refs.size());
  for (const check::ExprRef ref : refs) nodes.push_back(expression(ref, scope).index);
  return list(nodes);
}

}  // namespace kaidah::plan
