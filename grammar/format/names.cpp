#include "grammar/format/names.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>

#include "grammar/vocabulary/keyword.hpp"

namespace kaidah::format {
namespace {

using syntax::Vocabulary;
using vocabulary::Keyword;

bool is_one_of(std::string_view name, std::span<const Keyword> keywords, Vocabulary vocabulary) {
  return std::any_of(keywords.begin(), keywords.end(),
                     [&](Keyword keyword) { return vocabulary::spelling(keyword, vocabulary) == name; });
}

// What parse/ tries before a name, place by place.
constexpr std::array kBeforeValue{Keyword::and_, Keyword::or_,           Keyword::when,        Keyword::where,
                                  Keyword::not_, Keyword::for_each_item, Keyword::true_,       Keyword::false_,
                                  Keyword::none, Keyword::members,       Keyword::undetermined};
constexpr std::array kCallWords{
    Keyword::sum,     Keyword::count, Keyword::mean,     Keyword::least,    Keyword::greatest, Keyword::exists,
    Keyword::all,     Keyword::round, Keyword::absolute, Keyword::year_of,  Keyword::month_of, Keyword::day_of,
    Keyword::date_of, Keyword::add,   Keyword::step_of,  Keyword::since_of, Keyword::due_of,   Keyword::not_};
constexpr std::array kTypeWords{Keyword::text, Keyword::number, Keyword::date_type, Keyword::boolean, Keyword::list};
constexpr std::array kMemberWords{Keyword::written, Keyword::alias};
// An arm without a condition may stand before it, which a condition would go on.
constexpr std::array kArmWords{Keyword::undetermined, Keyword::when, Keyword::otherwise};
constexpr std::array kExceptionWords{Keyword::exception_to, Keyword::annex, Keyword::chapter, Keyword::article,
                                     Keyword::paragraph,    Keyword::point, Keyword::item,    Keyword::page};
constexpr std::array kGivenWords{Keyword::members};
constexpr std::array kColumnWords{Keyword::rejection, Keyword::finding};
// What goes on with a value.
constexpr std::array kContinuing{Keyword::and_, Keyword::or_, Keyword::in_list, Keyword::is_present, Keyword::is_met};
constexpr std::array kUnits{Keyword::unit_day,     Keyword::unit_month,     Keyword::unit_year,
                            Keyword::unit_one_day, Keyword::unit_one_month, Keyword::unit_one_year};
constexpr std::array kOrders{Keyword::unique, Keyword::in_order};
// Of one word; behind the word of a place `is` and `or` read as its number.
constexpr std::array kStatementWords{
    Keyword::rule,    Keyword::output,    Keyword::exception, Keyword::classify,  Keyword::collect, Keyword::table,
    Keyword::always,  Keyword::require,   Keyword::ranking,   Keyword::procedure, Keyword::enum_,   Keyword::record,
    Keyword::input,   Keyword::parameter, Keyword::group,     Keyword::scenario,  Keyword::given,   Keyword::annex,
    Keyword::chapter, Keyword::article,   Keyword::paragraph, Keyword::point,     Keyword::item,    Keyword::page,
    Keyword::replace, Keyword::repeal,    Keyword::adopts,    Keyword::add_items};
constexpr std::array kTargetWords{Keyword::replace_with};
constexpr std::array kAfterType{Keyword::decimals};
constexpr std::array kMarkWords{Keyword::mark_verbatim, Keyword::mark_interpretation, Keyword::mark_accepted};
constexpr std::array kAfterRange{Keyword::decimals, Keyword::condition, Keyword::classify_by};

/// `somewhere` before `in case` reads as `somewhere in`.
bool begins_place_range(std::string_view name, Vocabulary vocabulary) {
  const std::string_view words = vocabulary::spelling(Keyword::somewhere_in, vocabulary);
  const std::size_t space = words.find(' ');
  return words.substr(0, space) == name &&
         vocabulary::spelling(Keyword::in_case, vocabulary).starts_with(std::string(words.substr(space + 1)) + " ");
}

bool reads_as_keyword(std::string_view name, NameRole role, Vocabulary vocabulary) {
  switch (role) {
    case NameRole::plain:
      return false;
    case NameRole::expression:
      return is_one_of(name, kBeforeValue, vocabulary);
    case NameRole::call:
      return is_one_of(name, kCallWords, vocabulary);
    case NameRole::type:
      return is_one_of(name, kTypeWords, vocabulary);
    case NameRole::enum_member:
      return is_one_of(name, kMemberWords, vocabulary);
    case NameRole::arm:
      return is_one_of(name, kArmWords, vocabulary) || begins_place_range(name, vocabulary);
    case NameRole::exception:
      return is_one_of(name, kExceptionWords, vocabulary);
    case NameRole::target:
      return is_one_of(name, kStatementWords, vocabulary) || is_one_of(name, kTargetWords, vocabulary);
    case NameRole::given_path:
      return is_one_of(name, kGivenWords, vocabulary);
    case NameRole::column_path:
      return is_one_of(name, kColumnWords, vocabulary);
  }
  return false;
}

/// Whether the two words together are a keyword.
bool joins(std::string_view before, std::string_view name, Vocabulary vocabulary) {
  if (before.empty()) return false;
  const auto is = [&](std::span<const Keyword> keywords) { return is_one_of(name, keywords, vocabulary); };
  if (before == kLineBegin) return is(kStatementWords);
  if (before == kCommaLine) return is(kOrders) || is(kStatementWords);
  if (before == kRangeDots) return is(kAfterRange);
  if (before == kListBegin) return is(kMarkWords);
  if (before == kListLineBegin) return is(kMarkWords) || is(kStatementWords);
  constexpr std::size_t kKeywords = 0
#define KAIDAH_KEYWORD(slot, english, indonesian) +1
#include "grammar/vocabulary/keywords.def"
#undef KAIDAH_KEYWORD
      ;
  const std::string together = std::string(before) + " " + std::string(name);
  for (std::size_t i = 0; i < kKeywords; ++i) {
    if (vocabulary::spelling(static_cast<Keyword>(i), vocabulary) == together) return true;
  }
  return false;
}

std::string ticked(std::string_view name) {
  return "`" + std::string(name) + "`";
}

}  // namespace

std::string shown_name(std::string_view name, NameRole role, Vocabulary vocabulary, std::string_view before) {
  if (reads_as_keyword(name, role, vocabulary) || joins(before, name, vocabulary)) return ticked(name);
  return std::string(name);
}

std::string shown_name_behind(std::string_view name, NameRole role, Vocabulary vocabulary, std::string_view behind) {
  if (behind.empty()) return shown_name(name, role, vocabulary);
  const bool behind_number = (behind.back() >= '0' && behind.back() <= '9') || behind.back() == '%';
  if (is_one_of(name, kContinuing, vocabulary) || is_one_of(name, kAfterType, vocabulary) ||
      (behind_number && is_one_of(name, kUnits, vocabulary))) {
    return ticked(name);
  }
  return shown_name(name, role, vocabulary);
}

}  // namespace kaidah::format
