// What concerns the policy as a whole: outputs, clashing exceptions, what nothing uses.

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "engine/check/expressions.hpp"
#include "engine/check/frame.hpp"
#include "engine/check/passes.hpp"

namespace kaidah::check {
namespace {

// --- outputs --------------------------------------------------------------------------------------------------

class Outputs {
 public:
  explicit Outputs(Context& context) : context_(context) {}

  void one(const Walked& walked) {
    const syntax::Item& item = context_.tree(walked.tree)[walked.item];
    GroupId group;
    if (walked.for_each != nullptr) {
      const auto& groups = context_.scope(walked.tree).groups;
      const auto found = groups.find(walked.for_each->group.text);
      if (found == groups.end()) return;
      group = found->second.id;
    }
    if (const auto* rule = std::get_if<syntax::RuleItem>(&item.node)) {
      const bool output = rule->role == syntax::RuleRole::output;
      if (output && !context_.is_module(walked.tree)) add(walked.tree, group, rule->name, true);
    } else if (const auto* names = std::get_if<syntax::OutputItem>(&item.node)) {
      if (context_.is_module(walked.tree)) {
        context_.report(MessageKind::only_functions_in_module, context_.at(walked.tree, item.span));
        return;
      }
      for (const syntax::Name& name : names->names) add(walked.tree, group, name, false);
    }
  }

 private:
  /// `declared`: by the statement that gives its value, whose own clashes were reported.
  void add(TreeId tree, GroupId group, const syntax::Name& name, bool declared) {
    const Names& names = group ? context_.group_scopes[group.index].names : context_.scope(tree).names;
    const auto found = names.find(name.text);
    if (found == names.end()) {
      std::vector<std::string> visible;
      for (const auto& [other, named] : names) {
        if (named.kind == Named::Kind::rule) visible.push_back(other);
      }
      suggest(context_.report(MessageKind::unknown_name, context_.at(tree, name.span), {{"name", name.text}}),
              name.text, visible);
      return;
    }
    if (found->second.kind != Named::Kind::rule) {
      if (declared) return;
      context_.report(MessageKind::not_a_rule, context_.at(tree, name.span), {{"name", name.text}})
          .related.push_back({found->second.location, message(MessageKind::first_declared_here)});
      return;
    }
    const RuleId id = found->second.rule();
    Rule& rule = context_.policy.rules[id];
    if (!rule.parameters.empty()) {
      if (!rule.is_output) {
        context_.report(MessageKind::output_with_parameters, context_.at(tree, name.span), {{"name", name.text}});
      }
      return;
    }
    rule.is_output = true;
    std::vector<RuleId>& outputs = group ? context_.policy.groups[group].outputs : context_.policy.outputs;
    if (!seen_.insert(id.index).second) return;
    outputs.push_back(id);
    Surroundings here;
    here.tree = tree;
    Expressions(context_, here).check_printable(rule.type, context_.at(tree, name.span), name.text);
  }

  Context& context_;
  std::unordered_set<std::uint32_t> seen_;
};

// --- exceptions -----------------------------------------------------------------------------------------------

/// The words of an expression, white space left out: equal words mean the same.
std::string words(const Context& context, ExprRef expr) {
  std::string result;
  const syntax::SyntaxTree& tree = context.tree(expr.tree);
  bool in_text = false;
  for (const char c : tree.source->text(tree[expr.expr].span)) {
    if (c == '"') in_text = !in_text;
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!space || in_text) {
      result += c;
    } else if (!result.empty() && result.back() != ' ') {
      result += ' ';
    }
  }
  return result;
}

bool never_together(const std::optional<InForce>& a, const std::optional<InForce>& b) {
  bool empty = false;
  (void)intersection(a, b, empty);
  return empty;
}

void check_level(Context& context, const std::vector<StatementId>& exceptions) {
  if (exceptions.size() < 2) return;
  std::unordered_map<std::string, std::vector<StatementId>> by_condition;
  for (const StatementId id : exceptions) {
    const Statement& statement = context.policy.statements[id];
    if (statement.arms.size() != 1) continue;
    const Arm& arm = context.policy.arms[statement.arms.front()];
    std::string condition;
    for (const ExprRef provision : statement.provisions) condition += words(context, provision) + ";";
    for (const Guard& guard : arm.guards) {
      if (const auto* own = std::get_if<ExprRef>(&guard)) condition += words(context, *own);
    }
    for (const StatementId other : by_condition[condition]) {
      const Statement& first = context.policy.statements[other];
      const Arm& first_arm = context.policy.arms[first.arms.front()];
      if (words(context, arm.value) == words(context, first_arm.value)) continue;
      if (never_together(statement.in_force, first.in_force)) continue;
      context
          .report(MessageKind::exceptions_clash, statement.location,
                  {{"name", context.policy.rules[statement.rule].name}})
          .related.push_back({first.location, message(MessageKind::first_declared_here)});
      break;
    }
    by_condition[condition].push_back(id);
  }
}

}  // namespace

void check_outputs(Context& context, const std::vector<Walk>& walks) {
  Outputs outputs(context);
  for (const Walk& walk : walks) {
    for (const Walked& walked : walk.items) outputs.one(walked);
  }
}

void check_exception_clashes(Context& context) {
  for (const Rule& rule : context.policy.rules) check_level(context, rule.exceptions);
  for (const Statement& statement : context.policy.statements) check_level(context, statement.exceptions);
  for (const Arm& arm : context.policy.arms) check_level(context, arm.exceptions);
}

void warn_unused(Context& context) {
  const TreeId policy(0);
  const auto warn = [&](const Location& location, const std::string& name) {
    context.report(MessageKind::unused_name, location, {{"name", name}});
  };
  for (const Import& import : context.scope(policy).imports) {
    if (!import.used) warn(import.location, import.name);
  }
  if (context.is_module(policy)) return;
  for (std::size_t i = 0; i < context.rules.size(); ++i) {
    const Rule& rule = context.policy.rules[RuleId(i)];
    if (rule.scope == RuleScope::module || rule.is_output || rule.overrides_field || context.rules[i].used) continue;
    warn(rule.location, rule.name);
  }
  for (std::size_t i = 0; i < context.results.size(); ++i) {
    const Result& result = context.policy.results[ResultId(i)];
    if (!context.results[i].used) warn(result.location, result.name);
  }
  for (std::size_t i = 0; i < context.policy.parameters.size(); ++i) {
    const ParameterDeclaration& parameter = context.policy.parameters[ParameterId(i)];
    if (!context.parameter_used[i] && context.parameter_trees[i] == policy) warn(parameter.location, parameter.name);
  }
  for (std::size_t i = 0; i < context.policy.enums.size(); ++i) {
    const EnumDeclaration& declaration = context.policy.enums[EnumId(i)];
    if (!context.enum_used[i] && context.enum_trees[i] == policy) warn(declaration.location, declaration.name);
  }
  for (std::size_t i = 0; i < context.policy.records.size(); ++i) {
    const RecordDeclaration& record = context.policy.records[RecordId(i)];
    if (!context.record_used[i] && context.record_trees[i] == policy) warn(record.location, record.name);
  }
}

}  // namespace kaidah::check
