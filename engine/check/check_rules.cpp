// The statements of a rule, and the type that follows from them.

#include <algorithm>
#include <utility>

#include "engine/check/bounds.hpp"
#include "engine/check/frame.hpp"
#include "engine/check/passes.hpp"
#include "engine/check/resolve_type.hpp"
#include "engine/types/unify.hpp"

namespace kaidah::check {
namespace {

using types::TypeKind;

class RuleChecker {
 public:
  RuleChecker(Context& context, RuleId id) : context_(context), id_(id), draft_(context.rules[id.index]) {}

  void run() {
    for (const StatementId statement : draft_.statements) check_statement(statement);
    finish();
  }

 private:
  [[nodiscard]] Rule& rule() { return context_.policy.rules[id_]; }

  /// The type that its values have to fit, as far as it is known.
  [[nodiscard]] const Type* expected() const {
    if (draft_.declared) return &*draft_.declared;
    return found_ ? &*found_ : nullptr;
  }

  void check_statement(StatementId id) {
    const StatementDraft& draft = context_.statements[id.index];
    Surroundings here = surroundings(context_, draft.standing);
    here.own_field = rule().overrides_field;
    Expressions expressions(context_, here);
    const Facts::Scope scope(expressions.facts());
    const syntax::ItemNode& node = context_.tree(draft.standing.tree)[draft.standing.item].node;
    const std::vector<syntax::Parameter>* parameters = nullptr;
    if (const auto* item = std::get_if<syntax::RuleItem>(&node)) parameters = &item->parameters;
    if (const auto* item = std::get_if<syntax::ClassifyItem>(&node)) parameters = &item->parameters;
    if (const auto* item = std::get_if<syntax::TableItem>(&node)) parameters = &item->parameters;
    const std::size_t count = std::min(parameters->size(), draft.parameters.size());
    for (std::size_t i = 0; i < count; ++i) expressions.declare_local((*parameters)[i].name, draft.parameters[i]);
    enter_provisions(context_, expressions, draft.standing);

    if (const auto* item = std::get_if<syntax::RuleItem>(&node)) check_value(expressions, id, *item);
    if (const auto* item = std::get_if<syntax::ClassifyItem>(&node)) check_classify(expressions, id, *item);
    if (const auto* item = std::get_if<syntax::TableItem>(&node)) check_table(expressions, id, *item);

    // Several statements share their parameters; one of them need not read all.
    for (std::size_t i = 0; i < count; ++i) expressions.end_local(draft_.statements.size() == 1);
    rule().locals = std::max(rule().locals, expressions.frame_size());
    draft_.reads_record = draft_.reads_record || expressions.reads_record();
    draft_.reads_members = draft_.reads_members || expressions.reads_members();
  }

  void check_value(Expressions& expressions, StatementId, const syntax::RuleItem& item) {
    if (item.guard) {
      expressions.check_condition(item.guard->condition);
      expressions.facts().learn(expressions.learned({expressions.surroundings().tree, item.guard->condition}, true));
    }
    add(expressions, item.value, expressions.check(item.value, expected()));
  }

  void check_classify(Expressions& expressions, StatementId id, const syntax::ClassifyItem& item) {
    if (item.subject) {
      Type subject = expressions.check(item.subject);
      if (item.subject_as) {
        subject = expressions.present(item.subject, std::move(subject));
        context_.policy.statements[id].subject_local =
            expressions.declare_local(*item.subject_as, subject, expressions.key(item.subject).value_or(""));
      }
    }
    Type wanted = expected() != nullptr ? *expected() : Type{};
    if (item.order == syntax::CaseOrder::collect && wanted.element) wanted = Type(*wanted.element);
    wanted.optional = false;
    const bool names = wanted.kind == TypeKind::enumeration;
    if (!names && !types::is_error(wanted)) {
      context_.report(MessageKind::cases_need_enum, context_.at(expressions.surroundings().tree, item.type.span),
                      {{"found", type_name(context_, wanted)}});
    }
    const Facts::Scope around(expressions.facts());
    for (const syntax::Arm& arm : item.arms) {
      const ExprRef guard{expressions.surroundings().tree, arm.guard ? arm.guard->condition : ExprId{}};
      if (guard) expressions.check_condition(guard.expr);
      {
        const Facts::Scope scope(expressions.facts());
        if (guard) expressions.facts().learn(expressions.learned(guard, true));
        const Type found = names ? expressions.check_case(arm.value, wanted) : Type{};
        if (item.order != syntax::CaseOrder::collect) add(expressions, arm.value, found);
      }
      // In order: what follows is only reached when this does not hold.
      if (guard && item.order == syntax::CaseOrder::in_order) {
        expressions.facts().learn(expressions.learned(guard, false));
      }
    }
    if (item.order == syntax::CaseOrder::collect && draft_.declared) {
      found_ = *draft_.declared;
      found_->max_items = std::max(found_->max_items, item.arms.size());
    }
    if (item.subject && item.subject_as) expressions.end_local();
  }

  void check_table(Expressions& expressions, StatementId id, const syntax::TableItem& item) {
    std::vector<Type> inputs;
    for (const ExprId input : item.inputs) inputs.push_back(expressions.present(input, expressions.check(input)));
    for (const syntax::TableRow& row : item.rows) {
      for (std::size_t i = 0; i < row.cells.size() && i < inputs.size(); ++i) {
        expressions.check_cell(row.cells[i], item.inputs[i], inputs[i]);
      }
    }
    for (const syntax::Cell& column : item.columns) {
      if (inputs.size() > 1) expressions.check_cell(column, item.inputs[1], inputs[1]);
    }
    const Facts::Scope around(expressions.facts());
    for (const ArmId arm_id : context_.policy.statements[id].arms) {
      const Arm& arm = context_.policy.arms[arm_id];
      const Facts::Scope scope(expressions.facts());
      for (const Guard& guard : arm.guards) {
        if (const auto* cell = std::get_if<CellGuard>(&guard)) expressions.facts().learn(expressions.learned(*cell));
      }
      const ExprId value = arm.value.expr;
      add(expressions, value, expressions.check(value, expected()));
    }
  }

  /// One of the values that the rule may have.
  void add(Expressions& expressions, ExprId value, Type found) {
    const Type* wanted = expected();
    if (wanted != nullptr && !expressions.expect(value, found, *wanted)) {
      failed_ = true;
      return;
    }
    if (draft_.declared && !draft_.declared->optional && !types::is_error(*draft_.declared)) {
      found = expressions.present(value, std::move(found));
    }
    failed_ = failed_ || types::is_error(found);
    found_ = found_ ? types::unify(*found_, found) : found;
  }

  // --- the type -----------------------------------------------------------------------------------------------

  void finish() {
    if (draft_.in_cycle) {
      rule().type = draft_.declared.value_or(Type{});
    } else if (draft_.declared) {
      finish_declared();
    } else {
      finish_inferred();
    }
    draft_.checked = true;
  }

  void finish_inferred() {
    Rule& own = rule();
    if (!found_ || failed_) {
      own.type = {};
      return;
    }
    own.type = *found_;
    if (own.type.kind == TypeKind::none) {
      context_.report(MessageKind::cannot_infer, own.location, {{"name", own.name}})
          .notes.push_back(message(MessageKind::help_write_type));
      own.type = {};
      return;
    }
    if (!own.type.optional) return;
    // That nothing holds and that the value is missing are two things; the author says which is meant.
    for (const StatementId id : own.base) {
      const Statement& statement = context_.policy.statements[id];
      if (statement.provisions.empty() && statement.arms.size() == 1 &&
          context_.policy.arms[statement.arms.front()].guards.empty()) {
        return;
      }
    }
    context_.report(MessageKind::optional_undeclared, own.location, {{"name", own.name}})
        .notes.push_back(message(MessageKind::help_declare_optional));
  }

  void finish_declared() {
    Rule& own = rule();
    own.type = *draft_.declared;
    if (own.type.kind == TypeKind::list && found_ && found_->kind == TypeKind::list) {
      own.type.min_items = found_->min_items;
      own.type.max_items = found_->max_items;
    }
    if (own.overrides_field && own.type.kind == TypeKind::number && found_) {
      // The record's value stands where no exception does.
      own.type.range = types::hull(own.type.range, found_->range);
      if (!found_->decimals) own.type.decimals.reset();
      return;
    }
    if (failed_ && own.type.kind == TypeKind::number && !own.type.decimals) own.type.decimals = 0;  // said once
    if (own.type.kind != TypeKind::number || !found_ || found_->kind != TypeKind::number) return;
    prove_range(own);
    prove_decimals(own);
  }

  void prove_range(Rule& own) {
    const types::Interval& promised = draft_.declared->range;
    types::Interval range = found_->range;
    if (!promised.low && !promised.high) {
      own.type.range = range;
      return;
    }
    if (!types::contains(promised, range) && !failed_) {
      if (const std::optional<types::Interval> closer = closer_range(context_, id_)) {
        range = types::intersect(range, *closer);
      }
    }
    if (!types::contains(promised, range) && !failed_) {
      const std::vector<Argument> arguments = {
          {"name", own.name}, {"promised", types::to_text(promised)}, {"found", types::to_text(range)}};
      if (types::disjoint(promised, range)) {
        context_.report(MessageKind::range_disproved, draft_.declared_at, arguments);
      } else {
        context_.report(MessageKind::range_not_proved, draft_.declared_at, arguments)
            .notes.push_back(message(MessageKind::help_checked_at_run_time));
        own.promised_range = true;
      }
    }
    const types::Interval both = types::intersect(promised, range);
    own.type.range = types::is_empty(both) ? promised : both;
  }

  void prove_decimals(Rule& own) {
    const std::optional<int> promised = draft_.declared->decimals;
    if (!promised) {
      if (!failed_) own.type.decimals = found_->decimals;
      return;
    }
    // The declared number of digits is also how many are written, so it stays where fewer would do.
    if ((found_->decimals && *found_->decimals <= *promised) || failed_) return;
    context_
        .report(MessageKind::decimals_not_proved, draft_.declared_at,
                {{"name", own.name}, {"decimals", std::to_string(*promised)}})
        .notes.push_back(message(MessageKind::help_round));
    own.promised_range = true;
  }

  Context& context_;
  RuleId id_;
  RuleDraft& draft_;
  std::optional<Type> found_;
  bool failed_ = false;
};

}  // namespace

void check_rule(Context& context, RuleId id) {
  RuleChecker(context, id).run();
}

}  // namespace kaidah::check
