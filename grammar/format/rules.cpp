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

/// A name right behind `annex` without a number that would read as that number: `V`, `A`.
bool reads_as_annex_number(const Place& place, const std::string& name) {
  if (place.through || place.parts.empty()) return false;
  const PlacePart& last = place.parts.back();
  if (last.level != PlaceLevel::annex || !last.number.empty()) return false;
  return name.find_first_not_of("IVXLCDM") == std::string::npos ||
         (name.size() == 1 && name.front() >= 'A' && name.front() <= 'Z');
}

}  // namespace

std::string rule_head(const Context& context, const RuleItem& rule) {
  std::string out = context.word(role_word(rule.role)) + " ";
  if (rule.role == RuleRole::exception) {
    std::string name = context.name(rule.name, NameRole::exception);
    if (rule.exception_to) {
      out += context.word(Keyword::exception_to) + " " + place_text(context, *rule.exception_to) + " ";
      if (reads_as_annex_number(*rule.exception_to, name)) name = "`" + name + "`";
    }
    out += name;
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
