// Lists: those of the input are rows of a table, those that a policy writes are taken item by item.

#include <algorithm>
#include <utility>

#include "engine/fast/lowering.hpp"
#include "engine/types/interval.hpp"

namespace kaidah::fast {

using syntax::Aggregate;
using syntax::Comparison;
using types::TypeKind;
using values::Number;

Operand Lowering::list_of(const plan::Node& node) {
  // Each item of a list takes a step at least, and the room of a value.
  if (plan_.steps_bound > settings_.limits.memory_bytes / (2 * sizeof(values::Value))) throw Unsupported{};
  Operand made;
  made.what = Operand::What::items;
  made.kind = TypeKind::list;
  for (std::uint32_t i = 0; i < node.b; ++i) {
    Operand item = value(plan_.children[node.a + i]);
    made.bad = out_.either(made.bad, std::exchange(item.bad, kNowhere));
    made.items.push_back(std::move(item));
  }
  return made;
}

/// The space in which the rows of a list lie, one for each of its items and each row of the loops around.
std::uint32_t Lowering::rows_of(const Operand& list) {
  const std::uint32_t owner = layout_.tables[list.index].parent;
  const std::uint32_t outer = out_.join(scope_.space, list.space);
  return outer == owner ? list.index : out_.pairs(outer, list.index);
}

Operand Lowering::item_of(const Operand& list, std::uint32_t space) {
  const Table& table = layout_.tables[list.index];
  Operand item = placed(table.item, table.list->element.front(), space);
  if (item.what == Operand::What::record) item.space = space;
  return item;
}

Operand Lowering::in_list(const plan::Node& node) {
  const Operand element = value(plan::NodeId(node.a));
  const Operand list = value(plan::NodeId(node.b));
  if (list.what == Operand::What::none) return of_truth(kNowhere, out_.either(element.bad, list.bad));
  if (list.what == Operand::What::items) {
    Mask bad = out_.either(element.bad, list.bad);
    Mask found = kNowhere;
    for (const Operand& item : list.items) {
      const Operand one = comparison(Comparison::equal, element, item);
      bad = out_.either(bad, one.bad);
      found = out_.either(found, one.truth);
    }
    return of_truth(found, bad);
  }
  if (list.what != Operand::What::list) throw Unsupported{};
  const std::uint32_t space = rows_of(list);
  const Operand one = comparison(Comparison::equal, element, item_of(list, space));
  const Mask bad = out_.any(one.bad, space);
  return of_truth(out_.any(one.truth, space), out_.either(out_.either(element.bad, list.bad), bad));
}

Operand Lowering::aggregate(const plan::Aggregate& aggregate) {
  const Operand list = value(aggregate.list);
  Operand made;
  if (list.what == Operand::What::items) {
    made = over_items(aggregate, list);
  } else if (list.what == Operand::What::list) {
    made = over_rows(aggregate, list);
  } else if (list.what == Operand::What::none) {
    Operand nothing;
    nothing.what = Operand::What::items;
    made = over_items(aggregate, nothing);
  } else {
    throw Unsupported{};
  }
  made.bad = out_.either(made.bad, list.bad);
  return made;
}

Operand Lowering::over_items(const plan::Aggregate& aggregate, const Operand& list) {
  // An absent list has no items.
  const Mask there = out_.not_in(list.absent);
  Mask bad = kNowhere;
  Mask any = kNowhere;
  Mask broken = kNowhere;  // of `all`
  Operand count = constant(Number(), TypeKind::number);
  std::optional<Operand> result;
  types::Interval each;
  const Operand one_more = constant(Number(1), TypeKind::number);
  for (const Operand& item : list.items) {
    if (aggregate.local != plan::kNone) scope_.places[aggregate.local] = item;
    Mask counted = there;
    const Where looked_at(*this, out_.but_not(there, aggregate.function == Aggregate::exists ? any : broken));
    if (aggregate.where) {
      const Operand where = truth(aggregate.where);
      bad = out_.either(bad, out_.both(there, where.bad));
      counted = out_.both(there, where.truth);
    }
    const Where holding(*this, counted);
    if (aggregate.function == Aggregate::all) {
      Operand body = aggregate.body ? truth(aggregate.body) : needed(item);
      if (body.what != Operand::What::truth) throw Unsupported{};
      bad = out_.either(bad, out_.both(counted, body.bad));
      broken = out_.either(broken, out_.but_not(counted, body.truth));
    }
    const bool has_value = aggregate.function == Aggregate::sum || aggregate.function == Aggregate::mean ||
                           aggregate.function == Aggregate::least || aggregate.function == Aggregate::greatest;
    if (has_value) {
      Operand body = needed(aggregate.body ? value(aggregate.body) : item);
      bad = out_.either(bad, out_.both(counted, std::exchange(body.bad, kNowhere)));
      if (body.what != Operand::What::number && body.what != Operand::What::whole) throw Unsupported{};
      each = result ? types::hull(each, body.range) : body.range;
      if (!result) {
        result = body;
      } else {
        Operand joined;
        if (aggregate.function == Aggregate::least || aggregate.function == Aggregate::greatest) {
          joined = better(*result, body, aggregate.function == Aggregate::least);
        } else {
          if (body.what != Operand::What::number) throw Unsupported{};
          joined = add(*result, body, false);
        }
        // What was there before, what is new, or both.
        Operand kept = select(counted, joined, *result);
        result = select(any, kept, body);
      }
    }
    any = out_.either(any, counted);
    if (aggregate.function == Aggregate::count || aggregate.function == Aggregate::mean)
      count = add(count, select(counted, one_more, constant(Number(), TypeKind::number)), false);
  }
  switch (aggregate.function) {
    case Aggregate::count:
      count.bad = bad;
      return count;
    case Aggregate::exists:
      return of_truth(any, bad);
    case Aggregate::all:
      return of_truth(out_.not_in(broken), bad);
    case Aggregate::sum: {
      if (aggregate.kind != TypeKind::number) throw Unsupported{};
      Operand made =
          result ? select(any, *result, constant(Number(), TypeKind::number)) : constant(Number(), TypeKind::number);
      made.bad = bad;
      return made;
    }
    case Aggregate::mean:
      if (result && result->what != Operand::What::number) throw Unsupported{};
      if (result) {
        if (!count.constant) count.range = types::intersect(count.range, types::at_least(1));
        result = divide(*result, count, true);
        if (!result->constant) result->range = each;
      }
      [[fallthrough]];
    case Aggregate::least:
    case Aggregate::greatest:
      break;
  }
  Operand made = result.value_or(Operand());
  made.absent = out_.not_in(any);
  made.bad = bad;
  return made;
}

Operand Lowering::over_rows(const plan::Aggregate& aggregate, const Operand& list) {
  const std::uint32_t space = rows_of(list);
  const std::uint32_t outer = std::exchange(scope_.space, space);
  Program& program = out_.program();
  const std::uint64_t most = program.spaces[space].most != 0 ? program.spaces[space].most : settings_.limits.list_items;
  const Operand item = item_of(list, space);
  if (aggregate.local != plan::kNone) scope_.places[aggregate.local] = item;
  Mask bad = kNowhere;
  Mask counted = kEverywhere;
  // Each item asks for itself.
  const Where in_rows(*this, marking_ ? out_.bits(out_.reg(kEverywhere, space)) : kEverywhere);
  const Since since = now();
  if (aggregate.where) {
    const Operand where = truth(aggregate.where);
    bad = where.bad;
    counted = where.truth;
  }
  Operand body;
  const Where holding(*this, counted);
  if (aggregate.function != Aggregate::count && aggregate.function != Aggregate::exists) {
    body = needed(aggregate.body ? value(aggregate.body) : item);
    bad = out_.either(bad, out_.both(counted, std::exchange(body.bad, kNowhere)));
  }
  scope_.space = outer;
  // Once it is decided nothing more is looked at.
  if (marking_ && aggregate.function == Aggregate::exists) only(since, out_.to_first(counted, space));
  if (marking_ && aggregate.function == Aggregate::all)
    only(since, out_.to_first(out_.but_not(counted, body.truth), space));
  const auto over = [&](Mask rows) { return out_.any(rows.is_all() ? kEverywhere : rows, space); };
  const Mask bad_here = over(bad);
  const auto number = [&](Register at, std::uint8_t scale, const types::Interval& range) {
    Operand made;
    made.what = Operand::What::number;
    made.kind = TypeKind::number;
    made.at = at;
    made.scale = scale;
    made.range = range;
    made.bad = bad_here;
    return made;
  };
  const types::Interval counts = types::counts(0, most);
  if (aggregate.function == Aggregate::exists) return of_truth(over(counted), bad_here);
  if (aggregate.function == Aggregate::count) return number(out_.count(counted, space), 0, counts);
  if (aggregate.function == Aggregate::all) {
    if (body.what != Operand::What::truth) throw Unsupported{};
    return of_truth(out_.not_in(over(out_.but_not(counted, body.truth))), bad_here);
  }
  if (body.what == Operand::What::none) throw Unsupported{};
  const bool total = aggregate.function == Aggregate::sum || aggregate.function == Aggregate::mean;
  if (total && body.what != Operand::What::number) throw Unsupported{};
  if (body.what != Operand::What::number && body.what != Operand::What::whole) throw Unsupported{};
  const types::Interval range = total ? types::sum(body.range, counts) : body.range;
  const bool least = aggregate.function == Aggregate::least;
  const std::optional<std::uint8_t> scale = whole_scale(body);
  const Size size = size_of(range);
  Operand made;
  if (scale && size.most * static_cast<double>(values::kPowersOfTen[*scale]) < kMostWhole) {
    const Opcode op = total ? Opcode::whole_sum : least ? Opcode::whole_least_of : Opcode::whole_greatest_of;
    made = number(out_.whole_over(op, scaled_register(body, *scale), counted, space), *scale, range);
    made.what = body.what;
    made.kind = body.kind;
  } else {
    const Register each = real(body);
    const Opcode op = total ? Opcode::real_sum : least ? Opcode::real_least_of : Opcode::real_greatest_of;
    const ErrorBound error = total ? error_of_total(error_of(each), size_of(body.range), most) : error_of(each);
    made = number(out_.real_over(op, each, counted, space, error), 0, range);
    made.is_real = true;
  }
  if (aggregate.function == Aggregate::sum) return made;
  const Mask any = over(counted);
  if (aggregate.function == Aggregate::mean) {
    const types::Interval item_range = body.range;
    made = divide(made, number(out_.count(counted, space), 0, types::counts(1, most)), true);
    made.range = item_range;
    made.bad = bad_here;
  }
  made.absent = out_.not_in(any);
  return made;
}

}  // namespace kaidah::fast
