// classify and collect.
#include <algorithm>
#include <cstddef>
#include <utility>

#include "grammar/format/ladder.hpp"
#include "grammar/format/layout.hpp"
#include "grammar/source/utf8.hpp"

namespace kaidah::format {
namespace {

using namespace syntax;

/// An arm in its columns: place, value with its marks, condition, the rest.
struct ArmColumns {
  std::string place;
  std::string value;
  Doc condition;
  std::vector<Doc> rest;
  [[nodiscard]] bool bare() const { return flat(condition).empty() && rest.empty(); }
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
  if (arm.otherwise) columns.condition = text(context.word(Keyword::otherwise));
  if (arm.guard) columns.condition = guard(context, *arm.guard);
  append_citations(context, columns.rest, arm.citations);
  append_marks(context, columns.rest, arm.marks);
  return columns;
}

/// Brings the limits of bands under one another, if that keeps the lines short enough.
void align_bands(const Writer& writer, const std::vector<Arm>& arms, std::vector<ArmColumns>& lines,
                 std::size_t column) {
  std::vector<const Guard*> guards;
  std::vector<ArmColumns*> guarded;
  for (std::size_t i = 0; i < arms.size(); ++i) {
    if (!arms[i].guard) continue;
    guards.push_back(&*arms[i].guard);
    guarded.push_back(&lines[i]);
  }
  const std::vector<std::string> texts = ladder(writer.context(), guards);
  const bool fit = std::all_of(texts.begin(), texts.end(), [&](const std::string& each) {
    return writer.indent() + column + source::code_points(each) <= kLineWidth;
  });
  if (!fit) return;
  for (std::size_t i = 0; i < texts.size(); ++i) guarded[i]->condition = text(texts[i]);
}

std::uint32_t arm_begin(const Arm& arm) {
  return arm.place ? std::min(arm.place->span.begin, arm.span.begin) : arm.span.begin;
}

void arms(Writer& writer, const std::vector<Arm>& arms, std::uint32_t end) {
  const Context& context = writer.context();
  std::vector<ArmColumns> lines;
  std::size_t place_width = 0;
  std::string behind_text;
  for (const Arm& arm : arms) {
    lines.push_back(arm_columns(context, arm, behind_text));
    ArmColumns& columns = lines.back();
    behind_text = arm.guard ? flat(columns.condition) + flat(concat(columns.rest)) : "";
    place_width = std::max(place_width, source::code_points(columns.place));
  }
  std::size_t value_width = 0;
  const bool all_placed = std::all_of(arms.begin(), arms.end(), [](const Arm& arm) { return arm.place.has_value(); });
  for (ArmColumns& columns : lines) {
    if (!columns.place.empty()) {
      columns.value = padded(std::move(columns.place), all_placed ? place_width : 0) + " " + columns.value;
    }
    if (!columns.bare()) value_width = std::max(value_width, source::code_points(columns.value));
  }
  align_bands(writer, arms, lines, value_width + 2);
  for (std::size_t i = 0; i < arms.size(); ++i) {
    ArmColumns& columns = lines[i];
    std::vector<Doc> parts;
    if (columns.bare()) {
      parts.push_back(text(columns.value));
    } else {
      const bool guarded = !flat(columns.condition).empty();
      // Without a condition the marks bring their own two spaces.
      parts.push_back(text(padded(std::move(columns.value), value_width) + (guarded ? "  " : "")));
      parts.push_back(std::move(columns.condition));
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
