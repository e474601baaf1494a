#pragma once
// RandomTree: draws, names and texts, and what statements are made of.

#include <algorithm>
#include <sstream>

#include "tests/property/random_tree.hpp"

namespace kaidah::syntax {

inline std::size_t RandomTree::pick(std::size_t n) {
  return *rc::gen::inRange<std::size_t>(0, n);
}

/// Ordinary names, and every word of every keyword in both vocabularies.
inline const std::vector<std::string>& name_pool() {
  static const std::vector<std::string> pool = [] {
    std::vector<std::string> names;
    const auto add_words = [&](const std::string& spelling) {
      std::istringstream words(spelling);
      for (std::string word; words >> word;) {
        if (word.find('/') == std::string::npos) names.push_back(word);
      }
    };
#define KAIDAH_KEYWORD(slot, english, indonesian) \
  add_words(english);                             \
  add_words(indonesian);
#include "grammar/vocabulary/keywords.def"
#undef KAIDAH_KEYWORD
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
  }();
  return pool;
}

inline Name RandomTree::name() {
  if (pick(4) == 0) return {one_of<std::string>({"a", "nilai", "skp_tepat", "V", "x1", "Predikat", "_"}), {}};
  return {name_pool()[pick(name_pool().size())], {}};
}
inline std::string RandomTree::text() {
  return one_of<std::string>(
      {"", "Sangat Baik", "{n} dari \"x\"", "a\\b\n\tc", "\x01\x7f}}{", "\xE2\x89\xA4 90 # no comment |"});
}
inline std::string RandomTree::date() {
  return one_of<std::string>({"2020-02-29", "1999-12-31"});
}
inline std::string RandomTree::digits() {
  return one_of<std::string>({"0", "1", "12", "0.5", "50_000", "0.70", "007", "89.995"});
}
inline std::string RandomTree::number_of(PlaceLevel level) {
  if (level == PlaceLevel::paragraph) return one_of<std::string>({"(1)", "(2a)"});
  if (level == PlaceLevel::annex) return one_of<std::string>({"", "I", "VI", "A", "12"});
  if (level == PlaceLevel::point) return one_of<std::string>({"a", "b", "aa"});
  return one_of<std::string>({"1", "41", "12A"});
}

inline Place RandomTree::heading() {
  Place result = place(0);
  if (maybe()) return result;
  result = place(pick(6));
  result.parts.resize(1);
  return result;
}

inline Place RandomTree::place(std::size_t outermost) {
  Place result;
  std::size_t level = outermost;
  const std::size_t count = 1 + pick(3);
  while (result.parts.size() < count && level < 7) {
    result.parts.push_back({static_cast<PlaceLevel>(level), number_of(static_cast<PlaceLevel>(level))});
    level += 1 + pick(2);
  }
  return result;
}

inline std::vector<Mark> RandomTree::marks() {
  if (pick(3) != 0) return {};
  return some(1, 2, [] {
    Mark mark;
    mark.kind = static_cast<MarkKind>(pick(6));
    const bool reason = mark.kind == MarkKind::not_encoded || mark.kind == MarkKind::accepted;
    if (mark.kind == MarkKind::accepted) mark.code = "K4003";
    if (mark.kind != MarkKind::verbatim) mark.text = reason ? "why" : text();
    return mark;
  });
}

inline TypeExpr RandomTree::type(int depth, bool open_range) {
  TypeExpr result;
  result.base = static_cast<BaseType>(pick(depth > 0 ? 9 : 8));
  if (result.base == BaseType::named) result.name = name();
  if (result.base == BaseType::list) result.element.push_back(type(depth - 1, open_range));
  if (result.base == BaseType::number || result.base == BaseType::whole_number) {
    const std::size_t form = pick(5);
    if (form == 1 || form == 2 || form == 4) result.at_least = bound(2);
    if (form == 2 || form == 3) result.at_most = bound(2);
    result.range_dots = result.at_least && (form == 2 ? maybe() : open_range && maybe());
    if (maybe()) result.decimals = "2";
  }
  return result;
}

inline std::vector<Parameter> RandomTree::parameters() {
  if (pick(4) != 0) return {};
  return some(1, 2, [this] { return Parameter{name(), type(1, true)}; });
}

inline std::optional<Guard> RandomTree::guard() {
  if (maybe()) return std::nullopt;
  return Guard{maybe() ? GuardWord::when : GuardWord::in_case, value()};
}

inline Template RandomTree::finding_text() {
  Template result;
  result.parts = some(0, 4, [this] {
    TemplatePart part;
    if (maybe()) {
      part.text = text();
    } else {
      // What stands in a text cannot hold one.
      part.value = add(BinaryExpr{BinaryOperator::add, add(NameExpr{name()}), add(NumberLiteral{digits(), false})});
    }
    return part;
  });
  return result;
}

inline RecordBody RandomTree::body() {
  RecordBody result;
  result.order = some(0, 4, [] { return maybe(); });
  for (const bool is_field : result.order) {
    if (!is_field) {
      Condition condition;
      condition.condition = value();
      if (maybe()) condition.message = text();
      result.conditions.push_back(std::move(condition));
      continue;
    }
    Field field;
    field.name = name();
    if (pick(4) == 0) field.key = text();
    field.type = type(1, true);
    field.type.optional = maybe();
    if (pick(3) == 0) field.if_missing = value();
    if (pick(4) == 0) field.no_fewer_than = value();
    if (pick(4) == 0) field.no_more_than = value();
    if (pick(4) == 0) field.one_for_each = name();
    field.period_assessed = pick(4) == 0;
    field.marks = marks();
    result.fields.push_back(std::move(field));
  }
  return result;
}

inline std::vector<Place> RandomTree::citations() {
  if (pick(3) != 0) return {};
  return some(1, 2, [] { return place(pick(6)); });
}
inline std::optional<Place> RandomTree::prefix() {
  if (maybe()) return std::nullopt;
  return heading();
}

}  // namespace kaidah::syntax
