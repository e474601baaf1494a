#pragma once
// The declaration of a record, laid out for reading texts of it into columns.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include <kaidah/limits.hpp>

#include "engine/fast/layout.hpp"
#include "engine/fast/scalars.hpp"
#include "engine/fast/words.hpp"
#include "engine/plan/plan.hpp"

namespace kaidah::fast {

/// What is written in place of a value that is not there.
struct Default {
  Kind kind{};
  bool empty_list = false;  ///< nothing is to be written
  bool unusual = false;     ///< has no place in a column: only the strict decoder can
  std::uint32_t slot = 0;
  std::int64_t whole = 0;  ///< of decimal: the mantissa; of truth: 1 or 0
  double real = 0;
  std::uint8_t decimals = 0;
  std::string_view text;  ///< lives with the plan
};

/// A set of fields of one object.
struct FieldSet {
  static constexpr std::uint32_t kMost = 256;
  std::array<std::uint64_t, kMost / 64> words{};

  [[nodiscard]] bool has(std::uint32_t field) const { return (words[field / 64] >> (field % 64) & 1U) != 0; }
  void add(std::uint32_t field) { words[field / 64] |= std::uint64_t{1} << (field % 64); }
};

struct FieldRule {
  enum class What : std::uint8_t { unread, scalar, object, list };
  What what{};
  Reads reads = Reads::end;  ///< of scalars
  bool may_be_null = false;
  std::uint32_t present = kNone;  ///< Batch::bits: which say that it is there
  std::uint32_t index = 0;        ///< Rules::scalars, Layout::objects or tables
};

struct ObjectRule {
  Words keys;
  std::vector<FieldRule> fields;
  std::uint32_t words = 0;  ///< of FieldSet, that its fields are in
  FieldSet required;
  FieldSet optional;              ///< with a bit that says they are present
  FieldSet defaulted;             ///< with a value that is written when they are not there
  std::vector<Default> defaults;  ///< by field
  std::uint32_t room = 0;         ///< how many more lists and objects may be open inside it
};

struct TableRule {
  Place item;
  std::uint32_t scalar = kNone;  ///< of items that are: Rules::scalars
  std::uint32_t least = 0;       ///< items
  std::uint32_t most = 0;
  std::vector<std::uint32_t> children;
  bool one_for_each = false;
  Place by;  ///< of which there is one item for each
};

struct Rules {
  std::vector<ScalarRule> scalars;  ///< by Layout::columns
  std::vector<ObjectRule> objects;  ///< by Layout::objects
  std::vector<TableRule> tables;    ///< by Layout::tables
  bool id_declared = false;
  bool usable = true;  ///< otherwise every record is for the strict decoder
};

/// The most objects open inside one row; deeper declarations are not usable.
constexpr std::size_t kMostNested = 16;

/// REQUIRES: the plan has an input; `layout` was made of it; the plan outlives the rules.
[[nodiscard]] Rules make_rules(const plan::Plan& plan, const Layout& layout, const Limits& limits);

}  // namespace kaidah::fast
