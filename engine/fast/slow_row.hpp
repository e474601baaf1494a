#pragma once
// A row that follows no trail, key by key.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/fast/reader.hpp"

namespace kaidah::fast {

class SlowRow {
 public:
  SlowRow(Reader& reader, std::uint32_t table, std::uint32_t row)
      : reader_(reader), trails_(reader.trails_[table]), table_(table), row_(row) {}

  /// The rest of the row; a new trail for it, when there is room. `p`: behind what the steps up to `done` read.
  const char* read(const char* p, std::uint32_t done);

 private:
  /// Unknown keys of the record itself that are told apart.
  static constexpr std::size_t kMostUnknown = 24;

  [[nodiscard]] bool resume(std::uint32_t done);
  void open(std::uint32_t object);
  [[nodiscard]] bool close();
  [[nodiscard]] bool finish(const Frame& frame);
  const char* read_fields(const char* p);
  const char* read_field(const char* p);
  const char* read_known(std::uint32_t field, const char* p);
  const char* read_value(Reads reads, std::uint32_t index, const char* p);
  const char* skip(const char* p);
  [[nodiscard]] bool is_new(std::string_view key);
  void learn(const char* value, const char* behind, Reads reads, std::uint32_t index);

  Reader& reader_;
  Trails& trails_;
  const std::uint32_t table_;
  const std::uint32_t row_;
  bool at_first_ = false;  // key of an object
  std::size_t depth_ = 0;
  std::size_t unknown_count_ = 0;
  std::array<Frame, kMostNested> open_;
  std::array<std::string_view, kMostUnknown> unknown_;

  bool learning_ = false;
  const char* literal_ = nullptr;  // where the literal of the next step begins
  std::vector<Frame> closed_;
  std::vector<NewStep> trail_;
};

}  // namespace kaidah::fast
