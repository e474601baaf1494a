#pragma once
// Lines of a dump: one node each, indented under the one that holds it.

#include <cstddef>
#include <string>
#include <string_view>

#include "grammar/syntax/tree.hpp"

namespace kaidah::syntax {

/// A line being written; what is written while it lives stands under it. REQUIRES: attributes before children.
class DumpNode;

class DumpWriter {
 public:
  explicit DumpWriter(const DumpOptions& options) : options_(options) {}

  [[nodiscard]] const DumpOptions& options() const noexcept { return options_; }
  [[nodiscard]] bool canonical() const noexcept { return options_.canonical; }
  /// `role: kind`, or `kind` alone.
  [[nodiscard]] DumpNode node(std::string_view role, std::string_view kind);
  [[nodiscard]] DumpNode node(std::string_view kind);
  /// The same, with its first word (unless empty) and its span.
  [[nodiscard]] DumpNode node(std::string_view role, std::string_view kind, std::string_view word, Span span);
  [[nodiscard]] std::string take();

 private:
  friend class DumpNode;
  void begin_line(std::string_view role, std::string_view kind);

  DumpOptions options_;
  std::size_t depth_ = 0;
  std::string out_;
};

class DumpNode {
 public:
  DumpNode(const DumpNode&) = delete;
  DumpNode& operator=(const DumpNode&) = delete;
  ~DumpNode() { --writer_.depth_; }

  /// ` word`
  DumpNode& word(std::string_view value);
  /// ` key=value`
  DumpNode& attribute(std::string_view key, std::string_view value);
  /// ` key="value"`, escaped so that it stays on the line and cannot be mistaken for another attribute.
  DumpNode& text(std::string_view key, std::string_view value);
  DumpNode& flag(bool set, std::string_view name);
  /// ` @begin-end`, where spans are wanted.
  DumpNode& span(Span span);

 private:
  friend class DumpWriter;
  explicit DumpNode(DumpWriter& writer) : writer_(writer) { ++writer_.depth_; }
  DumpWriter& writer_;
};

}  // namespace kaidah::syntax
