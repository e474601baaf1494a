// Conditions of records, defaults of fields, values of parameters.

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "engine/check/constant.hpp"
#include "engine/check/expressions.hpp"
#include "engine/check/passes.hpp"
#include "engine/types/unify.hpp"

namespace kaidah::check {
namespace {

using types::TypeKind;

/// A field of the record itself: `s` and its number.
std::optional<std::uint32_t> own_field(const std::string& key) {
  std::uint32_t field = 0;
  const char* end = key.data() + key.size();
  if (key.empty() || key.front() != 's') return std::nullopt;
  const auto read = std::from_chars(key.data() + 1, end, field);
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return field;
}

void check_conditions(Context& context, RecordId id) {
  RecordDeclaration& record = context.policy.records[id];
  FactSet facts;
  for (const ConditionDeclaration& condition : record.conditions) {
    Surroundings here;
    here.tree = condition.condition.tree;
    here.reach = Reach::condition;
    here.self = id;
    Expressions expressions(context, here);
    expressions.check_condition(condition.condition.expr);
    record.locals = std::max(record.locals, expressions.frame_size());
    facts = all_of(std::move(facts), expressions.learned(condition.condition, true));
  }
  // Whoever reads the field later may rely on it.
  for (const auto& [key, fact] : facts) {
    const std::optional<std::uint32_t> field = own_field(key);
    if (!field) continue;
    Type& type = record.fields[*field].type;
    if (type.kind != TypeKind::number) continue;
    const types::Interval range = types::intersect(type.range, fact.range);
    if (!types::is_empty(range)) type.range = range;
    if (fact.nonzero) context.nonzero_fields[id.index].insert(*field);
  }
}

Expressions constants(Context& context, TreeId tree, Reach reach = Reach::constant) {
  Surroundings here;
  here.tree = tree;
  here.reach = reach;
  return {context, here};
}

/// Reports a value outside the range, or with more digits, than the type allows.
void check_within(Context& context, TreeId tree, ExprId expr, const Type& found, const Type& wanted) {
  if (found.kind != TypeKind::number || wanted.kind != TypeKind::number) return;
  const bool digits = !wanted.decimals || (found.decimals && *found.decimals <= *wanted.decimals);
  if (digits && types::contains(wanted.range, found.range)) return;
  context.report(MessageKind::outside_type, context.at(tree, expr),
                 {{"range", types::to_text(wanted.range)},
                  {"decimals", wanted.decimals ? std::to_string(*wanted.decimals) : std::string("*")}});
}

void check_defaults(Context& context, TreeId tree, RecordId id, const syntax::RecordBody& body) {
  for (const syntax::Field& written : body.fields) {
    if (!written.if_missing) continue;
    const auto found = context.fields[id.index].find(written.name.text);
    if (found == context.fields[id.index].end()) continue;
    FieldDeclaration& field = context.policy.records[id].fields[found->second];
    if (field.location.span != written.name.span) continue;  // a duplicate
    const Type type = constants(context, tree).check_as(written.if_missing, field.type);
    if (types::fits_all(type)) continue;
    check_within(context, tree, written.if_missing, type, field.type);
    field.if_missing = constant_value(context.policy.trees[tree], written.if_missing);
    if (!field.if_missing) context.report(MessageKind::not_constant, context.at(tree, written.if_missing));
  }
}

void check_parameter(Context& context, ParameterId id) {
  const TreeId tree = context.parameter_trees[id.index];
  ParameterDeclaration& parameter = context.policy.parameters[id];
  std::optional<Type> found;
  const auto check_value = [&](ExprRef value) {
    const Type type = constants(context, tree).check_as(value.expr, parameter.type);
    if (types::fits_all(type)) return;
    check_within(context, tree, value.expr, type, parameter.type);
    found = found ? types::unify(*found, type) : type;
  };
  for (const DatedValue& value : parameter.values) check_value(value.value);
  for (const ExprRef value : parameter.one_of) check_value(value);
  if (parameter.allowed_when) {
    constants(context, tree, Reach::parameters).check_condition(parameter.allowed_when.expr);
  }
  // Only these values are ever there.
  const bool listed = parameter.decided_by.empty() || !parameter.one_of.empty();
  if (listed && found && parameter.type.kind == TypeKind::number && found->kind == TypeKind::number) {
    const types::Interval range = types::intersect(parameter.type.range, found->range);
    if (!types::is_empty(range)) parameter.type.range = range;
    if (!parameter.type.decimals) parameter.type.decimals = found->decimals;
  }
}

}  // namespace

void check_shapes(Context& context, const std::vector<Walk>& walks) {
  for (std::size_t i = 0; i < context.policy.records.size(); ++i) check_conditions(context, RecordId(i));
  for (const Walk& walk : walks) {
    for (const Walked& walked : walk.items) {
      const syntax::ItemNode& node = context.tree(walked.tree)[walked.item].node;
      const TreeScope& scope = context.scope(walked.tree);
      if (const auto* item = std::get_if<syntax::RecordItem>(&node)) {
        const auto found = scope.types.find(item->name.text);
        if (found != scope.types.end() && found->second.record) {
          check_defaults(context, walked.tree, found->second.record, item->body);
        }
      } else if (const auto* group = std::get_if<syntax::GroupItem>(&node)) {
        const auto found = scope.groups.find(group->name.text);
        if (group->record && found != scope.groups.end()) {
          check_defaults(context, walked.tree, context.policy.groups[found->second.id].record, *group->record);
        }
      }
    }
  }
  for (std::size_t i = 0; i < context.policy.parameters.size(); ++i) check_parameter(context, ParameterId(i));
}

}  // namespace kaidah::check
