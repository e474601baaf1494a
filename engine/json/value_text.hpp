#pragma once
// Values of a policy -> JSON.

#include <cstddef>
#include <string>

#include "engine/plan/shape.hpp"
#include "engine/types/type.hpp"
#include "engine/values/value.hpp"

namespace kaidah::json {

/// Numbers with the decimals that the checker knows (`90.00`), never an exponent; one whose digits have no end as the
/// text "1/3". Enums by their output spelling; absent and unread values as null; records by the keys of their fields.
/// Lists and records end, wherever they are, once `out` has more than `stop` bytes.
void append_value(std::string& out, const values::Value& value, const types::Type& type, const plan::Shapes& shapes,
                  std::size_t stop = std::string::npos);
/// The same for a value of the input: numbers with as few digits as they need.
void append_value(std::string& out, const values::Value& value, const plan::ValueShape& shape,
                  const plan::Shapes& shapes);

}  // namespace kaidah::json
