#include "engine/analysis/wording.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

#include "grammar/diagnostics/message_kind.hpp"

namespace kaidah::analysis {
namespace {

using types::TypeKind;

Listing only(Message message) {
  return {{std::move(message)}, false};
}

Message plain(std::string text) {
  return {MessageKind::plain, {{"value", std::move(text)}}};
}

/// Values that are named; nobody reads more of them.
constexpr std::size_t kMostNamed = 60;

/// Says how many of `count` values were not named.
void add_others(Listing& values, std::size_t count) {
  const std::size_t named = values.items.size();
  if (named < count)
    values.items.push_back({MessageKind::where_others, {{"count", Figure{std::to_string(count - named)}}}});
}

Message figure(const Number& number) {
  const std::optional<int> decimals = number.decimals();
  return {MessageKind::plain, {{"value", Figure{decimals ? number.to_decimal(*decimals) : number.to_string()}}}};
}

Message figure_of_kind(TypeKind kind, const Number& value) {
  if (kind == TypeKind::date) {
    const std::optional<std::int64_t> count = value.to_int64();
    const std::optional<values::Date> date = count ? values::Date().plus(values::Days{*count}) : std::nullopt;
    if (date) return plain(date->to_string());
  }
  Message number = figure(value);
  if (kind == TypeKind::days || kind == TypeKind::months) {
    const auto phrase = kind == TypeKind::days ? MessageKind::value_days : MessageKind::value_months;
    return {phrase, {{"count", std::move(number.arguments[0].value)}}};
  }
  return number;
}

/// The difference of two days is a duration.
TypeKind kind_of(const Model& model, const LinearForm& form) {
  if (form.terms.empty()) return TypeKind::number;
  const TypeKind kind = model.atoms()[form.terms[0].first].type.kind;
  if (kind != TypeKind::date) return kind;
  Number total;
  for (const auto& [atom, factor] : form.terms)
    if (model.atoms()[atom].type.kind == TypeKind::date) total = total + factor;
  return total == Number(1) ? TypeKind::date : TypeKind::days;
}

Message where_ordered(const Model& model, const Axis& axis, Run run) {
  const std::string name = form_text(model, axis.form);
  const types::Interval interval = interval_of(axis, run);
  const auto said = [&](MessageKind kind, const Number* low, const Number* high) {
    Message message{kind, {{"name", name}}};
    if (low != nullptr) message.arguments.push_back({"low", only(figure_text(model, axis.form, *low))});
    if (high != nullptr) message.arguments.push_back({"high", only(figure_text(model, axis.form, *high))});
    return message;
  };
  const std::optional<types::Interval> inside = tightened(interval, axis.domain.decimals);
  if (inside && inside->low && inside->high && inside->low->value == inside->high->value)
    return {MessageKind::where_is,
            {{"name", name}, {"value", only(figure_text(model, axis.form, inside->low->value))}}};
  // An end that is the end of everything is not worth saying.
  const bool has_low = interval.low && run.begin > 0;
  const bool has_high = interval.high && run.end < axis.size;
  const Number* low = has_low ? &interval.low->value : nullptr;
  const Number* high = has_high ? &interval.high->value : nullptr;
  if (has_low && has_high) {
    const bool from = interval.low->closed;
    const bool to = interval.high->closed;
    const MessageKind kind = from ? (to ? MessageKind::where_from_to : MessageKind::where_from_below)
                                  : (to ? MessageKind::where_above_to : MessageKind::where_between);
    return said(kind, low, high);
  }
  if (has_low) return said(interval.low->closed ? MessageKind::where_from : MessageKind::where_above, low, nullptr);
  return said(interval.high && interval.high->closed ? MessageKind::where_to : MessageKind::where_below, nullptr, high);
}

Message where_discrete(const Model& model, const Axis& axis, const std::vector<Run>& runs) {
  const Atom& atom = model.atoms()[axis.atom];
  if (atom.presence)
    return {runs[0].begin == 1 ? MessageKind::where_present : MessageKind::where_absent, {{"name", model.shown(atom)}}};
  if (atom.type.kind == TypeKind::enumeration) {
    Listing values{{}, true};
    std::size_t count = 0;
    for (const Run run : runs) {
      for (std::uint32_t i = run.begin; i < run.end && values.items.size() < kMostNamed; ++i)
        values.items.push_back(plain(model.policy().enums[atom.type.enumeration].members[i].name));
      count += run.end - run.begin;
    }
    add_others(values, count);
    return {MessageKind::where_is, {{"name", model.shown(atom)}, {"value", std::move(values)}}};
  }
  if (atom.type.kind == TypeKind::text) {
    // The value after the texts that are known stands for all others.
    std::vector<bool> covered(axis.size, false);
    for (const Run run : runs)
      for (std::uint32_t i = run.begin; i < run.end; ++i) covered[i] = true;
    const bool others = covered.back();
    Listing values{{}, true};
    std::size_t count = 0;
    for (std::size_t i = 0; i + 1 < covered.size(); ++i) {
      if (covered[i] == others) continue;
      if (values.items.size() < kMostNamed) values.items.push_back(plain('"' + atom.texts[i] + '"'));
      ++count;
    }
    add_others(values, count);
    return {others ? MessageKind::where_is_none_of : MessageKind::where_is,
            {{"name", model.shown(atom)}, {"value", std::move(values)}}};
  }
  return {runs[0].begin == 1 ? MessageKind::where_holds : MessageKind::where_fails, {{"name", model.shown(atom)}}};
}

}  // namespace

std::string form_text(const Model& model, const LinearForm& form) {
  std::string text;
  for (const auto& [atom, factor] : form.terms) {
    const bool negative = factor.sign() < 0;
    const Number size = negative ? -factor : factor;
    if (!text.empty()) {
      text += negative ? " - " : " + ";
    } else if (negative) {
      text += "-";
    }
    if (size != Number(1)) text += size.to_string() + " * ";
    text += model.shown(model.atoms()[atom]);
  }
  return text;
}

Message figure_text(const Model& model, const LinearForm& form, const Number& value) {
  return figure_of_kind(kind_of(model, form), value);
}

Region region_of(const Box& box) {
  Region region;
  region.reserve(box.size());
  for (const Run run : box) region.push_back({run});
  return region;
}

bool merge(const Model& model, Region& region, const Region& other) {
  std::optional<std::size_t> differs;
  for (std::size_t i = 0; i < region.size(); ++i) {
    if (region[i] == other[i]) continue;
    if (differs) return false;
    differs = i;
  }
  if (!differs) return true;
  std::vector<Run> runs = region[*differs];
  runs.insert(runs.end(), other[*differs].begin(), other[*differs].end());
  std::sort(runs.begin(), runs.end());
  std::vector<Run> joined;
  for (const Run run : runs) {
    if (!joined.empty() && run.begin <= joined.back().end) {
      joined.back().end = std::max(joined.back().end, run.end);
    } else {
      joined.push_back(run);
    }
  }
  if (model.axes()[AxisId(*differs)].ordered() && joined.size() > 1) return false;
  region[*differs] = std::move(joined);
  return true;
}

bool restricted(const Model& model, const Region& region, AxisId axis) {
  return region[axis.index] != std::vector<Run>{{0, model.axes()[axis].size}};
}

Listing where_text(const Model& model, const Region& region) {
  Listing where;
  for (std::size_t i = 0; i < region.size(); ++i) {
    if (!restricted(model, region, AxisId(i))) continue;
    const Axis& axis = model.axes()[AxisId(i)];
    where.items.push_back(axis.ordered() ? where_ordered(model, axis, region[i][0])
                                         : where_discrete(model, axis, region[i]));
  }
  if (where.items.empty()) where.items.push_back({MessageKind::where_any, {}});
  return where;
}

Listing example_text(const Model& model, const Region& region, const Assignment& assignment) {
  Listing example;
  std::set<AtomId> said;
  const auto say = [&](AtomId id, Message value) {
    if (said.insert(id).second)
      example.items.push_back(
          {MessageKind::assignment, {{"name", model.shown(model.atoms()[id])}, {"value", only(std::move(value))}}});
  };
  for (std::size_t i = 0; i < region.size(); ++i) {
    if (!restricted(model, region, AxisId(i))) continue;
    const Axis& axis = model.axes()[AxisId(i)];
    for (const auto& [atom, factor] : axis.form.terms) {
      const auto value = assignment.figures.find(atom);
      if (value != assignment.figures.end()) say(atom, figure_of_kind(model.atoms()[atom].type.kind, value->second));
    }
    if (axis.ordered()) continue;
    const Atom& atom = model.atoms()[axis.atom];
    const std::uint32_t value = assignment.box[i].begin;
    if (atom.presence) {
      if (value == 0) say(axis.atom, {MessageKind::value_absent, {}});
    } else if (atom.type.kind == TypeKind::boolean) {
      say(axis.atom, {value == 1 ? MessageKind::value_true : MessageKind::value_false, {}});
    } else if (atom.type.kind == TypeKind::enumeration) {
      say(axis.atom, plain(model.policy().enums[atom.type.enumeration].members[value].name));
    } else if (atom.type.kind == TypeKind::text) {
      say(axis.atom, plain(value < atom.texts.size() ? '"' + atom.texts[value] + '"' : "\"\xE2\x80\xA6\""));
    }
  }
  return example;
}

}  // namespace kaidah::analysis
