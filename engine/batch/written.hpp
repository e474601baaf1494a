#pragma once
// How far a stream was read or written <-> a member of a line of JSON.

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/json/object.hpp"

namespace kaidah::batch {

struct Written {
  std::uint64_t bytes = 0;
  std::string fingerprint;
};

/// `"NAME":{"bytes":…,"fingerprint":"…"}`, or null.
void add_written(json::Object& to, std::string_view name, const std::optional<Written>& written);
/// False: the member is missing, or neither null nor what `add_written` writes.
[[nodiscard]] bool read_written(const nlohmann::json& from, const char* name, std::optional<Written>& written);

}  // namespace kaidah::batch
