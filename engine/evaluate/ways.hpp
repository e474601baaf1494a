#pragma once
// Which ways a decision took: a bit for each of Plan::ways. Small enough to be kept of every record; with the record
// itself it is enough to explain the decision, since whoever decides again takes the same ways.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace kaidah::evaluate {

class Ways {
 public:
  /// None of `count` ways is taken. Allocates only when there are more than ever before.
  void clear(std::size_t count) { words_.assign((count + kBits - 1) / kBits, 0); }
  /// Those whose bits are set, in words as below.
  void assign(std::span<const std::uint64_t> words) { words_.assign(words.begin(), words.end()); }
  /// REQUIRES: smaller than what it was cleared for.
  void take(std::uint32_t way) noexcept { words_[way / kBits] |= std::uint64_t{1} << (way % kBits); }
  [[nodiscard]] bool taken(std::uint32_t way) const noexcept {
    return way / kBits < words_.size() && (words_[way / kBits] >> (way % kBits) & 1U) != 0;
  }
  /// Way `n` is bit `n % 64`, counted from the lowest, of word `n / 64`.
  [[nodiscard]] const std::vector<std::uint64_t>& words() const noexcept { return words_; }

  friend bool operator==(const Ways&, const Ways&) = default;

 private:
  static constexpr std::size_t kBits = 64;
  std::vector<std::uint64_t> words_;
};

/// Hexadecimal digits: of their binary digits, read from the left, the n-th is way n. Zeros at the end are left out;
/// where no way was taken, nothing is appended.
void append_hex(std::string& to, const Ways& ways);

/// Reads what `append_hex` writes. Nothing when these are not lower-case hexadecimal digits, when they end in a zero,
/// or when they take a way that is not among the `count`.
[[nodiscard]] std::optional<Ways> ways_from_hex(std::string_view digits, std::size_t count);

}  // namespace kaidah::evaluate
