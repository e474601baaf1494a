// Expressions: their kind, what it does, what names in it mean, then their parts.

#include <type_traits>

#include "engine/analysis/term.hpp"
#include "engine/check/children.hpp"
#include "engine/difference/meaning.hpp"
#include "engine/json/text.hpp"

namespace kaidah::difference {
namespace {

using json::quoted;

template <class E>
std::string number_of(E value) {
  return std::to_string(static_cast<int>(value));
}

class ExpressionWriter {
 public:
  ExpressionWriter(const Meaning& meaning, std::size_t parameters)
      : meaning_(meaning), policy_(meaning.policy()), parameters_(parameters) {}

  std::string write(check::ExprRef ref) {
    if (!ref) return "-";
    const syntax::Expr& expr = policy_.expression(ref);
    const check::Target& target = policy_.target(ref);
    std::string out = std::to_string(expr.node.index());
    out += std::visit([&](const auto& node) { return own(node); }, expr.node);
    out += std::visit([&](const auto& one) { return named(one, ref); }, target);
    // `step(p)`: what p is, the target says. `Enum.member`: the enum is no expression.
    const bool whole = std::holds_alternative<check::ProcedureTarget>(target) ||
                       std::holds_alternative<check::EnumMemberTarget>(target);
    if (whole) return out;
    std::string parts;
    check::for_each_child(expr, [&](syntax::ExprId child) {
      parts += (parts.empty() ? "" : ",") + write({ref.tree, child});
    });
    return parts.empty() ? out : out + "(" + parts + ")";
  }

 private:
  // --- what the node itself says
  static std::string own(const syntax::NumberLiteral& e) { return ":" + analysis::number_of(e).to_string(); }
  static std::string own(const syntax::DateLiteral& e) { return ":" + e.text; }
  static std::string own(const syntax::TextLiteral& e) { return ":" + quoted(e.value); }
  static std::string own(const syntax::BooleanLiteral& e) { return e.value ? ":true" : ":false"; }
  static std::string own(const syntax::DurationLiteral& e) {
    return ":" + analysis::count_of(e).to_string() + (e.unit == syntax::DurationUnit::day ? "d" : "m");
  }
  static std::string own(const syntax::RoundingLiteral& e) { return ":" + number_of(e.mode); }
  static std::string own(const syntax::MonthEndLiteral& e) { return ":" + number_of(e.mode); }
  static std::string own(const syntax::BuiltinExpr& e) { return ":" + number_of(e.function); }
  static std::string own(const syntax::UnaryExpr& e) { return ":" + number_of(e.op); }
  static std::string own(const syntax::BinaryExpr& e) { return ":" + number_of(e.op); }
  static std::string own(const syntax::LogicalExpr& e) { return ":" + number_of(e.op); }
  static std::string own(const syntax::ComparisonExpr& e) {
    std::string ops = e.chained ? ":" : ":&";
    for (const syntax::ComparisonTest& test : e.tests) ops += number_of(test.op) + ";";
    return ops;
  }
  static std::string own(const syntax::AggregateExpr& e) {
    // Which of the parts are there, since they are written without their names.
    return ":" + number_of(e.function) + (e.body ? "b" : "") + (e.where ? "w" : "");
  }
  static std::string own(const syntax::RecordExpr& e) {
    std::string names = ":";
    for (const syntax::FieldValue& field : e.fields) names += quoted(field.name.text);
    return names;
  }
  static std::string own(const syntax::UndeterminedExpr& e) { return ":" + quoted(e.why); }
  static std::string own(const syntax::ClockExpr& e) { return ":" + number_of(e.clock); }
  template <class Node>
  static std::string own(const Node&) {
    return {};
  }

  // --- what a name means
  [[nodiscard]] const std::string& key(check::RecordId record, std::uint32_t field) const {
    return policy_.records[record].fields[field].key;
  }
  std::string named(const check::InputFieldTarget& t, check::ExprRef) {
    return "@input." + quoted(key(policy_.input, t.field));
  }
  std::string named(const check::SelfFieldTarget&, check::ExprRef ref) { return "@self." + text_of(ref); }
  std::string named(const check::FieldTarget& t, check::ExprRef ref) {
    const auto* member = std::get_if<syntax::MemberExpr>(&policy_.expression(ref).node);
    if (member == nullptr) return "@field." + text_of(ref);
    const check::Type& base = policy_.type({ref.tree, member->base});
    if (base.kind == types::TypeKind::record) return "@field." + quoted(key(base.record, t.field));
    if (base.kind == types::TypeKind::member) return "@field." + quoted(key(policy_.input, t.field));
    return "@field." + quoted(member->member.text);
  }
  std::string named(const check::GroupFieldTarget& t, check::ExprRef) {
    const check::GroupDeclaration& group = policy_.groups[t.group];
    const auto& fields = policy_.records[group.record].fields;
    return "@" + meaning_.name(NameKind::group, group.name) +
           (t.field < fields.size() ? "." + quoted(fields[t.field].key) : "");
  }
  std::string rule_name(check::RuleId id) {
    return meaning_.name(NameKind::rule, scoped_name(policy_, policy_.rules[id]));
  }
  std::string named(const check::RuleTarget& t, check::ExprRef) { return "@" + rule_name(t.rule); }
  std::string named(const check::MemberRuleTarget& t, check::ExprRef) { return "@" + rule_name(t.rule); }
  std::string named(const check::ParameterTarget& t, check::ExprRef) {
    return "@parameter " + meaning_.name(NameKind::parameter, policy_.parameters[t.parameter].name);
  }
  std::string named(const check::LocalTarget& t, check::ExprRef) {
    if (t.local < parameters_) return "#p" + std::to_string(t.local);
    const auto place = locals_.try_emplace(t.local, locals_.size()).first;
    return "#" + std::to_string(place->second);
  }
  std::string named(const check::EnumMemberTarget& t, check::ExprRef) {
    const check::EnumDeclaration& declared = policy_.enums[t.enumeration];
    return "@" + meaning_.name(NameKind::enumeration, declared.name) + "." + declared.members[t.member].name;
  }
  std::string named(const check::EventTarget& t, check::ExprRef) { return "@event " + std::to_string(t.member); }
  std::string named(const check::DutyTarget& t, check::ExprRef) {
    return "@duty " + meaning_.name(NameKind::duty, scoped_name(policy_, policy_.duties[t.duty]));
  }
  std::string named(const check::ProcedureTarget& t, check::ExprRef) {
    return "@procedure " + meaning_.name(NameKind::procedure, policy_.procedures[t.procedure].name);
  }
  std::string named(const check::ResultTarget& t, check::ExprRef) {
    const check::Result& result = policy_.results[t.result];
    return "@result " + result.name + "." + result.policy->rules[t.output].name;
  }
  std::string named(const std::monostate&, check::ExprRef ref) {
    // Without a target a name says nothing beyond its text.
    const auto& node = policy_.expression(ref).node;
    return std::holds_alternative<syntax::NameExpr>(node) || std::holds_alternative<syntax::MemberExpr>(node) ||
                   std::holds_alternative<syntax::CallExpr>(node)
               ? "@" + text_of(ref)
               : std::string();
  }
  [[nodiscard]] std::string text_of(check::ExprRef ref) const {
    const auto& node = policy_.expression(ref).node;
    if (const auto* name = std::get_if<syntax::NameExpr>(&node)) return name->name.text;
    if (const auto* member = std::get_if<syntax::MemberExpr>(&node)) return member->member.text;
    if (const auto* call = std::get_if<syntax::CallExpr>(&node)) return call->function.text;
    return {};
  }

  const Meaning& meaning_;
  const check::CheckedPolicy& policy_;
  std::size_t parameters_;
  std::map<std::uint32_t, std::size_t> locals_;
};

}  // namespace

std::string Meaning::of(check::ExprRef expr, std::size_t parameters) const {
  return ExpressionWriter(*this, parameters).write(expr);
}

std::string Meaning::of(const std::vector<check::ExprRef>& exprs, std::size_t parameters) const {
  std::string all;
  for (const check::ExprRef expr : exprs) all += of(expr, parameters) + "\n";
  return all;
}

}  // namespace kaidah::difference
