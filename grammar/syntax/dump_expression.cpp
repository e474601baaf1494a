#include <variant>

#include "grammar/syntax/canonical_digits.hpp"
#include "grammar/syntax/dump_pieces.hpp"
#include "grammar/syntax/dump_words.hpp"
#include "grammar/syntax/overload.hpp"

namespace kaidah::syntax {
namespace {

class ExpressionDump {
 public:
  ExpressionDump(const Dump& dump, std::string_view role, Span span) : dump_(dump), role_(role), span_(span) {}

  void operator()(const ErrorExpr& /*error*/) const { leaf("error"); }
  void operator()(const NumberLiteral& number) const {
    line("number").word(dump_digits(dump_, number.digits, number.percent)).span(span_);
  }
  void operator()(const DateLiteral& date) const { line("date").word(date.text).span(span_); }
  void operator()(const TextLiteral& text) const { line("text").text("value", text.value).span(span_); }
  void operator()(const BooleanLiteral& boolean) const {
    line("boolean").word(boolean.value ? "true" : "false").span(span_);
  }
  void operator()(const DurationLiteral& duration) const {
    line("duration").word(dump_digits(dump_, duration.digits, false)).word(dump_word(duration.unit)).span(span_);
  }
  void operator()(const NoneLiteral& /*none*/) const { leaf("none"); }
  void operator()(const RoundingLiteral& rounding) const {
    line("rounding").word(dump_word(rounding.mode)).span(span_);
  }
  void operator()(const MonthEndLiteral& month_end) const {
    line("month_end").word(dump_word(month_end.mode)).span(span_);
  }

  void operator()(const NameExpr& name) const { line("name").word(name.name.text).span(span_); }
  void operator()(const MemberExpr& member) const {
    const DumpNode node = open("member", member.member.text);
    operand("of", member.base);
  }
  void operator()(const CallExpr& call) const {
    const DumpNode node = open("call", call.function.text);
    operands(call.arguments);
  }
  void operator()(const BuiltinExpr& builtin) const {
    const DumpNode node = open("builtin", dump_word(builtin.function));
    operands(builtin.arguments);
  }

  void operator()(const UnaryExpr& unary) const {
    const DumpNode node = open("unary", dump_word(unary.op));
    operand("operand", unary.operand);
  }
  void operator()(const BinaryExpr& binary) const {
    const DumpNode node = open("binary", dump_word(binary.op));
    operand("left", binary.left);
    operand("right", binary.right);
  }
  void operator()(const LogicalExpr& logical) const {
    const DumpNode node = open("logical", dump_word(logical.op));
    operands(logical.operands);
  }
  void operator()(const ComparisonExpr& comparison) const {
    DumpNode node = line("comparison");
    // With one test there is nothing to chain.
    node.flag(comparison.chained && comparison.tests.size() > 1, "chained").span(span_);
    operand("first", comparison.first);
    for (const ComparisonTest& test : comparison.tests) {
      DumpNode tested = dump_.writer.node("test");
      tested.word(dump_word(test.op));
      if (!dump_.writer.canonical()) tested.attribute("words", dump_word(test.words));
      operand("right", test.right);
    }
  }
  void operator()(const InExpr& in) const {
    const DumpNode node = open("in");
    operand("element", in.element);
    operand("list", in.list);
  }
  void operator()(const PresentExpr& present) const {
    const DumpNode node = open("present");
    operand("operand", present.operand);
  }
  void operator()(const MetExpr& met) const { line("met").word(met.duty.text).span(span_); }
  void operator()(const DefaultExpr& with_default) const {
    const DumpNode node = open("default");
    operand("operand", with_default.operand);
    operand("fallback", with_default.fallback);
  }
  void operator()(const AsOfExpr& as_of) const {
    const DumpNode node = open("as_of");
    operand("operand", as_of.operand);
    operand("day", as_of.day);
  }

  void operator()(const ListExpr& list) const {
    const DumpNode node = open("list");
    operands(list.items);
  }
  void operator()(const AggregateExpr& aggregate) const {
    const DumpNode node = open("aggregate", dump_word(aggregate.function));
    operand("body", aggregate.body);
    if (aggregate.variable) dump_name(dump_, "variable", *aggregate.variable);
    operand("list", aggregate.list);
    operand("where", aggregate.where);
  }
  void operator()(const RecordExpr& record) const {
    const DumpNode node = open("record");
    for (const FieldValue& field : record.fields) {
      DumpNode written = dump_.writer.node("field");
      written.word(field.name.text).span(field.name.span);
      operand("value", field.value);
    }
  }

  void operator()(const UndeterminedExpr& undetermined) const {
    line("undetermined").text("why", undetermined.why).span(span_);
  }
  void operator()(const ClockExpr& clock) const { line("clock").word(dump_word(clock.clock)).span(span_); }
  void operator()(const GroupRecordExpr& record) const { line("group_record").word(record.group.text).span(span_); }
  void operator()(const MembersExpr& /*members*/) const { leaf("members"); }

 private:
  [[nodiscard]] DumpNode line(std::string_view kind) const { return dump_.writer.node(role_, kind); }
  [[nodiscard]] DumpNode open(std::string_view kind, std::string_view word = {}) const {
    return dump_.writer.node(role_, kind, word, span_);
  }
  void leaf(std::string_view kind) const { line(kind).span(span_); }
  void operand(std::string_view role, ExprId id) const { dump_expression(dump_, role, id); }
  void operands(const std::vector<ExprId>& ids) const {
    for (const ExprId id : ids) dump_expression(dump_, {}, id);
  }

  const Dump& dump_;
  std::string_view role_;
  Span span_;
};

}  // namespace

std::string dump_digits(const Dump& dump, std::string_view digits, bool percent) {
  if (dump.writer.canonical()) return canonical_digits(digits, percent);
  return std::string(digits) + (percent ? "%" : "");
}

void dump_expression(const Dump& dump, std::string_view role, ExprId id) {
  if (!id) return;
  const Expr& expression = dump.tree[id];
  std::visit(ExpressionDump(dump, role, expression.span), expression.node);
}

}  // namespace kaidah::syntax
