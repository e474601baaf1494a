#pragma once
// Numbers drawn from a seed, the same on every machine (SplitMix64, Steele, Lea and Flood 2014).

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace kaidah::bench {

class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t mixed = (state_ += 0x9E3779B97F4A7C15U);
    mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
    mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
    return mixed ^ (mixed >> 31U);
  }
  /// From `least` to `most`, both ends included.
  int between(int least, int most) {
    return least + static_cast<int>(next() % static_cast<std::uint64_t>(most - least + 1));
  }
  /// True once in `times`.
  bool once_in(std::uint64_t times) { return next() % times == 0; }
  template <typename Items>
  const auto& any(const Items& items) {
    return items[static_cast<std::size_t>(next() % std::size(items))];
  }
  /// From 0, included, to 1, not included.
  double unit() { return static_cast<double>(next() >> 11U) * 0x1p-53; }
  /// About normal, mean 0 and deviation 1: six uniform draws.
  double normal() {
    double sum = 0;
    for (int i = 0; i < 6; ++i) sum += unit();
    return (sum - 3.0) * 1.4142135;
  }

 private:
  std::uint64_t state_;
};

}  // namespace kaidah::bench
