// Reading and testing. Numbers are in lower_numbers.cpp.

#include <utility>

#include "engine/fast/lowering.hpp"
#include "engine/types/interval.hpp"

namespace kaidah::fast {

using plan::NodeId;
using plan::Op;
using syntax::Comparison;
using types::TypeKind;
using values::Value;

namespace {

/// Keeps the machine's stack from growing with the policy.
constexpr std::size_t kMostInside = 300;
/// Digits that the reader takes.
constexpr std::int64_t kMostRead = 1'000'000'000'000'000'000;
constexpr std::int64_t kMostDays = 4'000'000;

std::optional<std::int64_t> whole_of(const Value& value) {
  if (const auto* date = std::get_if<values::Date>(&value)) return date->since(values::Date()).count;
  if (const auto* days = std::get_if<values::Days>(&value)) return days->count;
  if (const auto* months = std::get_if<values::Months>(&value)) return months->count;
  if (const auto* member = std::get_if<values::Member>(&value)) return member->index;
  return std::nullopt;
}

}  // namespace

Operand Lowering::of_truth(Mask set, Mask bad) {
  Operand made;
  made.what = Operand::What::truth;
  made.kind = TypeKind::boolean;
  made.truth = set;
  made.bad = bad;
  return made;
}

Operand Lowering::constant(Value value, TypeKind kind) {
  Operand made;
  made.kind = kind;
  if (value.is_unread()) throw Unsupported{};
  if (value.is_absent()) {
    made.absent = kEverywhere;
    return made;
  }
  if (const auto* truth = std::get_if<bool>(&value)) return of_truth(*truth ? kEverywhere : kNowhere, kNowhere);
  if (const auto* number = std::get_if<values::Number>(&value)) {
    made.what = Operand::What::number;
    made.kind = TypeKind::number;
    made.range = types::point(*number);
  } else if (std::holds_alternative<std::string_view>(value)) {
    made.what = Operand::What::text;
    made.kind = TypeKind::text;
  } else if (const auto* list = std::get_if<const values::ListData*>(&value)) {
    made.what = Operand::What::items;
    made.kind = TypeKind::list;
    for (const Value& item : (*list)->items) made.items.push_back(constant(item, TypeKind::error));
    return made;
  } else if (const std::optional<std::int64_t> whole = whole_of(value)) {
    made.what = Operand::What::whole;
    made.at = out_.whole(*whole);
    made.range = types::point(*whole);
    made.kind = std::holds_alternative<values::Date>(value)     ? TypeKind::date
                : std::holds_alternative<values::Days>(value)   ? TypeKind::days
                : std::holds_alternative<values::Months>(value) ? TypeKind::months
                                                                : TypeKind::enumeration;
  } else {
    throw Unsupported{};
  }
  made.constant = std::move(value);
  return made;
}

std::uint32_t Lowering::space_of(const Operand& operand) const {
  if (operand.what == Operand::What::record || operand.what == Operand::What::list) return operand.space;
  return operand.constant ? 0 : operand.at.space;
}

Operand Lowering::needed(Operand operand) {
  operand.bad = out_.either(operand.bad, operand.absent);
  operand.absent = kNowhere;
  return operand;
}

// A value that is nowhere stands behind the other.
Operand Lowering::select(Mask where, const Operand& a, const Operand& b) {
  if (where.is_all()) return a;
  if (where.is_none()) return b;
  const Mask absent = out_.either(out_.both(where, a.what == Operand::What::none ? kEverywhere : a.absent),
                                  out_.but_not(b.what == Operand::What::none ? kEverywhere : b.absent, where));
  if (a.what == Operand::What::none || b.what == Operand::What::none) {
    Operand made = a.what == Operand::What::none ? b : a;
    made.absent = absent;
    made.bad = kNowhere;
    return made;
  }
  if (a.what != b.what) throw Unsupported{};
  Operand made = a;
  made.absent = absent;
  made.bad = kNowhere;
  made.range = types::hull(a.range, b.range);
  switch (a.what) {
    case Operand::What::truth:
      made.truth = out_.either(out_.both(where, a.truth), out_.but_not(b.truth, where));
      return made;
    case Operand::What::whole:
      if (a.constant && b.constant && *a.constant == *b.constant) return made;
      made.constant.reset();
      made.at = out_.whole_select(where, whole_register(a), whole_register(b));
      return made;
    case Operand::What::text: {
      if (!a.constant || !b.constant || !(*a.constant == *b.constant)) throw Unsupported{};
      return made;
    }
    case Operand::What::number: {
      if (a.constant && b.constant && *a.constant == *b.constant) return made;
      made.constant.reset();
      const std::optional<std::uint8_t> left = whole_scale(a);
      const std::optional<std::uint8_t> right = whole_scale(b);
      if (left && right) {
        Operand x = a;
        Operand y = b;
        if (scaled(x, y)) {
          made.is_real = false;
          made.scale = x.scale;
          made.at = out_.whole_select(where, x.at, y.at);
          return made;
        }
      }
      const Register x = real(a);
      const Register y = real(b);
      made.is_real = true;
      made.at = out_.real_select(where, x, y, error_of_choice(error_of(x), error_of(y)));
      return made;
    }
    case Operand::What::record:
    case Operand::What::list:
      if (a.index == b.index && a.space == b.space) return made;
      break;
    case Operand::What::none:
    case Operand::What::items:
      break;
  }
  throw Unsupported{};
}

// --- nodes ----------------------------------------------------------------------------------------------------

Operand Lowering::value(NodeId id) {
  if (++nested_ > kMostInside) throw Unsupported{};
  Operand made = computed(plan_.nodes[id], id);
  --nested_;
  return made;
}

/// What must be true or false: where it is neither it is bad.
Operand Lowering::truth(NodeId id) {
  Operand made = value(id);
  if (made.what == Operand::What::none) return of_truth(kNowhere, kEverywhere);
  if (made.what != Operand::What::truth) throw Unsupported{};
  return needed(std::move(made));
}

Operand Lowering::number(NodeId id) {
  Operand made = value(id);
  if (made.what == Operand::What::none) {
    made = constant(values::Number(), TypeKind::number);
    made.bad = kEverywhere;
  }
  if (made.what != Operand::What::number) throw Unsupported{};
  return needed(std::move(made));
}

/// Dates and durations.
Operand Lowering::whole(NodeId id) {
  Operand made = value(id);
  if (made.what == Operand::What::none) {
    made = constant(values::Days{}, TypeKind::days);
    made.bad = kEverywhere;
  }
  if (made.what != Operand::What::whole) throw Unsupported{};
  return needed(std::move(made));
}

Operand Lowering::computed(const plan::Node& node, NodeId id) {
  switch (node.op) {
    case Op::constant:
      return constant(plan_.constants[node.a], TypeKind::error);
    case Op::local:
      return scope_.places.at(node.a);
    case Op::input_field:
      return field(input_, node.a);
    case Op::self_field:
      return field(*scope_.self, node.a);
    case Op::field: {
      const Operand base = value(NodeId(node.a));
      if (base.what == Operand::What::none) return base;
      if (base.what != Operand::What::record || node.c == plan::kNone) throw Unsupported{};
      return field(base, node.b);
    }
    case Op::rule:
      return rule(node.a);
    case Op::parameter:
      return parameter(node.a);
    case Op::clock:
      return clock(static_cast<syntax::Clock>(node.aux));
    case Op::met:
      return duty_met(plan_.duties[node.a]);
    case Op::call:
      return call(node);
    case Op::if_missing:
      return if_missing(node);
    case Op::undetermined: {
      Operand made;
      made.bad = kEverywhere;
      return made;
    }
    case Op::list:
      return list_of(node);
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide:
    case Op::negate:
    case Op::absolute:
    case Op::round:
    case Op::duration_divide:
      return arithmetic(node);
    case Op::least:
    case Op::greatest:
      return extreme(node);
    case Op::year:
    case Op::month:
    case Op::day:
      return date_part(node);
    case Op::make_date:
      return make_date(node);
    case Op::date_plus_days:
    case Op::date_minus_days:
    case Op::date_plus_months:
    case Op::date_minus_months:
    case Op::date_difference:
      return date_arithmetic(node);
    case Op::duration_add:
    case Op::duration_subtract:
    case Op::duration_multiply:
    case Op::duration_negate:
      return duration_arithmetic(node);
    case Op::aggregate:
      return aggregate(plan_.aggregates[node.a]);
    case Op::logical_not: {
      const Operand operand = truth(NodeId(node.a));
      return of_truth(out_.not_in(operand.truth), operand.bad);
    }
    case Op::logical_and:
    case Op::logical_or:
      return logical(node);
    case Op::compare_number: {
      Operand left = number(NodeId(node.a));
      return comparison(static_cast<Comparison>(node.aux), std::move(left), number(NodeId(node.b)));
    }
    case Op::compare_value: {
      Operand left = value(NodeId(node.a));
      return comparison(static_cast<Comparison>(node.aux), std::move(left), value(NodeId(node.b)));
    }
    case Op::chain:
      return chain(node);
    case Op::in_items:
      return in_items(node);
    case Op::in_list:
      return in_list(node);
    case Op::present:
      return present(value(NodeId(node.a)));
    case Op::cell:
      return cell(plan_.cells[node.a]);
    case Op::group_field:
    case Op::procedure:
    case Op::happened:
    case Op::folded:
    case Op::members:
    case Op::result:
    case Op::as_of:
      break;
  }
  (void)id;
  throw Unsupported{};
}

Operand Lowering::field(const Operand& record, std::uint32_t field) {
  const Object& object = layout_.objects[record.index];
  const plan::FieldShape& shape = plan_.shapes.records[object.record].fields[field];
  Operand made = placed(object.fields[field], shape.value, record.space);
  made.absent = out_.either(made.absent, record.absent);
  made.bad = out_.either(made.bad, record.bad);
  return made;
}

Operand Lowering::placed(const Place& place, const plan::ValueShape& shape, std::uint32_t space) {
  Operand made;
  made.kind = shape.kind;
  made.range = shape.range;
  if (place.present != kNone) {
    const Mask present = out_.spread(out_.bits(place.present), space);
    made.absent = out_.not_in(present);
  }
  switch (place.what) {
    case Place::What::unread:
      throw Unsupported{};
    case Place::What::object:
      made.what = Operand::What::record;
      made.index = place.index;
      made.space = space;
      return made;
    case Place::What::list:
      made.what = Operand::What::list;
      made.index = place.index;
      made.space = space;
      return made;
    case Place::What::column:
      break;
  }
  const Column& column = layout_.columns[place.index];
  const Register at{column.slot, column.table};
  switch (column.kind) {
    case Kind::truth:
      made.what = Operand::What::truth;
      made.truth = out_.spread(out_.bits(column.slot), space);
      break;
    case Kind::text:
      made.what = Operand::What::text;
      made.at = out_.spread_text(at, space);
      break;
    case Kind::decimal:
      made.what = Operand::What::number;
      made.is_real = true;
      made.at = out_.spread_real(at, space);
      made.range = types::intersect(made.range, types::between(values::Number(-kMostRead), values::Number(kMostRead)));
      break;
    case Kind::whole: {
      made.what = shape.kind == TypeKind::number ? Operand::What::number : Operand::What::whole;
      made.scale = column.scale;
      made.at = out_.spread_whole(at, space);
      const bool is_day = shape.kind == TypeKind::date;
      const std::int64_t most = is_day ? kMostDays : kMostRead;
      if (shape.kind == TypeKind::enumeration) made.range = types::between(0, 1'000'000);
      made.range = types::intersect(made.range, types::between(values::Number(-most), values::Number(most)));
      break;
    }
  }
  return made;
}

Operand Lowering::logical(const plan::Node& node) {
  const bool decides = node.op == Op::logical_or;
  Mask bad = kNowhere;
  Mask open = kEverywhere;  // rows where the next operand is looked at
  for (std::uint32_t i = 0; i < node.b && !open.is_none(); ++i) {
    const Where so_far(*this, open);
    const Operand one = truth(plan_.children[node.a + i]);
    bad = out_.either(bad, out_.both(open, one.bad));
    open = decides ? out_.but_not(open, one.truth) : out_.both(open, one.truth);
  }
  return of_truth(decides ? out_.not_in(open) : open, bad);
}

Operand Lowering::present(Operand operand) {
  if (operand.what == Operand::What::none) return of_truth(kNowhere, operand.bad);
  return of_truth(out_.not_in(operand.absent), operand.bad);
}

Operand Lowering::if_missing(const plan::Node& node) {
  Operand first = value(NodeId(node.a));
  if (first.what == Operand::What::none) {
    Operand second = value(NodeId(node.b));
    second.bad = out_.either(second.bad, first.bad);
    return second;
  }
  if (first.absent.is_none()) return first;
  const Where missing(*this, first.absent);
  const Operand second = value(NodeId(node.b));
  const Mask there = out_.not_in(first.absent);
  Operand made = select(there, first, second);
  made.bad = out_.either(first.bad, out_.both(first.absent, second.bad));
  return made;
}

// --- comparing ------------------------------------------------------------------------------------------------

// Equal when both are absent; neither less nor greater when one is.
Operand Lowering::comparison(Comparison op, Operand a, Operand b) {
  const Mask bad = out_.either(a.bad, b.bad);
  const bool equality = op == Comparison::equal || op == Comparison::not_equal;
  if (a.what == Operand::What::none) a.absent = kEverywhere;
  if (b.what == Operand::What::none) b.absent = kEverywhere;
  const Mask both_there = out_.but_not(out_.not_in(a.absent), b.absent);
  Mask holds = kNowhere;
  Mask unsure = kNowhere;
  if (!both_there.is_none()) {
    if (a.what != b.what) throw Unsupported{};
    if (op == Comparison::greater || op == Comparison::greater_equal) std::swap(a, b);
    const bool strict = op == Comparison::less || op == Comparison::greater;
    if (a.what == Operand::What::truth && equality) {
      holds = out_.either(out_.both(a.truth, b.truth), out_.not_in(out_.either(a.truth, b.truth)));
    } else if (a.what == Operand::What::text && equality) {
      const Register left = a.constant ? out_.text(a.constant->text()) : a.at;
      const Register right = b.constant ? out_.text(b.constant->text()) : b.at;
      holds = out_.compare(Opcode::text_equal, left, right);
    } else if (a.what == Operand::What::whole || a.what == Operand::What::number) {
      if (a.constant && b.constant) {
        const auto known = [&] {
          if (a.what == Operand::What::number) return a.constant->number() <=> b.constant->number();
          return values::Number(*whole_of(*a.constant)) <=> values::Number(*whole_of(*b.constant));
        };
        const std::strong_ordering order = known();
        holds = (equality ? order == 0 : strict ? order < 0 : order <= 0) ? kEverywhere : kNowhere;
      } else if (a.what == Operand::What::whole || scaled(a, b)) {
        holds = out_.compare(equality ? Opcode::whole_equal
                             : strict ? Opcode::whole_less
                                      : Opcode::whole_less_equal,
                             whole_register(a), whole_register(b));
      } else {
        const auto made = out_.real_compare(equality ? Opcode::real_equal
                                            : strict ? Opcode::real_less
                                                     : Opcode::real_less_equal,
                                            real(a), real(b));
        holds = made.value;
        unsure = made.bad;
      }
    } else {
      throw Unsupported{};
    }
  }
  if (equality) {
    holds = out_.either(out_.both(both_there, holds), out_.both(a.absent, b.absent));
    if (op == Comparison::not_equal) holds = out_.not_in(holds);
  } else {
    holds = out_.both(both_there, holds);
  }
  return of_truth(holds, out_.either(bad, out_.both(both_there, unsure)));
}

Operand Lowering::chain(const plan::Node& node) {
  Mask bad = kNowhere;
  Mask open = kEverywhere;
  Operand left = value(plan_.children[node.a]);
  for (std::uint32_t i = 1; i < node.b; ++i) {
    const Where so_far(*this, open);
    Operand right = value(plan_.children[node.a + i]);
    const Operand one = comparison(plan_.comparisons[node.c + i - 1], left, right);
    bad = out_.either(bad, out_.both(open, one.bad));
    open = out_.both(open, one.truth);
    left = std::move(right);
  }
  return of_truth(open, bad);
}

Operand Lowering::in_items(const plan::Node& node) {
  const Operand element = value(plan_.children[node.a]);
  Mask bad = element.bad;
  Mask found = kNowhere;
  for (std::uint32_t i = 1; i < node.b; ++i) {
    const Where so_far(*this, out_.not_in(found));
    const Operand one = comparison(Comparison::equal, element, value(plan_.children[node.a + i]));
    bad = out_.either(bad, out_.but_not(one.bad, found));
    found = out_.either(found, one.truth);
  }
  return of_truth(found, bad);
}

Operand Lowering::cell(const plan::Cell& cell) {
  if (cell.alternatives.empty()) return of_truth(kEverywhere, kNowhere);
  const Operand input = value(cell.input);
  Mask bad = input.bad;
  Mask found = kNowhere;
  for (const std::vector<plan::CellTest>& tests : cell.alternatives) {
    Mask holds = kEverywhere;
    for (const plan::CellTest& test : tests) {
      const Where so_far(*this, out_.but_not(holds, found));
      const Operand one = comparison(test.op, input, value(test.right));
      bad = out_.either(bad, out_.but_not(out_.both(holds, one.bad), found));
      holds = out_.both(holds, one.truth);
    }
    found = out_.either(found, holds);
  }
  return of_truth(found, bad);
}

}  // namespace kaidah::fast
