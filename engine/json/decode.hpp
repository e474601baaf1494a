#pragma once
// The text of one record -> its values, or one located rejection.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <kaidah/limits.hpp>

#include "engine/evaluate/outcome.hpp"
#include "engine/plan/shape.hpp"
#include "engine/values/arena.hpp"

namespace kaidah::json {

struct DecodeResult {
  /// Of an accepted record: its values. Of a rejected one: the identifying fields that could be read all the same,
  /// every other Unread; null when not even the record's braces were found.
  const values::RecordData* record = nullptr;
  std::optional<evaluate::Rejection> rejection;
  /// The record's `id`, as far as it was found; of rejected records too.
  std::optional<std::string_view> id;
  /// Of K6001: how many bytes of the text were read when the problem was seen.
  std::size_t offset = 0;
};

/// Reads records of one shape, keeping its scratch memory between them. Not for several threads.
///
/// RFC 8259 strictly, in UTF-8; the whole text is validated, also what no rule reads. The first problem in the text
/// rejects the record. Fields that are not `needed` are left Unread and only their JSON is looked at, never their type;
/// `id`, the identifying fields and the fields that lists are `one for each` of are read in any case.
class Decoder {
 public:
  /// `identifying`: fields of the record, read as far as possible even when the record is rejected.
  /// REQUIRES: `shapes` outlives the decoder.
  Decoder(const plan::Shapes& shapes, std::uint32_t record, const Limits& limits,
          const std::vector<std::uint32_t>& identifying = {});
  ~Decoder();
  Decoder(Decoder&&) noexcept;
  Decoder& operator=(Decoder&&) noexcept;

  /// What is returned lives in the arena.
  [[nodiscard]] DecodeResult decode(std::string_view text, values::Arena& arena);

  /// For a record too large to be held (K9006): `beginning` is searched for what identifies it.
  [[nodiscard]] DecodeResult too_large(std::string_view beginning, values::Arena& arena);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// One record alone.
[[nodiscard]] DecodeResult decode(std::string_view text, const plan::Shapes& shapes, std::uint32_t record,
                                  values::Arena& arena, const Limits& limits = {});

}  // namespace kaidah::json
