// classify and collect.
#include <algorithm>
#include <cstddef>
#include <utility>

#include "grammar/format/layout.hpp"
#include "grammar/source/utf8.hpp"

namespace kaidah::format {
namespace {

using namespace syntax;

/// An arm in its columns: place, value with its marks, the rest.
struct ArmColumns {
  std::string place;
  std::string value;
  std::vector<Doc> rest;
};

std::string arm_value(const Context& context, const Arm& arm, std::string_view behind) {
  const ExprNode& node = context.tree[arm.value].node;
  const auto shown = [&](const Name& name) {
    return arm.place ? context.name(name, NameRole::arm)
                     : shown_name_behind(name.text, NameRole::arm, context.vocabulary, behind);
  };
  std::string out;
  if (const auto* name = std::get_if<NameExpr>(&node)) {
    out = shown(name->name);
  } else if (const auto* member = std::get_if<MemberExpr>(&node)) {
    const auto* base = std::get_if<NameExpr>(&context.tree[member->base].node);
    out =
        base != nullptr ? shown(base->name) + "." + context.name(member->member) : flat(expression(context, arm.value));
  } else {
    out = flat(expression(context, arm.value));
  }
  return out;
}

ArmColumns arm_columns(const Context& context, const Arm& arm, std::string_view behind_text) {
  ArmColumns columns;
  if (arm.place) columns.place = place_text(context, *arm.place) + ":";
  columns.value = arm_value(context, arm, behind_text);
  for (const Mark& mark : arm.value_marks) columns.value += "  " + mark_text(context, mark);
  if (arm.otherwise) columns.rest.push_back(text(context.word(Keyword::otherwise)));
  if (arm.guard) columns.rest.push_back(guard(context, *arm.guard));
  if (columns.rest.empty() && !(arm.citations.empty() && arm.marks.empty())) columns.rest.push_back({});
  append_citations(context, columns.rest, arm.citations);
  append_marks(context, columns.rest, arm.marks);
  return columns;
}

std::uint32_t arm_begin(const Arm& arm) {
  return arm.place ? std::min(arm.place->span.begin, arm.span.begin) : arm.span.begin;
}

void arms(Writer& writer, const std::vector<Arm>& arms, std::uint32_t end) {
  const Context& context = writer.context();
  std::vector<ArmColumns> lines;
  std::size_t place_width = 0;
  std::size_t value_width = 0;
  std::string behind_text;
  for (const Arm& arm : arms) {
    lines.push_back(arm_columns(context, arm, behind_text));
    const ArmColumns& columns = lines.back();
    behind_text = columns.rest.empty() ? columns.value : flat(concat(columns.rest));
    place_width = std::max(place_width, source::code_points(columns.place));
    if (!columns.rest.empty()) value_width = std::max(value_width, source::code_points(columns.value));
  }
  for (std::size_t i = 0; i < arms.size(); ++i) {
    ArmColumns& columns = lines[i];
    std::string begin;
    if (place_width > 0) begin = padded(std::move(columns.place), place_width) + " ";
    std::vector<Doc> parts;
    const bool bare = flat(concat(columns.rest)).empty();
    if (bare) {
      parts.push_back(text(begin + columns.value));
    } else {
      // Without a guard the marks bring their own two spaces.
      const bool guarded = arms[i].otherwise || arms[i].guard;
      parts.push_back(text(begin + padded(std::move(columns.value), value_width) + (guarded ? "  " : "")));
      std::move(columns.rest.begin(), columns.rest.end(), std::back_inserter(parts));
    }
    const std::uint32_t next = i + 1 < arms.size() ? arm_begin(arms[i + 1]) : end;
    writer.statement({arm_begin(arms[i]), arms[i].span.end, next}, concat(std::move(parts)));
  }
}

}  // namespace

void classify(Writer& writer, const ClassifyItem& item, const Placed& placed) {
  const Context& context = writer.context();
  const bool collects = item.order == CaseOrder::collect;
  std::vector<Doc> head{text(context.word(collects ? Keyword::collect : Keyword::classify) + " " +
                             context.name(item.name) + parameters_text(context, item.parameters) + " : "),
                        type(context, item.type)};
  if (item.type.optional) head.push_back(text(", " + context.word(Keyword::optional)));
  if (item.subject) {
    const std::string by = context.word(Keyword::classify_by);
    const std::string as = context.word(Keyword::classify_as);
    std::vector<Doc> subject{line(), text(by + " "), expression(context, item.subject, Level::any, by)};
    if (item.subject_as) {
      subject.push_back(text(" " + as + " " + context.name(*item.subject_as, NameRole::plain, as)));
    }
    head.push_back(group({nest(kInside, std::move(subject))}));
  }
  if (item.order == CaseOrder::in_order) head.push_back(text(", " + context.word(Keyword::in_order)));
  Block parts{concat(std::move(head)), item.arms.empty(), placed.item.span.end, {}};
  if (!item.arms.empty()) parts.first = arm_begin(item.arms.front());
  append_citations(context, parts.tail, item.citations);
  append_marks(context, parts.tail, placed.item.marks);
  block(writer, placed, std::move(parts), [&] { arms(writer, item.arms, placed.item.span.end); });
}

}  // namespace kaidah::format
