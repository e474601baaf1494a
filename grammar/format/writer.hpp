#pragma once
// Lines of canonical text with the comments of the source between and behind them.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/format/context.hpp"

namespace kaidah::format {

/// Where something that takes lines of its own stands in the source.
struct Anchor {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;   ///< `begin` where it is not known
  std::uint32_t next = 0;  ///< where the next such thing begins, or what holds it ends
};

/// Comments are taken in the order of the source, so things must be written in that order too:
/// - on a line of its own: before what follows it, or at the end of the block;
/// - behind something: behind it still;
/// - inside something that is written as a whole: before it.
/// One empty line is kept where the source has some, but not at the ends of blocks.
class Writer {
 public:
  explicit Writer(const Context& context) : context_(context) {}

  [[nodiscard]] const Context& context() const noexcept { return context_; }

  /// A statement; ends its last line.
  void statement(const Anchor& anchor, const Doc& doc);
  /// The same, of several lines that are laid out already.
  void statement(const Anchor& anchor, const std::vector<std::string>& lines);
  /// A head that ends in `{` or `:`; what follows stands one level deeper. `anchor.next` is where the first thing
  /// inside begins, or where the block ends.
  void open(const Anchor& anchor, const Doc& head);
  /// Ends the block: comments left before `end` stand at its end. A block held by a colon has no tail.
  void close(std::uint32_t end);
  void close(const Anchor& anchor, const Doc& tail);

  /// A line of comment.
  void note(const std::string& text) { put_line("# " + text); }
  /// An empty line, once.
  void empty_line();
  /// Spaces that lines begin with.
  [[nodiscard]] std::size_t indent() const noexcept { return 2 * depth_; }

  [[nodiscard]] std::string take();

 private:
  [[nodiscard]] const syntax::Comment* pending() const;
  void comments_before(std::uint32_t begin);
  void comments_inside(std::uint32_t end);
  void comment_behind(std::uint32_t next);
  void own_line(const syntax::Comment& comment);
  void space_before(std::uint32_t begin);
  void put_line(std::string_view line);

  const Context& context_;
  std::string out_;
  std::size_t depth_ = 0;
  std::size_t next_comment_ = 0;
  bool at_block_begin_ = true;
  bool comment_on_last_line_ = false;
};

}  // namespace kaidah::format
