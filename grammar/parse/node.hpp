#pragma once
// What the grammar leaves behind: a flat list of nodes in postorder. A rule that fails cuts the list back to where
// it began, so backtracking leaves nothing; build/ makes the syntax tree of it.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <kaidah/source.hpp>

namespace kaidah::parse {

enum class Kind : std::uint16_t {
  none,
  error,  ///< what was skipped; already reported

  // tokens
  name,
  number,
  date,
  text,
  code,
  version,
  version_range,
  keyword,  ///< data: the Keyword
  symbol,   ///< data: the character, or the Comparison of a comparison sign
  place_number,
  heading_cell,

  // expressions, from loosest to tightest
  disjunction,
  conjunction,
  negation,
  comparison,
  sum,
  product,
  negative,
  postfix,
  parenthesis,
  duration,
  list,
  record,
  field_value,
  call,
  builtin,
  aggregate,
  binding,
  where,
  undetermined,
  group_record,

  // pieces
  type,
  decimals,
  range_dots,
  range_words,
  place,
  place_between,
  place_part,
  citation,
  exception_to,
  mark,
  in_force,
  guard,
  value_marks,
  head_parameter,
  optional_value,
  open_to,
  affects,
  through,

  // header
  header,
  line_title,
  line_basis,
  line_subject,
  line_in_force,
  line_reference_day,
  line_month_end,
  line_use,
  line_across,
  line_amends,
  line_agencies,

  // items
  enumeration,
  enum_member,
  wire,
  alias,
  record_item,
  field,
  modifier,
  condition,
  parameter,
  dated_value,
  decided_by,
  group,
  body,
  place_item,
  rule,
  output_names,
  classify,
  subject,
  subject_as,
  case_order,
  arm,
  table,
  inputs,
  heading,
  crossed_heading,
  row,
  cell,
  empty_cell,
  any_cell,
  alternative,
  cell_range,
  cell_compare,
  always,
  require,
  duty_by,
  not_encoded,
  provisions,
  for_each,
  ranking,
  ranking_then,
  result,
  target,
  add_items,
  replace,
  repeal,
  adopt,
  procedure,
  start,
  events,
  step,
  step_duration,
  exit,
  suspension,
  end,
  end_item,
  scenario,
  scenario_group,
  given,
  given_item,
  assume,
  assumption,
  expect,
  expectation,
  path,
  column,
  columns,
};

struct Node {
  Kind kind = Kind::none;
  std::uint16_t data = 0;
  std::uint32_t begin = 0;  ///< of the first token
  std::uint32_t end = 0;    ///< of the last token
  std::uint32_t first = 0;  ///< index of the first node below this one; its own index if there is none

  [[nodiscard]] Span span() const noexcept { return {begin, end}; }
};

using NodeIndex = std::uint32_t;

/// The nodes directly below `parent`, in the order of the text.
[[nodiscard]] std::vector<NodeIndex> children(std::span<const Node> nodes, NodeIndex parent);

}  // namespace kaidah::parse
