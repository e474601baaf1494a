#pragma once
// The memory of one decision: records, lists and texts that live until all of them are given back at once.

#include <cstddef>
#include <memory>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

#include "engine/values/value.hpp"

namespace kaidah::values {

/// Keeps its first block between decisions, so that a stream of records of usual size allocates nothing.
/// A Value may own memory elsewhere (a wide Number): what is made by `values` is destroyed by `clear`, so make values
/// in no other way. Not for several threads.
class Arena {
 public:
  Arena();
  ~Arena();
  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  /// `count` values, all Absent.
  [[nodiscard]] std::span<Value> values(std::size_t count);
  /// A copy of the bytes.
  [[nodiscard]] std::string_view text(std::string_view bytes);
  [[nodiscard]] const RecordData* record(std::span<const Value> fields);
  [[nodiscard]] const ListData* list(std::span<const Value> items);
  /// For what needs no destructor.
  [[nodiscard]] std::pmr::memory_resource& memory() noexcept { return memory_; }

  /// Taken since the last `clear`.
  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_; }
  /// Ends the life of everything made here.
  void clear() noexcept;

 private:
  std::unique_ptr<std::byte[]> first_block_;
  std::pmr::monotonic_buffer_resource memory_;
  std::vector<std::span<Value>> made_;
  std::size_t bytes_ = 0;
};

}  // namespace kaidah::values
