#pragma once
// Keys -> numbers from 0 on, in the order in which they came.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace kaidah::fast {

/// A hash table with open addressing over the hashes alone, so that a key that is found costs one look at it. Half full
/// at most.
class KeyIndex {
 public:
  struct Found {
    std::uint32_t number = 0;
    bool is_new = false;
  };
  /// REQUIRES: fewer than 2^32 keys.
  Found find_or_add(std::string_view key);
  [[nodiscard]] std::size_t size() const noexcept { return ends_.size(); }
  /// REQUIRES: number < size().
  [[nodiscard]] std::string_view key(std::uint32_t number) const noexcept;

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t number = UINT32_MAX;  ///< none
  };
  void grow();

  std::vector<Slot> slots_;
  std::string keys_;  ///< one behind the other
  std::vector<std::size_t> ends_;
};

}  // namespace kaidah::fast
