#include <utility>

#include "grammar/format/layout.hpp"

namespace kaidah::format {
namespace {

using namespace syntax;

Keyword role_word(RuleRole role) {
  switch (role) {
    case RuleRole::rule:
      return Keyword::rule;
    case RuleRole::output:
      return Keyword::output;
    case RuleRole::exception:
      break;
  }
  return Keyword::exception;
}

}  // namespace

std::string rule_head(const Context& context, const RuleItem& rule) {
  std::string out = context.word(role_word(rule.role)) + " ";
  if (rule.role == RuleRole::exception) {
    if (rule.exception_to) {
      out += context.word(Keyword::exception_to) + " " + place_text(context, *rule.exception_to) + " " +
             name_behind_place(context, *rule.exception_to, rule.name, NameRole::exception);
    } else {
      out += context.name(rule.name, NameRole::exception);
    }
  } else {
    out += context.name(rule.name);
  }
  out += parameters_text(context, rule.parameters);
  if (rule.type) {
    out += " : " + flat(type(context, *rule.type));
    if (rule.type->optional) out += ", " + context.word(Keyword::optional);
  }
  if (rule.open_to) out += " " + context.word(Keyword::open_to) + " " + context.name(*rule.open_to);
  return out;
}

Doc rule_doc(const Context& context, const RuleItem& rule, const Item& item, std::size_t head_width) {
  std::vector<Doc> parts{text(padded(rule_head(context, rule), head_width) + " ="), value_below(context, rule.value)};
  append_marks(context, parts, rule.value_marks);
  if (rule.guard) parts.push_back(behind(guard(context, *rule.guard)));
  append_citations(context, parts, rule.citations);
  append_marks(context, parts, item.marks);
  return concat(std::move(parts));
}

}  // namespace kaidah::format
