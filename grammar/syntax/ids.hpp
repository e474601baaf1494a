#pragma once
// Nodes live in vectors and are named by small typed ids, never by bare integers.

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace kaidah {

template <class Tag>
struct Id {
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t index = kNone;

  constexpr Id() = default;
  constexpr explicit Id(std::size_t i) : index(static_cast<std::uint32_t>(i)) {}
  [[nodiscard]] constexpr explicit operator bool() const noexcept { return index != kNone; }
  friend constexpr auto operator<=>(const Id&, const Id&) = default;
};

/// A vector that only its own kind of id can look into.
template <class IdType, class T>
class IdVector {
 public:
  IdType push(T item) {
    items_.push_back(static_cast<T&&>(item));
    return IdType(items_.size() - 1);
  }
  [[nodiscard]] T& operator[](IdType id) { return items_[id.index]; }
  [[nodiscard]] const T& operator[](IdType id) const { return items_[id.index]; }
  [[nodiscard]] std::size_t size() const noexcept { return items_.size(); }
  [[nodiscard]] bool empty() const noexcept { return items_.empty(); }
  void resize(std::size_t n) { items_.resize(n); }
  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  std::vector<T> items_;
};

}  // namespace kaidah
