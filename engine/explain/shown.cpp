#include "engine/explain/shown.hpp"

#include "engine/check/citation.hpp"
#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/format/format.hpp"
#include "grammar/vocabulary/keyword.hpp"
#include "grammar/vocabulary/mark.hpp"

namespace kaidah::explain {
namespace {

using types::TypeKind;
using vocabulary::Keyword;

/// Fractions with longer terms than this are shown by their approximation alone.
constexpr std::size_t kFractionDigits = 12;
constexpr int kApproximateDecimals = 6;
/// Bytes of a text or a list that are shown: a value is shown wherever it was read.
constexpr std::size_t kMostShown = 2'000;

/// The beginning of a long text, whole characters of it.
std::string beginning(std::string_view text) {
  if (text.size() <= kMostShown) return std::string(text);
  std::size_t end = kMostShown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "\xE2\x80\xA6";
}

Shown figure(const values::Number& number, const types::Type& type) {
  Shown result;
  const auto decimals = number.decimals();
  if (decimals) {
    result.kind = Shown::Kind::figure;
    // A rounded figure keeps the zeros it was rounded to.
    const bool padded = type.decimals && *type.decimals >= *decimals && *type.decimals <= kApproximateDecimals;
    result.text = padded ? number.to_decimal(*type.decimals) : number.to_string();
    return result;
  }
  result.kind = Shown::Kind::fraction;
  result.text = number.to_string();
  if (result.text.size() > 2 * kFractionDigits) result.text.clear();
  result.approximate =
      number.rounded(kApproximateDecimals, values::RoundingMode::half_up).to_decimal(kApproximateDecimals);
  return result;
}

std::string localized(std::string digits, Language language) {
  if (language == Language::indonesian)
    for (char& c : digits)
      if (c == '.') c = ',';
  return digits;
}

}  // namespace

Shown shown(const check::CheckedPolicy& policy, const types::Type& type, const values::Value& value) {
  Shown result;
  if (value.is_absent()) {
    result.kind = Shown::Kind::absent;
  } else if (const auto* number = std::get_if<values::Number>(&value)) {
    return figure(*number, type);
  } else if (const auto* boolean = std::get_if<bool>(&value)) {
    result = {Shown::Kind::boolean, *boolean ? "true" : "false", {}};
  } else if (const auto* words = std::get_if<std::string_view>(&value)) {
    result = {Shown::Kind::text, beginning(*words), {}};
  } else if (const auto* date = std::get_if<values::Date>(&value)) {
    result = {Shown::Kind::text, date->to_string(), {}};
  } else if (const auto* days = std::get_if<values::Days>(&value)) {
    result = {Shown::Kind::days, std::to_string(days->count), {}};
  } else if (const auto* months = std::get_if<values::Months>(&value)) {
    result = {Shown::Kind::months, std::to_string(months->count), {}};
  } else if (const auto* member = std::get_if<values::Member>(&value); member && type.kind == TypeKind::enumeration) {
    const check::EnumMember& declared = policy.enums[type.enumeration].members[member->index];
    result = {Shown::Kind::text, declared.label.empty() ? declared.name : declared.label, {}};
  } else if (std::holds_alternative<const values::ListData*>(value) && type.element) {
    result.kind = Shown::Kind::text;
    for (const values::Value& item : value.list().items) {
      if (result.text.size() > kMostShown) break;
      const Shown one = shown(policy, *type.element, item);
      result.text += (result.text.empty() ? "" : ", ") + (one.text.empty() ? one.approximate : one.text);
    }
    result.text = "[" + beginning(result.text) + "]";
  }
  return result;
}

std::string text(const Shown& shown, Language language) {
  const auto word = [&](Keyword slot) { return std::string(vocabulary::spelling(slot, vocabulary_of(language))); };
  switch (shown.kind) {
    case Shown::Kind::none:
      break;
    case Shown::Kind::absent:
      return text(Message{MessageKind::explain_absent, {}}, language);
    case Shown::Kind::text:
      return shown.text;
    case Shown::Kind::figure:
      return localized(shown.text, language);
    case Shown::Kind::fraction:
      return (shown.text.empty() ? "" : shown.text + " ") + "≈ " + localized(shown.approximate, language);
    case Shown::Kind::boolean:
      return word(shown.text == "true" ? Keyword::true_ : Keyword::false_);
    case Shown::Kind::days:
      return shown.text + " " + word(shown.text == "1" ? Keyword::unit_one_day : Keyword::unit_day);
    case Shown::Kind::months:
      return shown.text + " " + word(shown.text == "1" ? Keyword::unit_one_month : Keyword::unit_month);
  }
  return {};
}

std::string text(const syntax::Mark& mark, Language language) {
  std::string result(vocabulary::mark_name(mark.kind, vocabulary_of(language)));
  if (!mark.code.empty()) result += " " + mark.code;
  if (!mark.text.empty()) result += ": " + mark.text;
  return result;
}

std::string formula(const check::CheckedPolicy& policy, check::ExprRef expr, Language language) {
  if (!expr) return {};
  return format::format_expression(*policy.trees[expr.tree].tree, expr.expr, vocabulary_of(language));
}

std::string article(const check::CheckedPolicy& policy, check::ProvenanceId provenance, Language language) {
  return check::citation(policy, provenance, vocabulary_of(language));
}

}  // namespace kaidah::explain
