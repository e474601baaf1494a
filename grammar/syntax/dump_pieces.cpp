#include "grammar/syntax/dump_pieces.hpp"

#include <string>

#include "grammar/syntax/dump_words.hpp"

namespace kaidah::syntax {
namespace {

void dump_field(const Dump& dump, const Field& field) {
  DumpNode node = dump.writer.node("field");
  node.word(field.name.text);
  if (field.key) node.text("key", *field.key);
  node.flag(field.period_assessed, "period_assessed").span(field.span);
  dump_type(dump, field.type);
  dump_expression(dump, "if_missing", field.if_missing);
  dump_expression(dump, "no_fewer_than", field.no_fewer_than);
  dump_expression(dump, "no_more_than", field.no_more_than);
  if (field.one_for_each) dump_name(dump, "one_for_each", *field.one_for_each);
  dump_marks(dump, "mark", field.marks);
}

void dump_condition(const Dump& dump, const Condition& condition) {
  DumpNode node = dump.writer.node("condition");
  if (condition.message) node.text("message", *condition.message);
  node.span(condition.span);
  dump_expression(dump, {}, condition.condition);
}

}  // namespace

void dump_name(const Dump& dump, std::string_view role, const Name& name) {
  dump.writer.node(role).word(name.text).span(name.span);
}

void dump_names(const Dump& dump, std::string_view role, const std::vector<Name>& names) {
  for (const Name& name : names) dump_name(dump, role, name);
}

void dump_text(const Dump& dump, std::string_view role, std::string_view text) {
  dump.writer.node(role).text("text", text);
}

void dump_place(const Dump& dump, std::string_view role, const std::optional<Place>& place) {
  if (!place) return;
  DumpNode node = dump.writer.node(role);
  for (const PlacePart& part : place->parts) {
    node.word(dump_word(part.level));
    if (!part.number.empty()) node.word(part.number);
  }
  if (place->through) node.word("through").word(*place->through);
  if (!place->of.empty()) node.text("of", place->of);
  node.span(place->span);
}

void dump_citations(const Dump& dump, const std::vector<Place>& places) {
  for (const Place& place : places) dump_place(dump, "citation", place);
}

void dump_marks(const Dump& dump, std::string_view role, const std::vector<Mark>& marks) {
  for (const Mark& mark : marks) {
    DumpNode node = dump.writer.node(role, dump_word(mark.kind));
    if (!mark.code.empty()) node.word(mark.code);
    if (!mark.text.empty()) node.text("text", mark.text);
    node.span(mark.span);
  }
}

void dump_in_force(const Dump& dump, const std::optional<InForce>& in_force) {
  if (!in_force) return;
  DumpNode node = dump.writer.node("in_force");
  if (in_force->clock != InForceClock::reference_day) node.word(dump_word(in_force->clock));
  if (!in_force->from.empty()) node.attribute("from", in_force->from);
  if (!in_force->through.empty()) node.attribute("through", in_force->through);
  node.span(in_force->span);
}

void dump_type(const Dump& dump, const TypeExpr& type) {
  DumpNode node = dump.writer.node("type", dump_word(type.base));
  if (type.base == BaseType::named) node.word(type.name.text);
  if (type.decimals) node.attribute("decimals", dump_digits(dump, *type.decimals, false));
  node.flag(type.optional, "optional");
  node.flag(type.range_dots && !dump.writer.canonical(), "dots").span(type.span);
  dump_expression(dump, "at_least", type.at_least);
  dump_expression(dump, "at_most", type.at_most);
  for (const TypeExpr& element : type.element) dump_type(dump, element);
}

void dump_parameters(const Dump& dump, const std::vector<Parameter>& parameters) {
  for (const Parameter& parameter : parameters) {
    DumpNode node = dump.writer.node("parameter");
    node.word(parameter.name.text).span(parameter.name.span);
    dump_type(dump, parameter.type);
  }
}

void dump_guard(const Dump& dump, const std::optional<Guard>& guard) {
  if (!guard) return;
  DumpNode node = dump.writer.node("guard");
  if (!dump.writer.canonical()) node.word(dump_word(guard->word));
  dump_expression(dump, {}, guard->condition);
}

void dump_template(const Dump& dump, const Template& text) {
  DumpNode node = dump.writer.node("template");
  node.span(text.span);
  // How the pieces of plain text were cut is nobody's business.
  std::string plain;
  const auto flush = [&] {
    if (!plain.empty()) dump_text(dump, "plain", plain);
    plain.clear();
  };
  for (const TemplatePart& part : text.parts) {
    plain += part.text;
    if (!part.value) continue;
    flush();
    dump_expression(dump, "value", part.value);
  }
  flush();
}

void dump_body(const Dump& dump, const RecordBody& body) {
  std::size_t fields = 0;
  std::size_t conditions = 0;
  for (const bool is_field : body.order) {
    if (is_field) {
      dump_field(dump, body.fields[fields++]);
    } else {
      dump_condition(dump, body.conditions[conditions++]);
    }
  }
}

}  // namespace kaidah::syntax
