#pragma once
// The text of a group's key: what is the same group has the same text, and the values are read back from it, so that
// a group keeps nothing else of its key.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "engine/values/arena.hpp"
#include "engine/values/value.hpp"

namespace kaidah::evaluate {

/// Equal exactly when the values are.
[[nodiscard]] std::string group_key(std::span<const values::Value> key);
/// That of a record whose fields `key` names, instead of what `text` held before.
void write_group_key(const values::RecordData& record, std::span<const std::uint32_t> key, std::string& text);
/// The values, in the arena. REQUIRES: `text` was written here.
[[nodiscard]] std::span<const values::Value> read_group_key(std::string_view text, values::Arena& arena);

}  // namespace kaidah::evaluate
