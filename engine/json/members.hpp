#pragma once
// The members of a JSON object as they stand, for those who only pass them on.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kaidah::json {

/// The name in its quotation marks and the value, both as written.
struct RawMember {
  std::string_view name;
  std::string_view value;
};

/// The outermost members of an object, in order. Nothing when the brackets and quotation marks do not make an object;
/// anything else that is wrong with it stays unseen. The members refer to the text.
[[nodiscard]] std::optional<std::vector<RawMember>> raw_members(std::string_view text);

/// Likewise the items of a list.
[[nodiscard]] std::optional<std::vector<std::string_view>> raw_items(std::string_view text);

/// A member to be written: its name without quotation marks, its value as JSON.
using Member = std::pair<std::string, std::string>;

/// The object with the members written over those of the same name, the new ones at the end. Nothing as above.
[[nodiscard]] std::optional<std::string> with_members(std::string_view object, const std::vector<Member>& members);
/// The object with those of the members that it does not have itself.
[[nodiscard]] std::optional<std::string> with_missing_members(std::string_view object,
                                                              const std::vector<Member>& members);

}  // namespace kaidah::json
