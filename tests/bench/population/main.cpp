// population COUNT SEED [--shuffled] > FILE: an invented population, a JSON object a line.
//
// The same seed gives the same employees with and without --shuffled, so both files end in the same decisions.

#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

#include "tests/bench/population/disorder.hpp"
#include "tests/bench/population/employee.hpp"

namespace {

using kaidah::bench::Node;
using kaidah::bench::Random;

/// Nothing when the text is not a whole number.
std::optional<std::uint64_t> whole(const char* text) {
  char* end = nullptr;
  errno = 0;
  const std::uint64_t value = std::strtoull(text, &end, 10);
  if (errno != 0 || *text < '0' || *text > '9' || *end != '\0') return std::nullopt;
  return value;
}

bool write_population(std::uint64_t count, std::uint64_t seed, bool shuffled) {
  Random random(seed);
  Random disorderly(~seed);
  std::string line;
  for (std::uint64_t index = 0; index < count; ++index) {
    Node record = kaidah::bench::employee(index, count, random);
    if (shuffled) kaidah::bench::disorder(record, disorderly);
    line.clear();
    kaidah::bench::write(record, shuffled && disorderly.once_in(4) ? " " : "", line);
    line += '\n';
    if (std::fwrite(line.data(), 1, line.size(), stdout) != line.size()) return false;
  }
  return std::fflush(stdout) == 0;
}

}  // namespace

int main(int argc, char** argv) {
  const auto count = argc > 2 ? whole(argv[1]) : std::nullopt;
  const auto seed = argc > 2 ? whole(argv[2]) : std::nullopt;
  const bool shuffled = argc == 4 && std::string_view(argv[3]) == "--shuffled";
  if (!count || !seed || argc > 4 || (argc == 4 && !shuffled)) {
    std::fputs("usage: population COUNT SEED [--shuffled] > FILE\n", stderr);
    return 2;
  }
  if (write_population(*count, *seed, shuffled)) return 0;
  std::fprintf(stderr, "population: cannot write: %s\n", std::strerror(errno));
  return 1;
}
