#pragma once
// What records are sorted into: the values of the output that is crossed, then "no value", then "no decision".

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/plan/plan.hpp"

namespace kaidah::compare {

/// Enums and truths have few enough values to be crossed.
[[nodiscard]] bool is_crossable(const types::Type& type) noexcept;

class Classes {
 public:
  /// REQUIRES: is_crossable(output.type).
  Classes(const plan::Plan& plan, const plan::Output& output);

  /// Values, then absent, then rejected.
  [[nodiscard]] std::uint32_t size() const noexcept { return values() + 2; }
  [[nodiscard]] std::uint32_t values() const noexcept { return static_cast<std::uint32_t>(labels_.size()); }
  [[nodiscard]] std::uint32_t absent() const noexcept { return values(); }
  [[nodiscard]] std::uint32_t rejected() const noexcept { return values() + 1; }
  [[nodiscard]] std::uint32_t of(const values::Value& value) const noexcept;

  /// As decisions write it. REQUIRES: of a value.
  [[nodiscard]] const std::string& label(std::uint32_t value) const { return labels_[value]; }
  /// Whether the values are declared from the lowest.
  [[nodiscard]] bool ordered() const noexcept { return ordered_; }
  /// The class of the other side that says the same, if any.
  [[nodiscard]] std::optional<std::uint32_t> same_in(const Classes& other, std::uint32_t own) const;
  /// Whether higher and lower mean the same on both sides.
  [[nodiscard]] bool comparable(const Classes& other) const noexcept {
    return ordered_ && other.ordered_ && labels_ == other.labels_;
  }

 private:
  std::vector<std::string> labels_;
  bool ordered_ = false;
};

}  // namespace kaidah::compare
