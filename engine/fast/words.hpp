#pragma once
// Which of a few known words stands in a text: the keys of an object, the spellings of an enum.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/fast/scan.hpp"

namespace kaidah::fast {

/// A hash table with open addressing, at most a quarter full; few words ever meet there.
class Words {
 public:
  static constexpr std::uint32_t kNotFound = UINT32_MAX;

  Words() : Words(std::vector<std::pair<std::string, std::uint32_t>>{}) {}
  /// Each word with the number it is found by.
  explicit Words(const std::vector<std::pair<std::string, std::uint32_t>>& words);

  /// REQUIRES: 8 bytes behind the word may be looked at.
  [[nodiscard]] std::uint32_t find(const char* word, std::size_t size) const {
    const std::uint64_t beginning = beginning_of(word, size);
    for (std::uint64_t slot = hash(beginning, size) >> shift_;; slot = (slot + 1) & (slots_.size() - 1)) {
      const Slot& found = slots_[slot];
      if (found.number == kNotFound) return kNotFound;
      if (found.beginning == beginning && found.word.size() == size && same_rest(word, found.word)) return found.number;
    }
  }

 private:
  struct Slot {
    std::uint64_t beginning = 0;
    std::uint32_t number = kNotFound;
    std::string word;
  };

  static std::uint64_t beginning_of(const char* word, std::size_t size) {
    const std::uint64_t bytes = load8(word);
    return size >= 8 ? bytes : bytes & ((std::uint64_t{1} << (8 * size)) - 1);
  }
  static std::uint64_t hash(std::uint64_t beginning, std::size_t size) {
    return (beginning + size * 0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93;
  }
  static bool same_rest(const char* word, const std::string& known) {
    return known.size() <= 8 || std::memcmp(word + 8, known.data() + 8, known.size() - 8) == 0;
  }

  std::vector<Slot> slots_;  // size: a power of two
  unsigned shift_ = 0;
};

}  // namespace kaidah::fast
