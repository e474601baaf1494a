#pragma once
// What a record should have had in a place, for people.

#include <string>

#include <kaidah/diagnostic.hpp>

#include "engine/plan/shape.hpp"

namespace kaidah::json {

/// The type: "a number", "one of baik, cukup, …".
[[nodiscard]] Message expected_type(const plan::ValueShape& shape, const plan::Shapes& shapes);
/// "from 0 to 120". REQUIRES: the range has at least one end.
[[nodiscard]] Message expected_range(const types::Interval& range);
/// A single value as people write it; of records and lists, nothing.
[[nodiscard]] std::string plain_text(const values::Value& value, const plan::ValueShape& shape,
                                     const plan::Shapes& shapes);

}  // namespace kaidah::json
