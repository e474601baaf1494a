#pragma once
// Records by a reader that expects one order of keys, no white space and no escapes, and gives up otherwise.

#include "tests/bench/reference/record.hpp"

namespace kaidah::bench {

/// Reads one line from `position` on and moves it behind the line end. Nothing is moved, and false returned, where the
/// text is not as expected, be it JSON or not. At least 32 bytes behind the end of the text may be read.
[[nodiscard]] bool read_expected(const char*& position, Record& record);

}  // namespace kaidah::bench
