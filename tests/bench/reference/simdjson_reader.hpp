#pragma once
// Records by simdjson On-Demand: keys in any order, numbers from their digits.

#include <simdjson.h>

#include <string_view>

#include "tests/bench/reference/record.hpp"

namespace kaidah::bench {

class SimdjsonReader {
 public:
  /// One line. At least simdjson::SIMDJSON_PADDING bytes behind it may be read. Throws Unreadable, or
  /// simdjson::simdjson_error for what is no JSON.
  void read(std::string_view line, Record& record);

 private:
  simdjson::ondemand::parser parser_;
};

}  // namespace kaidah::bench
