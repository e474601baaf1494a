#include "engine/check/resolve_type.hpp"

#include <charconv>
#include <utility>

#include "engine/check/constant.hpp"
#include "engine/types/interval.hpp"
#include "engine/types/unify.hpp"

namespace kaidah::check {
namespace {

using syntax::BaseType;
using types::TypeKind;

constexpr int kMostDecimals = 100;

void add_range(Context& context, TreeId tree, const syntax::TypeExpr& written, Type& type) {
  const auto bound = [&](ExprId expr) -> std::optional<types::Bound> {
    if (!expr) return std::nullopt;
    std::optional<values::Number> value = constant_number(context.tree(tree), expr);
    if (!value) {
      context.report(MessageKind::not_constant, context.at(tree, expr));
      return std::nullopt;
    }
    return types::Bound{*std::move(value), true};
  };
  type.range = {bound(written.at_least), bound(written.at_most)};
  if (types::is_empty(type.range)) {
    context.report(MessageKind::empty_range, context.at(tree, written.span), {{"range", types::to_text(type.range)}});
    type.range = {};
  }
}

Type named(Context& context, TreeId tree, const syntax::Name& name) {
  const TreeScope& scope = context.scope(tree);
  const auto found = scope.types.find(name.text);
  if (found == scope.types.end()) {
    if (scope.not_imported.contains(name.text)) return {};
    std::vector<std::string> visible;
    for (const auto& [other, type] : scope.types) visible.push_back(other);
    suggest(context.report(MessageKind::unknown_type, context.at(tree, name.span), {{"name", name.text}}), name.text,
            visible);
    return {};
  }
  mark_import_used(context, tree, name.text);
  if (found->second.enumeration) {
    context.enum_used[found->second.enumeration.index] = true;
    return types::enumeration(found->second.enumeration);
  }
  context.record_used[found->second.record.index] = true;
  return types::record(found->second.record);
}

}  // namespace

Type resolve_type(Context& context, TreeId tree, const syntax::TypeExpr& written) {
  Type type;
  switch (written.base) {
    case BaseType::named:
      type = named(context, tree, written.name);
      break;
    case BaseType::text:
      type = types::of_kind(TypeKind::text);
      break;
    case BaseType::date:
      type = types::of_kind(TypeKind::date);
      break;
    case BaseType::boolean:
      type = types::of_kind(TypeKind::boolean);
      break;
    case BaseType::days:
      type = types::of_kind(TypeKind::days);
      break;
    case BaseType::months:
      type = types::of_kind(TypeKind::months);
      break;
    case BaseType::whole_number:
      type = types::number({}, 0);
      add_range(context, tree, written, type);
      break;
    case BaseType::number:
      type = types::number({}, std::nullopt);
      add_range(context, tree, written, type);
      break;
    case BaseType::list:
      type =
          types::list_of(written.element.empty() ? Type{} : resolve_type(context, tree, written.element.front()), 0, 0);
      break;
  }
  if (written.decimals) {
    int decimals = 0;
    const char* end = written.decimals->data() + written.decimals->size();
    const auto read = std::from_chars(written.decimals->data(), end, decimals);
    if (type.kind != TypeKind::number || read.ec != std::errc() || decimals < 0 || decimals > kMostDecimals) {
      context.report(MessageKind::bad_decimals, context.at(tree, written.span),
                     {{"most", std::to_string(kMostDecimals)}});
    } else {
      type.decimals = decimals;
    }
  }
  type.optional = written.optional;
  return type;
}

decltype(Argument::value) type_name(const Context& context, const Type& type) {
  switch (type.kind) {
    case TypeKind::boolean:
      return MessageKind::type_boolean;
    case TypeKind::number:
      return MessageKind::type_number;
    case TypeKind::text:
      return MessageKind::type_text;
    case TypeKind::date:
      return MessageKind::type_date;
    case TypeKind::days:
      return MessageKind::type_days;
    case TypeKind::months:
      return MessageKind::type_months;
    case TypeKind::enumeration:
      return '`' + context.policy.enums[type.enumeration].name + '`';
    case TypeKind::record:
      return '`' + context.policy.records[type.record].name + '`';
    case TypeKind::list:
      return MessageKind::type_list;
    case TypeKind::member:
      return MessageKind::type_member;
    case TypeKind::error:
    case TypeKind::none:
      return MessageKind::type_nothing;
  }
  return MessageKind::type_nothing;
}

void mark_import_used(Context& context, TreeId tree, const std::string& name) {
  TreeScope& scope = context.scope(tree);
  const auto found = scope.import_of.find(name);
  if (found != scope.import_of.end()) scope.imports[found->second].used = true;
}

}  // namespace kaidah::check
