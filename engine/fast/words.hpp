#pragma once
// Which of a few known words stands in a text: the keys of an object, the spellings of an enum.

#include <array>
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

  /// REQUIRES: 8 bytes from the word on may be looked at.
  [[nodiscard]] std::uint32_t find(const char* word, std::size_t size) const {
    const Ends ends = ends_of(word, size);
    for (std::uint64_t slot = hash(ends, size) >> shift_;; slot = (slot + 1) & (slots_.size() - 1)) {
      const Slot& found = slots_[slot];
      if (found.number == kNotFound) return kNotFound;
      if (found.ends == ends && found.size == size && same_middle(word, slot)) return found.number;
    }
  }

 private:
  static constexpr std::array<std::uint64_t, 9> kOfFirst = {
      0, 0xFF, 0xFFFF, 0xFFFFFF, 0xFFFFFFFF, 0xFFFFFFFFFF, 0xFFFFFFFFFFFF, 0xFFFFFFFFFFFFFF, 0xFFFFFFFFFFFFFFFF};

  /// The first and the last eight bytes of a word; of a shorter one, all, twice.
  struct Ends {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    friend bool operator==(const Ends&, const Ends&) = default;
  };
  struct Slot {
    Ends ends;
    std::uint32_t number = kNotFound;
    std::uint32_t size = 0;
  };

  /// Without a branch: whether a word is long or short is not to be foreseen.
  static Ends ends_of(const char* word, std::size_t size) {
    const std::size_t behind = size > 8 ? size - 8 : 0;
    const std::uint64_t in_word = kOfFirst[size < 8 ? size : 8];
    return {load8(word) & in_word, load8(word + behind) & in_word};
  }
  static std::uint64_t hash(const Ends& ends, std::size_t size) {
    return (ends.first + ends.last * 31 + size * 0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93;
  }
  [[nodiscard]] bool same_middle(const char* word, std::uint64_t slot) const {
    return slots_[slot].size <= 16 || std::memcmp(word + 8, middles_[slot].data(), middles_[slot].size()) == 0;
  }

  std::vector<Slot> slots_;           // size: a power of two
  std::vector<std::string> middles_;  // by slot: what stands between the ends
  unsigned shift_ = 0;
};

}  // namespace kaidah::fast
