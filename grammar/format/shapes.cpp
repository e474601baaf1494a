// Enums, records, parameters, groups.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

#include "grammar/format/layout.hpp"
#include "grammar/source/utf8.hpp"

namespace kaidah::format {
namespace {

using namespace syntax;

std::string member_rest(const Context& context, const EnumMember& member) {
  std::string out;
  if (member.wire) out += context.word(Keyword::written) + " " + quoted(*member.wire);
  for (std::size_t i = 0; i < member.aliases.size(); ++i) {
    if (i == 0) out += (out.empty() ? "" : " ") + context.word(Keyword::alias) + " ";
    if (i > 0) out += ", ";
    out += quoted(member.aliases[i]);
  }
  return out;
}

std::string field_name(const Context& context, const Field& field, std::string_view behind) {
  std::string out = shown_name_behind(field.name.text, NameRole::plain, context.vocabulary, behind);
  if (field.key) out += " " + quoted(*field.key);
  return out + ":";
}

Doc field_rest(const Context& context, const Field& field) {
  std::vector<Doc> modifiers;
  const auto add = [&](Doc modifier) {
    modifiers.push_back(text(","));
    modifiers.push_back(line());
    modifiers.push_back(std::move(modifier));
  };
  const auto with_value = [&](Keyword keyword, ExprId value) {
    if (value) add(concat({text(context.word(keyword) + " "), expression(context, value)}));
  };
  if (field.type.optional) add(text(context.word(Keyword::optional)));
  with_value(Keyword::if_missing, field.if_missing);
  with_value(Keyword::no_fewer_than, field.no_fewer_than);
  with_value(Keyword::no_more_than, field.no_more_than);
  if (field.one_for_each) add(text(context.word(Keyword::one_for_each) + " " + context.name(*field.one_for_each)));
  if (field.period_assessed) add(text(context.word(Keyword::period_assessed)));
  std::vector<Doc> parts{type(context, field.type), nest(kInside, std::move(modifiers))};
  std::vector<Doc> whole{group(std::move(parts))};
  append_marks(context, whole, field.marks);
  return concat(std::move(whole));
}

Doc condition_doc(const Context& context, const Condition& condition) {
  std::vector<Doc> parts{text(context.word(Keyword::condition) + " "), expression(context, condition.condition)};
  if (condition.message) parts.push_back(below(text(quoted(*condition.message))));
  return concat(std::move(parts));
}

std::uint32_t body_begin(const RecordBody& body, std::uint32_t end) {
  if (body.order.empty()) return end;
  return body.order.front() ? body.fields.front().span.begin : body.conditions.front().span.begin;
}

/// Fields and conditions as they were written; the types stand under one another.
void record_body(Writer& writer, const RecordBody& body, std::uint32_t end) {
  const Context& context = writer.context();
  struct Line {
    const Field* field;
    const Condition* condition;
    std::string name;
    Doc rest;
  };
  std::vector<Line> lines;
  std::size_t fields = 0;
  std::size_t conditions = 0;
  std::size_t width = 0;
  std::string behind;  // what the next field's name stands behind
  for (const bool is_field : body.order) {
    Line next{};
    if (is_field) {
      next.field = &body.fields[fields++];
      next.name = field_name(context, *next.field, behind);
      next.rest = field_rest(context, *next.field);
      width = std::max(width, source::code_points(next.name));
      const bool last_is_decimals = next.field->type.decimals && flat(next.rest).ends_with(*next.field->type.decimals);
      behind = last_is_decimals ? "" : flat(next.rest);
    } else {
      next.condition = &body.conditions[conditions++];
      next.rest = condition_doc(context, *next.condition);
      behind = flat(next.rest);
    }
    lines.push_back(std::move(next));
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    Line& current = lines[i];
    const Span span = current.field != nullptr ? current.field->span : current.condition->span;
    std::uint32_t next = end;
    if (i + 1 < lines.size()) {
      next = lines[i + 1].field != nullptr ? lines[i + 1].field->span.begin : lines[i + 1].condition->span.begin;
    }
    Doc doc = current.field == nullptr
                  ? std::move(current.rest)
                  : concat({text(padded(std::move(current.name), width) + " "), std::move(current.rest)});
    writer.statement({span.begin, span.end, next}, doc);
  }
}

}  // namespace

void enumeration(Writer& writer, const EnumItem& item, const Placed& placed) {
  const Context& context = writer.context();
  std::size_t name_width = 0;
  std::size_t label_width = 0;
  const auto shown = [&](const EnumMember& member) { return context.name(member.name, NameRole::enum_member); };
  for (const EnumMember& member : item.members) {
    name_width = std::max(name_width, source::code_points(shown(member)));
    if (member.label) label_width = std::max(label_width, source::code_points(quoted(*member.label)));
  }
  std::string head = context.word(Keyword::enum_) + " " + context.name(item.name);
  if (item.from_lowest) head += " " + context.word(Keyword::from_lowest);
  Block parts{text(std::move(head)), item.members.empty(), 0, {}};
  parts.first = item.members.empty() ? placed.item.span.end : item.members.front().name.span.begin;
  append_marks(context, parts.tail, placed.item.marks);
  block(writer, placed, std::move(parts), [&] {
    for (std::size_t i = 0; i < item.members.size(); ++i) {
      const EnumMember& member = item.members[i];
      const std::uint32_t begin = member.name.span.begin;
      const std::uint32_t next =
          i + 1 < item.members.size() ? item.members[i + 1].name.span.begin : placed.item.span.end;
      const std::string rest = member_rest(context, member);
      std::string out = shown(member);
      if (member.label) {
        out = padded(std::move(out), name_width) + " " + quoted(*member.label);
        if (!rest.empty()) out = padded(std::move(out), name_width + 1 + label_width);
      }
      if (!rest.empty()) out += "  " + rest;
      std::vector<Doc> doc{text(std::move(out))};
      append_marks(context, doc, member.marks);
      writer.statement({begin, begin, next}, concat(std::move(doc)));
    }
  });
}

void record(Writer& writer, const RecordItem& item, const Placed& placed) {
  const Context& context = writer.context();
  const std::string word = context.word(item.input ? Keyword::input : Keyword::record);
  Block parts{text(word + " " + context.name(item.name, NameRole::plain, word)),
              item.body.order.empty(),
              body_begin(item.body, placed.item.span.end),
              {}};
  append_marks(context, parts.tail, placed.item.marks);
  block(writer, placed, std::move(parts), [&] { record_body(writer, item.body, placed.item.span.end); });
}

void parameter(Writer& writer, const ParameterItem& item, const Placed& placed) {
  const Context& context = writer.context();
  std::vector<Doc> parts{text(context.word(Keyword::parameter) + " " + context.name(item.name) + " : "),
                         type(context, item.type)};
  std::vector<Doc> rest;
  if (item.decided_by) {
    rest.push_back(line());
    rest.push_back(text(context.word(Keyword::decided_by) + " " + context.name(*item.decided_by)));
  }
  for (std::size_t i = 0; i < item.one_of.size(); ++i) {
    rest.push_back(text(","));
    rest.push_back(line());
    if (i == 0) rest.push_back(text(context.word(Keyword::one_of) + " "));
    rest.push_back(i > 0 && !is_leaf(context, item.one_of[i]) ? at_line_begin(context, item.one_of[i])
                                                              : expression(context, item.one_of[i]));
  }
  if (item.allowed_when) {
    rest.push_back(text(","));
    rest.push_back(line());
    rest.push_back(text(context.word(Keyword::allowed_when) + " "));
    rest.push_back(expression(context, item.allowed_when));
  }
  for (std::size_t i = 0; i < item.values.size(); ++i) {
    const DatedValue& value = item.values[i];
    if (value.from.empty()) {
      rest.push_back(text(" = "));
    } else {
      if (i > 0) rest.push_back(text(","));
      rest.push_back(line());
      rest.push_back(text(context.word(Keyword::from_date) + " " + value.from + ": "));
    }
    rest.push_back(expression(context, value.value));
  }
  if (!item.through.empty()) {
    rest.push_back(text(","));
    rest.push_back(line());
    rest.push_back(text(context.word(Keyword::through_date) + " " + item.through));
  }
  parts.push_back(group({nest(kInside, std::move(rest))}));
  append_marks(context, parts, placed.item.marks);
  writer.statement(placed.anchor(), concat(std::move(parts)));
}

void group_shape(Writer& writer, const GroupItem& item, const Placed& placed) {
  const Context& context = writer.context();
  Doc head = text(context.word(Keyword::group) + " " + context.name(item.name) + " " + context.word(Keyword::group_by) +
                  " " + context.names(item.by));
  if (!item.record) {
    std::vector<Doc> parts{std::move(head)};
    append_marks(context, parts, placed.item.marks);
    writer.statement(placed.anchor(), concat(std::move(parts)));
    return;
  }
  Block parts{std::move(head), item.record->order.empty(), body_begin(*item.record, placed.item.span.end), {}};
  append_marks(context, parts.tail, placed.item.marks);
  block(writer, placed, std::move(parts), [&] { record_body(writer, *item.record, placed.item.span.end); });
}

}  // namespace kaidah::format
