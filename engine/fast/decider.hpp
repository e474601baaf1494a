#pragma once
// Records decided side by side: texts in, lines out. What is out of the ordinary is left to the strict path.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluate/group.hpp"
#include "engine/evaluate/settings.hpp"
#include "engine/evaluate/ways.hpp"
#include "engine/fast/batch.hpp"
#include "engine/fast/key_index.hpp"
#include "engine/fast/line_writer.hpp"
#include "engine/fast/lower.hpp"
#include "engine/fast/machine.hpp"
#include "engine/fast/reader.hpp"
#include "engine/values/arena.hpp"

namespace kaidah::fast {

/// One thread at a time. First `read` as many records as there are, at most kMostRecords, then `decide`, then what is
/// wanted of each row, then `clear`.
class Decider {
 public:
  /// Records past this are read in another batch: all columns should stay in the cache.
  static constexpr std::size_t kMostRecords = 256;

  /// Null when the plan or the settings need what a batch cannot do. `label`: the policy as its lines name it, or
  /// empty. REQUIRES: what is referred to outlives the decider.
  [[nodiscard]] static std::unique_ptr<Decider> make(const plan::Plan& plan, const evaluate::Settings& settings,
                                                     Wanted wanted, const std::string& label);

  /// False: the record is nothing for a batch. Otherwise its row is the next one.
  /// REQUIRES: the text stays where it is until `clear`, with 64 readable bytes behind it.
  [[nodiscard]] bool read(std::string_view text) { return reader_.read(text, batch_); }
  [[nodiscard]] std::size_t rows() const noexcept { return batch_.tables.front().count; }

  void decide();
  /// Appends the line of the decision. False, with nothing appended: the strict path has to decide the record.
  [[nodiscard]] bool append_line(std::size_t row, std::string& out);
  [[nodiscard]] std::optional<std::string_view> id(std::size_t row) const { return writer_.id(batch_, row); }
  /// The ways of a row whose line was appended. REQUIRES: they were wanted.
  void take_ways(std::size_t row, evaluate::Ways& ways) const;
  /// The values of a row, and what they rest on, as the strict path gives them; findings and procedures it has none.
  /// False, with nothing said: the strict path has to decide the record. REQUIRES: marks were wanted.
  [[nodiscard]] bool outcome(std::size_t row, evaluate::Outcome& outcome);
  /// Counts a row whose line was appended in its groups.
  void add_to_groups(std::size_t row);
  [[nodiscard]] std::size_t group_count() const noexcept;
  /// Adds what was counted since the last time to the groups themselves.
  void flush(evaluate::GroupAccumulator& groups);

  void clear();

 private:
  Decider(const plan::Plan& plan, Layout layout, Program program, const evaluate::Settings& settings,
          const std::string& label);
  void append_key(const Place& place, std::size_t row);
  [[nodiscard]] values::Value key_value(const Place& place, const plan::ValueShape& shape, std::size_t row);
  [[nodiscard]] values::Value read_key(const Place& place, const plan::ValueShape& shape, const char*& from);
  [[nodiscard]] bool bring(std::size_t row);

  const plan::Plan& plan_;
  const Layout layout_;
  const Program program_;
  Batch batch_;
  Reader reader_;
  Machine machine_;
  LineWriter writer_;
  const std::size_t most_line_bytes_;
  bool decided_ = false;
  void gather_ways();
  std::vector<std::uint64_t> ways_;                  ///< by row: words of its ways
  std::vector<std::vector<values::Value>> brought_;  ///< by group and fold: what the row at hand brings

  /// The groups of one kind that were met since `flush`, and what was counted of each: few bytes a group, so that a
  /// nation's stay in the cache, and each thread can have its own.
  struct Counted {
    KeyIndex index;
    std::vector<std::uint64_t> counts;  ///< members, then what each fold counts in
    /// What those folds come to that are of values; empty where none is.
    std::vector<evaluate::FoldState> folds;
    evaluate::OwnedValues owned;
  };
  std::vector<Counted> counted_;  ///< by group
  std::string key_;
  values::Arena arena_;
};

}  // namespace kaidah::fast
