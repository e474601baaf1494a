// Names in expressions: what they stand for.

#include <algorithm>
#include <utility>

#include "engine/check/expressions.hpp"
#include "engine/check/resolve_type.hpp"
#include "engine/types/unify.hpp"

namespace kaidah::check {

using types::TypeKind;

// --- locals ---------------------------------------------------------------------------------------------------

std::uint32_t Expressions::declare_local(const syntax::Name& name, Type type, std::string alias) {
  const Location location = where(name.span);
  const Local* other = find_local(name.text);
  const Named* named = other == nullptr ? find(name.text) : nullptr;
  if (other != nullptr || named != nullptr) {
    context_.report(MessageKind::duplicate_name, location, {{"name", name.text}})
        .related.push_back(
            {other != nullptr ? other->location : named->location, message(MessageKind::first_declared_here)});
  }
  Local local;
  local.name = name.text;
  local.place = frame_size_++;
  local.type = std::move(type);
  local.location = location;
  local.alias = std::move(alias);
  locals_.push_back(std::move(local));
  return locals_.back().place;
}

void Expressions::end_local(bool report_unused) {
  const Local& local = locals_.back();
  if (report_unused && !local.used && !types::is_error(local.type)) {
    context_.report(MessageKind::unused_name, local.location, {{"name", local.name}});
  }
  locals_.pop_back();
}

Expressions::Local* Expressions::find_local(const std::string& name) {
  const auto found =
      std::find_if(locals_.rbegin(), locals_.rend(), [&](const Local& local) { return local.name == name; });
  return found == locals_.rend() ? nullptr : &*found;
}

// --- what is visible ------------------------------------------------------------------------------------------

bool Expressions::visible(const Named& named) const {
  switch (here_.reach) {
    case Reach::record:
    case Reach::module:
      return true;
    case Reach::group:
      if (named.kind == Named::Kind::parameter) return true;
      if (named.kind == Named::Kind::rule) {
        const Rule& rule = context_.policy.rules[named.rule()];
        if (rule.scope == RuleScope::module) return true;
        return !rule.parameters.empty() && !context_.rules[named.index].reads_record;
      }
      return false;
    case Reach::parameters:
      return named.kind == Named::Kind::parameter;
    case Reach::condition:
    case Reach::constant:
      return false;
  }
  return false;
}

const Named* Expressions::find(const std::string& name) const {
  if (here_.reach == Reach::group && here_.group) {
    const Names& names = context_.group_scopes[here_.group.index].names;
    const auto found = names.find(name);
    if (found != names.end()) return &found->second;
  }
  const Names& names = context_.scopes[here_.tree.index].names;
  const auto found = names.find(name);
  return found != names.end() && visible(found->second) ? &found->second : nullptr;
}

std::vector<std::string> Expressions::visible_names() const {
  std::vector<std::string> names;
  // Comparing every name with every other takes long; so many mistakes are not mended one by one.
  if (context_.reports.size() > context_.limits.diagnostics) return names;
  for (const Local& local : locals_) names.push_back(local.name);
  if (here_.reach == Reach::condition) {
    for (const auto& [name, field] : context_.fields[here_.self.index]) names.push_back(name);
  }
  if (here_.reach == Reach::group && here_.group) {
    for (const auto& [name, named] : context_.group_scopes[here_.group.index].names) names.push_back(name);
  }
  for (const auto& [name, named] : context_.scopes[here_.tree.index].names) {
    if (visible(named)) names.push_back(name);
  }
  if (here_.events) {
    for (const auto& [name, member] : context_.members[here_.events.index]) names.push_back(name);
  }
  return names;
}

// --- bare names -----------------------------------------------------------------------------------------------

bool Expressions::means_something(const std::string& name) const {
  const auto is_local = [&](const Local& local) { return local.name == name; };
  return std::any_of(locals_.begin(), locals_.end(), is_local) || find(name) != nullptr ||
         (here_.reach == Reach::condition && context_.fields[here_.self.index].contains(name)) ||
         (here_.events && context_.members[here_.events.index].contains(name));
}

bool Expressions::may_be_member(ExprId id) const {
  const auto* name = std::get_if<syntax::NameExpr>(&at(id).node);
  if (name == nullptr) return false;
  // What means nothing here may be a misspelt member.
  return context_.enums_with.contains(name->name.text) || !means_something(name->name.text);
}

Type Expressions::name(ExprId id, const syntax::NameExpr& node, const Type* expected) {
  const std::string& word = node.name.text;
  std::optional<std::uint32_t> as_member;
  if (expected != nullptr && expected->kind == TypeKind::enumeration) {
    const auto& members = context_.members[expected->enumeration.index];
    const auto found = members.find(word);
    if (found != members.end()) as_member = found->second;
  }
  const auto take_member = [&] {
    context_.enum_used[expected->enumeration.index] = true;
    target(id, EnumMemberTarget{expected->enumeration, *as_member});
    return types::enumeration(expected->enumeration);
  };
  const auto ambiguous = [&](const Type& other) {
    if (!as_member || types::is_error(other) || !types::fits(other, *expected)) return false;
    const std::string& enumeration = context_.policy.enums[expected->enumeration].name;
    report(MessageKind::ambiguous_member, id, {{"name", word}, {"enum", enumeration}})
        .notes.push_back(message(MessageKind::write_instead, {{"text", enumeration + "." + word}}));
    return true;
  };

  if (Local* local = find_local(word)) {
    if (ambiguous(local->type)) return {};
    if (as_member && !types::fits(local->type, *expected)) return take_member();
    local->used = true;
    target(id, LocalTarget{local->place});
    return narrowed(id, local->type);
  }
  if (here_.reach == Reach::condition) {
    const auto& fields = context_.fields[here_.self.index];
    const auto found = fields.find(word);
    if (found != fields.end()) {
      const Type& type = context_.policy.records[here_.self].fields[found->second].type;
      if (ambiguous(type)) return {};
      if (as_member && !types::fits(type, *expected)) return take_member();
      target(id, SelfFieldTarget{found->second});
      return narrowed(id, type);
    }
  }
  const Named* named = find(word);
  if (here_.events) {
    const auto& events = context_.members[here_.events.index];
    const auto found = events.find(word);
    if (found != events.end() && !as_member) {
      if (named != nullptr) {
        report(MessageKind::duplicate_name, id, {{"name", word}})
            .related.push_back({named->location, message(MessageKind::first_declared_here)});
      }
      target(id, EventTarget{found->second});
      return types::of_kind(TypeKind::boolean);
    }
  }
  if (named != nullptr && as_member && named->kind == Named::Kind::rule && !context_.rules[named->index].checked) {
    return take_member();
  }
  if (named != nullptr) {
    if (!as_member) return this->named(id, *named, word);
    Type type;
    switch (named->kind) {
      case Named::Kind::rule:
        type = context_.policy.rules[named->rule()].type;
        break;
      case Named::Kind::parameter:
        type = context_.policy.parameters[named->parameter()].type;
        break;
      case Named::Kind::field:
        type = context_.policy.records[context_.policy.input].fields[named->index].type;
        break;
      case Named::Kind::group_field:
        type = context_.policy.records[context_.policy.groups[here_.group].record].fields[named->index].type;
        break;
      case Named::Kind::result:
        return take_member();
    }
    if (ambiguous(type)) return {};
    if (!types::fits(type, *expected)) return take_member();
    return this->named(id, *named, word);
  }
  if (as_member) return take_member();
  return unknown(id, node.name, expected);
}

Type Expressions::named(ExprId id, const Named& named, const std::string& name) {
  mark_import_used(context_, here_.tree, name);
  switch (named.kind) {
    case Named::Kind::rule:
      return rule_value(id, named.rule(), name);
    case Named::Kind::parameter:
      context_.parameter_used[named.index] = true;
      target(id, ParameterTarget{named.parameter()});
      return narrowed(id, context_.policy.parameters[named.parameter()].type);
    case Named::Kind::field: {
      reads_record_ = true;
      const RuleId changed = context_.field_rules[named.index];
      if (changed && here_.own_field != named.index) return rule_value(id, changed, name);
      target(id, InputFieldTarget{named.index});
      return narrowed(id, context_.policy.records[context_.policy.input].fields[named.index].type);
    }
    case Named::Kind::group_field:
      target(id, GroupFieldTarget{here_.group, named.index});
      return narrowed(id, context_.policy.records[context_.policy.groups[here_.group].record].fields[named.index].type);
    case Named::Kind::result:
      report(MessageKind::result_without_output, id,
             {{"name", name}, {"policy", context_.policy.results[named.result()].policy->id}});
      return {};
  }
  return {};
}

Type Expressions::rule_value(ExprId id, RuleId rule_id, const std::string& name) {
  const Rule& rule = context_.policy.rules[rule_id];
  RuleDraft& draft = context_.rules[rule_id.index];
  draft.used = true;
  if (!rule.parameters.empty()) {
    report(MessageKind::needs_arguments, id, {{"name", name}, {"count", std::to_string(rule.parameters.size())}});
    return {};
  }
  target(id, RuleTarget{rule_id});
  if (!draft.checked && !draft.in_cycle) {
    // A name that was taken for a member of an enum when the order was found.
    report(MessageKind::cycle, id, {{"name", name}, {"path", name + " → … → " + name}});
    return {};
  }
  if (rule.scope == RuleScope::record) reads_record_ = true;
  if (draft.reads_members) {
    reads_members_ = true;
    if (in_members_ > 0) {
      report(MessageKind::not_mergeable, id, {{"name", name}});
      return {};
    }
  }
  return narrowed(id, rule.type);
}

Type Expressions::unknown(ExprId id, const syntax::Name& name, const Type* expected) {
  // Already reported: the `use` that should have brought it, or the type that it would be a member of.
  if (context_.scope(here_.tree).not_imported.contains(name.text)) return {};
  if (expected != nullptr && types::is_error(*expected)) return {};
  // Where `p` of the members stands for a record, its fields and rules need it.
  const Names& names = context_.scopes[here_.tree.index].names;
  const auto hidden = names.find(name.text);
  if (here_.reach == Reach::group && hidden != names.end()) {
    report(MessageKind::of_record_only, id, {{"name", name.text}})
        .notes.push_back(message(MessageKind::help_through_members, {{"name", name.text}}));
    return {};
  }
  if (here_.reach == Reach::record) {
    for (std::size_t i = 0; i < context_.group_scopes.size(); ++i) {
      const Names& inside = context_.group_scopes[i].names;
      const auto found = inside.find(name.text);
      if (found == inside.end()) continue;
      Diagnostic& diagnostic =
          report(found->second.kind == Named::Kind::rule ? MessageKind::of_group_only : MessageKind::unknown_name, id,
                 {{"name", name.text}, {"group", context_.policy.groups[GroupId(i)].name}});
      if (found->second.kind == Named::Kind::group_field) {
        diagnostic.notes.push_back(message(MessageKind::help_record_of,
                                           {{"name", name.text}, {"group", context_.policy.groups[GroupId(i)].name}}));
      } else {
        diagnostic.related.push_back({found->second.location, message(MessageKind::first_declared_here)});
      }
      return {};
    }
  }
  std::vector<std::string> visible = visible_names();
  if (expected != nullptr && expected->kind == TypeKind::enumeration) {
    for (const auto& [member, index] : context_.members[expected->enumeration.index]) visible.push_back(member);
    const std::string& enumeration = context_.policy.enums[expected->enumeration].name;
    suggest(report(MessageKind::unknown_enum_member, id, {{"name", name.text}, {"enum", enumeration}}), name.text,
            visible);
    return {};
  }
  Diagnostic& diagnostic = report(MessageKind::unknown_name, id, {{"name", name.text}});
  const auto members = context_.enums_with.find(name.text);
  if (members != context_.enums_with.end()) {
    for (const EnumId enumeration : members->second) {
      if (diagnostic.notes.size() == 3) break;
      diagnostic.notes.push_back(
          message(MessageKind::write_instead, {{"text", context_.policy.enums[enumeration].name + "." + name.text}}));
    }
    return {};
  }
  suggest(diagnostic, name.text, visible);
  return {};
}

// --- names behind a dot ---------------------------------------------------------------------------------------

std::optional<Type> Expressions::enum_member(ExprId id, const syntax::MemberExpr& node) {
  const auto* base = std::get_if<syntax::NameExpr>(&at(node.base).node);
  if (base == nullptr || find_local(base->name.text) != nullptr || find(base->name.text) != nullptr) return {};
  if (here_.reach == Reach::condition && context_.fields[here_.self.index].contains(base->name.text)) return {};
  const auto& types = context_.scopes[here_.tree.index].types;
  const auto found = types.find(base->name.text);
  if (found == types.end() || !found->second.enumeration) return {};
  const EnumId enumeration = found->second.enumeration;
  mark_import_used(context_, here_.tree, base->name.text);
  context_.enum_used[enumeration.index] = true;
  const auto& members = context_.members[enumeration.index];
  const auto member = members.find(node.member.text);
  if (member == members.end()) {
    std::vector<std::string> visible;
    for (const auto& [name, index] : members) visible.push_back(name);
    suggest(context_.report(MessageKind::unknown_enum_member, where(node.member.span),
                            {{"name", node.member.text}, {"enum", base->name.text}}),
            node.member.text, visible);
    return types::enumeration(enumeration);
  }
  target(id, EnumMemberTarget{enumeration, member->second});
  return types::enumeration(enumeration);
}

Type Expressions::member(ExprId id, const syntax::MemberExpr& node) {
  if (std::optional<Type> result = enum_member(id, node)) return *std::move(result);
  if (std::optional<Type> result = output_of_result(id, node)) return *std::move(result);
  const Type base = check(node.base);
  if (types::fits_all(base)) return {};
  if (base.kind == TypeKind::member) return value_of_member(id, node);
  if (base.kind == TypeKind::record) return field_of_record(id, node, base);
  Diagnostic& diagnostic =
      report(MessageKind::no_fields, node.base, {{"found", type_name(context_, base)}, {"name", node.member.text}});
  if (base.kind == TypeKind::list) diagnostic.notes.push_back(message(MessageKind::help_aggregate));
  return {};
}

std::optional<Type> Expressions::output_of_result(ExprId id, const syntax::MemberExpr& node) {
  const auto* base = std::get_if<syntax::NameExpr>(&at(node.base).node);
  if (base == nullptr || find_local(base->name.text) != nullptr) return {};
  const Named* named = find(base->name.text);
  if (named == nullptr || named->kind != Named::Kind::result) return {};
  reads_record_ = true;
  ResultDraft& draft = context_.results[named->index];
  draft.used = true;
  const auto found = draft.outputs.find(node.member.text);
  if (found == draft.outputs.end()) {
    std::vector<std::string> visible;
    for (const auto& [name, output] : draft.outputs) visible.push_back(name);
    suggest(
        context_.report(MessageKind::unknown_result_output, where(node.member.span),
                        {{"policy", context_.policy.results[named->result()].policy->id}, {"name", node.member.text}}),
        node.member.text, visible);
    return Type{};
  }
  target(id, ResultTarget{named->result(), found->second});
  Type type = draft.types[found->second.index];
  type.optional = type.optional || draft.optional;
  return narrowed(id, std::move(type));
}

Type Expressions::field_of_record(ExprId id, const syntax::MemberExpr& node, const Type& base) {
  const auto& fields = context_.fields[base.record.index];
  const auto found = fields.find(node.member.text);
  const RecordDeclaration& record = context_.policy.records[base.record];
  if (found == fields.end()) {
    std::vector<std::string> visible;
    for (const auto& [name, index] : fields) visible.push_back(name);
    suggest(context_.report(MessageKind::unknown_field, where(node.member.span),
                            {{"record", record.name}, {"name", node.member.text}}),
            node.member.text, visible);
    return {};
  }
  target(id, FieldTarget{found->second});
  Type type = record.fields[found->second].type;
  type.optional = type.optional || base.optional;
  return narrowed(id, std::move(type));
}

Type Expressions::value_of_member(ExprId id, const syntax::MemberExpr& node) {
  const Names& names = context_.scopes[here_.tree.index].names;
  const auto found = names.find(node.member.text);
  const Named* named = found == names.end() ? nullptr : &found->second;
  if (named != nullptr && named->kind == Named::Kind::field) {
    const RuleId changed = context_.field_rules[named->index];
    if (!changed) {
      target(id, FieldTarget{named->index});
      return narrowed(id, context_.policy.records[context_.policy.input].fields[named->index].type);
    }
    context_.rules[changed.index].used = true;
    target(id, MemberRuleTarget{changed});
    return narrowed(id, context_.policy.rules[changed].type);
  }
  if (named != nullptr && named->kind == Named::Kind::rule) {
    const Rule& rule = context_.policy.rules[named->rule()];
    if (rule.scope == RuleScope::record && rule.parameters.empty()) {
      context_.rules[named->index].used = true;
      target(id, MemberRuleTarget{named->rule()});
      return narrowed(id, rule.type);
    }
  }
  std::vector<std::string> visible;
  for (const auto& [name, other] : names) {
    if (other.kind == Named::Kind::field || other.kind == Named::Kind::rule) visible.push_back(name);
  }
  suggest(context_.report(MessageKind::unknown_name, where(node.member.span), {{"name", node.member.text}}),
          node.member.text, visible);
  return {};
}

// --- calls ----------------------------------------------------------------------------------------------------

Type Expressions::call(ExprId id, const syntax::CallExpr& node) {
  const std::string& word = node.function.text;
  const Named* named = find(word);
  if (named == nullptr || named->kind != Named::Kind::rule || context_.policy.rules[named->rule()].parameters.empty()) {
    for (const ExprId argument : node.arguments) check(argument);
    if (named != nullptr) {
      context_.report(MessageKind::not_a_function, where(node.function.span), {{"name", word}})
          .related.push_back({named->location, message(MessageKind::first_declared_here)});
      return {};
    }
    if (context_.scope(here_.tree).not_imported.contains(word)) return {};
    const Names& names = context_.scopes[here_.tree.index].names;
    if (here_.reach == Reach::group && names.contains(word)) {
      context_.report(MessageKind::of_record_only, where(node.function.span), {{"name", word}})
          .notes.push_back(message(MessageKind::help_through_members, {{"name", word}}));
      return {};
    }
    std::vector<std::string> visible;
    for (const auto& [name, other] : names) {
      if (other.kind == Named::Kind::rule && !context_.policy.rules[other.rule()].parameters.empty()) {
        visible.push_back(name);
      }
    }
    suggest(context_.report(MessageKind::unknown_name, where(node.function.span), {{"name", word}}), word, visible);
    return {};
  }
  mark_import_used(context_, here_.tree, word);
  const RuleId rule_id = named->rule();
  const Rule& rule = context_.policy.rules[rule_id];
  RuleDraft& draft = context_.rules[rule_id.index];
  draft.used = true;
  target(id, RuleTarget{rule_id});
  if (node.arguments.size() != rule.parameters.size()) {
    for (const ExprId argument : node.arguments) check(argument);
    report(MessageKind::wrong_argument_count, id,
           {{"name", word},
            {"expected", std::to_string(rule.parameters.size())},
            {"found", std::to_string(node.arguments.size())}});
    return rule.type;
  }
  for (std::size_t i = 0; i < node.arguments.size(); ++i) {
    const Type& wanted = rule.parameters[i];
    const ExprId argument = node.arguments[i];
    const Type found = wanted.optional ? check_optional(argument, wanted) : check_as(argument, wanted);
    if (found.kind != TypeKind::number || types::contains(wanted.range, found.range)) {
      if (found.kind != TypeKind::number || !wanted.decimals) continue;
      if (found.decimals && *found.decimals <= *wanted.decimals) continue;
      report(MessageKind::argument_decimals, argument,
             {{"name", rule.parameter_names[i]}, {"decimals", std::to_string(*wanted.decimals)}})
          .notes.push_back(message(MessageKind::help_round));
      continue;
    }
    report(MessageKind::argument_out_of_range, argument,
           {{"name", rule.parameter_names[i]},
            {"promised", types::to_text(wanted.range)},
            {"found", types::to_text(found.range)}});
  }
  if (!draft.checked && !draft.in_cycle) {
    report(MessageKind::cycle, id, {{"name", word}, {"path", word + " → … → " + word}});
    return {};
  }
  reads_record_ = reads_record_ || draft.reads_record;
  if (draft.reads_members) {
    reads_members_ = true;
    if (in_members_ > 0) {
      report(MessageKind::not_mergeable, id, {{"name", word}});
      return {};
    }
  }
  return narrowed(id, rule.type);
}

Type Expressions::met(ExprId id, const syntax::MetExpr& node) {
  const auto& duties = here_.reach == Reach::group && here_.group ? context_.group_scopes[here_.group.index].duties
                                                                  : context_.scopes[here_.tree.index].duties;
  const auto found = duties.find(node.duty.text);
  Type type = types::of_kind(TypeKind::boolean);
  if ((here_.reach != Reach::group && here_.reach != Reach::record) || found == duties.end()) {
    std::vector<std::string> visible;
    for (const auto& [name, duty] : duties) visible.push_back(name);
    suggest(context_.report(MessageKind::unknown_duty, where(node.duty.span), {{"name", node.duty.text}}),
            node.duty.text, visible);
    return type;
  }
  const DutyId duty = found->second.id;
  target(id, DutyTarget{duty});
  for (std::size_t i = duty.index + 1; i < context_.policy.duties.size(); ++i) {
    const Duty& other = context_.policy.duties[DutyId(i)];
    const Duty& first = context_.policy.duties[duty];
    if (other.name != first.name || other.group != first.group) continue;
    context_.report(MessageKind::duty_replaced, where(node.duty.span), {{"name", node.duty.text}})
        .related.push_back({other.location, message(MessageKind::first_declared_here)});
    break;
  }
  const Duty& declared = context_.policy.duties[duty];
  type.optional = static_cast<bool>(declared.by) || (declared.in_force && declared.in_force->decision_day.limits());
  const DutyDraft& draft = context_.duties[duty.index];
  if (here_.reach == Reach::record) reads_record_ = true;
  if (draft.reads_members) {
    reads_members_ = true;
    if (in_members_ > 0) report(MessageKind::not_mergeable, id, {{"name", node.duty.text}});
  }
  return narrowed(id, type);
}

}  // namespace kaidah::check
