// Duties, rankings and what is not encoded.

#include <string>
#include <unordered_map>
#include <utility>

#include "engine/check/frame.hpp"
#include "engine/check/passes.hpp"
#include "engine/check/resolve_type.hpp"
#include "engine/types/unify.hpp"

namespace kaidah::check {

void check_duty(Context& context, DutyId id) {
  DutyDraft& draft = context.duties[id.index];
  const TreeId tree = draft.standing.tree;
  const auto& item = std::get<syntax::DutyItem>(context.tree(tree)[draft.standing.item].node);
  Expressions expressions(context, surroundings(context, draft.standing));
  const Facts::Scope scope(expressions.facts());
  enter_provisions(context, expressions, draft.standing);
  if (item.guard) {
    expressions.check_condition(item.guard->condition);
    expressions.facts().learn(expressions.learned({tree, item.guard->condition}, true));
  }
  expressions.check_condition(item.condition);
  if (item.by) expressions.check_as(item.by, types::of_kind(types::TypeKind::date));
  for (const syntax::TemplatePart& part : item.text.parts) {
    if (!part.value) continue;
    const Type type = expressions.present(part.value, expressions.check(part.value));
    const Span span = context.tree(tree)[part.value].span;
    expressions.check_printable(type, context.at(tree, span), std::string(context.tree(tree).source->text(span)));
  }
  context.policy.duties[id].locals = expressions.frame_size();
  draft.checked = true;
  draft.reads_record = expressions.reads_record();
  draft.reads_members = expressions.reads_members();
}

void check_duty_codes(Context& context) {
  std::unordered_map<std::string, DutyId> by_code;
  for (std::size_t i = 0; i < context.policy.duties.size(); ++i) {
    const Duty& duty = context.policy.duties[DutyId(i)];
    const auto [entry, is_new] = by_code.try_emplace(duty.code, DutyId(i));
    if (is_new) continue;
    const Duty& first = context.policy.duties[entry->second];
    if (first.severity == duty.severity) continue;
    context.report(MessageKind::mixed_severity, duty.location, {{"code", duty.code}})
        .related.push_back({first.location, message(MessageKind::first_declared_here)});
  }
}

void check_rankings(Context& context) {
  for (std::size_t i = 0; i < context.policy.groups.size(); ++i) {
    std::vector<GroupDeclaration::Ranking>& rankings = context.policy.groups[GroupId(i)].rankings;
    for (std::size_t j = 0; j < rankings.size(); ++j) {
      // Each member says where it stands: the names are those of the record.
      Standing standing = context.rankings[i][j];
      standing.group = {};
      Expressions expressions(context, surroundings(context, standing));
      for (const ExprRef value : {rankings[j].by, rankings[j].then}) {
        if (!value) continue;
        const Type type = expressions.present(value.expr, expressions.check(value.expr));
        const bool ordered =
            type.kind == types::TypeKind::enumeration && context.policy.enums[type.enumeration].ordered;
        if (types::has_order(type, ordered)) continue;
        context.report(MessageKind::no_order, context.at(value.tree, value.expr), {{"type", type_name(context, type)}});
      }
      rankings[j].locals = expressions.frame_size();
    }
  }
}

void check_not_encoded(Context& context) {
  for (std::size_t i = 0; i < context.policy.not_encoded.size(); ++i) {
    const Standing& standing = context.not_encoded[i];
    const auto& item = std::get<syntax::NotEncodedItem>(context.tree(standing.tree)[standing.item].node);
    Expressions expressions(context, surroundings(context, standing));
    const Facts::Scope scope(expressions.facts());
    enter_provisions(context, expressions, standing);
    if (item.guard) expressions.check_condition(item.guard->condition);
    NotEncoded& result = context.policy.not_encoded[i];
    result.locals = expressions.frame_size();
    const Names& names =
        standing.group ? context.group_scopes[standing.group.index].names : context.scope(standing.tree).names;
    for (const syntax::Name& name : item.affects) {
      const auto found = names.find(name.text);
      if (found != names.end() && found->second.kind == Named::Kind::rule) {
        result.affects.push_back(found->second.rule());
        continue;
      }
      std::vector<std::string> visible;
      for (const auto& [other, named] : names) {
        if (named.kind == Named::Kind::rule) visible.push_back(other);
      }
      const MessageKind kind = found != names.end() ? MessageKind::not_a_rule : MessageKind::unknown_name;
      suggest(context.report(kind, context.at(standing.tree, name.span), {{"name", name.text}}), name.text, visible);
    }
  }
}

}  // namespace kaidah::check
