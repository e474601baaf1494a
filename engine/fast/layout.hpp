#pragma once
// Where each value of the input stands when many records lie side by side: a table for the records themselves and one
// for every list in them, a column for every scalar, as in Arrow. Derived from the declaration of the record.

#include <cstdint>
#include <vector>

#include "engine/plan/plan.hpp"

namespace kaidah::fast {

inline constexpr std::uint32_t kNone = UINT32_MAX;

/// How a column holds its values.
enum class Kind : std::uint8_t {
  whole,    ///< int64: days since 1970, members by position, days, months, numbers as whole counts of 10^-scale
  decimal,  ///< numbers as written, each with decimals of its own
  truth,    ///< bits
  text,
};

/// Numbers with at most 6 declared decimals are `whole`, with that scale; all others are `decimal`.
struct Column {
  Kind kind{};
  std::uint32_t table = 0;
  std::uint8_t scale = 0;  ///< of whole: the value is what the column holds, over 10^scale
  std::uint32_t slot = 0;  ///< among the columns of its kind: Batch::whole, decimal, text or bits
};

/// A value of the input: what it is, and where.
struct Place {
  enum class What : std::uint8_t { unread, column, object, list };
  What what = What::unread;
  std::uint32_t index = 0;  ///< Layout::columns, objects or tables
  /// Batch::bits: set where there is one; none: always, as far as the record it stands in is there. In place of an
  /// absent list there are no rows; in place of an absent record, no values.
  std::uint32_t present = kNone;
};

/// A record inside the input, at one place of it: its fields are columns of the table it stands in.
struct Object {
  std::uint32_t record = 0;  ///< plan::Shapes::records
  std::uint32_t table = 0;
  std::vector<Place> fields;  ///< by field of the shape
};

/// The rows of one list, over all records; table 0: the records themselves.
struct Table {
  std::uint32_t parent = kNone;            ///< comes before its children
  Place item;                              ///< a column, an object, or a list
  const plan::ValueShape* list = nullptr;  ///< null: the records
};

struct Layout {
  std::vector<Column> columns;
  std::vector<Object> objects;  ///< the first: the record itself
  std::vector<Table> tables;
  /// How many slots there are of each kind, and the table that each slot of `bits` belongs to.
  std::uint32_t whole = 0;
  std::uint32_t decimal = 0;
  std::uint32_t text = 0;
  std::vector<std::uint32_t> bits;
};

/// Every field that is needed, is in `identifying`, names the record, or that a list is `one for each` of.
/// REQUIRES: the plan has an input, and outlives the layout.
[[nodiscard]] Layout make_layout(const plan::Plan& plan, const std::vector<std::uint32_t>& identifying);

}  // namespace kaidah::fast
