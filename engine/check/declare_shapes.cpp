#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "engine/check/constant.hpp"
#include "engine/check/passes.hpp"
#include "engine/check/provenance.hpp"
#include "engine/check/resolve_type.hpp"
#include "engine/types/interval.hpp"
#include "engine/types/unify.hpp"

namespace kaidah::check {
namespace {

using types::TypeKind;

// --- names ----------------------------------------------------------------------------------------------------

void declare_type(Context& context, TreeId tree, const syntax::Name& name, NamedType type) {
  type.location = context.at(tree, name.span);
  const auto [entry, is_new] = context.scope(tree).types.try_emplace(name.text, type);
  if (!is_new) report_clash(context, tree, name, entry->second.location);
}

void declare_enum(Context& context, const Walked& walked, const syntax::EnumItem& item) {
  const TreeId tree = walked.tree;
  EnumDeclaration declaration;
  declaration.name = item.name.text;
  declaration.ordered = item.from_lowest;
  declaration.location = context.at(tree, item.name.span);
  const EnumId id(context.policy.enums.size());
  std::unordered_map<std::string, std::uint32_t> names;
  std::unordered_map<std::string, std::uint32_t> spellings;
  if (item.members.empty()) context.report(MessageKind::empty_enum, declaration.location, {{"name", item.name.text}});
  for (const syntax::EnumMember& written : item.members) {
    const auto index = static_cast<std::uint32_t>(declaration.members.size());
    const Location location = context.at(tree, written.name.span);
    const auto [entry, is_new] = names.try_emplace(written.name.text, index);
    if (!is_new) {
      report_clash(context, tree, written.name, context.at(tree, item.members[entry->second].name.span));
      continue;
    }
    context.enums_with[written.name.text].push_back(id);
    EnumMember member;
    member.name = written.name.text;
    member.label = written.label.value_or("");
    member.wire = written.wire.value_or("");
    member.aliases = written.aliases;
    Placing placing;
    placing.marks = in_effect(walked.placing->marks, written.marks);
    check_marks(context, tree, written.marks);
    member.provenance = add_provenance(context, tree, placing, written.name.span);
    std::vector<std::string> all{member.name};
    if (!member.label.empty()) all.push_back(member.label);
    if (!member.wire.empty()) all.push_back(member.wire);
    all.insert(all.end(), member.aliases.begin(), member.aliases.end());
    for (const std::string& spelling : all) {
      const auto [other, free] = spellings.try_emplace(spelling, index);
      if (free || other->second == index) continue;
      context.report(MessageKind::duplicate_spelling, location, {{"text", spelling}, {"name", item.name.text}})
          .related.push_back(
              {context.at(tree, item.members[other->second].name.span), message(MessageKind::first_declared_here)});
    }
    declaration.members.push_back(std::move(member));
  }
  context.policy.enums.push(std::move(declaration));
  context.members.push_back(std::move(names));
  context.enum_used.push_back(false);
  context.enum_trees.push_back(tree);
  NamedType type;
  type.enumeration = id;
  declare_type(context, tree, item.name, std::move(type));
}

RecordId new_record(Context& context, TreeId tree, const syntax::Name& name) {
  RecordDeclaration declaration;
  declaration.name = name.text;
  declaration.location = context.at(tree, name.span);
  context.fields.emplace_back();
  context.keys.emplace_back();
  context.nonzero_fields.emplace_back();
  context.record_used.push_back(false);
  context.record_trees.push_back(tree);
  return context.policy.records.push(std::move(declaration));
}

void declare_record(Context& context, TreeId tree, const syntax::RecordItem& item) {
  const RecordId id = new_record(context, tree, item.name);
  NamedType type;
  type.record = id;
  declare_type(context, tree, item.name, std::move(type));
  if (!item.input || context.is_other_policy(tree)) return;
  context.record_used[id.index] = true;
  const Location location = context.at(tree, item.name.span);
  if (context.is_module(tree)) {
    context.report(MessageKind::not_in_a_module, location, {{"name", item.name.text}});
  } else if (context.policy.input) {
    context.report(MessageKind::two_inputs, location, {{"name", item.name.text}})
        .related.push_back(
            {context.policy.records[context.policy.input].location, message(MessageKind::first_declared_here)});
  } else {
    context.policy.input = id;
  }
}

void declare_group(Context& context, TreeId tree, const syntax::GroupItem& item) {
  const Location location = context.at(tree, item.name.span);
  if (context.is_module(tree)) {
    context.report(MessageKind::not_in_a_module, location, {{"name", item.name.text}});
    return;
  }
  GroupDeclaration declaration;
  declaration.name = item.name.text;
  declaration.location = location;
  declaration.has_record = item.record.has_value();
  declaration.record = new_record(context, tree, item.name);
  context.record_used[declaration.record.index] = true;
  const GroupId id = context.policy.groups.push(std::move(declaration));
  context.group_scopes.emplace_back();
  context.rankings.emplace_back();
  const auto [entry, is_new] = context.scope(tree).groups.try_emplace(item.name.text, Placed<GroupId>{id, location});
  if (!is_new) report_clash(context, tree, item.name, entry->second.location);
}

// --- insides --------------------------------------------------------------------------------------------------

std::size_t list_bound(Context& context, TreeId tree, ExprId expr) {
  if (!expr) return 0;
  const std::optional<std::int64_t> value = constant_whole(context.tree(tree), expr);
  if (!value || *value < 0) {
    context.report(MessageKind::not_whole_constant, context.at(tree, expr));
    return 0;
  }
  return static_cast<std::size_t>(*value);
}

FieldDeclaration field(Context& context, TreeId tree, const syntax::Field& written) {
  FieldDeclaration result;
  result.name = written.name.text;
  result.key = written.key.value_or(written.name.text);
  result.location = context.at(tree, written.name.span);
  result.type = resolve_type(context, tree, written.type);
  check_marks(context, tree, written.marks);
  if (written.if_missing) result.type.optional = false;
  result.period_assessed = written.period_assessed;
  const bool bounded = written.no_fewer_than || written.no_more_than;
  if (result.type.kind != TypeKind::list) {
    if ((bounded || written.one_for_each) && !types::is_error(result.type)) {
      context.report(MessageKind::not_a_list, result.location, {{"name", result.name}});
    }
    return result;
  }
  result.type.min_items = list_bound(context, tree, written.no_fewer_than);
  result.type.max_items = list_bound(context, tree, written.no_more_than);
  if (written.no_more_than && result.type.max_items == 0) result.type.max_items = 1;
  if (written.no_more_than && result.type.max_items < result.type.min_items) {
    context.report(MessageKind::empty_range, context.at(tree, written.span),
                   {{"range", std::to_string(result.type.min_items) + ".." + std::to_string(result.type.max_items)}});
    result.type.max_items = result.type.min_items;
  }
  return result;
}

void add_field(Context& context, TreeId tree, RecordId id, FieldDeclaration declaration, const syntax::Name& name) {
  RecordDeclaration& record = context.policy.records[id];
  const auto index = static_cast<std::uint32_t>(record.fields.size());
  const auto [entry, is_new] = context.fields[id.index].try_emplace(declaration.name, index);
  if (!is_new) {
    report_clash(context, tree, name, record.fields[entry->second].location);
    return;
  }
  const auto [other, free] = context.keys[id.index].try_emplace(declaration.key, index);
  if (!free) {
    context.report(MessageKind::duplicate_key_name, context.at(tree, name.span), {{"key", declaration.key}})
        .related.push_back({record.fields[other->second].location, message(MessageKind::first_declared_here)});
  }
  record.fields.push_back(std::move(declaration));
}

void fill_record(Context& context, TreeId tree, RecordId id, const syntax::RecordBody& body) {
  for (const syntax::Field& written : body.fields) {
    add_field(context, tree, id, field(context, tree, written), written.name);
  }
  for (const syntax::Condition& written : body.conditions) {
    ConditionDeclaration condition;
    condition.condition = {tree, written.condition};
    const Location location = context.at(tree, written.span);
    condition.message =
        written.message.value_or(std::string(location.source->text(context.tree(tree)[written.condition].span)));
    condition.location = location;
    context.policy.records[id].conditions.push_back(std::move(condition));
  }
}

/// `one for each` names a field of the elements; every record's fields must be known.
void link_one_for_each(Context& context, TreeId tree, RecordId id, const syntax::RecordBody& body) {
  for (const syntax::Field& written : body.fields) {
    if (!written.one_for_each) continue;
    const auto index = context.fields[id.index].find(written.name.text);
    if (index == context.fields[id.index].end()) continue;
    FieldDeclaration& declared = context.policy.records[id].fields[index->second];
    if (declared.type.kind != TypeKind::list || !declared.type.element) continue;
    const Location location = context.at(tree, written.one_for_each->span);
    const Type& element = *declared.type.element;
    if (element.kind != TypeKind::record) {
      if (!types::is_error(element)) context.report(MessageKind::not_a_record, location, {{"name", written.name.text}});
      continue;
    }
    const auto& names = context.fields[element.record.index];
    const auto found = names.find(written.one_for_each->text);
    if (found == names.end()) {
      std::vector<std::string> visible;
      for (const auto& [name, at] : names) visible.push_back(name);
      suggest(context.report(
                  MessageKind::unknown_field, location,
                  {{"record", context.policy.records[element.record].name}, {"name", written.one_for_each->text}}),
              written.one_for_each->text, visible);
      continue;
    }
    declared.one_for_each = found->second;
  }
}

void find_period(Context& context) {
  CheckedPolicy& policy = context.policy;
  if (!policy.input) return;
  const std::vector<FieldDeclaration>& fields = policy.records[policy.input].fields;
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    if (!fields[i].period_assessed) continue;
    if (policy.period_field) {
      context.report(MessageKind::two_periods, fields[i].location)
          .related.push_back({fields[*policy.period_field].location, message(MessageKind::first_declared_here)});
      continue;
    }
    std::vector<std::uint32_t> dates;
    if (fields[i].type.kind == TypeKind::record && !fields[i].type.optional) {
      const std::vector<FieldDeclaration>& inner = policy.records[fields[i].type.record].fields;
      for (std::uint32_t j = 0; j < inner.size(); ++j) {
        if (inner[j].type.kind == TypeKind::date && !inner[j].type.optional) dates.push_back(j);
      }
    }
    if (dates.size() != 2) {
      if (!types::is_error(fields[i].type)) context.report(MessageKind::bad_period, fields[i].location);
      continue;
    }
    policy.period_field = i;
    policy.period_start = dates[0];
    policy.period_end = dates[1];
  }
}

/// A record that holds itself, outside of lists of bounded length too: nothing recursive is wanted.
void report_nested_in_itself(Context& context) {
  const std::size_t count = context.policy.records.size();
  std::vector<int> state(count, 0);  // 0 new, 1 on the path, 2 done
  struct Visit {
    RecordId record;
    std::size_t field = 0;
  };
  for (std::size_t root = 0; root < count; ++root) {
    if (state[root] != 0) continue;
    std::vector<Visit> path{{RecordId(root)}};
    state[root] = 1;
    while (!path.empty()) {
      Visit& top = path.back();
      std::vector<FieldDeclaration>& fields = context.policy.records[top.record].fields;
      if (top.field == fields.size()) {
        state[top.record.index] = 2;
        path.pop_back();
        continue;
      }
      FieldDeclaration& field = fields[top.field++];
      const Type* type = &field.type;
      while (type->kind == TypeKind::list && type->element) type = type->element.get();
      if (type->kind != TypeKind::record) continue;
      if (state[type->record.index] == 1) {
        context.report(MessageKind::record_in_itself, field.location,
                       {{"name", context.policy.records[type->record].name}});
        field.type = {};
      } else if (state[type->record.index] == 0) {
        state[type->record.index] = 1;
        path.push_back({type->record});
      }
    }
  }
}

void fill_group(Context& context, TreeId tree, GroupId id, const syntax::GroupItem& item) {
  const RecordId record = context.policy.groups[id].record;
  for (const syntax::Name& name : item.by) {
    const Location location = context.at(tree, name.span);
    const RecordId input = context.policy.input;
    if (!input) return;  // reported
    const auto found = context.fields[input.index].find(name.text);
    if (found == context.fields[input.index].end()) {
      std::vector<std::string> visible;
      for (const auto& [other, index] : context.fields[input.index]) visible.push_back(other);
      suggest(context.report(MessageKind::unknown_field, location,
                             {{"record", context.policy.records[input].name}, {"name", name.text}}),
              name.text, visible);
      continue;
    }
    const FieldDeclaration& key = context.policy.records[input].fields[found->second];
    if (key.type.kind == TypeKind::list || key.type.optional) {
      context.report(MessageKind::bad_group_key, location, {{"name", name.text}});
      continue;
    }
    FieldDeclaration copy = key;
    copy.if_missing.reset();
    copy.period_assessed = false;
    context.policy.groups[id].key.push_back(found->second);
    add_field(context, tree, record, std::move(copy), name);
  }
  if (item.record) fill_record(context, tree, record, *item.record);
  const std::vector<FieldDeclaration>& fields = context.policy.records[record].fields;
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    context.group_scopes[id.index].names.try_emplace(fields[i].name,
                                                     Named{Named::Kind::group_field, i, fields[i].location});
  }
}

void declare_parameter(Context& context, const Walked& walked, const syntax::ParameterItem& item) {
  const TreeId tree = walked.tree;
  ParameterDeclaration declaration;
  declaration.name = item.name.text;
  declaration.location = context.at(tree, item.name.span);
  declaration.type = resolve_type(context, tree, item.type);
  if (item.decided_by) declaration.decided_by = item.decided_by->text;
  for (const ExprId value : item.one_of) declaration.one_of.push_back({tree, value});
  if (item.allowed_when) declaration.allowed_when = {tree, item.allowed_when};
  for (const syntax::DatedValue& written : item.values) {
    DatedValue value;
    if (!written.from.empty()) value.from = values::Date::from_text(written.from);
    value.value = {tree, written.value};
    if (!declaration.values.empty() && declaration.values.back().from && value.from &&
        *value.from <= *declaration.values.back().from) {
      context.report(MessageKind::dates_not_ascending, context.at(tree, written.value),
                     {{"earlier", declaration.values.back().from->to_string()}, {"later", value.from->to_string()}});
    }
    declaration.values.push_back(std::move(value));
  }
  if (!item.through.empty()) {
    declaration.through = values::Date::from_text(item.through);
    if (declaration.through && !declaration.values.empty() && declaration.values.back().from &&
        *declaration.through < *declaration.values.back().from) {
      context.report(
          MessageKind::dates_reversed, declaration.location,
          {{"from", declaration.values.back().from->to_string()}, {"through", declaration.through->to_string()}});
    }
  }
  Placing placing = *walked.placing;
  placing.marks = in_effect(placing.marks, context.tree(tree)[walked.item].marks);
  declaration.provenance = add_provenance(context, tree, placing, item.name.span);
  const Location location = declaration.location;
  const ParameterId id = context.policy.parameters.push(std::move(declaration));
  context.parameter_used.push_back(false);
  context.parameter_trees.push_back(tree);
  const auto [entry, is_new] =
      context.scope(tree).names.try_emplace(item.name.text, Named{Named::Kind::parameter, id.index, location});
  if (!is_new) report_clash(context, tree, item.name, entry->second.location);
}

}  // namespace

void report_clash(Context& context, TreeId tree, const syntax::Name& name, const Location& first) {
  context.report(MessageKind::duplicate_name, context.at(tree, name.span), {{"name", name.text}})
      .related.push_back({first, message(MessageKind::first_declared_here)});
}

void declare_shape_names(Context& context, const std::vector<Walk>& walks) {
  for (const Walk& walk : walks) {
    for (const Walked& walked : walk.items) {
      const syntax::ItemNode& node = context.tree(walked.tree)[walked.item].node;
      if (const auto* item = std::get_if<syntax::EnumItem>(&node)) declare_enum(context, walked, *item);
      if (const auto* item = std::get_if<syntax::RecordItem>(&node)) declare_record(context, walked.tree, *item);
      if (const auto* item = std::get_if<syntax::GroupItem>(&node)) declare_group(context, walked.tree, *item);
    }
  }
}

void declare_shape_insides(Context& context, const std::vector<Walk>& walks) {
  // The records were given their ids in this order; groups' own records among them are filled once the input is.
  std::size_t next = 0;
  std::vector<std::pair<const syntax::RecordItem*, RecordId>> records;
  std::vector<std::pair<const syntax::GroupItem*, GroupId>> groups;
  std::vector<TreeId> trees;
  std::size_t next_group = 0;
  for (const Walk& walk : walks) {
    for (const Walked& walked : walk.items) {
      const syntax::ItemNode& node = context.tree(walked.tree)[walked.item].node;
      if (const auto* item = std::get_if<syntax::RecordItem>(&node)) {
        const RecordId id(next++);
        fill_record(context, walked.tree, id, item->body);
        records.emplace_back(item, id);
      } else if (const auto* group = std::get_if<syntax::GroupItem>(&node)) {
        if (context.is_module(walked.tree)) continue;
        ++next;
        groups.emplace_back(group, GroupId(next_group++));
        trees.push_back(walked.tree);
      }
    }
  }
  for (std::size_t i = 0; i < groups.size(); ++i) fill_group(context, trees[i], groups[i].second, *groups[i].first);
  for (const auto& [item, id] : records) link_one_for_each(context, context.record_trees[id.index], id, item->body);
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].first->record) {
      link_one_for_each(context, trees[i], context.policy.groups[groups[i].second].record, *groups[i].first->record);
    }
  }
  report_nested_in_itself(context);
  find_period(context);
  if (context.policy.input) {
    const std::vector<FieldDeclaration>& fields = context.policy.records[context.policy.input].fields;
    context.field_rules.resize(fields.size());
    const TreeId tree = context.record_trees[context.policy.input.index];
    for (std::uint32_t i = 0; i < fields.size(); ++i) {
      context.scope(tree).names.try_emplace(fields[i].name, Named{Named::Kind::field, i, fields[i].location});
    }
  }
  for (const Walk& walk : walks) {
    for (const Walked& walked : walk.items) {
      const syntax::ItemNode& node = context.tree(walked.tree)[walked.item].node;
      if (const auto* item = std::get_if<syntax::ParameterItem>(&node)) declare_parameter(context, walked, *item);
    }
  }
}

}  // namespace kaidah::check
