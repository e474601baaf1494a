#pragma once
// Decisions and units as lines, the same bytes as `kaidah evaluate` writes.

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "tests/bench/reference/decide.hpp"
#include "tests/bench/reference/record.hpp"

namespace kaidah::bench {

void write_decision(std::string_view id, const Decision& decision, std::string& out);

/// Predikat counted by unit: agency, unit and period.
class Units {
 public:
  void count(const Record& record, Grade grade);
  /// A line for each unit, in the order of the keys.
  void write(std::string& out) const;

 private:
  struct Counts {
    std::string agency, unit, from, to;
    std::uint64_t above = 0, within = 0, below = 0;
  };
  static void write(const Counts& counts, std::string& out);

  std::unordered_map<std::string, Counts> units_;
  std::string key_;
};

}  // namespace kaidah::bench
