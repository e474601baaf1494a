// Arithmetic, comparisons and logic in expressions.

#include <algorithm>
#include <utility>

#include "engine/check/expressions.hpp"
#include "engine/check/resolve_type.hpp"
#include "engine/types/unify.hpp"

namespace kaidah::check {

using types::TypeKind;

namespace {

std::optional<int> sum_of_decimals(const Type& a, const Type& b) {
  if (!a.decimals || !b.decimals) return std::nullopt;
  return *a.decimals + *b.decimals;
}

std::optional<int> more_decimals(const Type& a, const Type& b) {
  if (!a.decimals || !b.decimals) return std::nullopt;
  return std::max(*a.decimals, *b.decimals);
}

bool orders(syntax::Comparison op) {
  return op != syntax::Comparison::equal && op != syntax::Comparison::not_equal;
}

}  // namespace

// --- arithmetic -----------------------------------------------------------------------------------------------

Type Expressions::unary(ExprId id, const syntax::UnaryExpr& node) {
  if (node.op == syntax::UnaryOperator::logical_not) {
    check_condition(node.operand);
    return types::of_kind(TypeKind::boolean);
  }
  Type type = present(node.operand, check(node.operand));
  if (types::fits_all(type)) return {};
  if (type.kind != TypeKind::number && !types::is_duration(type)) {
    report(MessageKind::type_mismatch, id,
           {{"expected", MessageKind::type_number}, {"found", type_name(context_, type)}});
    return {};
  }
  type.range = types::negate(type.range);
  return type;
}

Type Expressions::binary(ExprId id, const syntax::BinaryExpr& node) {
  const Type left = present(node.left, check(node.left));
  const Type right = present(node.right, check(node.right));
  if (types::fits_all(left) || types::fits_all(right)) return {};
  switch (node.op) {
    case syntax::BinaryOperator::add:
    case syntax::BinaryOperator::subtract:
      return added(id, node, left, right);
    case syntax::BinaryOperator::multiply:
      return multiplied(id, node, left, right);
    case syntax::BinaryOperator::divide:
      return divided(id, node, left, right);
  }
  return {};
}

Type Expressions::wrong_operands(ExprId id, const Type& left, const Type& right) {
  Diagnostic& diagnostic = report(MessageKind::wrong_operands, id,
                                  {{"left", type_name(context_, left)}, {"right", type_name(context_, right)}});
  if (types::is_duration(left) && types::is_duration(right)) {
    diagnostic.notes.push_back(message(MessageKind::help_days_and_months));
  }
  return {};
}

Type Expressions::added(ExprId id, const syntax::BinaryExpr& node, const Type& left, const Type& right) {
  const bool minus = node.op == syntax::BinaryOperator::subtract;
  const types::Interval range = minus ? types::subtract(left.range, right.range) : types::add(left.range, right.range);
  if (left.kind == TypeKind::number && right.kind == TypeKind::number) {
    return types::number(range, more_decimals(left, right));
  }
  if (left.kind == right.kind && types::is_duration(left)) {
    Type type = types::of_kind(left.kind);
    type.range = range;
    return type;
  }
  if (left.kind == TypeKind::date && right.kind == TypeKind::date && minus) return types::of_kind(TypeKind::days);
  const bool date_first = left.kind == TypeKind::date && types::is_duration(right);
  const bool date_last = !minus && types::is_duration(left) && right.kind == TypeKind::date;
  if (!date_first && !date_last) return wrong_operands(id, left, right);
  if ((date_first ? right : left).kind == TypeKind::months) needs_month_end(id);
  return types::of_kind(TypeKind::date);
}

void Expressions::needs_month_end(ExprId id) {
  if (tree().header.month_end) return;
  report(MessageKind::month_end_missing, id).notes.push_back(message(MessageKind::help_month_end));
}

Type Expressions::multiplied(ExprId id, const syntax::BinaryExpr& node, const Type& left, const Type& right) {
  const types::Interval range = types::multiply(left.range, right.range);
  if (left.kind == TypeKind::number && right.kind == TypeKind::number) {
    return types::number(range, sum_of_decimals(left, right));
  }
  const bool left_lasts = types::is_duration(left) && right.kind == TypeKind::number;
  const bool right_lasts = left.kind == TypeKind::number && types::is_duration(right);
  if (!left_lasts && !right_lasts) return wrong_operands(id, left, right);
  if ((left_lasts ? right : left).decimals != 0) {
    report(MessageKind::whole_number_needed, left_lasts ? node.right : node.left)
        .notes.push_back(message(MessageKind::help_round));
  }
  Type type = types::of_kind(left_lasts ? left.kind : right.kind);
  type.range = range;
  return type;
}

Type Expressions::divided(ExprId id, const syntax::BinaryExpr& node, const Type& left, const Type& right) {
  const bool numbers = left.kind == TypeKind::number && right.kind == TypeKind::number;
  if (!numbers && !(left.kind == right.kind && types::is_duration(left))) return wrong_operands(id, left, right);
  bool nonzero = types::excludes_zero(right.range);
  if (!nonzero) {
    const std::optional<std::string> name = key(node.right);
    const Fact* fact = name ? facts_.find(*name) : nullptr;
    nonzero = fact != nullptr && fact->nonzero;
  }
  if (!nonzero) {
    // A condition of its record may exclude just the zero.
    const auto excluded = [&](RecordId record, std::uint32_t field) {
      return record && context_.nonzero_fields[record.index].contains(field);
    };
    const Target& what = target(node.right);
    if (const auto* input = std::get_if<InputFieldTarget>(&what)) {
      nonzero = excluded(context_.policy.input, input->field);
    } else if (const auto* self = std::get_if<SelfFieldTarget>(&what)) {
      nonzero = excluded(here_.self, self->field);
    } else if (const auto* field = std::get_if<FieldTarget>(&what)) {
      const auto* member = std::get_if<syntax::MemberExpr>(&at(node.right).node);
      nonzero = member != nullptr && excluded(type(member->base).record, field->field);
    }
  }
  if (!nonzero) {
    Diagnostic& diagnostic = report(MessageKind::division_by_zero, node.right, {{"name", text(node.right)}});
    if (right.range.low || right.range.high) {
      diagnostic.notes.push_back(message(MessageKind::range_found, {{"range", types::to_text(right.range)}}));
    }
    diagnostic.notes.push_back(message(MessageKind::help_exclude_zero, {{"name", text(node.right)}}));
    return {};
  }
  std::optional<int> decimals;
  // A duration is a whole number of days or months.
  const std::optional<int> before = numbers ? left.decimals : 0;
  if (before) {
    if (const std::optional<values::Number> divisor = types::single(right.range)) {
      // 1/8 is written with three decimals; 1/3 never ends.
      const std::optional<int> more = (values::Number(1) / *divisor).decimals();
      if (more) decimals = *before + *more;
    }
  }
  return types::number(types::divide(left.range, right.range), decimals);
}

// --- logic ----------------------------------------------------------------------------------------------------

Type Expressions::logical(ExprId, const syntax::LogicalExpr& node) {
  const Facts::Scope scope(facts_);
  const bool conjunction = node.op == syntax::LogicalOperator::logical_and;
  for (const ExprId operand : node.operands) {
    check_condition(operand);
    // What follows is only asked when this has not decided yet.
    if (operand != node.operands.back()) facts_.learn(learned({here_.tree, operand}, conjunction));
  }
  return types::of_kind(TypeKind::boolean);
}

std::vector<Type> Expressions::check_together(const std::vector<ExprId>& operands, const Type* expected) {
  std::vector<Type> result(operands.size());
  std::vector<bool> done(operands.size(), false);
  std::optional<Type> enumeration;
  if (expected != nullptr && expected->kind == TypeKind::enumeration) enumeration = *expected;
  const auto one = [&](std::size_t i, const Type* hint) {
    result[i] = check(operands[i], hint);
    done[i] = true;
    if (!enumeration && result[i].kind == TypeKind::enumeration) enumeration = result[i];
  };
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (!may_be_member(operands[i])) one(i, expected);
  }
  // A name that also means something here may say which enum the others are of.
  for (std::size_t i = 0; i < operands.size() && !enumeration; ++i) {
    if (done[i]) continue;
    const std::string& word = std::get<syntax::NameExpr>(at(operands[i]).node).name.text;
    if (means_something(word)) one(i, nullptr);
  }
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (!done[i]) one(i, enumeration ? &*enumeration : expected);
  }
  return result;
}

// --- comparisons ----------------------------------------------------------------------------------------------

Type Expressions::comparison(ExprId, const syntax::ComparisonExpr& node) {
  std::vector<ExprId> operands{node.first};
  for (const syntax::ComparisonTest& test : node.tests) operands.push_back(test.right);
  std::vector<Type> found = check_together(operands, nullptr);
  for (std::size_t i = 0; i < operands.size(); ++i) found[i] = present(operands[i], std::move(found[i]));
  for (std::size_t i = 0; i < node.tests.size(); ++i) {
    const std::size_t left = node.chained ? i : 0;
    const syntax::ComparisonTest& test = node.tests[i];
    compare(operands[left], found[left], operands[i + 1], found[i + 1], test.op);
    check_words(test.words, found[left], at(test.right).span);
  }
  return types::of_kind(TypeKind::boolean);
}

void Expressions::compare(ExprId left, const Type& left_type, ExprId right, const Type& right_type,
                          syntax::Comparison op) {
  if (types::is_error(left_type) || types::is_error(right_type)) return;
  const auto whole = [](const Type& type) {
    return type.kind == TypeKind::record || type.kind == TypeKind::list || type.kind == TypeKind::member;
  };
  if (!types::fits(right_type, left_type) || whole(left_type) || whole(right_type)) {
    Diagnostic& diagnostic =
        report(MessageKind::cannot_compare, right,
               {{"left", type_name(context_, left_type)}, {"right", type_name(context_, right_type)}});
    if (types::is_duration(left_type) && types::is_duration(right_type)) {
      diagnostic.notes.push_back(message(MessageKind::help_days_and_months));
    }
    return;
  }
  if (!orders(op) || (is_ordered(left_type) && is_ordered(right_type))) return;
  Diagnostic& diagnostic = report(MessageKind::no_order, left, {{"type", type_name(context_, left_type)}});
  if (left_type.kind == TypeKind::enumeration) {
    diagnostic.related.push_back(
        {context_.policy.enums[left_type.enumeration].location, message(MessageKind::first_declared_here)});
    diagnostic.notes.push_back(message(MessageKind::help_from_lowest));
  }
}

void Expressions::check_words(syntax::ComparisonWords words, const Type& type, Span span) {
  if (types::fits_all(type)) return;
  std::optional<MessageKind> wanted;
  switch (words) {
    case syntax::ComparisonWords::symbol:
      return;
    case syntax::ComparisonWords::value:
      if (type.kind != TypeKind::number && type.kind != TypeKind::enumeration) wanted = MessageKind::words_for_values;
      break;
    case syntax::ComparisonWords::count:
      if (type.kind != TypeKind::number || type.decimals != 0) wanted = MessageKind::words_for_counts;
      break;
    case syntax::ComparisonWords::duration:
      if (!types::is_duration(type)) wanted = MessageKind::words_for_durations;
      break;
    case syntax::ComparisonWords::date:
      if (type.kind != TypeKind::date) wanted = MessageKind::words_for_dates;
      break;
  }
  if (!wanted) return;
  Diagnostic& diagnostic = context_.report(MessageKind::wrong_words, where(span),
                                           {{"words", *wanted}, {"found", type_name(context_, type)}});
  if (type.kind == TypeKind::date) {
    diagnostic.notes.push_back(message(MessageKind::help_words_for_dates));
  } else if (types::is_duration(type)) {
    diagnostic.notes.push_back(message(MessageKind::help_words_for_durations));
  } else {
    diagnostic.notes.push_back(message(MessageKind::help_words_for_values));
  }
}

Type Expressions::in(ExprId, const syntax::InExpr& node) {
  const Type result = types::of_kind(TypeKind::boolean);
  Type element;
  Type list;
  if (may_be_member(node.element) && !std::holds_alternative<syntax::ListExpr>(at(node.list).node)) {
    list = check(node.list);
    element = check(node.element, list.element.get());
  } else {
    element = check(node.element);
    const Type wanted = types::list_of(element, 0, 0);
    list = check(node.list, &wanted);
  }
  element = present(node.element, std::move(element));
  list = present(node.list, std::move(list));
  if (types::is_error(element) || types::is_error(list)) return result;
  if (list.kind != TypeKind::list) {
    report(MessageKind::not_a_list_here, node.list, {{"found", type_name(context_, list)}});
    return result;
  }
  if (!list.element || types::fits_all(*list.element)) return result;
  present(node.list, *list.element);
  compare(node.element, element, node.list, *list.element, syntax::Comparison::equal);
  return result;
}

// --- what may be missing --------------------------------------------------------------------------------------

Type Expressions::presence(ExprId id, const syntax::PresentExpr& node) {
  const Type found = check(node.operand);
  if (!found.optional && !types::fits_all(found)) {
    const std::optional<std::string> name = key(node.operand);
    const Fact* fact = name ? facts_.find(*name) : nullptr;
    if (fact == nullptr || !fact->present) {
      report(MessageKind::never_missing, id, {{"name", text(node.operand)}});
    }
  }
  return types::of_kind(TypeKind::boolean);
}

Type Expressions::with_default(ExprId, const syntax::DefaultExpr& node, const Type* expected) {
  Type operand = check(node.operand, expected);
  if (!operand.optional && !types::fits_all(operand)) {
    report(MessageKind::never_missing, node.operand, {{"name", text(node.operand)}});
  }
  operand.optional = false;
  const Type fallback = check_optional(node.fallback, types::is_error(operand) && expected ? *expected : operand);
  if (types::is_error(operand)) return {};
  Type result = types::unify(operand, fallback);
  result.optional = fallback.optional;
  return result;
}

Type Expressions::as_of(ExprId id, const syntax::AsOfExpr& node, const Type* expected) {
  // What conditions tell holds on the reference day, not on another.
  const Facts known = std::exchange(facts_, Facts());
  const bool read_before = std::exchange(reads_members_, false);
  Type type = check(node.operand, expected);
  // Members are decided on their own reference days.
  if (reads_members_) report(MessageKind::as_of_members, id);
  reads_members_ = reads_members_ || read_before;
  facts_ = known;
  check_as(node.day, types::of_kind(TypeKind::date));
  return type;
}

void Expressions::check_cell(const syntax::Cell& cell, ExprId input, const Type& type) {
  const auto test_against = [&](ExprId right, syntax::Comparison op) {
    if (!right) return;
    const Type found = present(right, check(right, &type));
    compare(input, type, right, found, op);
  };
  for (const std::vector<syntax::CellTest>& tests : cell.alternatives) {
    for (const syntax::CellTest& test : tests) {
      switch (test.kind) {
        case syntax::CellTestKind::any:
          break;
        case syntax::CellTestKind::equal:
          test_against(test.low, syntax::Comparison::equal);
          break;
        case syntax::CellTestKind::range:
          test_against(test.low, syntax::Comparison::greater_equal);
          test_against(test.high, syntax::Comparison::less_equal);
          break;
        case syntax::CellTestKind::compare:
          test_against(test.right, test.op);
          check_words(test.words, type, cell.span);
          break;
      }
    }
  }
}

Type Expressions::check_case(ExprId id, const Type& expected) {
  const auto* name = std::get_if<syntax::NameExpr>(&at(id).node);
  if (name == nullptr || expected.kind != TypeKind::enumeration) return check_optional(id, expected);
  const auto& members = context_.members[expected.enumeration.index];
  const auto found = members.find(name->name.text);
  if (found == members.end()) {
    std::vector<std::string> visible;
    for (const auto& [member, index] : members) visible.push_back(member);
    suggest(report(MessageKind::unknown_enum_member, id,
                   {{"name", name->name.text}, {"enum", context_.policy.enums[expected.enumeration].name}}),
            name->name.text, visible);
    return {};
  }
  Type type = types::enumeration(expected.enumeration);
  target(id, EnumMemberTarget{expected.enumeration, found->second});
  context_.policy.trees[here_.tree].types[id.index] = type;
  return type;
}

void Expressions::check_printable(const Type& type, Location location, const std::string& name) {
  switch (type.kind) {
    case TypeKind::number:
      if (type.decimals) return;
      context_.report(MessageKind::endless_decimals, std::move(location), {{"name", name}})
          .notes.push_back(message(MessageKind::help_round));
      return;
    case TypeKind::list:
      if (type.element) check_printable(*type.element, std::move(location), name);
      return;
    case TypeKind::record:
      for (const FieldDeclaration& field : context_.policy.records[type.record].fields) {
        check_printable(field.type, location, name + "." + field.name);
      }
      return;
    case TypeKind::member:  // reported where it is read
    case TypeKind::error:
    case TypeKind::boolean:
    case TypeKind::text:
    case TypeKind::date:
    case TypeKind::days:
    case TypeKind::months:
    case TypeKind::enumeration:
    case TypeKind::none:
      return;
  }
}

}  // namespace kaidah::check
