#pragma once
// What the measurements share: pp-30-2019 made ready as the whole runs use it, and a thousand employees.

#include <string>
#include <vector>

#include <kaidah/decision.hpp>

namespace kaidah::bench {

/// Lines without their line ends, always the same.
[[nodiscard]] const std::vector<std::string>& population();
/// All of them, a line each.
[[nodiscard]] const std::string& population_text();
/// With the selection of the whole runs. Ends the program where the policy cannot be used.
[[nodiscard]] const Decider& decider();

/// Goes round the population.
class Rounds {
 public:
  [[nodiscard]] std::size_t next() {
    const std::size_t now = at_;
    at_ = at_ + 1 == population().size() ? 0 : at_ + 1;
    return now;
  }

 private:
  std::size_t at_ = 0;
};

}  // namespace kaidah::bench
