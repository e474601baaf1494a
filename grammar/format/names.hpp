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
  target,      ///< behind `replace` or `repeal`, with or without a place
  given_path,  ///< first of the path of a `given`
  column_path  ///< all of the path of an `expect` in the heading of a scenario's table
};

/// Stands for the beginning of a line: a name there that begins a statement reads as one.
inline constexpr std::string_view kLineBegin = "\n";
/// The same behind the comma of a table's inputs, where `unique` and `in order` may follow too.
inline constexpr std::string_view kCommaLine = ",\n";
/// Behind the dots of a range, where what follows the type may stand instead.
inline constexpr std::string_view kRangeDots = "..";
/// Behind the `[` of a list: in a table, one that begins with the word of a mark reads as the mark of the row before.
inline constexpr std::string_view kListBegin = "[";
inline constexpr std::string_view kListLineBegin = "[\n";

/// `before` is the keyword right before the name, or one of those above: `dalam` and a list named `hal` would read as
/// `dalam hal`.
[[nodiscard]] std::string shown_name(std::string_view name, NameRole role, syntax::Vocabulary vocabulary,
                                     std::string_view before = {});

/// A name that begins a field or an arm right behind an expression or a type, whose text is `behind`: words that
/// would go on with it, as `tahun` behind a number, need back-ticks too.
[[nodiscard]] std::string shown_name_behind(std::string_view name, NameRole role, syntax::Vocabulary vocabulary,
                                            std::string_view behind);

}  // namespace kaidah::format
