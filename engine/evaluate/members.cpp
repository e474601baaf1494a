// What a member brings to its groups.

#include <algorithm>

#include "engine/evaluate/interpreter.hpp"

namespace kaidah::evaluate {

using plan::NodeId;
using syntax::Aggregate;
using values::Value;

// In a decision whatever cannot be computed rejects the record; in a scenario members have only the fields it speaks
// of.
// It is no part of the member's own decision, and leaves no trace in it.
void Evaluator::Interpreter::contribute(bool strict) {
  const Restore trace(trace_);
  trace_ = nullptr;
  parts_.resize(plan_.groups.size());
  for (std::size_t g = 0; g < plan_.groups.size(); ++g) {
    const plan::Group& group = plan_.groups[g];
    MemberPart& part = parts_[g];
    part = {};
    contribute_folds(group, part, strict);
    // A failure leaves the value absent.
    const auto kept = [&](NodeId id) {
      if (!id) return Value();
      if (strict) return value(id);
      Value result;
      (void)protect([&] { result = value(id); });
      return result;
    };
    for (const NodeId id : group.projections) part.projected.push_back(kept(id));
    for (const plan::Ranking& ranking : group.rankings) {
      const Frame frame(*this, ranking.locals);
      frame.enter();
      Value by = kept(ranking.by);
      part.rankings.emplace_back(std::move(by), kept(ranking.then));
    }
  }
  contributed_ = true;
}

void Evaluator::Interpreter::contribute_folds(const plan::Group& group, MemberPart& part, bool strict) {
  for (const plan::Fold& fold : group.folds) {
    Contribution& made = part.folds.emplace_back();
    const auto compute = [&] {
      const Frame frame(*this, fold.locals);
      frame.enter();
      charge(fold.cost);
      made.counted = !fold.where || boolean(fold.where);
      if (!made.counted || fold.function == Aggregate::count || fold.function == Aggregate::exists) return;
      if (fold.function == Aggregate::all)
        made.counted = !boolean(fold.body);
      else
        made.value = value(fold.body);
    };
    if (strict) {
      compute();
    } else if (const auto failed = protect(compute)) {
      made = {};
      made.failure = std::make_shared<const Rejection>(*failed);
    }
  }
}

const std::vector<Evaluator::Interpreter::MemberPart>& Evaluator::Interpreter::member_parts() {
  if (!contributed_) contribute(false);
  return parts_;
}

void Evaluator::Interpreter::rank(const GroupState& state, std::vector<std::vector<Ranked>>& rankings) const {
  // Highest value first, then the lowest tie-break, then the id; what has no value comes last.
  const auto before = [&](const RankedMember& a, const RankedMember& b) {
    if (a.by.is_absent() != b.by.is_absent()) return b.by.is_absent();
    if (compare(syntax::Comparison::greater, a.by, b.by)) return true;
    if (compare(syntax::Comparison::less, a.by, b.by)) return false;
    if (a.then.is_absent() != b.then.is_absent()) return b.then.is_absent();
    if (compare(syntax::Comparison::less, a.then, b.then)) return true;
    if (compare(syntax::Comparison::greater, a.then, b.then)) return false;
    return a.id < b.id;
  };
  for (const std::vector<RankedMember>& members : state.rankings()) {
    std::vector<const RankedMember*> order;
    order.reserve(members.size());
    for (const RankedMember& member : members) order.push_back(&member);
    std::sort(order.begin(), order.end(), [&](const RankedMember* a, const RankedMember* b) { return before(*a, *b); });
    std::vector<Ranked>& ranking = rankings.emplace_back();
    for (const RankedMember* member : order) ranking.push_back({member->id, member->by});
  }
}

}  // namespace kaidah::evaluate
