#pragma once
// Values as people read them: in findings and in messages.

#include <cstddef>
#include <string>

#include "engine/plan/shape.hpp"
#include "engine/types/type.hpp"
#include "engine/values/value.hpp"

namespace kaidah::evaluate {

/// Numbers with the decimals of their type where these are known, dates as YYYY-MM-DD, members of enums as they are
/// written, an absent value as `-`. A list ends behind the item with which it has more than `most` bytes.
[[nodiscard]] std::string text_of(const values::Value& value, const types::Type& type, const plan::Shapes& shapes,
                                  std::size_t most);

}  // namespace kaidah::evaluate
