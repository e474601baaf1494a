#include "engine/check/declare_arms.hpp"

#include <utility>

#include "engine/check/provenance.hpp"
#include "engine/check/walk.hpp"

namespace kaidah::check {
namespace {

class ArmDeclarer {
 public:
  ArmDeclarer(Context& context, StatementId statement, const Placing& placing)
      : context_(context),
        statement_(statement),
        tree_(context.statements[statement.index].standing.tree),
        placing_(placing) {}

  [[nodiscard]] TreeId tree() const { return tree_; }

  void add(Arm arm, Span span, const std::optional<syntax::Place>& place, std::vector<syntax::Mark> marks,
           const std::vector<syntax::Place>& citations) {
    Placing placing = placing_;
    if (place) placing.place = joined(placing.place, *place);
    check_marks(context_, tree_, marks);
    placing.marks = in_effect(placing.marks, marks);
    arm.statement = statement_;
    arm.span = span;
    arm.provenance = add_provenance(context_, tree_, placing, span, citations);
    const ArmId id = context_.policy.arms.push(std::move(arm));
    context_.policy.statements[statement_].arms.push_back(id);
  }

  /// Nothing for `*`: it tests nothing.
  [[nodiscard]] std::optional<CellGuard> cell(ExprId input, const syntax::Cell& written) const {
    CellGuard guard;
    guard.input = {tree_, input};
    guard.span = written.span;
    for (const std::vector<syntax::CellTest>& tests : written.alternatives) {
      std::vector<CellTest> alternative;
      for (const syntax::CellTest& test : tests) {
        switch (test.kind) {
          case syntax::CellTestKind::any:
            break;
          case syntax::CellTestKind::equal:
            alternative.push_back({syntax::Comparison::equal, {tree_, test.low}});
            break;
          case syntax::CellTestKind::range:
            if (test.low) alternative.push_back({syntax::Comparison::greater_equal, {tree_, test.low}});
            if (test.high) alternative.push_back({syntax::Comparison::less_equal, {tree_, test.high}});
            break;
          case syntax::CellTestKind::compare:
            alternative.push_back({test.op, {tree_, test.right}});
            break;
        }
      }
      if (alternative.empty()) return std::nullopt;
      guard.alternatives.push_back(std::move(alternative));
    }
    if (guard.alternatives.empty()) return std::nullopt;
    return guard;
  }

 private:
  Context& context_;
  StatementId statement_;
  TreeId tree_;
  const Placing& placing_;
};

}  // namespace

void declare_rule_arm(Context& context, StatementId statement, const Placing& placing, const syntax::RuleItem& node,
                      const syntax::Item& item) {
  ArmDeclarer declarer(context, statement, placing);
  Arm arm;
  if (node.guard) arm.guards.emplace_back(ExprRef{declarer.tree(), node.guard->condition});
  arm.value = {declarer.tree(), node.value};
  declarer.add(std::move(arm), item.span, std::nullopt, node.value_marks, node.citations);
}

void declare_classify_arms(Context& context, StatementId statement, const Placing& placing,
                           const syntax::ClassifyItem& node) {
  ArmDeclarer declarer(context, statement, placing);
  for (std::size_t i = 0; i < node.arms.size(); ++i) {
    const syntax::Arm& written = node.arms[i];
    Arm arm;
    if (written.guard) arm.guards.emplace_back(ExprRef{declarer.tree(), written.guard->condition});
    arm.otherwise = written.otherwise;
    arm.value = {declarer.tree(), written.value};
    if (written.otherwise && node.order == syntax::CaseOrder::collect) {
      context.report(MessageKind::otherwise_in_collect, context.at(declarer.tree(), written.span));
    } else if (written.otherwise && i + 1 != node.arms.size()) {
      context.report(MessageKind::otherwise_not_last, context.at(declarer.tree(), written.span));
    }
    std::vector<syntax::Mark> marks = in_effect(written.marks, written.value_marks);
    declarer.add(std::move(arm), written.span, written.place, std::move(marks), written.citations);
  }
}

void declare_table_arms(Context& context, StatementId statement, const Placing& placing,
                        const syntax::TableItem& node) {
  ArmDeclarer declarer(context, statement, placing);
  const auto add = [&](std::vector<Guard> guards, ExprId value, Span span, const syntax::TableRow& row) {
    Arm arm;
    arm.guards = std::move(guards);
    arm.value = {declarer.tree(), value};
    declarer.add(std::move(arm), span, row.place, row.marks, {});
  };
  for (const syntax::TableRow& row : node.rows) {
    std::vector<Guard> guards;
    for (std::size_t i = 0; i < row.cells.size() && i < node.inputs.size(); ++i) {
      if (auto guard = declarer.cell(node.inputs[i], row.cells[i])) guards.emplace_back(*std::move(guard));
    }
    if (!node.crossed) {
      if (!row.values.empty()) add(guards, row.values.front(), row.span, row);
      continue;
    }
    for (std::size_t column = 0; column < node.columns.size() && column < row.values.size(); ++column) {
      std::vector<Guard> both = guards;
      if (node.inputs.size() > 1) {
        if (auto guard = declarer.cell(node.inputs[1], node.columns[column])) both.emplace_back(*std::move(guard));
      }
      add(std::move(both), row.values[column], context.tree(declarer.tree())[row.values[column]].span, row);
    }
  }
}

}  // namespace kaidah::check
