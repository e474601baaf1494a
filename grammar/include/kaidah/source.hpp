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
  std::uint32_t begin = 0;  ///< the first byte
  std::uint32_t end = 0;    ///< behind the last
  friend auto operator<=>(const Span&, const Span&) = default;
};

/// One-based; columns count code points.
struct Position {
  std::uint32_t line = 1;    ///< from 1
  std::uint32_t column = 1;  ///< from 1, in code points
};

/// One text, or several laid end to end: a policy with the amendments of it. Offsets count through all of them; names,
/// lines and columns are those of the part that an offset stands in.
class Source {
 public:
  /// `name` is what messages call it, usually the path.
  Source(std::string name, std::string text);
  /// The parts of all sources, in order, with a line end after each but the last. REQUIRES: at least one.
  explicit Source(const std::vector<std::shared_ptr<const Source>>& sources);

  /// Of the first part.
  [[nodiscard]] const std::string& name() const noexcept { return parts_.front().name; }
  /// Of the part that the offset stands in.
  [[nodiscard]] const std::string& name(std::uint32_t offset) const noexcept;
  /// Of all parts.
  [[nodiscard]] std::string_view text() const noexcept { return text_; }
  /// Of a span; what is past the end is left out.
  [[nodiscard]] std::string_view text(Span span) const noexcept;
  /// In the part that the offset stands in.
  [[nodiscard]] Position position(std::uint32_t offset) const noexcept;
  /// The text of the line that an offset stands in, without its terminator.
  [[nodiscard]] std::string_view line_at(std::uint32_t offset) const noexcept;

  /// How many sources it was made of.
  [[nodiscard]] std::size_t part_count() const noexcept { return parts_.size(); }
  /// The part that an offset stands in; the last one past the end.
  [[nodiscard]] std::size_t part_of(std::uint32_t offset) const noexcept;
  /// REQUIRES: part < part_count().
  [[nodiscard]] Span part(std::size_t part) const noexcept;

  /// The text of a line of the first part without its terminator; empty past the last.
  [[nodiscard]] std::string_view line(std::uint32_t number) const noexcept;
  /// Of the first part.
  [[nodiscard]] std::uint32_t line_count() const noexcept;

 private:
  struct Part {
    std::string name;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::vector<std::uint32_t> line_begins;
  };
  void add_part(std::string name, std::uint32_t begin);
  [[nodiscard]] static std::size_t line_index(const Part& part, std::uint32_t offset) noexcept;
  [[nodiscard]] std::string_view line_text(const Part& part, std::size_t index) const noexcept;

  std::string text_;
  std::vector<Part> parts_;
};

/// Shared by everything that points into it.
using SourcePtr = std::shared_ptr<const Source>;

/// A span with a handle to its text, so that whoever holds one can show it.
struct Location {
  SourcePtr source;  ///< null: no text
  Span span;         ///< in the source
};

}  // namespace kaidah
