#pragma once
// Bytes of an input -> the texts of its records. Holds at most one unfinished record, and of that no more than the
// limit.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/batch/chunk.hpp"
#include "engine/batch/form.hpp"

namespace kaidah::batch {

/// Objects and lists are split by their brackets. Where these cannot be right any more (a line end in a text, `[`
/// closed by `}`) the record ends, and the next begins at a line that starts with `{` no further in than the broken one
/// did.
class Splitter {
 public:
  /// `only_lines`: one record a line, whatever the beginning looks like.
  explicit Splitter(std::size_t most_bytes, bool only_lines = false)
      : most_bytes_(most_bytes), only_lines_(only_lines) {}

  /// Adds every record that ends in these bytes to the chunk.
  void feed(std::string_view bytes, Chunk& chunk);
  /// Whether whole lines can stay where they were read: then `unfinished()` goes before what is read, and `split` finds
  /// the lines in both.
  [[nodiscard]] bool in_place() const noexcept { return form_ == Form::lines && !too_large_; }
  [[nodiscard]] std::string_view unfinished() const noexcept { return record_; }
  /// Adds every record of the first `size` bytes of the chunk's text. REQUIRES: in_place().
  void split(Chunk& chunk, std::size_t size);
  /// The input has ended.
  void finish(Chunk& chunk);

  [[nodiscard]] Form form() const noexcept { return form_; }

 private:
  /// Where a list stands between its records.
  enum class List : std::uint8_t { before, open, after_comma, closed };

  [[nodiscard]] Form form_of_head(bool ended) const;
  void begin(Form form, Chunk& chunk);
  void split(std::string_view bytes, Chunk& chunk);
  void split_lines(std::string_view bytes, Chunk& chunk);
  void split_nested(std::string_view bytes, Chunk& chunk);
  bool starts_record(char c, Chunk& chunk);
  /// Whether and how a record ends at a character.
  enum class End : std::uint8_t { no, before, behind, broken };
  End step(char c);

  void keep(std::string_view bytes);
  /// `end`: bytes of the input up to the end of the record.
  void end_record(Chunk& chunk, std::uint64_t end, Fault fault = Fault::none);
  void add_fault(Chunk& chunk, Fault fault) const;

  const std::size_t most_bytes_;
  const bool only_lines_;
  Form form_ = Form::unknown;
  std::string head_;  // what was read while the form is unknown

  std::string record_;  // the unfinished record, or the beginning of one that is too large
  bool too_large_ = false;
  std::uint64_t line_ = 1;         // that is being read
  std::uint64_t record_line_ = 1;  // where the unfinished record begins
  std::uint64_t at_ = 0;           // bytes of the input that were split
  std::uint64_t record_at_ = 0;    // of them before the unfinished record

  // of objects and lists
  List list_ = List::before;
  bool started_ = false;        // inside a record
  std::vector<bool> brackets_;  // open in the record; true: `[`
  bool in_string_ = false;
  bool escaped_ = false;
  bool lost_ = false;              // behind a broken record
  std::size_t column_ = 0;         // bytes read of this line
  std::size_t record_column_ = 0;  // where the record, or the broken one, began
  bool line_blank_ = true;         // so far
};

}  // namespace kaidah::batch
