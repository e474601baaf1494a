#include "grammar/parse/build/builder.hpp"

namespace kaidah::parse {

using vocabulary::Keyword;

ItemId Builder::enumeration(NodeIndex i) {
  Parts parts(*this, i);
  syntax::EnumItem result;
  result.name = name(parts.take());
  if (parts.take_if(Kind::keyword)) result.from_lowest = true;
  while (parts.more()) {
    const NodeIndex next = parts.take();
    if (node(next).kind != Kind::enum_member) continue;
    Parts of(*this, next);
    syntax::EnumMember member;
    member.name = name(of.take());
    if (const auto label = of.take_if(Kind::text)) member.label = text(*label);
    if (const auto wire = of.take_if(Kind::wire)) member.wire = text(children(state_.nodes, *wire).front());
    if (const auto alias = of.take_if(Kind::alias)) {
      for (const NodeIndex one : children(state_.nodes, *alias)) member.aliases.push_back(text(one));
    }
    take_marks(of, member.marks);
    result.members.push_back(std::move(member));
  }
  return add_item(i, std::move(result));
}

ItemId Builder::record_item(NodeIndex i) {
  Parts parts(*this, i);
  syntax::RecordItem result;
  result.input = keyword(parts.take()) == Keyword::input;
  result.name = name(parts.take());
  result.body = record_body(parts.take());
  return add_item(i, std::move(result));
}

syntax::RecordBody Builder::record_body(NodeIndex i) {
  syntax::RecordBody body;
  for (const NodeIndex next : children(state_.nodes, i)) {
    if (node(next).kind == Kind::field) {
      body.fields.push_back(field(next));
      body.order.push_back(true);
    } else if (node(next).kind == Kind::condition) {
      Parts parts(*this, next);
      syntax::Condition condition;
      condition.span = span(next);
      condition.condition = expression(parts.take());
      if (const auto message = parts.take_if(Kind::text)) condition.message = text(*message);
      body.conditions.push_back(std::move(condition));
      body.order.push_back(false);
    }
  }
  return body;
}

syntax::Field Builder::field(NodeIndex i) {
  Parts parts(*this, i);
  syntax::Field result;
  result.span = span(i);
  result.name = name(parts.take());
  if (const auto key = parts.take_if(Kind::text)) result.key = text(*key);
  result.type = type(parts.take());
  while (const auto next = parts.take_if(Kind::modifier)) modifier(*next, result);
  take_marks(parts, result.marks);
  return result;
}

void Builder::modifier(NodeIndex i, syntax::Field& field) {
  Parts parts(*this, i);
  const Keyword word = keyword(parts.take());
  bool repeated = false;
  const auto set = [&](ExprId& to) {
    repeated = static_cast<bool>(to);
    to = expression(parts.take());
  };
  if (word == Keyword::optional) {
    repeated = std::exchange(field.type.optional, true);
  } else if (word == Keyword::period_assessed) {
    repeated = std::exchange(field.period_assessed, true);
  } else if (word == Keyword::if_missing) {
    set(field.if_missing);
  } else if (word == Keyword::no_fewer_than) {
    set(field.no_fewer_than);
  } else if (word == Keyword::no_more_than) {
    set(field.no_more_than);
  } else {
    repeated = field.one_for_each.has_value();
    field.one_for_each = name(parts.take());
  }
  if (repeated) report(MessageKind::repeated_part, span(i));
}

ItemId Builder::parameter(NodeIndex i) {
  Parts parts(*this, i);
  syntax::ParameterItem result;
  result.name = name(parts.take());
  result.type = type(parts.take());
  if (const auto decided = parts.take_if(Kind::decided_by)) {
    Parts by(*this, *decided);
    result.decided_by = name(by.take());
    if (by.is(Keyword::one_of)) {
      by.take();
      while (by.more() && !by.is(Keyword::allowed_when)) result.one_of.push_back(expression(by.take()));
    }
    if (by.is(Keyword::allowed_when)) {
      by.take();
      result.allowed_when = expression(by.take());
    }
  } else if (parts.is(Kind::dated_value)) {
    while (const auto next = parts.take_if(Kind::dated_value)) {
      Parts of(*this, *next);
      std::string from = date(of.take());
      result.values.push_back({std::move(from), expression(of.take())});
    }
    if (const auto last = parts.take_if(Kind::through)) result.through = date(children(state_.nodes, *last).front());
  } else {
    result.values.push_back({{}, expression(parts.take())});
  }
  std::vector<syntax::Mark> marks;
  take_marks(parts, marks);
  return add_item(i, std::move(result), std::move(marks));
}

ItemId Builder::group(NodeIndex i) {
  Parts parts(*this, i);
  syntax::GroupItem result;
  result.name = name(parts.take());
  result.by = names(parts);
  if (const auto body = parts.take_if(Kind::body)) result.record = record_body(*body);
  std::vector<syntax::Mark> marks;
  take_marks(parts, marks);
  return add_item(i, std::move(result), std::move(marks));
}

}  // namespace kaidah::parse
