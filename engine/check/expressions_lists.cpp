// Lists, aggregates and the calls that the language itself provides.

#include <algorithm>
#include <utility>

#include "engine/check/constant.hpp"
#include "engine/check/expressions.hpp"
#include "engine/check/resolve_type.hpp"
#include "engine/types/unify.hpp"

namespace kaidah::check {

using types::TypeKind;

namespace {

constexpr std::int64_t kMostDigits = 100;

values::RoundingMode mode_of(syntax::RoundingWord word) {
  switch (word) {
    case syntax::RoundingWord::half_up:
      return values::RoundingMode::half_up;
    case syntax::RoundingWord::half_down:
      return values::RoundingMode::half_down;
    case syntax::RoundingWord::half_even:
      return values::RoundingMode::half_even;
    case syntax::RoundingWord::up:
      return values::RoundingMode::up;
    case syntax::RoundingWord::down:
      return values::RoundingMode::down;
    case syntax::RoundingWord::ceiling:
      return values::RoundingMode::ceiling;
    case syntax::RoundingWord::floor:
      return values::RoundingMode::floor;
  }
  return values::RoundingMode::half_up;
}

}  // namespace

// --- lists ----------------------------------------------------------------------------------------------------

Type Expressions::list(ExprId, const syntax::ListExpr& node, const Type* expected) {
  const Type* wanted = expected != nullptr && expected->kind == TypeKind::list ? expected->element.get() : nullptr;
  const std::vector<Type> items = check_together(node.items, wanted);
  Type element = wanted != nullptr && items.empty() ? *wanted : Type{};
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i == 0 || types::is_error(element)) {
      element = items[i];
    } else if (!types::fits(items[i], element)) {
      expect(node.items[i], items[i], element);
    } else if (!types::is_error(items[i])) {
      element = types::unify(element, items[i]);
    }
  }
  return types::list_of(element, items.size(), items.size());
}

Type Expressions::aggregate(ExprId id, const syntax::AggregateExpr& node, const Type* expected) {
  Type list;
  const bool members = std::holds_alternative<syntax::MembersExpr>(at(node.list).node);
  if (members) {
    if (here_.reach != Reach::group) {
      report(MessageKind::members_outside_group, node.list);
    } else if (in_members_ > 0) {
      report(MessageKind::not_mergeable, node.list, {{"name", text(node.list)}});
    } else {
      reads_members_ = true;
      Type member = types::of_kind(TypeKind::member);
      member.group = here_.group;
      list = types::list_of(std::move(member), 1, 0);
    }
    context_.policy.trees[here_.tree].types[node.list.index] = list;
  } else {
    list = present(node.list, check(node.list));
    if (!types::fits_all(list) && list.kind != TypeKind::list) {
      report(MessageKind::not_a_list_here, node.list, {{"found", type_name(context_, list)}});
      list = {};
    }
  }

  const Facts::Scope scope(facts_);
  const Type element = list.element ? *list.element : Type{};
  in_members_ += members ? 1 : 0;
  if (node.variable) target(id, LocalTarget{declare_local(*node.variable, element)});
  if (node.where) {
    check_condition(node.where);
    facts_.learn(learned({here_.tree, node.where}, true));
  }
  Type body;
  if (node.function == syntax::Aggregate::all) {
    if (node.body) check_condition(node.body);
  } else if (node.body) {
    body = present(node.body, check(node.body, expected));
  } else if (node.function != syntax::Aggregate::count && node.function != syntax::Aggregate::exists) {
    body = present(node.list, element);
  }
  if (node.variable) end_local();
  in_members_ -= members ? 1 : 0;
  const bool adds = node.function == syntax::Aggregate::sum || node.function == syntax::Aggregate::mean;
  if (members && adds && body.kind == TypeKind::number && !body.decimals) {
    report(MessageKind::endless_decimals, node.body ? node.body : node.list, {{"name", text(id)}})
        .notes.push_back(message(MessageKind::help_round));
    body.decimals = 0;
  }
  return aggregated(id, node, list, body);
}

Type Expressions::aggregated(ExprId, const syntax::AggregateExpr& node, const Type& list, const Type& body) {
  using syntax::Aggregate;
  if (node.function == Aggregate::exists || node.function == Aggregate::all) {
    return types::of_kind(TypeKind::boolean);
  }
  const bool members = list.element && list.element->kind == TypeKind::member;
  types::Interval count;
  if (list.kind == TypeKind::list) {
    count = types::counts(node.where ? 0 : list.min_items,
                          list.max_items != 0 || members ? list.max_items : context_.limits.list_items);
    if (!node.where) {
      const std::optional<std::string> name = key(node.list);
      const Fact* fact = name ? facts_.find("#" + *name) : nullptr;
      if (fact != nullptr) count = types::intersect(count, fact->range);
    }
  } else {
    count = types::at_least(values::Number(0));
  }
  if (node.function == Aggregate::count) return types::number(count, 0);
  if (types::fits_all(body)) return {};

  const bool summable = body.kind == TypeKind::number || (node.function == Aggregate::sum && types::is_duration(body));
  const ExprId what = node.body ? node.body : node.list;
  if ((node.function == Aggregate::sum || node.function == Aggregate::mean) && !summable) {
    report(MessageKind::type_mismatch, what,
           {{"expected", MessageKind::type_number}, {"found", type_name(context_, body)}});
    return {};
  }
  if ((node.function == Aggregate::least || node.function == Aggregate::greatest) && !is_ordered(body)) {
    report(MessageKind::no_order, what, {{"type", type_name(context_, body)}});
    return {};
  }
  Type result = body;
  if (node.function == Aggregate::sum) {
    result.range = types::sum(body.range, count);
    return result;
  }
  if (node.function == Aggregate::mean) {
    const std::optional<values::Number> exactly = types::single(count);
    const std::optional<int> more =
        exactly && exactly->sign() > 0 ? (values::Number(1) / *exactly).decimals() : std::nullopt;
    result.decimals = body.decimals && more ? std::optional<int>(*body.decimals + *more) : std::nullopt;
  }
  result.optional = types::contains(count, values::Number(0));
  return result;
}

// --- what the language provides -------------------------------------------------------------------------------

bool Expressions::arity(ExprId id, const syntax::BuiltinExpr& node, std::size_t count) {
  if (node.arguments.size() == count) return true;
  for (const ExprId argument : node.arguments) check(argument);
  report(MessageKind::wrong_argument_count, id,
         {{"name", text(id).substr(0, text(id).find('('))},
          {"expected", std::to_string(count)},
          {"found", std::to_string(node.arguments.size())}});
  return false;
}

Type Expressions::builtin(ExprId id, const syntax::BuiltinExpr& node, const Type* expected) {
  using syntax::Builtin;
  const Type date = types::of_kind(TypeKind::date);
  const auto part_of_date = [&](std::int64_t low, std::int64_t high) {
    if (arity(id, node, 1)) check_as(node.arguments.front(), date);
    return types::number(types::between(values::Number(low), values::Number(high)), 0);
  };
  switch (node.function) {
    case Builtin::round:
      return rounded(id, node);
    case Builtin::least:
    case Builtin::greatest:
      return extreme(id, node, expected);
    case Builtin::absolute: {
      if (!arity(id, node, 1)) return {};
      Type type = present(node.arguments.front(), check(node.arguments.front()));
      if (types::fits_all(type)) return {};
      if (type.kind != TypeKind::number && !types::is_duration(type)) {
        expect(node.arguments.front(), type, types::number({}, std::nullopt));
        return {};
      }
      type.range = types::absolute(type.range);
      return type;
    }
    case Builtin::year:
      return part_of_date(1, 9999);
    case Builtin::month:
      return part_of_date(1, 12);
    case Builtin::day:
      return part_of_date(1, 31);
    case Builtin::date: {
      if (!arity(id, node, 3)) return date;
      for (const ExprId argument : node.arguments) {
        const Type found = check_as(argument, types::number({}, std::nullopt));
        if (!types::is_error(found) && found.decimals != 0) {
          report(MessageKind::whole_number_needed, argument).notes.push_back(message(MessageKind::help_round));
        }
      }
      return date;
    }
    case Builtin::add: {
      if (!arity(id, node, 3)) return date;
      check_as(node.arguments[0], date);
      check_as(node.arguments[1], types::of_kind(TypeKind::months));
      return date;
    }
    case Builtin::step:
    case Builtin::since:
    case Builtin::due:
      return about_procedure(id, node);
  }
  return {};
}

Type Expressions::rounded(ExprId id, const syntax::BuiltinExpr& node) {
  if (!arity(id, node, 3)) return {};
  const Type found = check_as(node.arguments[0], types::number({}, std::nullopt));
  const std::optional<std::int64_t> digits = constant_whole(tree(), node.arguments[1]);
  check(node.arguments[1]);
  if (!digits || *digits < -kMostDigits || *digits > kMostDigits) {
    report(MessageKind::not_whole_constant, node.arguments[1]);
    return types::number({}, std::nullopt);
  }
  const auto* mode = std::get_if<syntax::RoundingLiteral>(&at(node.arguments[2]).node);
  if (mode == nullptr || types::is_error(found)) return types::number({}, std::max(0, static_cast<int>(*digits)));
  const int decimals = static_cast<int>(*digits);
  // Also where nothing is left to round: what is rounded to two digits is written with two.
  const bool exact = found.decimals && *found.decimals <= decimals;
  return types::number(exact ? found.range : types::rounded(found.range, decimals, mode_of(mode->mode)),
                       std::max(0, decimals));
}

Type Expressions::extreme(ExprId id, const syntax::BuiltinExpr& node, const Type* expected) {
  std::vector<Type> found = check_together(node.arguments, expected);
  std::optional<Type> result;
  for (std::size_t i = 0; i < found.size(); ++i) {
    const Type one = present(node.arguments[i], std::move(found[i]));
    if (types::is_error(one)) return {};
    if (!result) {
      if (!is_ordered(one)) {
        report(MessageKind::no_order, node.arguments[i], {{"type", type_name(context_, one)}});
        return {};
      }
      result = one;
      continue;
    }
    if (!expect(node.arguments[i], one, *result)) return {};
    const types::Interval range = node.function == syntax::Builtin::least ? types::least(result->range, one.range)
                                                                          : types::greatest(result->range, one.range);
    result = types::unify(*result, one);
    result->range = range;
  }
  if (!result) {
    arity(id, node, 1);
    return {};
  }
  return *result;
}

Type Expressions::about_procedure(ExprId id, const syntax::BuiltinExpr& node) {
  Type type = types::of_kind(TypeKind::date);
  type.optional = true;
  const auto* name =
      node.arguments.size() == 1 ? std::get_if<syntax::NameExpr>(&at(node.arguments.front()).node) : nullptr;
  const auto& procedures = context_.scopes[here_.tree.index].procedures;
  const auto found = name != nullptr ? procedures.find(name->name.text) : procedures.end();
  if (found == procedures.end() || here_.reach != Reach::record) {
    std::vector<std::string> visible;
    for (const auto& [other, procedure] : procedures) visible.push_back(other);
    const std::string word = name != nullptr ? name->name.text : text(id);
    suggest(report(MessageKind::unknown_procedure, id, {{"name", word}}), word, visible);
    return {};
  }
  reads_record_ = true;
  target(id, ProcedureTarget{found->second.id});
  if (node.function == syntax::Builtin::step) {
    type = types::enumeration(context_.policy.procedures[found->second.id].states);
    type.optional = true;
  }
  return narrowed(id, type);
}

Type Expressions::clock(ExprId id, const syntax::ClockExpr& node) {
  const Type type = types::of_kind(TypeKind::date);
  if (here_.reach != Reach::record && here_.reach != Reach::group) {
    report(MessageKind::no_clock_here, id, {{"name", text(id)}});
    return type;
  }
  reads_record_ = true;
  if (node.clock != syntax::Clock::decision_day && !context_.policy.period_field) {
    report(MessageKind::no_period, id).notes.push_back(message(MessageKind::help_period_assessed));
  }
  return type;
}

Type Expressions::group_record(ExprId id, const syntax::GroupRecordExpr& node) {
  const auto& groups = context_.scopes[here_.tree.index].groups;
  const auto found = groups.find(node.group.text);
  const bool may_read = here_.reach == Reach::record || here_.reach == Reach::group;
  if (!may_read || found == groups.end()) {
    std::vector<std::string> visible;
    for (const auto& [name, group] : groups) visible.push_back(name);
    suggest(context_.report(MessageKind::unknown_group, where(node.group.span), {{"name", node.group.text}}),
            node.group.text, visible);
    return {};
  }
  const GroupDeclaration& group = context_.policy.groups[found->second.id];
  if (here_.reach == Reach::group && found->second.id != here_.group) {
    report(MessageKind::other_group, id, {{"name", group.name}});
    return {};
  }
  if (!group.has_record) {
    report(MessageKind::group_without_record, id, {{"name", group.name}})
        .related.push_back({group.location, message(MessageKind::first_declared_here)});
    return {};
  }
  if (here_.reach == Reach::record) reads_record_ = true;
  target(id, GroupFieldTarget{found->second.id, 0});
  return types::record(group.record);
}

}  // namespace kaidah::check
