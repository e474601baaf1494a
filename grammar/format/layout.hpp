#pragma once
// The statements of the language, each laid out by the file of its kind.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "grammar/format/writer.hpp"

namespace kaidah::format {

/// An item with where it ends for comments: where its next sibling begins, or what holds it ends.
struct Placed {
  const syntax::Item& item;
  std::uint32_t next;
  [[nodiscard]] Anchor anchor() const { return {item.span.begin, item.span.end, next}; }
};

void header(Writer& writer);
/// Items of one block, in order; `end` is where the block ends.
void items(Writer& writer, const std::vector<syntax::ItemId>& ids, std::uint32_t end);

void enumeration(Writer& writer, const syntax::EnumItem& item, const Placed& placed);
void record(Writer& writer, const syntax::RecordItem& item, const Placed& placed);
void parameter(Writer& writer, const syntax::ParameterItem& item, const Placed& placed);
void group_shape(Writer& writer, const syntax::GroupItem& item, const Placed& placed);
void classify(Writer& writer, const syntax::ClassifyItem& item, const Placed& placed);
void table(Writer& writer, const syntax::TableItem& item, const Placed& placed);
void procedure(Writer& writer, const syntax::ProcedureItem& item, const Placed& placed);
void scenario(Writer& writer, const syntax::ScenarioItem& item, const Placed& placed);
void shared_given(Writer& writer, const syntax::SharedGivenItem& item, const Placed& placed);

/// `head { … } tail`, or `head { }`. `first` is where the first thing inside begins; `inside` writes them.
struct Block {
  Doc head;
  bool empty = false;
  std::uint32_t first = 0;
  std::vector<Doc> tail;
};
void block(Writer& writer, const Placed& placed, Block block, const std::function<void()>& inside);

/// `rule x(p: T) : T`: what stands before the `=`.
[[nodiscard]] std::string rule_head(const Context& context, const syntax::RuleItem& rule);
/// The whole statement, its head filled up to `head_width` columns.
[[nodiscard]] Doc rule_doc(const Context& context, const syntax::RuleItem& rule, const syntax::Item& item,
                           std::size_t head_width);

/// Filled up with spaces to `width` code points.
[[nodiscard]] std::string padded(std::string value, std::size_t width);
/// Lines of cells between pipes, each column as wide as its widest cell.
[[nodiscard]] std::vector<std::string> piped(const std::vector<std::vector<std::string>>& rows);

}  // namespace kaidah::format
