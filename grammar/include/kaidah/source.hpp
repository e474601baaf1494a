#pragma once
// A policy text with its name, its line table, and positions in it.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace kaidah {

/// A half-open range of bytes of a source. Lines and columns are computed only when one is printed.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend auto operator<=>(const Span&, const Span&) = default;
};

/// One-based; columns count code points.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

class Source {
 public:
  /// `name` is what messages call it, usually the path.
  Source(std::string name, std::string text);

  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  [[nodiscard]] std::string_view text(Span span) const noexcept;
  [[nodiscard]] Position position(std::uint32_t offset) const noexcept;
  /// The text of a line without its terminator; empty past the last.
  [[nodiscard]] std::string_view line(std::uint32_t number) const noexcept;
  [[nodiscard]] std::uint32_t line_count() const noexcept;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::uint32_t> line_begins_;
};

using SourcePtr = std::shared_ptr<const Source>;

/// A span with a handle to its text, so that whoever holds one can show it.
struct Location {
  SourcePtr source;
  Span span;
};

}  // namespace kaidah
