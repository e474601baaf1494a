#include <algorithm>
#include <string>
#include <utility>

#include "engine/check/declare_arms.hpp"
#include "engine/check/passes.hpp"
#include "engine/check/provenance.hpp"
#include "engine/check/resolve_type.hpp"
#include "engine/types/unify.hpp"

namespace kaidah::check {
namespace {

class Declarer {
 public:
  explicit Declarer(Context& context) : context_(context) {}

  void one(const Walked& walked) {
    const syntax::Item& item = context_.tree(walked.tree)[walked.item];
    if (const auto* for_each = std::get_if<syntax::ForEachItem>(&item.node)) {
      find_group(walked.tree, *for_each);
      return;
    }
    if (!decides(item.node)) return;
    if (!cited(walked, item)) return;
    // What stands inside `for each` of an unknown group could only be misunderstood.
    if (walked.for_each != nullptr && !find_group(walked.tree, *walked.for_each)) return;
    standing_ = standing(walked);
    amended_ = walked.amended;
    placing_ = *walked.placing;
    placing_.marks = in_effect(placing_.marks, item.marks);
    if (const auto* node = std::get_if<syntax::RuleItem>(&item.node)) rule(*node, item);
    if (const auto* node = std::get_if<syntax::ClassifyItem>(&item.node)) classify(*node, item);
    if (const auto* node = std::get_if<syntax::TableItem>(&item.node)) table(*node, item);
    if (const auto* node = std::get_if<syntax::DutyItem>(&item.node)) duty(*node, item);
    if (const auto* node = std::get_if<syntax::NotEncodedItem>(&item.node)) not_encoded(*node, item);
    if (const auto* node = std::get_if<syntax::PromiseItem>(&item.node)) promise(*node, item);
    if (const auto* node = std::get_if<syntax::RankingItem>(&item.node)) ranking(*node, item);
    if (const auto* node = std::get_if<syntax::ProcedureItem>(&item.node)) procedure(*node, item);
  }

 private:
  static bool decides(const syntax::ItemNode& node) {
    return std::holds_alternative<syntax::RuleItem>(node) || std::holds_alternative<syntax::ClassifyItem>(node) ||
           std::holds_alternative<syntax::TableItem>(node) || std::holds_alternative<syntax::DutyItem>(node) ||
           std::holds_alternative<syntax::NotEncodedItem>(node) || std::holds_alternative<syntax::PromiseItem>(node) ||
           std::holds_alternative<syntax::RankingItem>(node) || std::holds_alternative<syntax::ProcedureItem>(node);
  }

  /// False when the item has no business in this file.
  bool cited(const Walked& walked, const syntax::Item& item) {
    if (context_.is_module(walked.tree)) {
      const auto* rule = std::get_if<syntax::RuleItem>(&item.node);
      const bool function = (rule != nullptr && rule->role == syntax::RuleRole::rule) ||
                            std::holds_alternative<syntax::ClassifyItem>(item.node) ||
                            std::holds_alternative<syntax::TableItem>(item.node);
      if (!function) {
        context_.report(MessageKind::only_functions_in_module, context_.at(walked.tree, item.span));
      }
      return function;
    }
    if (walked.placing->place.parts.empty() && !walked.uncited) {
      context_.report(MessageKind::missing_citation, context_.at(walked.tree, item.span))
          .notes.push_back(message(MessageKind::help_put_into_article));
    }
    return true;
  }

  GroupId find_group(TreeId tree, const syntax::ForEachItem& for_each) {
    const auto known = for_each_groups_.find(&for_each);
    if (known != for_each_groups_.end()) return known->second;
    const TreeScope& scope = context_.scope(tree);
    const auto found = scope.groups.find(for_each.group.text);
    GroupId id;
    if (found != scope.groups.end()) {
      id = found->second.id;
    } else {
      std::vector<std::string> visible;
      for (const auto& [name, group] : scope.groups) visible.push_back(name);
      suggest(context_.report(MessageKind::unknown_group, context_.at(tree, for_each.group.span),
                              {{"name", for_each.group.text}}),
              for_each.group.text, visible);
    }
    for_each_groups_.emplace(&for_each, id);
    return id;
  }

  Standing standing(const Walked& walked) {
    Standing result;
    result.tree = walked.tree;
    result.item = walked.item;
    result.provisions = walked.provisions;
    if (walked.for_each != nullptr) result.group = find_group(walked.tree, *walked.for_each);
    for (const ProvisionId id : result.provisions) context_.provisions[id].group = result.group;
    return result;
  }

  [[nodiscard]] Location at(Span span) const { return context_.at(standing_.tree, span); }

  [[nodiscard]] std::vector<ExprRef> guards() const {
    std::vector<ExprRef> result;
    for (const ProvisionId id : standing_.provisions) {
      result.push_back({context_.provisions[id].tree, context_.provisions[id].condition});
    }
    return result;
  }

  Names& names() {
    return standing_.group ? context_.group_scopes[standing_.group.index].names : context_.scope(standing_.tree).names;
  }

  // --- rules --------------------------------------------------------------------------------------------------

  RuleId new_rule(const syntax::Name& name) {
    Rule rule;
    rule.name = name.text;
    rule.scope = context_.is_module(standing_.tree) ? RuleScope::module
                 : standing_.group                  ? RuleScope::group
                                                    : RuleScope::record;
    rule.group = standing_.group;
    rule.location = at(name.span);
    const RuleId id = context_.policy.rules.push(std::move(rule));
    RuleDraft draft;
    draft.tree = standing_.tree;
    context_.rules.push_back(std::move(draft));
    return id;
  }

  /// The rule that a statement adds to. A statement that clashes gets a rule of its own that nothing can name, so that
  /// its inside is still checked.
  RuleId rule_of(const syntax::Name& name, bool exception) {
    const auto found = names().find(name.text);
    if (found == names().end()) {
      if (exception) late_exceptions_.push_back({standing_, &name});
      const RuleId id = new_rule(name);
      names().emplace(name.text, Named{Named::Kind::rule, id.index, at(name.span)});
      if (standing_.group) context_.policy.groups[standing_.group].rules.push_back(id);
      return id;
    }
    const Named& named = found->second;
    if (named.kind == Named::Kind::rule) return named.rule();
    if (named.kind == Named::Kind::field && exception) {
      RuleId& id = context_.field_rules[named.index];
      if (!id) {
        id = new_rule(name);
        const FieldDeclaration& field = context_.policy.records[context_.policy.input].fields[named.index];
        context_.policy.rules[id].overrides_field = named.index;
        context_.rules[id.index].declared = field.type;
        context_.rules[id.index].declared_at = field.location;
      }
      return id;
    }
    context_
        .report(exception ? MessageKind::exception_of_parameter : MessageKind::duplicate_name, at(name.span),
                {{"name", name.text}})
        .related.push_back({named.location, message(MessageKind::first_declared_here)});
    return new_rule(name);
  }

  void head(RuleId id, StatementDraft& draft, const syntax::Name& name,
            const std::vector<syntax::Parameter>& parameters) {
    Rule& rule = context_.policy.rules[id];
    for (const syntax::Parameter& parameter : parameters) {
      draft.parameters.push_back(resolve_type(context_, standing_.tree, parameter.type));
    }
    context_.most_parameters = std::max(context_.most_parameters, static_cast<std::uint32_t>(parameters.size()));
    RuleDraft& rule_draft = context_.rules[id.index];
    if (rule_draft.statements.empty()) {
      rule.parameters = draft.parameters;
      for (const syntax::Parameter& parameter : parameters) rule.parameter_names.push_back(parameter.name.text);
      return;
    }
    bool same = rule.parameters.size() == draft.parameters.size();
    for (std::size_t i = 0; same && i < draft.parameters.size(); ++i) {
      same = types::fits(draft.parameters[i], rule.parameters[i]) &&
             draft.parameters[i].optional == rule.parameters[i].optional;
    }
    if (!same) {
      context_.report(MessageKind::parameters_differ, at(name.span), {{"name", name.text}})
          .related.push_back({rule.location, message(MessageKind::first_declared_here)});
      draft.parameters.resize(rule.parameters.size());
    }
  }

  void declared_type(RuleId id, const syntax::TypeExpr& written, bool collect) {
    Type type = resolve_type(context_, standing_.tree, written);
    if (collect) type = types::list_of(type, 0, 0);
    RuleDraft& draft = context_.rules[id.index];
    const Location location = at(written.span);
    if (!draft.declared) {
      draft.declared = type;
      draft.declared_at = location;
      return;
    }
    const Type& first = *draft.declared;
    if (types::is_error(first) || types::is_error(type)) return;
    const bool same = types::fits(type, first) && type.optional == first.optional && type.range == first.range &&
                      type.decimals == first.decimals;
    if (!same) {
      context_.report(MessageKind::type_differs, location, {{"name", context_.policy.rules[id].name}})
          .related.push_back({draft.declared_at, message(MessageKind::first_declared_here)});
      draft.declared = Type{};  // which of the two is meant is not known
    }
  }

  StatementId add_statement(RuleId id, StatementDraft draft, const syntax::Item& item, syntax::CaseOrder order,
                            const std::vector<syntax::Place>& citations, const syntax::Name& name) {
    Statement statement;
    statement.rule = id;
    statement.order = order;
    statement.provisions = guards();
    statement.in_force = placing_.in_force;
    statement.provenance = add_provenance(context_, standing_.tree, placing_, item.span, citations);
    statement.location = at(name.span);
    draft.standing = standing_;
    Rule& rule = context_.policy.rules[id];
    if (context_.rules[id.index].statements.empty()) rule.provenance = statement.provenance;
    if (!draft.exception) rule.amended = (rule.base.empty() || rule.amended) && amended_;
    const bool exception = draft.exception;
    const bool general = draft.to == nullptr;
    const StatementId statement_id = context_.policy.statements.push(std::move(statement));
    if (!exception) {
      rule.base.push_back(statement_id);
    } else if (general) {
      rule.exceptions.push_back(statement_id);
    }
    context_.rules[id.index].statements.push_back(statement_id);
    context_.statements.push_back(std::move(draft));
    return statement_id;
  }

  void rule(const syntax::RuleItem& node, const syntax::Item& item) {
    const bool exception = node.role == syntax::RuleRole::exception;
    StatementDraft draft;
    draft.exception = exception;
    if (node.exception_to) draft.to = &*node.exception_to;
    const RuleId id = rule_of(node.name, exception);
    head(id, draft, node.name, node.parameters);
    if (node.type) declared_type(id, *node.type, false);
    if (node.role == syntax::RuleRole::output) {
      context_.policy.rules[id].is_output = true;
      if (!node.parameters.empty()) {
        context_.report(MessageKind::output_with_parameters, at(node.name.span), {{"name", node.name.text}});
      }
    }
    check_marks(context_, standing_.tree, node.value_marks);
    const StatementId statement =
        add_statement(id, std::move(draft), item, syntax::CaseOrder::unique, node.citations, node.name);
    declare_rule_arm(context_, statement, placing_, node, item);
  }

  void classify(const syntax::ClassifyItem& node, const syntax::Item& item) {
    const RuleId id = rule_of(node.name, false);
    const bool collect = node.order == syntax::CaseOrder::collect;
    StatementDraft draft;
    head(id, draft, node.name, node.parameters);
    declared_type(id, node.type, collect);
    if (collect) context_.policy.rules[id].is_list = true;
    const StatementId statement = add_statement(id, std::move(draft), item, node.order, node.citations, node.name);
    if (node.subject) context_.policy.statements[statement].subject = {standing_.tree, node.subject};
    declare_classify_arms(context_, statement, placing_, node);
  }

  void table(const syntax::TableItem& node, const syntax::Item& item) {
    const RuleId id = rule_of(node.name, false);
    StatementDraft draft;
    head(id, draft, node.name, node.parameters);
    declared_type(id, node.type, false);
    const StatementId statement = add_statement(id, std::move(draft), item, node.order, node.citations, node.name);
    declare_table_arms(context_, statement, placing_, node);
  }

  // --- the rest -----------------------------------------------------------------------------------------------

  void duty(const syntax::DutyItem& node, const syntax::Item& item) {
    Duty duty;
    duty.name = node.name.text;
    duty.group = standing_.group;
    duty.guards = guards();
    if (node.guard) duty.guards.push_back({standing_.tree, node.guard->condition});
    duty.condition = {standing_.tree, node.condition};
    if (node.by) duty.by = {standing_.tree, node.by};
    duty.severity = node.severity;
    duty.code = node.code;
    for (const syntax::TemplatePart& part : node.text.parts) {
      duty.text.push_back({part.text, part.value ? ExprRef{standing_.tree, part.value} : ExprRef{}});
    }
    duty.in_force = placing_.in_force;
    duty.provenance = add_provenance(context_, standing_.tree, placing_, item.span);
    duty.location = at(node.name.span);
    const Location location = duty.location;
    const DutyId id = context_.policy.duties.push(std::move(duty));
    DutyDraft draft;
    draft.standing = standing_;
    context_.duties.push_back(std::move(draft));
    if (standing_.group) {
      context_.policy.groups[standing_.group].duties.push_back(id);
    } else {
      context_.policy.record_duties.push_back(id);
    }
    auto& duties =
        standing_.group ? context_.group_scopes[standing_.group.index].duties : context_.scope(standing_.tree).duties;
    const auto [entry, is_new] = duties.try_emplace(node.name.text, Placed<DutyId>{id, location});
    if (is_new) return;
    bool apart = false;
    (void)intersection(context_.policy.duties[entry->second.id].in_force, placing_.in_force, apart);
    // An amendment replaced it from a day on: both stay, each on its days.
    if (!apart) duplicate(node.name, entry->second.location);
  }

  void not_encoded(const syntax::NotEncodedItem& node, const syntax::Item& item) {
    NotEncoded result;
    result.why = node.why;
    result.guards = guards();
    if (node.guard) result.guards.push_back({standing_.tree, node.guard->condition});
    result.in_force = placing_.in_force;
    result.provenance = add_provenance(context_, standing_.tree, placing_, item.span);
    context_.policy.not_encoded.push_back(std::move(result));
    context_.not_encoded.push_back(standing_);
  }

  void promise(const syntax::PromiseItem& node, const syntax::Item& item) {
    Promise result;
    result.group = standing_.group;
    result.guards = guards();
    result.condition = {standing_.tree, node.condition};
    const Span span = context_.tree(standing_.tree)[node.condition].span;
    result.message = node.message.value_or(std::string(context_.tree(standing_.tree).source->text(span)));
    result.in_force = placing_.in_force;
    result.provenance = add_provenance(context_, standing_.tree, placing_, item.span);
    result.location = at(span);
    context_.policy.promises.push_back(std::move(result));
    context_.promises.push_back(standing_);
  }

  void ranking(const syntax::RankingItem& node, const syntax::Item& item) {
    if (!standing_.group) {
      context_.report(MessageKind::ranking_outside_group, at(node.name.span), {{"name", node.name.text}});
      return;
    }
    GroupDeclaration::Ranking result;
    result.name = node.name.text;
    result.by = {standing_.tree, node.by};
    if (node.then) result.then = {standing_.tree, node.then};
    result.provenance = add_provenance(context_, standing_.tree, placing_, item.span);
    context_.policy.groups[standing_.group].rankings.push_back(std::move(result));
    context_.rankings[standing_.group.index].push_back(standing_);
    GroupScope& scope = context_.group_scopes[standing_.group.index];
    const auto [entry, is_new] = scope.rankings.try_emplace(node.name.text, at(node.name.span));
    if (!is_new) duplicate(node.name, entry->second);
  }

  void procedure(const syntax::ProcedureItem& node, const syntax::Item& item) {
    if (standing_.group) {
      context_.report(MessageKind::procedure_in_group, at(node.name.span), {{"name", node.name.text}});
      return;
    }
    Procedure result;
    result.name = node.name.text;
    result.label = node.label.value_or("");
    result.guards = guards();
    result.in_force = placing_.in_force;
    result.location = at(node.name.span);
    Placing start = placing_;
    if (node.start_place) start.place = joined(start.place, *node.start_place);
    start.marks = in_effect(start.marks, node.start_marks);
    check_marks(context_, standing_.tree, node.start_marks);
    result.provenance = add_provenance(context_, standing_.tree, start, item.span);
    declare_steps(context_, standing_.tree, placing_, node, result);
    const Location location = result.location;
    const ProcedureId id = context_.policy.procedures.push(std::move(result));
    context_.procedures.push_back(standing_);
    const auto [entry, is_new] =
        context_.scope(standing_.tree).procedures.try_emplace(node.name.text, Placed<ProcedureId>{id, location});
    if (!is_new) duplicate(node.name, entry->second.location);
  }

  void duplicate(const syntax::Name& name, const Location& first) {
    context_.report(MessageKind::duplicate_name, at(name.span), {{"name", name.text}})
        .related.push_back({first, message(MessageKind::first_declared_here)});
  }

 public:
  /// Exceptions may stand before what they are exceptions of; in the end there must be something.
  void report_exceptions_of_nothing() {
    for (const auto& [standing, name] : late_exceptions_) {
      const Names& scope =
          standing.group ? context_.group_scopes[standing.group.index].names : context_.scope(standing.tree).names;
      const auto found = scope.find(name->text);
      if (found == scope.end() || found->second.kind != Named::Kind::rule) continue;
      const RuleId id = found->second.rule();
      if (!context_.policy.rules[id].base.empty()) continue;
      std::vector<std::string> visible;
      for (const auto& [other, named] : scope) {
        if (named.kind == Named::Kind::rule && !context_.policy.rules[named.rule()].base.empty()) {
          visible.push_back(other);
        }
      }
      suggest(context_.report(MessageKind::exception_without_base, context_.at(standing.tree, name->span),
                              {{"name", name->text}}),
              name->text, visible);
      context_.rules[id.index].used = true;
    }
  }

 private:
  Context& context_;
  Standing standing_;
  bool amended_ = false;
  Placing placing_;
  std::unordered_map<const syntax::ForEachItem*, GroupId> for_each_groups_;
  std::vector<std::pair<Standing, const syntax::Name*>> late_exceptions_;
};

}  // namespace

void declare_statements(Context& context, const std::vector<Walk>& walks) {
  Declarer declarer(context);
  for (const Walk& walk : walks) {
    for (const Walked& walked : walk.items) declarer.one(walked);
  }
  declarer.report_exceptions_of_nothing();
}

}  // namespace kaidah::check
