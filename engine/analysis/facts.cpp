#include "engine/analysis/facts.hpp"

#include <cstddef>
#include <utility>

namespace kaidah::analysis {
namespace {

using check::CheckedPolicy;
using types::TypeKind;

// Following rules into rules ends here; what is not followed can be anything its type allows.
constexpr std::size_t kMostAtoms = 300;
constexpr std::size_t kMostContenders = 64;

class Gatherer {
 public:
  Gatherer(Model& model, Compiler& compiler, const check::Rule& rule)
      : model_(model), compiler_(compiler), policy_(model.policy()), rule_(rule) {}

  Facts run(const std::vector<AtomId>& asked) {
    for (const AtomId atom : asked) wanted_.insert(atom);
    while (!wanted_.empty()) {
      const AtomId id = *wanted_.begin();
      wanted_.erase(wanted_.begin());
      if (looked_at_.insert(id).second) look_at(id);
    }
    return std::move(facts_);
  }

 private:
  void look_at(AtomId id) {
    const Origin origin = model_.atoms()[id].origin;  // what is found here may move the atoms
    if (const auto* input = std::get_if<InputPath>(&origin)) {
      conditions_on(policy_.input, InputPath{}, "", input->fields);
      const bool day = model_.atoms()[id].ordered();
      if (day && is_period(input->fields, policy_.period_start)) taken(id, true);
      if (day && is_period(input->fields, policy_.period_end)) taken(id, false);
    } else if (const auto* group = std::get_if<GroupPath>(&origin)) {
      conditions_on(policy_.groups[group->group].record, GroupPath{group->group, {}},
                    "g" + std::to_string(group->group.index), group->fields);
    } else if (const auto* argument = std::get_if<ArgumentPath>(&origin)) {
      if (argument->index < rule_.parameters.size() && rule_.parameters[argument->index].kind == TypeKind::record)
        conditions_on(rule_.parameters[argument->index].record, ArgumentPath{argument->index, {}},
                      "a" + std::to_string(argument->index), argument->fields);
    } else if (const auto* named = std::get_if<RuleValue>(&origin)) {
      define(id, named->rule, no_locals());
    } else if (std::holds_alternative<DecisionDay>(origin)) {
      if (policy_.in_force) covered(id, policy_.in_force->decision_day);
      if (policy_.in_force && by_decision_day()) covered(id, policy_.in_force->reference_day);
    } else if (const auto* parameter = std::get_if<ParameterValue>(&origin)) {
      one_of(id, parameter->parameter);
    } else if (model_.atoms()[id].term.expr) {
      define_call(id, Term(model_.atoms()[id].term));
    }
  }

  /// Adds a fact; what it speaks of is looked at too. Returns that: the atoms.
  std::vector<AtomId> know(std::vector<FormulaId>& facts, FormulaId fact) {
    facts.push_back(fact);
    std::vector<AxisId> axes;
    model_.formulas().mentioned(fact, axes);
    std::vector<AtomId> atoms;
    for (const AxisId axis : axes) {
      const Axis& of = model_.axes()[axis];
      if (!of.ordered()) atoms.push_back(of.atom);
      for (const auto& [atom, factor] : of.form.terms) atoms.push_back(atom);
    }
    for (const AtomId atom : atoms)
      if (!looked_at_.contains(atom)) wanted_.insert(atom);
    return atoms;
  }

  /// Of the first or last day of the period.
  [[nodiscard]] bool is_period(const std::vector<std::uint32_t>& path, std::uint32_t field) const {
    return policy_.period_field && path.size() == 2 && path[0] == *policy_.period_field && path[1] == field;
  }

  [[nodiscard]] bool by_decision_day() const {
    return !policy_.period_field || policy_.header.reference_day == syntax::ReferenceDay::decision_day;
  }

  void covered(AtomId day, const check::DateSpan& span) {
    if (span.limits()) know(facts_.of_data, model_.covered(day, span));
  }

  /// Which periods the policy takes: all others are rejected before any rule is computed.
  void taken(AtomId day, bool is_start) {
    if (policy_.across) {
      check::DateSpan span;
      if (is_start) {
        span.through = policy_.across->plus(values::Days{-1});
      } else {
        span.from = policy_.across;
      }
      covered(day, span);
    }
    if (!policy_.in_force) return;
    if (!policy_.across && !by_decision_day()) covered(day, policy_.in_force->reference_day);
    if (!is_start) covered(day, policy_.in_force->end_of_period);
  }

  void one_of(AtomId atom, check::ParameterId id) {
    if (model_.atoms()[atom].presence) return;
    const Term parameter = model_.atoms()[atom].term;
    std::vector<FormulaId> any;
    for (const check::ExprRef value : policy_.parameters[id].one_of)
      any.push_back(compiler_.compared(parameter, syntax::Comparison::equal, {value, no_locals()}));
    if (!any.empty()) know(facts_.of_data, model_.formulas().disjunction(std::move(any)));
  }

  /// The conditions of every record on a path. Where one of these is optional they hold only if it is there.
  void conditions_on(check::RecordId root, const Origin& start, const std::string& start_key,
                     const std::vector<std::uint32_t>& fields) {
    check::RecordId record = root;
    Origin origin = start;
    std::string key = start_key;
    std::string shown;
    std::vector<FormulaId> absent;
    for (std::size_t i = 0; record && record.index < policy_.records.size(); ++i) {
      const check::RecordDeclaration& declared = policy_.records[record];
      if (seen_.insert(key).second) {
        auto environment = std::make_shared<Environment>();
        environment->self = origin;
        environment->self_key = key;
        for (const check::ConditionDeclaration& condition : declared.conditions) {
          std::vector<FormulaId> any = absent;
          any.push_back(compiler_.condition({condition.condition, environment}));
          know(facts_.of_data, model_.formulas().disjunction(std::move(any)));
        }
      }
      if (i == fields.size() || fields[i] >= declared.fields.size()) return;
      const check::FieldDeclaration& field = declared.fields[fields[i]];
      key = (key.empty() ? "f" : key + ".") + std::to_string(fields[i]);
      shown += (shown.empty() ? "" : ".") + field.name;
      extend(origin, fields[i]);
      if (field.type.kind != TypeKind::record) return;
      if (field.type.optional)
        absent.push_back(model_.formulas().negation(model_.holds(model_.presence_atom(key, shown, origin))));
      record = field.type.record;
    }
  }

  static void extend(Origin& origin, std::uint32_t field) {
    if (auto* input = std::get_if<InputPath>(&origin)) input->fields.push_back(field);
    if (auto* group = std::get_if<GroupPath>(&origin)) group->fields.push_back(field);
    if (auto* argument = std::get_if<ArgumentPath>(&origin)) argument->fields.push_back(field);
  }

  void define_call(AtomId atom, const Term& term) {
    const auto* call = std::get_if<syntax::CallExpr>(&policy_.expression(term.expr).node);
    const auto* target = std::get_if<check::RuleTarget>(&policy_.target(term.expr));
    if (call == nullptr || target == nullptr) return;
    auto environment = std::make_shared<Environment>();
    for (std::size_t i = 0; i < call->arguments.size(); ++i)
      environment->locals[static_cast<std::uint32_t>(i)] =
          LocalBinding{{{term.expr.tree, call->arguments[i]}, term.environment}, {}};
    define(atom, target->rule, environment);
  }

  void define(AtomId id, check::RuleId rule_id, const EnvironmentPtr& environment) {
    const check::Rule& rule = policy_.rules[rule_id];
    if (rule.is_list || rule.overrides_field) return;
    // The atom of the value and that of its presence are both of the rule: defined once.
    std::string key = model_.atoms()[id].key;
    if (model_.atoms()[id].presence) key = key.substr(8, key.size() - 9);  // present(…)
    if (!defined_.insert(std::move(key)).second) return;
    const Term term = model_.atoms()[id].term;
    std::size_t arms = 0;
    for (const auto* statements : {&rule.base, &rule.exceptions})
      for (const check::StatementId statement : *statements) arms += policy_.statements[statement].arms.size();
    if (arms > kMostContenders || looked_at_.size() + wanted_.size() > kMostAtoms || !term.expr) {
      facts_.not_followed.insert(id);
      return;
    }
    LevelBuilder builder(model_, compiler_, environment, false);
    const Level base = builder.base(rule);
    const Level exceptions = builder.exceptions(rule.exceptions);
    std::vector<FormulaId> cases;
    std::vector<FormulaId> none = {model_.formulas().negation(base.beaten)};
    const FormulaId there = compiler_.present(term);
    for (const Level* level : {&base, &exceptions}) {
      for (std::size_t i = 0; i < level->contenders.size(); ++i) {
        const Contender& contender = level->contenders[i];
        const FormulaId decides = builder.decides(*level, i);
        none.push_back(model_.formulas().negation(decides));
        if (contender.undetermined) continue;
        const FormulaId where = level->exceptions ? Formulas::constant(true) : model_.formulas().negation(base.beaten);
        cases.push_back(model_.formulas().conjunction({decides, where, value_is(term, there, contender.value)}));
      }
    }
    if (rule.type.optional) {
      none.push_back(model_.formulas().negation(there));
      cases.push_back(model_.formulas().conjunction(std::move(none)));
    }
    const FormulaId fact = model_.formulas().disjunction(std::move(cases));
    const std::vector<AtomId> parts = know(facts_.of_rules, fact);
    if (!parts.empty()) facts_.made_of[id].insert(parts.begin(), parts.end());
  }

  FormulaId value_is(const Term& rule, FormulaId there, const Term& value) {
    const FormulaId value_there = compiler_.present(value);
    FormulaId same = Formulas::constant(true);
    const TypeKind kind = policy_.type(rule.expr).kind;
    const bool none = std::holds_alternative<syntax::NoneLiteral>(policy_.expression(value.expr).node);
    if (kind != TypeKind::record && kind != TypeKind::list && kind != TypeKind::member && kind != TypeKind::text &&
        !none)
      same = compiler_.compared(rule, syntax::Comparison::equal, value);
    Formulas& formulas = model_.formulas();
    if (none) return formulas.negation(there);
    return formulas.disjunction({formulas.conjunction({there, value_there, same}),
                                 formulas.conjunction({formulas.negation(there), formulas.negation(value_there)})});
  }

  Model& model_;
  Compiler& compiler_;
  const CheckedPolicy& policy_;
  const check::Rule& rule_;
  Facts facts_;
  std::set<AtomId> wanted_;  // still to be looked at, the first that was made first
  std::set<AtomId> looked_at_;
  std::set<std::string> seen_;
  std::set<std::string> defined_;
};

}  // namespace

Facts gather_facts(Model& model, Compiler& compiler, const check::Rule& rule, const std::vector<AtomId>& asked) {
  return Gatherer(model, compiler, rule).run(asked);
}

}  // namespace kaidah::analysis
