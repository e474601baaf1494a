#pragma once
// Versions of encodings, and what names one: `1.0.0`, `1.x`, `pp-30-2019@1.x`.

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace kaidah::library {

struct Version {
  std::array<std::uint32_t, 3> parts{};

  /// Three whole numbers with dots between them, nothing else.
  static std::optional<Version> from_text(std::string_view text);
  [[nodiscard]] std::string to_string() const;
  friend auto operator<=>(const Version&, const Version&) = default;
};

/// Which versions will do: all that begin with the parts that are given.
class VersionRange {
 public:
  /// Any version.
  VersionRange() = default;
  /// `1.x`, `1.2.x`, `1.2.3`.
  static std::optional<VersionRange> from_text(std::string_view text);

  [[nodiscard]] bool holds(const Version& version) const noexcept;
  [[nodiscard]] bool is_any() const noexcept { return given_ == 0; }
  [[nodiscard]] std::string to_string() const;

 private:
  std::array<std::uint32_t, 3> parts_{};
  std::size_t given_ = 0;  // 0 to 3
};

/// `id` or `id@range`.
struct Reference {
  std::string id;
  VersionRange range;

  static std::optional<Reference> from_text(std::string_view text);
};

}  // namespace kaidah::library
