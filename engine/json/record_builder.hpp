#pragma once
// The events of a JSON text, in their order -> the values of one record, or its first problem.
// Knows no JSON library: whatever reads the text calls one function for each thing it meets.

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <kaidah/limits.hpp>

#include "engine/evaluate/outcome.hpp"
#include "engine/json/decode.hpp"
#include "engine/json/field_table.hpp"
#include "engine/json/scalar_reader.hpp"
#include "engine/plan/shape.hpp"
#include "engine/values/arena.hpp"

namespace kaidah::json {

/// Events return false when the rest of the text cannot change anything any more.
///
/// After the first problem the builder salvages: it drops what it was building inside the record and goes on with the
/// record's own identifying fields, so that the rejection can name the record and its group.
class RecordBuilder {
 public:
  RecordBuilder(const plan::Shapes& shapes, std::uint32_t record, const Limits& limits,
                const std::vector<std::uint32_t>& identifying);

  void begin(values::Arena& arena);

  bool null();
  bool boolean(bool value);
  bool whole(std::int64_t value);
  bool number(std::string_view digits);
  bool text(const std::string& value);
  bool start_object();
  bool key(std::string_view key);
  bool end_object();
  bool start_array();
  bool end_array();

  /// A problem with the record as a whole, unless there was one before.
  void reject(Message message);
  [[nodiscard]] DecodeResult finish();

 private:
  /// An object or a list that is being read.
  struct Frame {
    const plan::ValueShape* list = nullptr;  // null: an object
    std::uint32_t record = 0;                // of objects: into shapes_.records
    std::uint32_t field = kNoField;          // of objects: the one whose value comes next, when that is read
    std::uint32_t last = kNoField;           // of objects: the field found before
    std::span<values::Value> fields;         // of objects
    std::size_t base = 0;                    // of objects: into seen_; of lists: into items_
    std::size_t count = 0;                   // of lists: items so far, with those past the limit
  };

  [[nodiscard]] const plan::ValueShape* next_value();
  [[nodiscard]] const plan::FieldShape& field(const Frame& frame, std::uint32_t index) const;
  [[nodiscard]] std::size_t most_items(const plan::ValueShape& list) const;
  void store(values::Value value);
  void remember_id(std::string_view value);
  bool opened();
  void open_record(std::uint32_t record);
  /// False, with the problem reported, when so many values more would take more memory than a decision may.
  bool has_room(std::size_t values);
  /// What was not in the text. Returns the first field that had to be, or kNoField.
  [[nodiscard]] std::uint32_t fill_in(Frame& frame);
  /// False, with the problem reported, when there are too many items, too few, or two for one.
  bool check_list(const Frame& frame, std::span<const values::Value> items);
  bool check_unknown_key(std::string_view key);

  [[nodiscard]] std::string pointer() const;
  [[nodiscard]] std::string field_name() const;
  bool fail_scalar();
  bool fail_missing(const plan::FieldShape& missing, std::string pointer, std::string found);
  /// Keeps the problem if it is the first, and goes on salvaging. Returns false when there is nothing to salvage.
  bool fail(Message message, std::string pointer, std::optional<Message> expected = {}, std::string found = {});

  const plan::Shapes& shapes_;
  const std::uint32_t record_;
  const Limits& limits_;
  std::vector<FieldTable> tables_;         // by record
  std::vector<std::vector<char>> needed_;  // by record and field
  std::vector<char> identifying_;          // by field of the record itself
  std::string id_key_ = "id";
  plan::ValueShape root_;
  ScalarReader scalars_;

  values::Arena* arena_ = nullptr;
  std::size_t arena_before_ = 0;  // bytes of it that were taken before
  std::vector<Frame> frames_;
  std::vector<char> seen_;                                       // fields of the open objects
  std::vector<values::Value> items_;                             // of the open lists
  std::optional<std::pmr::set<std::string_view>> unknown_keys_;  // of the record itself
  std::size_t depth_ = 0;                                        // open objects and lists, skipped ones too
  std::size_t skipped_ = 0;                                      // of those: inside a value that is not read
  bool at_id_ = false;
  bool salvaging_ = false;
  std::optional<std::string_view> id_;
  std::optional<evaluate::Rejection> rejection_;
  const values::RecordData* done_ = nullptr;
};

}  // namespace kaidah::json
