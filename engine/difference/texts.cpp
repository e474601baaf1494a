#include "engine/difference/texts.hpp"

#include "engine/explain/arm.hpp"
#include "engine/explain/shown.hpp"
#include "grammar/format/format.hpp"
#include "grammar/vocabulary/keyword.hpp"

namespace kaidah::difference {
namespace {

using Sort = Texts::Sort;
using vocabulary::Keyword;

bool declares(const syntax::ItemNode& node, Sort sort, const std::string& name) {
  const auto is = [&](Sort wanted, const syntax::Name& found) { return sort == wanted && found.text == name; };
  if (const auto* item = std::get_if<syntax::EnumItem>(&node)) return is(Sort::enumeration, item->name);
  if (const auto* item = std::get_if<syntax::RecordItem>(&node)) return is(Sort::record, item->name);
  if (const auto* item = std::get_if<syntax::ParameterItem>(&node)) return is(Sort::parameter, item->name);
  if (const auto* item = std::get_if<syntax::GroupItem>(&node)) return is(Sort::group, item->name);
  if (const auto* item = std::get_if<syntax::RuleItem>(&node)) return is(Sort::rule, item->name);
  if (const auto* item = std::get_if<syntax::ClassifyItem>(&node)) return is(Sort::rule, item->name);
  if (const auto* item = std::get_if<syntax::TableItem>(&node)) return is(Sort::rule, item->name);
  if (const auto* item = std::get_if<syntax::DutyItem>(&node)) return is(Sort::duty, item->name);
  if (const auto* item = std::get_if<syntax::ProcedureItem>(&node)) return is(Sort::procedure, item->name);
  return false;
}

std::string trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return std::string(line.substr(begin, line.find_last_not_of(' ') + 1 - begin));
}

}  // namespace

Texts::Texts(const check::CheckedPolicy& policy, Language language)
    : policy_(policy), language_(language), bare_(*policy.trees[check::TreeId(0)].tree) {
  bare_.comments.clear();
  bare_.source = nullptr;
}

std::string Texts::of(Sort sort, const std::string& name) const {
  std::string text;
  for (std::size_t i = 0; i < bare_.all_items.size(); ++i) {
    const syntax::ItemId id(i);
    if (!declares(bare_[id].node, sort, name)) continue;
    text += format::format_item(bare_, id, explain::vocabulary_of(language_));
  }
  while (text.ends_with('\n')) text.pop_back();
  return text;
}

std::string Texts::line_of(Sort sort, const std::string& owner, const std::string& name) const {
  const std::string text = of(sort, owner);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string line = trimmed(std::string_view(text).substr(begin, end - begin));
    const bool starts = line.compare(0, name.size(), name) == 0 || line.compare(0, name.size() + 1, "`" + name) == 0;
    const std::size_t after = line.empty() || line[0] != '`' ? name.size() : name.size() + 2;
    if (starts && (after >= line.size() || line[after] == ':' || line[after] == ' ')) return line;
    begin = end + 1;
  }
  return name;
}

std::string Texts::formula(check::ExprRef expr) const {
  return explain::formula(policy_, expr, language_);
}

std::string Texts::arm(check::ArmId arm) const {
  return explain::arm_text(policy_, arm, language_).line(language_);
}

std::string Texts::statement(const check::Statement& statement, bool exception) const {
  std::string text(
      vocabulary::spelling(exception ? Keyword::exception : Keyword::rule, explain::vocabulary_of(language_)));
  text += " " + policy_.rules[statement.rule].name;
  for (const check::ArmId id : statement.arms) text += " = " + arm(id);
  const std::string provisions = explain::provisions_text(policy_, statement, language_);
  return provisions.empty() ? text : text + " [" + provisions + "]";
}

std::string Texts::article(check::ProvenanceId id) const {
  return id ? explain::article(policy_, id, language_) : std::string();
}

std::string Texts::marks(check::ProvenanceId id) const {
  std::string text;
  if (!id) return text;
  for (const syntax::Mark& mark : policy_.provenances[id].marks)
    text += (text.empty() ? "[" : "; ") + explain::text(mark, language_);
  return text.empty() ? text : text + "]";
}

}  // namespace kaidah::difference
