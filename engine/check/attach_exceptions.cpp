// Which statement or arm each `exception to PLACE x` beats.

#include <string>
#include <vector>

#include "engine/check/passes.hpp"

namespace kaidah::check {
namespace {

class Attacher {
 public:
  Attacher(Context& context, RuleId rule) : context_(context), statements_(context.rules[rule.index].statements) {}

  void run() {
    for (const StatementId id : statements_) {
      if (draft(id).to != nullptr) attach(id);
    }
    report_cycles();
  }

 private:
  StatementDraft& draft(StatementId id) { return context_.statements[id.index]; }
  [[nodiscard]] const syntax::Place& place(ProvenanceId id) const { return context_.policy.provenances[id].place; }

  void attach(StatementId exception) {
    Statement& own = context_.policy.statements[exception];
    const syntax::Place cited = resolved(*draft(exception).to, place(own.provenance));
    bool found = false;
    for (const StatementId other : statements_) {
      if (other == exception || same_aim(other, cited)) continue;
      Statement& statement = context_.policy.statements[other];
      if (stands_in(place(statement.provenance), cited)) {
        statement.exceptions.push_back(exception);
        found = true;
        continue;
      }
      for (const ArmId arm : statement.arms) {
        if (!stands_in(place(context_.policy.arms[arm].provenance), cited)) continue;
        context_.policy.arms[arm].exceptions.push_back(exception);
        found = true;
      }
    }
    if (found) return;
    const TreeId tree = draft(exception).standing.tree;
    Diagnostic& diagnostic =
        context_.report(MessageKind::nothing_in_place, context_.at(tree, draft(exception).to->span),
                        {{"name", context_.policy.rules[own.rule].name}});
    for (const StatementId other : statements_) {
      if (other == exception || diagnostic.related.size() == 3) continue;
      diagnostic.related.push_back({context_.policy.statements[other].location, message(MessageKind::decided_here)});
    }
  }

  /// Exceptions to one place stand side by side, also when they stand in it.
  bool same_aim(StatementId other, const syntax::Place& cited) {
    if (draft(other).to == nullptr) return false;
    const ProvenanceId own = context_.policy.statements[other].provenance;
    return resolved(*draft(other).to, place(own)).parts == cited.parts;
  }

  /// An exception that is, in the end, an exception to itself.
  void report_cycles() {
    std::unordered_map<std::uint32_t, int> state;  // 1 on the path, 2 done
    for (const StatementId id : statements_) visit(id, state, 0);
  }

  void visit(StatementId id, std::unordered_map<std::uint32_t, int>& state, std::size_t depth) {
    int& own = state[id.index];
    if (own == 2) return;
    if (own == 1 || depth > context_.limits.nesting) {
      context_.report(MessageKind::exception_cycle, context_.policy.statements[id].location,
                      {{"name", context_.policy.rules[context_.policy.statements[id].rule].name}});
      own = 2;
      return;
    }
    own = 1;
    const Statement& statement = context_.policy.statements[id];
    for (const StatementId next : statement.exceptions) visit(next, state, depth + 1);
    for (const ArmId arm : statement.arms) {
      for (const StatementId next : context_.policy.arms[arm].exceptions) visit(next, state, depth + 1);
    }
    state[id.index] = 2;
  }

  Context& context_;
  std::vector<StatementId> statements_;
};

}  // namespace

void attach_exceptions(Context& context) {
  for (std::size_t i = 0; i < context.rules.size(); ++i) {
    bool any = false;
    for (const StatementId id : context.rules[i].statements) {
      any = any || context.statements[id.index].to != nullptr;
    }
    if (any) Attacher(context, RuleId(i)).run();
  }
}

}  // namespace kaidah::check
