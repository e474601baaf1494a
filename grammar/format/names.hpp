#pragma once
// Names, in back-ticks where they would read as a keyword.

#include <cstdint>
#include <string>
#include <string_view>

#include "grammar/syntax/tree.hpp"

namespace kaidah::format {

/// Where a name stands; each place in the grammar tries other keywords first.
enum class NameRole : std::uint8_t {
  plain,       ///< nothing but a name can stand there
  expression,  ///< a value
  call,        ///< before the `(` of a call
  type,
  enum_member,
  arm,         ///< the value of an arm
  exception,   ///< behind `exception`, with or without a place
  given_path,  ///< first of the path of a `given`
  column_path  ///< all of the path of an `expect` in the heading of a scenario's table
};

/// Stands for the beginning of a line: a name there that begins a statement reads as one.
inline constexpr std::string_view kLineBegin = "\n";

/// `before` is what stands right before the name, if it is a keyword or a comma: `dalam` and a list named `hal` would
/// read as `dalam hal`, a second input `unique` as the order of the cases.
[[nodiscard]] std::string shown_name(std::string_view name, NameRole role, syntax::Vocabulary vocabulary,
                                     std::string_view before = {});

/// A name that begins a field or an arm right behind an expression or a type, whose text is `behind`: words that
/// would go on with it, as `tahun` behind a number, need back-ticks too.
[[nodiscard]] std::string shown_name_behind(std::string_view name, NameRole role, syntax::Vocabulary vocabulary,
                                            std::string_view behind);

}  // namespace kaidah::format
