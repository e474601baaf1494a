// Syntax of scenarios -> cases that can be run.

#include <algorithm>
#include <string>
#include <string_view>

#include "engine/scenario/literal.hpp"
#include "engine/scenario/scenario.hpp"
#include "grammar/diagnostics/limit.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/diagnostics/registry.hpp"
#include "grammar/diagnostics/spelling.hpp"
#include "grammar/vocabulary/keyword.hpp"

namespace kaidah::scenario {
namespace {

using check::CheckedPolicy;
using check::RuleId;
using check::RuleScope;
using check::TreePtr;
using syntax::ExpectKind;
using syntax::ExprId;
using types::Type;
using types::TypeKind;

Type record_type(check::RecordId record) {
  Type type;
  type.kind = TypeKind::record;
  type.record = record;
  return type;
}

Type simple_type(TypeKind kind) {
  Type type;
  type.kind = kind;
  return type;
}

bool is_word(std::string_view name, vocabulary::Keyword keyword) {
  return name == vocabulary::spelling(keyword, syntax::Vocabulary::english) ||
         name == vocabulary::spelling(keyword, syntax::Vocabulary::indonesian);
}

/// Whether a number or the length of a text-free value lies in the type it is assumed for.
bool lies_in(const types::Type& type, const values::Value& value) {
  if (type.kind != TypeKind::number || !std::holds_alternative<values::Number>(value)) return true;
  const values::Number& number = value.number();
  if (const auto& low = type.range.low; low && (number < low->value || (!low->closed && number == low->value)))
    return false;
  if (const auto& high = type.range.high; high && (number > high->value || (!high->closed && number == high->value)))
    return false;
  return true;
}

class SuiteReader {
 public:
  SuiteReader(const CheckedPolicy& policy, const TreePtr& tree, Suite& suite, const Limits& limits)
      : policy_(policy), tree_(*tree), suite_(suite), limits_(limits) {}

  void read_items() {
    for (const syntax::ItemId id : tree_.items) {
      const syntax::Item& item = tree_[id];
      if (const auto* shared = std::get_if<syntax::SharedGivenItem>(&item.node))
        shared_.insert(shared_.end(), shared->givens.begin(), shared->givens.end());
      if (const auto* scenario = std::get_if<syntax::ScenarioItem>(&item.node)) read_scenario(*scenario, item.span);
    }
  }

 private:
  // --- one scenario ---------------------------------------------------------------------------------------------

  void read_scenario(const syntax::ScenarioItem& scenario, Span span) {
    Case base;
    base.title = scenario.title;
    base.location = {tree_.source, span};
    failed_ = false;
    if (scenario.group) {
      const auto group = std::ranges::find(policy_.groups, scenario.group->text, &check::GroupDeclaration::name);
      if (group == policy_.groups.end()) {
        report(MessageKind::scenario_unknown_group, scenario.group->span,
               {{"policy", policy_.id}, {"name", scenario.group->text}});
        return;
      }
      base.group = types::GroupId(static_cast<std::size_t>(group - policy_.groups.begin()));
    }
    for (const syntax::Given& given : shared_) read_given(base, given, given.value);
    for (const syntax::ScenarioClause& clause : scenario.clauses) read_clause(base, clause, ExprId());
    if (!scenario.table) {
      if (!failed_) suite_.cases.push_back(std::move(base));
      return;
    }
    for (std::size_t row = 0; row < scenario.table->rows.size(); ++row) {
      Case one = base;
      one.row = row + 1;
      const auto& cells = scenario.table->rows[row];
      for (std::size_t column = 0; column < cells.size() && column < scenario.table->columns.size(); ++column)
        read_clause(one, scenario.table->columns[column], cells[column]);
      if (!cells.empty()) one.location.span = {tree_[cells.front()].span.begin, tree_[cells.back()].span.end};
      if (!failed_) suite_.cases.push_back(std::move(one));
    }
  }

  void read_clause(Case& one, const syntax::ScenarioClause& clause, ExprId cell) {
    if (const auto* given = std::get_if<syntax::Given>(&clause)) {
      read_given(one, *given, cell ? cell : given->value);
    } else if (const auto* assumption = std::get_if<syntax::Assumption>(&clause)) {
      read_assumption(one, *assumption, cell ? cell : assumption->value);
    } else {
      const auto& expectation = std::get<syntax::Expectation>(clause);
      read_expectation(one, expectation, cell);
    }
  }

  // --- given ----------------------------------------------------------------------------------------------------

  void read_given(Case& one, const syntax::Given& given, ExprId value) {
    switch (given.kind) {
      case syntax::GivenKind::decision_day:
        if (auto day = read(value, simple_type(TypeKind::date), "decision day")) one.decision_day = day->value.date();
        return;
      case syntax::GivenKind::members:
      case syntax::GivenKind::some_members:
        read_members(one, given, value);
        return;
      case syntax::GivenKind::path:
        break;
    }
    const syntax::Name& first = given.path.front();
    const bool of_result = given_results(one, policy_, {}, given.path, value);
    if (const auto parameter = find_parameter(first.text)) {
      if (auto draft = read(value, policy_.parameters[*parameter].type, first.text)) {
        // `none`: nobody has set it, whatever the scenarios before say.
        if (draft->value.is_absent())
          std::erase_if(one.parameters, [&](const auto& set) { return set.first == *parameter; });
        else
          one.parameters.emplace_back(*parameter, draft->value);
      }
      return;
    }
    if (of_result) return;
    // In a scenario of a group, what is not a field of its record is given for every member; its key is both.
    const bool of_group = one.group && find_field(policy_.groups[one.group].record, first.text) != nullptr;
    if (of_group) set_path(one.group_record, policy_.groups[one.group].record, given.path, value);
    if (!of_group || find_field(policy_.input, first.text) != nullptr)
      set_path(one.input, policy_.input, given.path, value);
  }

  /// Sets the parameter wherever a policy whose result is taken has it. False when none has.
  bool given_results(Case& one, const CheckedPolicy& policy, const std::vector<check::ResultId>& path,
                     const std::vector<syntax::Name>& names, ExprId value) {
    bool found = false;
    for (std::size_t i = 0; i < policy.results.size(); ++i) {
      const check::Result& result = policy.results[check::ResultId(i)];
      std::vector<check::ResultId> here = path;
      here.push_back(check::ResultId(i));
      const bool named = names.size() > 1;
      if (named && (names.size() <= here.size() || names[path.size()].text != result.name)) continue;
      found = given_results(one, *result.policy, here, names, value) || found;
      if (named && names.size() != here.size() + 1) continue;
      for (std::size_t p = 0; p < result.policy->parameters.size(); ++p) {
        const check::ParameterDeclaration& parameter = result.policy->parameters[check::ParameterId(p)];
        if (parameter.name != names.back().text) continue;
        found = true;
        const auto draft =
            read_literal(*result.policy, tree_, value, parameter.type, [&](const LiteralProblem& problem) {
              report(MessageKind::scenario_value, problem.span,
                     {{"found", std::string(tree_.source->text(problem.span))}, {"name", parameter.name}});
            });
        if (draft) one.result_parameters.push_back({here, check::ParameterId(p), draft->value, named});
      }
    }
    return found;
  }

  void set_path(Draft& draft, check::RecordId record, const std::vector<syntax::Name>& path, ExprId value) {
    Draft* at = &draft;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const check::FieldDeclaration* field = find_field(record, path[i].text);
      if (field == nullptr) {
        if (i == 0) return unknown_name(path[i]);
        return report(MessageKind::scenario_unknown_field, path[i].span, {{"name", path[i].text}});
      }
      at->record = record;
      const auto index = static_cast<std::uint32_t>(field - policy_.records[record].fields.data());
      auto slot = std::ranges::find(at->fields, index, &GivenField::field);
      if (slot == at->fields.end()) slot = at->fields.insert(at->fields.end(), {index, Draft{}});
      if (i + 1 == path.size()) {
        if (auto read_value = read(value, field->type, path[i].text)) slot->value = std::move(*read_value);
        return;
      }
      if (field->type.kind != TypeKind::record)
        return report(MessageKind::scenario_unknown_field, path[i + 1].span, {{"name", path[i + 1].text}});
      at = &slot->value;
      record = field->type.record;
    }
  }

  void read_members(Case& one, const syntax::Given& given, ExprId value) {
    if (!one.group) return report(MessageKind::scenario_members_without_group, given.span, {});
    if (given.kind == syntax::GivenKind::members) {
      Type list = simple_type(TypeKind::list);
      list.element = std::make_shared<const Type>(record_type(policy_.input));
      if (auto drafts = read(value, list, "members"))
        for (Draft& item : drafts->items) one.members.push_back({1, std::move(item), {}});
      return;
    }
    const auto count = read(value, simple_type(TypeKind::number), "members");
    const auto number = count ? count->value.number().to_int64() : std::nullopt;
    if (!number || *number < 0) {
      if (count) bad_value(value, "members");
      return;
    }
    if (static_cast<std::uint64_t>(*number) > limits_.list_items) {
      return report(MessageKind::limit_list, tree_[value].span,
                    {{"field", "members"}, {"limit", Figure{std::to_string(limits_.list_items)}}});
    }
    MemberDraft member;
    member.count = static_cast<std::size_t>(*number);
    member.record.record = policy_.input;
    for (const syntax::FieldValue& with : given.with) {
      if (find_field(policy_.input, with.name.text) != nullptr) {
        set_path(member.record, policy_.input, {with.name}, with.value);
      } else if (const auto rule = find_rule(with.name.text, {})) {
        if (auto draft = read(with.value, policy_.rules[*rule].type, with.name.text))
          member.assumed.emplace_back(*rule, draft->value);
      } else {
        unknown_name(with.name);
      }
    }
    one.members.push_back(std::move(member));
  }

  // --- assume ---------------------------------------------------------------------------------------------------

  void read_assumption(Case& one, const syntax::Assumption& assumption, ExprId value) {
    const std::string& name = assumption.name.text;
    const check::RecordId record = one.group ? policy_.groups[one.group].record : policy_.input;
    if (const auto rule = find_rule(name, one.group)) {
      const check::Rule& found = policy_.rules[*rule];
      if (!found.parameters.empty())
        return report(MessageKind::scenario_function, assumption.name.span, {{"name", name}});
      const auto draft = read(value, found.type, name);
      if (!draft) return;
      if (!lies_in(found.type, draft->value)) return outside(value, name);
      one.assumed.emplace_back(*rule, draft->value);
    } else if (const check::FieldDeclaration* field = find_field(record, name)) {
      const auto draft = read(value, field->type, name);
      if (!draft) return;
      if (!lies_in(field->type, draft->value)) return outside(value, name);
      one.assumed_fields.emplace_back(static_cast<std::uint32_t>(field - policy_.records[record].fields.data()),
                                      draft->value);
    } else {
      unknown_name(assumption.name);
    }
  }

  // --- expect ---------------------------------------------------------------------------------------------------

  void read_expectation(Case& one, const syntax::Expectation& expectation, ExprId cell) {
    Expected expected;
    expected.kind = expectation.kind;
    expected.code = expectation.code;
    expected.span = cell ? tree_[cell].span : expectation.span;
    if (expectation.kind == ExpectKind::value) {
      if (!read_expected_value(one, expectation, cell ? cell : expectation.value, expected)) return;
    } else if (cell) {
      if (const auto* text = std::get_if<syntax::TextLiteral>(&tree_[cell].node))
        expected.code = text->value;
      else if (const auto* name = std::get_if<syntax::NameExpr>(&tree_[cell].node))
        expected.code = name->name.text;
    }
    if (!expected.code.empty() && !known_code(expected)) return;
    one.expected.push_back(std::move(expected));
  }

  bool known_code(const Expected& expected) {
    if (expected.kind == ExpectKind::rejection) {
      const bool fits =
          diagnostics::is_code(expected.code) &&
          (expected.code.starts_with("K5") || expected.code.starts_with("K6") || expected.code.starts_with("K90"));
      if (!fits) report(MessageKind::scenario_unknown_code, expected.span, {{"code", expected.code}});
      return fits;
    }
    const bool known = std::ranges::find(policy_.duties, expected.code, &check::Duty::code) != policy_.duties.end();
    if (!known)
      report(MessageKind::scenario_unknown_finding, expected.span, {{"policy", policy_.id}, {"code", expected.code}});
    return known;
  }

  bool read_expected_value(const Case& one, const syntax::Expectation& expectation, ExprId value, Expected& expected) {
    const syntax::Name& first = expectation.path.front();
    if (const auto rule = find_rule(first.text, one.group)) {
      const check::Rule& found = policy_.rules[*rule];
      if (!found.parameters.empty()) {
        report(MessageKind::scenario_function, first.span, {{"name", first.text}});
        return false;
      }
      expected.rule = *rule;
      expected.type = found.type;
      for (std::size_t i = 1; i < expectation.path.size(); ++i) {
        const check::FieldDeclaration* field = expected.type.kind == TypeKind::record
                                                   ? find_field(expected.type.record, expectation.path[i].text)
                                                   : nullptr;
        if (field == nullptr) {
          report(MessageKind::scenario_unknown_field, expectation.path[i].span, {{"name", expectation.path[i].text}});
          return false;
        }
        expected.fields.push_back(
            static_cast<std::uint32_t>(field - policy_.records[expected.type.record].fields.data()));
        expected.type = field->type;
      }
      auto draft = read(value, expected.type, first.text);
      if (draft) expected.value = std::move(*draft);
      return draft.has_value();
    }
    const auto procedure = std::ranges::find(policy_.procedures, first.text, &check::Procedure::name);
    if (procedure == policy_.procedures.end()) {
      unknown_name(first);
      return false;
    }
    expected.procedure = check::ProcedureId(static_cast<std::size_t>(procedure - policy_.procedures.begin()));
    return read_expected_step(*procedure, expectation, value, expected);
  }

  /// `expect perbaikan_jpt = perbaikan`, `expect perbaikan_jpt.since = 2022-01-14`, `… .due = …`.
  bool read_expected_step(const check::Procedure& procedure, const syntax::Expectation& expectation, ExprId value,
                          Expected& expected) {
    if (expectation.path.size() > 1) {
      const std::string& part = expectation.path[1].text;
      if (is_word(part, vocabulary::Keyword::since_of)) {
        expected.part = Expected::ProcedurePart::since;
      } else if (is_word(part, vocabulary::Keyword::due_of)) {
        expected.part = Expected::ProcedurePart::due;
      } else {
        report(MessageKind::scenario_unknown_field, expectation.path[1].span, {{"name", part}});
        return false;
      }
      expected.type = simple_type(TypeKind::date);
      expected.type.optional = true;
      auto draft = read(value, expected.type, expectation.path[1].text);
      if (draft) expected.value = std::move(*draft);
      return draft.has_value();
    }
    if (std::holds_alternative<syntax::NoneLiteral>(tree_[value].node)) return true;
    const auto* name = std::get_if<syntax::NameExpr>(&tree_[value].node);
    const auto* text = std::get_if<syntax::TextLiteral>(&tree_[value].node);
    const std::string wanted = name != nullptr ? name->name.text : text != nullptr ? text->value : std::string();
    const auto step = std::ranges::find(procedure.steps, wanted, &check::ProcedureStep::name);
    const auto end = std::ranges::find(procedure.ends, wanted, &check::ProcedureEnd::name);
    if (step != procedure.steps.end()) {
      expected.step = static_cast<std::uint32_t>(step - procedure.steps.begin());
    } else if (end != procedure.ends.end()) {
      expected.step =
          static_cast<std::uint32_t>(procedure.steps.size() + static_cast<std::size_t>(end - procedure.ends.begin()));
    } else {
      bad_value(value, procedure.name);
      return false;
    }
    return true;
  }

  // --- names and values -----------------------------------------------------------------------------------------

  const check::FieldDeclaration* find_field(check::RecordId record, std::string_view name) const {
    if (!record) return nullptr;
    const auto& fields = policy_.records[record].fields;
    const auto field = std::ranges::find(fields, name, &check::FieldDeclaration::name);
    return field == fields.end() ? nullptr : &*field;
  }

  std::optional<check::ParameterId> find_parameter(std::string_view name) const {
    const auto found = std::ranges::find(policy_.parameters, name, &check::ParameterDeclaration::name);
    if (found == policy_.parameters.end()) return std::nullopt;
    return check::ParameterId(static_cast<std::size_t>(found - policy_.parameters.begin()));
  }

  /// A rule of the group, or of the record where `group` is none. Exceptions of input fields are not rules of their
  /// own.
  std::optional<RuleId> find_rule(std::string_view name, types::GroupId group) const {
    for (std::size_t i = 0; i < policy_.rules.size(); ++i) {
      const check::Rule& rule = policy_.rules[RuleId(i)];
      if (rule.name != name || rule.overrides_field) continue;
      if (group ? rule.scope == RuleScope::group && rule.group == group : rule.scope == RuleScope::record)
        return RuleId(i);
    }
    return std::nullopt;
  }

  std::optional<Draft> read(ExprId value, const Type& type, const std::string& name) {
    if (!value) return std::nullopt;
    return read_literal(policy_, tree_, value, type, [&](const LiteralProblem& problem) {
      if (problem.name.empty()) {
        report(MessageKind::scenario_value, problem.span,
               {{"found", std::string(tree_.source->text(problem.span))}, {"name", name}});
      } else {
        report(MessageKind::scenario_unknown_field, problem.span, {{"name", problem.name}});
      }
    });
  }

  void bad_value(ExprId value, const std::string& name) {
    report(MessageKind::scenario_value, tree_[value].span,
           {{"found", std::string(tree_.source->text(tree_[value].span))}, {"name", name}});
  }

  void outside(ExprId value, const std::string& name) {
    report(MessageKind::scenario_outside_type, tree_[value].span,
           {{"found", std::string(tree_.source->text(tree_[value].span))}, {"name", name}});
  }

  void unknown_name(const syntax::Name& name) {
    // Help for what is not shown would take as long as the policy, each time.
    if (suite_.diagnostics.size() >= limits_.diagnostics)
      return report(MessageKind::scenario_unknown_name, name.span, {{"policy", policy_.id}, {"name", name.text}});
    std::vector<std::string> visible;
    for (const check::Rule& rule : policy_.rules)
      if (rule.parameters.empty() && rule.scope != RuleScope::module) visible.push_back(rule.name);
    for (const check::ParameterDeclaration& parameter : policy_.parameters) visible.push_back(parameter.name);
    if (policy_.input)
      for (const check::FieldDeclaration& field : policy_.records[policy_.input].fields) visible.push_back(field.name);
    std::vector<Message> notes;
    for (const std::string& near : closest_names(name.text, visible))
      notes.push_back({MessageKind::did_you_mean, {{"name", near}}});
    report(MessageKind::scenario_unknown_name, name.span, {{"policy", policy_.id}, {"name", name.text}},
           std::move(notes));
  }

  void report(MessageKind kind, Span span, std::vector<Argument> arguments, std::vector<Message> notes = {}) {
    failed_ = true;
    Diagnostic diagnostic;
    diagnostic.message = {kind, std::move(arguments)};
    diagnostic.location = {tree_.source, span};
    diagnostic.notes = std::move(notes);
    suite_.diagnostics.push_back(std::move(diagnostic));
  }

  const CheckedPolicy& policy_;
  const syntax::SyntaxTree& tree_;
  Suite& suite_;
  const Limits& limits_;
  std::vector<syntax::Given> shared_;
  bool failed_ = false;
};

}  // namespace

Suite read_scenarios(const CheckedPolicy& policy, std::vector<TreePtr> trees, const Limits& limits) {
  Suite suite;
  for (const TreePtr& tree : trees) SuiteReader(policy, tree, suite, limits).read_items();
  sort_diagnostics(suite.diagnostics);
  keep_first(suite.diagnostics, limits.diagnostics);
  suite.trees = std::move(trees);
  return suite;
}

}  // namespace kaidah::scenario
