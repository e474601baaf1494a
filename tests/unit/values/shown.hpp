#pragma once
// How a value is shown by a test that fails.

#include <ostream>

#include "engine/values/number.hpp"

namespace kaidah::values {

inline std::ostream& operator<<(std::ostream& out, const Number& number) {
  return out << number.to_string();
}

}  // namespace kaidah::values
