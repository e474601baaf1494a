#pragma once
// Values as people read them: in findings and in messages.

#include <string>

#include "engine/plan/shape.hpp"
#include "engine/types/type.hpp"
#include "engine/values/value.hpp"

namespace kaidah::evaluate {

/// Numbers with the decimals of their type where these are known, dates as YYYY-MM-DD, members of enums as they are
/// written, an absent value as `-`.
[[nodiscard]] std::string text_of(const values::Value& value, const types::Type& type, const plan::Shapes& shapes);

}  // namespace kaidah::evaluate
