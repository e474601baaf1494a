#pragma once
// What a must-point expected: a phrase of the catalogue, a keyword, or a character.

#include <cstdint>

#include "grammar/diagnostics/message_kind.hpp"
#include "grammar/vocabulary/keyword.hpp"

namespace kaidah::parse {

struct Expectation {
  enum class Form : std::uint8_t { phrase, keyword, symbol } form{};
  MessageKind phrase{};
  vocabulary::Keyword keyword{};
  char symbol{};
};

constexpr Expectation phrase(MessageKind kind) {
  return {Expectation::Form::phrase, kind, {}, {}};
}

template <vocabulary::Keyword K>
struct word;
template <char C>
struct symbol;

/// Specialised in messages.hpp for every rule that stands in a `need<>`.
template <class Rule>
struct ExpectedOf;
template <vocabulary::Keyword K>
struct ExpectedOf<word<K>> {
  static constexpr Expectation value{Expectation::Form::keyword, {}, K, {}};
};
template <char C>
struct ExpectedOf<symbol<C>> {
  static constexpr Expectation value{Expectation::Form::symbol, {}, {}, C};
};
template <class Rule>
struct deeper;
template <class Rule>
struct ExpectedOf<deeper<Rule>> : ExpectedOf<Rule> {};
template <class Rule>
inline constexpr Expectation expected = ExpectedOf<Rule>::value;

}  // namespace kaidah::parse
